"""Files that leave: a link is made for one reader, opens once within two minutes, and is noted."""

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from data import access, audit, clock, decisions
from data.refusal import Refusal
from door import asked as noted

SECONDS, MOST = 120, 20  # how long an offer stands, and how many one reader may have standing


@dataclass(frozen=True)
class Offer:
    """A file that one reader may take.

    Parameters
    ----------
    sid : str
        The session it is bound to.
    name, media_type : str
    make : callable
        Makes the file when it is taken.
    facts : dict
        What the audit is told of it.
    until : float
        Seconds since 1970.
    """

    sid: str
    name: str
    media_type: str
    make: Callable[[], bytes]
    facts: dict[str, object]
    until: float


_offers: dict[str, Offer] = {}
_alone = threading.Lock()


def offer(
    sid: str,
    name: str,
    media_type: str,
    make: Callable[[], bytes],
    facts: dict[str, object],
) -> str:
    """Return the address that a file may be fetched from, once.

    Parameters
    ----------
    sid : str
        The session that it is offered to.
    name : str
        What the file is called.
    media_type : str
    make : callable
        Returns its bytes; called when it is fetched.
    facts : dict
        What the audit is told then: numbers and codes.

    Raises
    ------
    Refusal
        "export.too_many" if the session leaves too many unfetched.
    """
    token = secrets.token_urlsafe(24)
    made = Offer(sid, name, media_type, make, facts, clock.now() + SECONDS)
    with _alone:
        _forget_old()
        if sum(standing.sid == sid for standing in _offers.values()) >= MOST:
            raise Refusal("export.too_many", most=MOST)
        _offers[token] = made
    return f"/export/{token}"


def _forget_old() -> None:
    now = clock.now()
    for token in [token for token, standing in _offers.items() if standing.until <= now]:
        del _offers[token]


def _taken(token: str, sid: str) -> Offer | None:
    """Return an offer and strike it off; another reader's stays untouched."""
    with _alone:
        _forget_old()
        standing = _offers.get(token)
        if standing is None or standing.sid != sid:
            return None
        return _offers.pop(token)


async def export(request: Request) -> Response:
    """Answer with the file, that there is none, or why it cannot be made."""
    asked = noted.of(request)
    if asked.reader is None:
        return PlainTextResponse("", 404)
    standing = _taken(request.path_params["token"], asked.reader.sid)
    if standing is None:
        return PlainTextResponse("", 404)
    try:
        held = await run_in_threadpool(_made, standing, asked.directory, asked.reader.name)
    except access.Refused:  # they may no longer what they might when it was offered
        return PlainTextResponse("", 403)
    except Refusal as refusal:
        return PlainTextResponse(asked.say(refusal.key, **refusal.facts), 409)
    told = f"attachment; filename*=utf-8''{quote(standing.name, safe='')}"
    return Response(held, media_type=standing.media_type, headers={"Content-Disposition": told})


def _made(standing: Offer, directory: Path, by: str) -> bytes:
    held = standing.make()
    with decisions.transaction(directory) as connection:  # what is not noted does not leave
        audit.record(connection, "export", by, bytes=len(held), **standing.facts)
    return held
