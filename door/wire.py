"""What Streamlit's browser side says and holds; alone knows its messages and its inner rooms.

It leans on Streamlit 1.67: `BackMsg`, the runtime's sessions and their uploaded files. A test holds
each of these to what is used here.
"""

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime import exists, get_instance

SID = "sid"  # what st.user calls the session's id; .streamlit/config.toml maps the header to it
HEADER = "X-Mahalleh-Session"
ACT, OTHER, FORBIDDEN = "act", "other", "forbidden"
KNOWN = {"rerun_script", "stop_script", "file_urls_request", "app_heartbeat"}
OPERATIONS = {"dataframe_chunk"}  # rows of a long table; not files, not programs to install


def kind_of(frame: bytes) -> str:
    """Return what a message means: an act of the reader, something else, or nothing allowed.

    A page looks again every few seconds by itself, and a heartbeat is no reader's act.
    """
    message = BackMsg()
    try:
        message.ParseFromString(frame)
    except DecodeError:
        return FORBIDDEN
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        named = message.backend_operation_request.WhichOneof("payload")
        return ACT if named in OPERATIONS else FORBIDDEN
    if kind == "rerun_script" and not message.rerun_script.is_auto_rerun:
        return ACT
    return OTHER if kind in KNOWN else FORBIDDEN


def is_of(streamlit_session: str, sid: str) -> bool:
    """Return whether an open page of Streamlit's belongs to a session of ours."""
    return streamlit_session in _pages_of(sid)


def files_held(sid: str) -> tuple[int, int]:
    """Return how many uploaded files the pages of a session hold, and their bytes."""
    if not exists():
        return 0, 0
    held: dict = getattr(get_instance().uploaded_file_mgr, "file_storage")  # noqa: B009
    files = [file for page in _pages_of(sid) for file in list(held.get(page, {}).values())]
    return len(files), sum(len(file.data) for file in files)


def _pages_of(sid: str) -> set[str]:
    """Return the ids of the pages that a session of ours has open."""
    if not exists() or not sid:
        return set()
    active = get_instance()._session_mgr.list_active_sessions()
    return {one.session.id for one in active if one.session._user_info.get(SID) == sid}
