"""A client that speaks to the dashboard over the wire, as no browser would: byte by byte."""

import contextlib
import http.client
import json
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage
from websockets.sync.client import ClientConnection, connect

SECONDS = 30
STREAM = "/_stcore/stream"


@dataclass(frozen=True)
class Answer:
    """What came back: its status, headers in small letters, and body."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(
    address: str,
    method: str,
    path: str,
    *,
    body: bytes | Iterable[bytes] | None = None,
    headers: list[tuple[str, str]] | dict[str, str] | None = None,
) -> Answer:
    """Return the answer to a request whose path is sent as it is written.

    Parameters
    ----------
    address : str
        `http://127.0.0.1:8501`.
    method, path : str
    body : bytes or iterable of bytes, optional
        Bytes that come one after the other do not say how many they are.
    headers : list of pairs or dict, optional
        In that order; a Host among them takes the place of the right one.
    """
    pairs = list(headers.items()) if isinstance(headers, dict) else list(headers or [])
    names = {name.lower() for name, _ in pairs}
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=SECONDS)
    try:
        connection.putrequest(method, path, skip_host="host" in names, skip_accept_encoding=True)
        if isinstance(body, bytes) and "content-length" not in names:
            pairs.append(("Content-Length", str(len(body))))
        elif body is not None and not isinstance(body, bytes):
            pairs.append(("Transfer-Encoding", "chunked"))
        for name, value in pairs:
            connection.putheader(name, value)
        connection.endheaders(body, encode_chunked=not isinstance(body, bytes))
        answer = connection.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, told, answer.read())
    finally:
        connection.close()


@dataclass
class Page:
    """An open websocket of Streamlit's, and what came over it.

    Parameters
    ----------
    socket : ClientConnection
    messages : list of ForwardMsg
        Of the last run.
    """

    socket: ClientConnection
    messages: list[ForwardMsg] = field(default_factory=list)
    session: str = ""

    def run(
        self,
        query: str = "language=en",
        page: str = "",
        *,
        states: dict[str, Any] | None = None,
        by_itself: bool = False,
    ) -> "Page":
        """Ask for a page and gather what comes until its script has ended."""
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        message.rerun_script.is_auto_rerun = by_itself
        for name, value in (states or {}).items():
            state = message.rerun_script.widget_states.widgets.add()
            state.id = name
            if value == "pressed":
                state.trigger_value = True
            else:
                state.bool_value = value
        self.socket.send(message.SerializeToString())
        return self.gather()

    def gather(self) -> "Page":
        """Note every message until a script has ended."""
        self.messages = []
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            message = ForwardMsg()
            message.ParseFromString(self.socket.recv(timeout=SECONDS))
            self.messages.append(message)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.session = message.new_session.initialize.session_id or self.session
            if kind == "script_finished":
                return self
        raise TimeoutError("the script did not end")

    @property
    def text(self) -> str:
        """All that came, as text."""
        return "\n".join(map(str, self.messages))

    def widget(self, kind: str, label: str) -> str:
        """Return the id of a widget of a kind by its label."""
        for message in self.messages:
            element = message.delta.new_element
            if element.WhichOneof("type") == kind and getattr(element, kind).label == label:
                return getattr(element, kind).id
        raise LookupError(f"no {kind} {label!r}")

    def exports(self) -> list[str]:
        """Return the addresses of files offered."""
        return re.findall(r"/export/[\w-]+", self.text)

    def seconds_until_closed(self, most: float) -> tuple[float, int | None]:
        """Return how long it took until the server closed it, and with what code."""
        begun = time.monotonic()
        while time.monotonic() < begun + most:
            try:
                self.socket.recv(timeout=0.2)
            except TimeoutError:
                continue
            except ConnectionClosed as closed:
                return time.monotonic() - begun, closed.rcvd.code if closed.rcvd else None
        raise TimeoutError("it stayed open")


@contextlib.contextmanager
def opened(
    address: str,
    *,
    token: str | None = None,
    origin: str | None = "",
    path: str = STREAM,
    session: str | None = None,
    headers: dict[str, str] | None = None,
) -> Iterator[Page]:
    """Yield a websocket that was let in.

    Parameters
    ----------
    address : str
    token : str, optional
        What its session's cookie holds.
    origin : str or None
        The right one where not given; None sends none.
    path : str
    session : str, optional
        A page of Streamlit's to take up again.
    headers : dict, optional
        More of them.

    Raises
    ------
    Refused
        If it was not let in.
    """
    more = dict(headers or {})
    if token is not None:
        more["Cookie"] = f"mahalleh={token}"
    protocols = ["streamlit", "unset", session] if session else ["streamlit"]
    try:
        socket = connect(
            address.replace("http", "ws") + path,
            origin=address if origin == "" else origin,  # type: ignore[arg-type]
            subprotocols=protocols,  # type: ignore[arg-type]
            additional_headers=more,
            max_size=2**26,
            open_timeout=SECONDS,
            proxy=None,
        )
    except (InvalidHandshake, InvalidMessage) as error:
        raise Refused(str(error)) from error
    with socket:
        yield Page(socket)


class Refused(Exception):
    """A websocket was not opened."""


def is_let_in(address: str, **how: Any) -> bool:
    """Return whether a websocket is opened."""
    try:
        with opened(address, **how):
            return True
    except Refused:
        return False


def state(answer: Answer) -> dict[str, bool]:
    """Return what an answer in JSON says."""
    return json.loads(answer.body)
