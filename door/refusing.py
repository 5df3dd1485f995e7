"""Who is turned away, and how: strangers to the sign-in page, others with the reason."""

from urllib.parse import urlencode

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from door import rules, sheets, uploads
from door.asked import Asked
from door.returning import asking
from door.rules import Rule
from door.sockets import POLICY


def plain(status: int) -> Response:
    """Return an answer without a word that could tell more than its number."""
    return PlainTextResponse("", status)


def refusal(scope: Scope, rule: Rule, asked: Asked) -> Response | None:
    """Return what to answer whoever may not ask for what a rule stands for; None if they may."""
    reader = asked.reader
    if rule.who == rules.ANYONE:
        return None
    if reader is None:
        return _to(scope, asked, "/account/sign-in") or plain(401)
    if reader.must_change and rule.who == rules.READER:
        return _to(scope, asked, "/account/password") or plain(403)
    if rule.ability is not None and not reader.access.may(rule.ability):
        return not_for_role(asked) if wants_a_page(scope) else plain(403)
    if rule.path == uploads.PREFIX and not uploads.is_own(scope["path"], reader.sid):
        return plain(403)
    return None


def wants_a_page(scope: Scope) -> bool:
    """Return whether somebody looks, and not a program for a part of a page."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    headers = Headers(scope=scope)
    return (
        "text/html" in headers.get("accept", "")
        and headers.get("sec-fetch-mode", "navigate") == "navigate"
    )


def _to(scope: Scope, asked: Asked, path: str) -> Response | None:
    """Return the way to a page of ours, from where they come back; None for what is no page."""
    if not wants_a_page(scope):
        return None
    came = scope["path"] + "?" + scope["query_string"].decode("latin-1")
    words = {"next": came.removesuffix("?"), "language": asked.say.language}
    return RedirectResponse(asking(path, **words), 303)


def not_for_role(asked: Asked) -> HTMLResponse:
    """Return the page that says why a reader does not see what they asked for."""
    say = asked.say
    role = say(f"role.{asked.reader.access.role if asked.reader else 'none'}")
    language = urlencode({"language": say.language})
    return sheets.sheet(
        say,
        say("door.refused_title"),
        sheets.note(say("door.refused_why", role=role), "wrong"),
        sheets.foot(
            sheets.link(say("door.to_front"), f"/?{language}", kind="button"),
            sheets.link(say("door.account"), f"/account?{language}"),
        ),
        status=403,
    )


async def refuse(answer: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Send a refusal: an answer to a request; to a websocket, that it is not opened."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": POLICY})
    else:
        await answer(scope, receive, send)
