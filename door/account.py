"""A reader's own account: who they are here, one-time codes, their sessions."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from data import accounts, areas, own_account, sessions
from data.access import Access
from data.refusal import Refusal
from data.sessions import SignedIn
from door import asked as noted
from door import codes, forms, own_password, sheets, sign_in
from door.asked import Asked, reader_of
from door.returning import FRONT, asking

PATH, SESSIONS = "/account", "/account/sessions"
DONE = {
    "password": "door.password_changed",
    "codes_on": "door.codes_turned_on",
    "codes_off": "door.codes_turned_off",
}


async def page(request: Request) -> Response:
    """Answer with all that is one's own here."""
    asked = noted.of(request)
    done = DONE.get(request.query_params.get("done", ""))
    return await _shown(request, asked, sheets.note(asked.say(done), "done") if done else "")


async def _shown(
    request: Request, asked: Asked, note: str, *, scanning: tuple[str, str] | None = None
) -> Response:
    say, reader, language = asked.say, reader_of(asked), asked.say.language
    held, mark = forms.begun(request, asked)
    own = await run_in_threadpool(accounts.numbered, asked.directory, reader.account)
    pieces = [note, await run_in_threadpool(_about, asked, reader)]
    if own.oidc_subject is None:  # else the provider asks for passwords and codes
        target = asking(own_password.PATH, language=language)
        pieces.append(sheets.link(say("door.change_password"), target, kind="button"))
        if scanning:
            pieces.append(codes.scanning(asked, mark, *scanning))
        elif reader.access.role in codes.ROLES:
            pieces.append(codes.section(asked, mark, turned_on=own.has_totp))
    pieces += _ways_out(asked, mark)
    other = sheets.turned(say, PATH)
    status = 400 if 'class="wrong"' in note else 200
    made = sheets.sheet(say, say("door.account"), *pieces, other=other, status=status)
    return forms.kept(made, held, asked)


def _about(asked: Asked, reader: SignedIn) -> str:
    say, role = asked.say, reader.access.role
    pairs = [(say("door.name"), reader.name), (say("door.role"), say(f"role.{role}"))]
    if reader.access.may("maps"):
        pairs.append((say("door.districts"), _districts(asked, reader.access)))
    return sheets.facts(pairs) + sheets.line(say(f"role.{role}_may"))


def _districts(asked: Asked, access: Access) -> str:
    if access.all_areas:
        return asked.say("door.every_district")
    table = areas.current(asked.directory).table
    names = [
        asked.say.pick(table.at[code, "name_fa"], table.at[code, "name_en"])
        for code in sorted(access.districts or ())
        if code in table.index
    ]
    return " · ".join(names) or asked.say("door.no_district")


def _ways_out(asked: Asked, mark: str) -> list[str]:
    say, language = asked.say, asked.say.language
    to_end, to_leave = asking(SESSIONS, language=language), asking(sign_in.OUT, language=language)
    ending = sheets.form(to_end, mark, say("door.sessions_end"), kind="quiet")
    leaving = sheets.form(to_leave, mark, say("door.sign_out"))
    back = sheets.link(say("door.back"), asking(FRONT, language=language))
    about = sheets.line(say("door.sessions_why"))
    return [sheets.section(say("door.sessions"), about, ending), sheets.foot(leaving, back)]


async def code(request: Request) -> Response:
    """Turn one-time codes on, in two steps, or off."""
    asked = noted.of(request)
    told = await forms.filled(request, asked)
    if told is None:
        return await _stale(request, asked)
    reader = reader_of(asked)
    if reader.access.role not in codes.ROLES:
        return await _stale(request, asked)
    own, typed, sid = (asked.directory, reader.account), told.get("code", ""), reader.sid
    try:
        if told.get("act") == "begin":
            begun = await run_in_threadpool(own_account.totp_begin, *own)
            return await _shown(request, asked, "", scanning=begun)
        if told.get("act") == "end":
            await run_in_threadpool(own_account.totp_remove, *own, typed, sid=sid)
            return _done(asked, "codes_off")
        await run_in_threadpool(own_account.totp_confirm, *own, typed, sid=sid)
    except Refusal as refusal:
        note = sheets.note(asked.say(refusal.key, **refusal.facts), "wrong")
        return await _shown(request, asked, note)
    return _done(asked, "codes_on")


async def end_sessions(request: Request) -> Response:
    """End every session of one's own, this one, too."""
    asked = noted.of(request)
    if await forms.filled(request, asked) is None:
        return await _stale(request, asked)
    reader = reader_of(asked)
    await run_in_threadpool(sessions.end_all, asked.directory, reader.account, reader.name)
    return sign_in.gone(asked)


async def _stale(request: Request, asked: Asked) -> Response:
    return await _shown(request, asked, sheets.note(asked.say("door.stale"), "wrong"))


def _done(asked: Asked, what: str) -> Response:
    return RedirectResponse(asking(PATH, done=what, language=asked.say.language), 303)


ROUTES = [
    Route(PATH, page, methods=["GET"]),
    Route(codes.PATH, code, methods=["POST"]),
    Route(SESSIONS, end_sessions, methods=["POST"]),
]
