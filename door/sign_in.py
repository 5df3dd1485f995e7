"""Signing in and out: the page with its form, the page for whoever was away too long, the end."""

from collections.abc import Callable
from typing import TypeVar

import anyio.to_thread
from anyio import CapacityLimiter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from data import accounts, demo_passwords, sessions
from door import asked as noted
from door import cookies, forms, returning, sheets
from door.asked import Asked
from door.returning import FRONT, asking

T = TypeVar("T")
PATH, ENDED, OUT = "/account/sign-in", "/account/ended", "/account/sign-out"
AT_ONCE = CapacityLimiter(4)  # passwords take long to try: whoever floods waits for themselves
FIRST = "python -m data account add NAME --role commander"


async def page(request: Request) -> Response:
    """Answer with the form, and why it is there; whoever is signed in goes where they wanted."""
    asked = noted.of(request)
    if asked.reader is not None:
        return RedirectResponse(await _target(request, asked, asked.token or ""), 303)
    why = await run_in_threadpool(sessions.ended_why, asked.directory, asked.token)
    left = request.query_params.get("why") == "left"
    note = sheets.note(asked.say("door.signed_out"), "done") if left else ""
    if why is not None or request.url.path == ENDED:
        told = [asked.say(f"door.ended_{why}")] if why else []
        note += sheets.note(" ".join([*told, asked.say("door.ended_return")]))
        return await shown(request, asked, note, title="door.ended_title")
    return await shown(request, asked, note)


async def sign_in(request: Request) -> Response:
    """Answer a filled form: let in, or say the same whatever was wrong."""
    asked = noted.of(request)
    told = await forms.filled(request, asked)
    if told is None:
        return await shown(
            request, asked, sheets.note(asked.say("door.stale"), "wrong"), status=400
        )

    def begin() -> str | None:
        name, password = told.get("name", ""), told.get("password", "")
        code, address = told.get("code") or None, asked.address
        return sessions.sign_in(asked.directory, name, password, address=address, code=code)

    token = await slowly(begin)
    if token is None:
        note = sheets.note(asked.say("door.wrong"), "wrong")
        return await shown(request, asked, note, status=401, name=told.get("name", ""))
    return await let_in(request, asked, token)


async def slowly(does: Callable[[], T]) -> T:
    """Return what something that takes long returns, done in one of a few threads of its own."""
    return await anyio.to_thread.run_sync(does, limiter=AT_ONCE)


async def let_in(request: Request, asked: Asked, token: str, told: str | None = None) -> Response:
    """Return the answer that gives a browser its session, in place of the one it had."""
    await run_in_threadpool(sessions.end, asked.directory, asked.token)
    response = RedirectResponse(await _target(request, asked, token, told), 303)
    cookies.put(response, cookies.SESSION, token, asked.origin)
    return response


async def sign_out(request: Request) -> Response:
    """End the session and go back to the form."""
    asked = noted.of(request)
    if await forms.filled(request, asked) is None:
        return RedirectResponse(asking("/account", language=asked.say.language), 303)
    await run_in_threadpool(sessions.end, asked.directory, asked.token)
    return gone(asked)


def gone(asked: Asked) -> Response:
    """Return the answer that has a browser forget its session."""
    response = RedirectResponse(asking(PATH, language=asked.say.language, why="left"), 303)
    cookies.drop(response, cookies.SESSION, asked.origin)
    return response


async def state(request: Request) -> Response:
    """Answer whether the session still stands: an open page asks when its websocket was closed."""
    return JSONResponse({"signed_in": noted.of(request).reader is not None})


async def _target(request: Request, asked: Asked, token: str, told: str | None = None) -> str:
    """Return where a reader who has just come in goes: where they wanted, if their role may."""
    wanted = told if told is not None else request.query_params.get("next")
    target = returning.safe(wanted, asked.pages)
    reader = await run_in_threadpool(sessions.by_token, asked.directory, token, touch=False)
    ability = asked.pages[target.partition("?")[0]]
    if reader and ability and not reader.must_change and not reader.access.may(ability):
        target = FRONT
    return in_language(target, asked)


def in_language(target: str, asked: Asked) -> str:
    """Return an address of ours with the reader's language in it, where it names none."""
    if asked.say.language == "fa" or returning.language_of(target) is not None:
        return target
    return target + ("&" if "?" in target else "?") + f"language={asked.say.language}"


async def shown(
    request: Request,
    asked: Asked,
    note: str = "",
    *,
    title: str = "door.sign_in",
    status: int = 200,
    name: str = "",
) -> Response:
    """Return the page to sign in on, with a note, and a name that was typed before."""
    say = asked.say
    held, mark = forms.begun(request, asked)
    wanted = returning.safe(request.query_params.get("next"), asked.pages)
    action = asking(PATH, next=wanted, language=say.language)
    pieces = [note, _fields(asked, action, mark, name)]
    if asked.settings.oidc is not None:
        target = asking("/account/oidc/sign-in", next=wanted, language=say.language)
        pieces.append(sheets.link(say("door.other_provider"), target, kind="button"))
    pieces.append(await run_in_threadpool(_offered, asked, action, mark))
    other = sheets.turned(say, PATH, next=wanted)
    made = sheets.sheet(say, say(title), *pieces, other=other, status=status)
    return forms.kept(made, held, asked)


def _fields(asked: Asked, action: str, mark: str, name: str) -> str:
    say = asked.say
    typed = {"required": "", "autocapitalize": "none", "spellcheck": "false"}
    own = sheets.field(
        say("door.name"), "name", value=name, autocomplete="username", autofocus="", **typed
    )
    word = sheets.field(
        say("door.password"), "password", type="password", autocomplete="current-password", **typed
    )
    once = sheets.field(
        say("door.code"),
        "code",
        hint=say("door.code_hint"),
        inputmode="numeric",
        autocomplete="one-time-code",
        dir="ltr",
    )
    return sheets.form(action, mark, say("door.sign_in"), own, word, once)


def _offered(asked: Asked, action: str, mark: str) -> str:
    """Return the demo accounts, one button each; or how to make the first account."""
    say = asked.say
    if not accounts.listed(asked.directory):
        return sheets.note(say("door.no_accounts")) + sheets.code(FIRST)
    buttons = [
        sheets.form(
            action,
            mark,
            sheets.twice(say(f"role.{role}"), f"{name} · {word}"),
            name=name,
            password=word,
        )
        for name, role, word in demo_passwords.demo_offered(asked.directory)
    ]
    if not buttons:
        return ""
    return f"<aside>{sheets.line(say('door.demo'))}<div class=demo>{''.join(buttons)}</div></aside>"


ROUTES = [
    Route(PATH, page, methods=["GET"]),
    Route(PATH, sign_in, methods=["POST"]),
    Route(ENDED, page, methods=["GET"]),
    Route(OUT, sign_out, methods=["POST"]),
    Route("/account/state", state, methods=["GET"]),
]
