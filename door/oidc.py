"""Signing in through an organisation's own provider (OpenID Connect): it says who, we say what."""

import secrets
import threading
from dataclasses import dataclass, replace

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from data import accounts, clock, sessions
from door import asked as noted
from door import cookies, forms, provider, refusing, returning, sheets, sign_in
from door.asked import Asked
from door.provider import Going, NotVouched
from words import Say

BACK = "/account/oidc/callback"
SECONDS, MOST = 600, 1000  # how long somebody may be away, and how many at once


@dataclass(frozen=True)
class Away:
    """One reader who was sent to the provider.

    Parameters
    ----------
    going : Going
    browser : str
        What the cookie for forms held: they must come back in the same one.
    wanted : str
        Where they go once they are in.
    language : str
    until : float
        Seconds since 1970.
    """

    going: Going
    browser: str
    wanted: str
    language: str
    until: float


_away: dict[str, Away] = {}
_alone = threading.Lock()


async def leave(request: Request) -> Response:
    """Send a reader to the provider."""
    asked = noted.of(request)
    if asked.settings.oidc is None:
        return refusing.plain(404)
    held, _ = forms.begun(request, asked)
    wanted = returning.safe(request.query_params.get("next"), asked.pages)
    words = (secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48))
    going = Going(*words, asked.origin + BACK)
    try:
        address = await provider.way(asked.settings.oidc, going)
    except NotVouched:
        return await _failed(request, asked)
    _note(Away(going, held, wanted, asked.say.language, clock.now() + SECONDS))
    return forms.kept(RedirectResponse(address, 303), held, asked)


def _note(away: Away) -> None:
    with _alone:
        for state in [state for state, one in _away.items() if one.until <= clock.now()]:
            del _away[state]
        while len(_away) >= MOST:
            del _away[next(iter(_away))]
        _away[away.going.state] = away


def _came_back(request: Request, asked: Asked) -> Away | None:
    """Return who has come back, in the browser that they left in; each comes back once."""
    with _alone:
        away = _away.pop(request.query_params.get("state", ""), None)
    browser = cookies.value(request.scope, cookies.FORM, asked.origin)
    if away is None or browser is None or away.until <= clock.now():
        return None
    same = secrets.compare_digest(away.browser.encode(), browser.encode())
    return away if same else None


async def come_back(request: Request) -> Response:
    """Let in whom the provider knows and an account was made for."""
    asked = noted.of(request)
    of = asked.settings.oidc
    if of is None:
        return refusing.plain(404)
    away, code = _came_back(request, asked), request.query_params.get("code")
    if away is None or not code:
        return await _failed(request, asked)
    asked = replace(asked, say=Say(away.language))
    try:
        subject = await provider.subject(of, away.going, code)
    except NotVouched:
        return await _failed(request, asked)
    account = await run_in_threadpool(accounts.of_subject, asked.directory, subject)
    if account is None:
        note = sheets.note(asked.say("door.unknown_identity"), "wrong")
        return await sign_in.shown(request, asked, note, status=403)
    token = await run_in_threadpool(sessions.begin, asked.directory, account.id, "oidc")
    return await sign_in.let_in(request, asked, token, away.wanted)


async def _failed(request: Request, asked: Asked) -> Response:
    note = sheets.note(asked.say("door.provider_failed"), "wrong")
    return await sign_in.shown(request, asked, note, status=400)


ROUTES = [
    Route("/account/oidc/sign-in", leave, methods=["GET"]),
    Route(BACK, come_back, methods=["GET"]),
]
