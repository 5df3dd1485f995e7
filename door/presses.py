"""Key presses of a ceremony's console: each is a request of its own, so that every one counts.

A page of Streamlit's puts acts together that come while it answers another: two quick presses of
one button are one. The presenter's clicker must not lose any, so `keys.js` sends each by itself.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from data.refusal import Refusal
from door import asked as noted

ACTS = ("next", "back", "blank")
LONGEST = 80  # characters of each text that is sent
TEXTS = ("ceremony", "act", "desk", "press")
Press = Callable[[Path, str, dict[str, str]], None]


def route(press: Press) -> Route:
    """Return the route that key presses are sent to.

    Parameters
    ----------
    press : callable
        Carries one out: given the store, the session and what was sent (`TEXTS`). Raises `Refusal`
        where it may not be.
    """
    return Route("/ceremony/press", _answering(press), methods=["POST"])


def _answering(press: Press) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        asked = noted.of(request)
        reader = noted.reader_of(asked)
        sent = await _sent(request)
        if sent is None:
            return PlainTextResponse("", 400)
        try:
            await run_in_threadpool(press, asked.directory, reader.sid, sent)
        except Refusal as refusal:
            busy = refusal.code.startswith("decisions.")  # the same press again, in a moment
            return JSONResponse({"refused": refusal.code}, 503 if busy else 409)
        except PermissionError:
            return PlainTextResponse("", 403)
        return PlainTextResponse("", 204)

    return answer


async def _sent(request: Request) -> dict[str, str] | None:
    """Return what was sent, if it is four short texts and an act of a clicker."""
    try:
        told = await request.json()
    except ValueError:
        return None
    if not isinstance(told, dict) or set(told) != set(TEXTS):
        return None
    if not all(isinstance(text, str) and 0 < len(text) <= LONGEST for text in told.values()):
        return None
    return told if told["act"] in ACTS else None
