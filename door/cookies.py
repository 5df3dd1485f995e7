"""Two cookies: one holds a session's token, the other binds forms to the browser they are in."""

import hashlib
import hmac

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Scope

SESSION, FORM = "mahalleh", "mahalleh-form"
LONGEST = 200  # letters of a token


def named(cookie: str, origin: str) -> str:
    """Return a cookie's full name: over https one that no neighbouring host can set."""
    return f"__Host-{cookie}" if origin.startswith("https://") else cookie


def value(scope: Scope, cookie: str, origin: str) -> str | None:
    """Return what a cookie holds; None where it is missing, sent twice or too long."""
    name = named(cookie, origin)
    pairs = [
        pair.strip().partition("=")
        for header in Headers(scope=scope).getlist("cookie")
        for pair in header.split(";")
    ]
    held = [value for key, _, value in pairs if key == name]
    return held[0] if len(held) == 1 and 0 < len(held[0]) <= LONGEST else None


def put(
    response: Response, cookie: str, held: str, origin: str, *, seconds: int | None = None
) -> None:
    """Have the browser keep a cookie that no script reads: until it is closed, or for so long."""
    response.set_cookie(
        named(cookie, origin),
        held,
        max_age=seconds,
        path="/",
        secure=origin.startswith("https://"),
        httponly=True,
        samesite="lax",  # strict would sign out whoever follows a link from elsewhere
    )


def drop(response: Response, cookie: str, origin: str) -> None:
    """Have the browser forget a cookie."""
    put(response, cookie, "", origin, seconds=0)


def mark(key: bytes, form: str, sid: str) -> str:
    """Return what a form must carry: it belongs to one browser and to one session.

    Parameters
    ----------
    key : bytes
        The store's key for forms.
    form : str
        What the cookie FORM holds.
    sid : str
        The session's id; empty for a stranger.
    """
    return hmac.new(key, f"{form}\n{sid}".encode(), hashlib.sha256).hexdigest()
