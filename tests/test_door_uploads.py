"""Files that come in: by a steward, into a page of their own, no more and no longer than is set."""

import inspect

import pytest
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from data.settings import Settings
from door import uploads, wire
from door.uploads import MEGABYTE, TooLarge
from tests.doors import ORIGIN, Visitor

pytestmark = pytest.mark.anyio
PATH = "/_stcore/upload_file/page-1/file-1"


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture
def pages(monkeypatch):
    """Streamlit's pages, by the session of ours that each belongs to."""
    held = {}
    monkeypatch.setattr(wire, "_pages_of", lambda sid: held.get(sid, set()))
    return held


async def put(visitor, path=PATH, content=b"x", **headers):
    return await visitor.client.put(path, content=content, headers={"origin": ORIGIN} | headers)


@pytest.mark.parametrize("role", ["commander", "liaison", "presenter"])
async def test_only_a_steward_hands_files_in(peopled_store, monkeypatch, role):
    monkeypatch.setattr(wire, "is_of", lambda *_: True)
    async with Visitor(peopled_store) as visitor:
        visitor.enter(role)
        assert (await put(visitor)).status_code == 403
        answer = await visitor.client.delete(PATH, headers={"origin": ORIGIN})
        assert answer.status_code == 403


async def test_a_steward_hands_files_into_their_own_page_alone(peopled_store, pages):
    async with Visitor(peopled_store) as visitor:
        visitor.enter("steward")
        sid = (await visitor.look("/intake")).text
        pages |= {sid: {"page-1"}, "another's": {"page-2"}}

        assert (await put(visitor)).status_code == 200
        assert (await put(visitor, PATH.replace("page-1", "page-2"))).status_code == 403
        for path in ("page-1", "page-1/", "page-1/a/b", "/page-1", "none/a"):
            answer = await put(visitor, f"/_stcore/upload_file/{path}")
            assert answer.status_code in (403, 404)


async def test_a_file_that_says_it_is_too_long_is_not_read(peopled_store, pages):
    peopled_store.with_name("store.toml").write_text("[door]\nupload_megabytes = 1\n")
    async with Visitor(peopled_store) as visitor:
        visitor.enter("steward")
        pages[(await visitor.look("/intake")).text] = {"page-1"}
        too_long = str(uploads.FRAMING + MEGABYTE + 1)

        answer = await put(visitor, **{"content-length": too_long})

        assert answer.status_code == 413


async def test_a_file_that_is_longer_than_it_says_is_stopped():
    read = []

    async def receive():
        read.append(1)
        return {"type": "http.request", "body": b"x" * 100, "more_body": True}

    bounded = uploads.bounded(receive, 250)
    assert len((await bounded())["body"]) == 100
    await bounded()
    with pytest.raises(TooLarge):
        await bounded()
    assert len(read) == 3


@pytest.mark.parametrize(
    ("files", "size", "left"),
    [
        (0, 0, uploads.FRAMING + 2 * MEGABYTE),
        (1, MEGABYTE, uploads.FRAMING + MEGABYTE),
        (1, 9 * MEGABYTE, 0),
        (2, 10, 0),
    ],
)
def test_what_a_session_holds_is_taken_off_what_it_may_hand_in(monkeypatch, files, size, left):
    monkeypatch.setattr(wire, "files_held", lambda _sid: (files, size))

    assert uploads.room("one", Settings(upload_megabytes=2, upload_files=2)) == left


def test_files_on_their_way_are_counted(monkeypatch):
    monkeypatch.setattr(wire, "files_held", lambda _sid: (0, 0))
    settings = Settings(upload_files=2, upload_megabytes=2)
    with uploads.under_way("one", MEGABYTE):
        assert uploads.room("one", settings) == uploads.FRAMING + MEGABYTE
        with uploads.under_way("one", 1):
            assert uploads.room("one", settings) == 0
            assert uploads.room("other", settings) > 0

    assert uploads.room("one", settings) == uploads.FRAMING + 2 * MEGABYTE
    assert not uploads._files
    assert not uploads._bytes


async def test_one_file_may_be_handed_in_where_one_is_set(peopled_store, pages):
    peopled_store.with_name("store.toml").write_text("[door]\nupload_files = 1\n")
    async with Visitor(peopled_store) as visitor:
        visitor.enter("steward")
        pages[(await visitor.look("/intake")).text] = {"page-1"}

        assert (await put(visitor)).status_code == 200


@pytest.mark.parametrize(
    ("told", "length"),
    [([b"12"], 12), ([], None), ([b"1", b"2"], None), ([b"-1"], None), ([b"1e3"], None)],
)
def test_a_length_counts_if_it_is_told_once_and_is_one(told, length):
    assert uploads.declared([(b"Content-Length", one) for one in told]) == length


def test_streamlit_still_keeps_its_pages_and_files_where_they_are_looked_for():
    """Private rooms of Streamlit 1.67: a newer one must be looked at before it is let in."""
    files = MemoryUploadedFileManager("/_stcore/upload_file")
    files.add_file("page-1", UploadedFileRec("file-1", "a.csv", "text/csv", b"a,b"))

    assert [len(one.data) for one in files.file_storage["page-1"].values()] == [3]
    assert "self._session_mgr = " in inspect.getsource(Runtime.__init__)
    assert "self._user_info" in inspect.getsource(AppSession.__init__)
    assert callable(WebsocketSessionManager.list_active_sessions)
