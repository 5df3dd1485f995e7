"""The page on which one gives oneself another password; the first one given must be changed."""

import functools

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from data import own_account
from data.refusal import Refusal
from door import asked as noted
from door import forms, returning, sheets, sign_in
from door.asked import Asked, reader_of
from door.returning import asking

PATH = "/account/password"
OLD = {"type": "password", "autocomplete": "current-password", "required": "", "autofocus": ""}
NEW = {"type": "password", "autocomplete": "new-password", "required": "", "minlength": "12"}


async def page(request: Request) -> Response:
    """Answer with the form."""
    return await _form(request, noted.of(request))


async def change(request: Request) -> Response:
    """Change the password, or say why not; then on to where the reader wanted to go."""
    asked = noted.of(request)
    told = await forms.filled(request, asked)
    if told is None:
        return await _form(request, asked, asked.say("door.stale"))
    if told.get("new") != told.get("again"):
        return await _form(request, asked, asked.say("door.not_the_same"))
    reader = reader_of(asked)
    typed = (told.get("old", ""), told.get("new", ""))
    changing = functools.partial(
        own_account.change_password, asked.directory, reader.account, *typed, sid=reader.sid
    )
    try:
        await sign_in.slowly(changing)
    except Refusal as refusal:
        return await _form(request, asked, asked.say(refusal.key, **refusal.facts))
    if reader.must_change:
        wanted = returning.safe(request.query_params.get("next"), asked.pages)
        return RedirectResponse(sign_in.in_language(wanted, asked), 303)
    done = asking("/account", done="password", language=asked.say.language)
    return RedirectResponse(done, 303)


async def _form(request: Request, asked: Asked, wrong: str = "") -> Response:
    say, is_first = asked.say, reader_of(asked).must_change
    held, mark = forms.begun(request, asked)
    wanted = returning.safe(request.query_params.get("next"), asked.pages)
    action = asking(PATH, next=wanted, language=say.language)
    fields = (
        sheets.field(say("door.old_password"), "old", **OLD),
        sheets.field(say("door.new_password"), "new", hint=say("door.new_password_hint"), **NEW),
        sheets.field(say("door.new_again"), "again", **NEW),
    )
    title = say("door.first_password" if is_first else "door.change_password")
    made = sheets.sheet(
        say,
        title,
        sheets.line(say("door.first_password_why")) if is_first else "",
        sheets.note(wrong, "wrong") if wrong else "",
        sheets.form(action, mark, say("door.change"), *fields),
        other=sheets.turned(say, PATH, next=wanted),
        status=400 if wrong else 200,
    )
    return forms.kept(made, held, asked)


ROUTES = [Route(PATH, page, methods=["GET"]), Route(PATH, change, methods=["POST"])]
