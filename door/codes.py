"""The part of one's own account that turns one-time codes on and off."""

import segno

from door import sheets
from door.asked import Asked
from door.returning import asking

PATH = "/account/code"
ROLES = ("commander", "steward")


def section(asked: Asked, mark: str, *, turned_on: bool) -> str:
    """Return whether codes are on, with the button that changes it.

    Parameters
    ----------
    asked : Asked
    mark : str
        The forms' mark.
    turned_on : bool
    """
    say = asked.say
    told = sheets.line(say("door.codes_on" if turned_on else "door.codes_off"))
    if turned_on:
        form = _form(asked, mark, "door.codes_end", _typed(asked), kind="quiet", act="end")
    else:
        form = _form(asked, mark, "door.codes_begin", kind="quiet", act="begin")
    return sheets.section(say("door.codes"), told, form)


def scanning(asked: Asked, mark: str, address: str, secret: str) -> str:
    """Return the square for an authenticator app, the key to type instead, and a field."""
    say = asked.say
    confirming = _form(asked, mark, "door.codes_confirm_do", _typed(asked), act="confirm")
    pieces = (sheets.line(say("door.codes_scan")), square(address), sheets.code(secret))
    return sheets.section(say("door.codes"), *pieces, confirming)


def square(address: str) -> str:
    """Return an address as a QR code in SVG, dark on white whatever is round it."""
    made = segno.make(address, error="m", micro=False)
    drawn = made.svg_inline(border=3, dark="#14303f", light="#ffffff", omitsize=True)
    return f"<figure>{drawn}</figure>"


def _form(asked: Asked, mark: str, key: str, *fields: str, kind: str = "", act: str) -> str:
    action = asking(PATH, language=asked.say.language)
    return sheets.form(action, mark, asked.say(key), *fields, kind=kind, act=act)


def _typed(asked: Asked) -> str:
    how = {"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr", "required": ""}
    return sheets.field(asked.say("door.codes_confirm"), "code", **how)
