"""An open websocket lives no longer than its session, and only a reader's acts keep that alive."""

import asyncio

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from door import sockets, wire
from door.sockets import Socket

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend():
    return "asyncio"


def said(**what) -> bytes:
    """A message of the browser's, as bytes."""
    message = BackMsg()
    for name, value in what.items():
        setattr(message, name, value)
    return message.SerializeToString()


def asked(*, by_itself=False, fragment="") -> bytes:
    """A message that asks for the page, or a part of it, anew."""
    message = BackMsg()
    message.rerun_script.is_auto_rerun = by_itself
    message.rerun_script.fragment_id = fragment
    return message.SerializeToString()


def operation(name: str) -> bytes:
    message = BackMsg()
    getattr(message.backend_operation_request, name).SetInParent()
    return message.SerializeToString()


@pytest.mark.parametrize(
    ("frame", "kind"),
    [
        (asked(), wire.ACT),
        (asked(fragment="part"), wire.ACT),
        (asked(by_itself=True), wire.OTHER),
        (asked(by_itself=True, fragment="part"), wire.OTHER),
        (said(app_heartbeat=True), wire.OTHER),
        (said(stop_script=True), wire.OTHER),
        (operation("dataframe_chunk"), wire.ACT),
        (operation("deferred_file"), wire.FORBIDDEN),
        (operation("install_skills"), wire.FORBIDDEN),
        (operation("dismiss_skills_nudge"), wire.FORBIDDEN),
        (said(clear_cache=True), wire.FORBIDDEN),
        (said(set_run_on_save=True), wire.FORBIDDEN),
        (said(load_git_info=True), wire.FORBIDDEN),
        (said(debug_disconnect_websocket=True), wire.FORBIDDEN),
        (said(debug_shutdown_runtime=True), wire.FORBIDDEN),
        (b"", wire.FORBIDDEN),
        (b"\xff\xff not a message", wire.FORBIDDEN),
    ],
)
def test_a_message_is_an_act_of_the_reader_or_not_or_not_allowed(frame, kind):
    assert wire.kind_of(frame) == kind


def test_every_message_that_streamlit_knows_was_thought_of():
    """A newer Streamlit that knows more must be looked at before it is let in."""
    kinds = {field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields}

    assert kinds == wire.KNOWN | {
        *("clear_cache", "set_run_on_save", "load_git_info", "backend_operation_request"),
        *("debug_disconnect_websocket", "debug_shutdown_runtime"),
    }


class Line:
    """The server's side of a websocket: what the browser says, and what was said to it."""

    def __init__(self, *frames: bytes):
        self.coming = asyncio.Queue()
        for frame in frames:
            self.say(frame)
        self.sent = []
        self.touched = []
        self.alive = True

    def say(self, frame: bytes) -> None:
        self.coming.put_nowait({"type": "websocket.receive", "bytes": frame})

    async def receive(self):
        return await self.coming.get()

    async def send(self, message):
        self.sent.append(message)
        if message["type"] == "websocket.close":
            self.coming.put_nowait({"type": "websocket.disconnect", "code": message["code"]})

    async def is_alive(self, touch):
        self.touched.append(touch)
        return self.alive

    def socket(self) -> Socket:
        return Socket(self.receive, self.send, self.is_alive)


def listening(heard):
    """An app that notes what it hears until the websocket is closed."""

    async def app(_scope, receive, send):
        while True:
            message = await receive()
            heard.append(message)
            if message["type"] == "websocket.disconnect":
                await send({"type": "websocket.send", "bytes": b"too late"})
                return

    return app


async def until(true, seconds=2.0):
    for _ in range(int(seconds * 100)):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come to that")


async def test_a_silent_websocket_is_closed_when_its_session_has_ended(monkeypatch):
    monkeypatch.setattr(sockets, "SECONDS_BETWEEN_LOOKS", 0.05)
    line, heard = Line(), []
    carried = asyncio.create_task(line.socket().carry(listening(heard), {}))
    await asyncio.sleep(0.15)
    assert not line.sent

    line.alive = False
    await asyncio.wait_for(carried, 2)

    assert line.sent == [{"type": "websocket.close", "code": 1008}]
    assert [one["type"] for one in heard] == ["websocket.disconnect"]
    assert set(line.touched) == {False}


async def test_a_look_is_taken_every_few_seconds_well_within_ten():
    assert sockets.SECONDS_BETWEEN_LOOKS <= 5


async def test_an_act_after_the_end_of_the_session_is_not_heard():
    line, heard = Line(asked(), asked()), []
    carried = asyncio.create_task(line.socket().carry(listening(heard), {}))
    await until(lambda: len(heard) == 2)
    line.alive = False
    line.say(asked())

    await asyncio.wait_for(carried, 2)

    assert [one["type"] for one in heard] == [*2 * ["websocket.receive"], "websocket.disconnect"]
    assert line.sent == [{"type": "websocket.close", "code": 1008}]


async def test_only_acts_are_noted_and_not_the_one_a_browser_does_by_itself():
    frames = [asked(), asked(by_itself=True), said(app_heartbeat=True), asked(), asked()]
    line, heard = Line(*frames), []
    carried = asyncio.create_task(line.socket().carry(listening(heard), {}))
    await until(lambda: len(heard) == 5)
    carried.cancel()

    assert line.touched == [False, True, True]


async def test_what_is_not_allowed_is_not_heard():
    line, heard = Line(said(clear_cache=True), operation("install_skills"), asked()), []
    carried = asyncio.create_task(line.socket().carry(listening(heard), {}))
    await until(lambda: heard)
    carried.cancel()

    assert [one["bytes"] for one in heard] == [asked()]


async def test_a_browser_that_goes_ends_the_looking(monkeypatch):
    monkeypatch.setattr(sockets, "SECONDS_BETWEEN_LOOKS", 0.05)
    line, heard = Line(), []
    carried = asyncio.create_task(line.socket().carry(listening(heard), {}))
    line.coming.put_nowait({"type": "websocket.disconnect", "code": 1001})
    await asyncio.wait_for(carried, 2)
    looked = len(line.touched)
    await asyncio.sleep(0.2)

    assert len(line.touched) == looked
