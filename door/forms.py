"""Forms that only the browser they were made for can send, and only from our own page."""

import hmac
import secrets as random
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from data import secrets
from door import cookies
from door.asked import Asked

HOURS_KEPT = 12 * 3600


def begun(request: Request, asked: Asked) -> tuple[str, str]:
    """Return what the browser's cookie holds, made where it has none, and the forms' mark."""
    held = cookies.value(request.scope, cookies.FORM, asked.origin) or random.token_urlsafe(16)
    return held, _mark(asked, held)


def _mark(asked: Asked, held: str) -> str:
    key = secrets.derived(secrets.key(asked.directory).master, "forms")
    return cookies.mark(key, held, asked.reader.sid if asked.reader else "")


def kept(response: Response, held: str, asked: Asked) -> Response:
    """Return an answer that has the browser keep the cookie that its forms belong to."""
    cookies.put(response, cookies.FORM, held, asked.origin, seconds=HOURS_KEPT)
    return response


async def filled(request: Request, asked: Asked) -> Mapping[str, str] | None:
    """Return what a form of ours was filled in with; None if it is not ours, or has grown old."""
    held = cookies.value(request.scope, cookies.FORM, asked.origin)
    if held is None:
        return None
    async with request.form(max_files=0, max_fields=20) as form:
        told = {name: value for name, value in form.items() if isinstance(value, str)}
    sound = hmac.compare_digest(told.get("mark", "").encode(), _mark(asked, held).encode())
    return told if sound else None
