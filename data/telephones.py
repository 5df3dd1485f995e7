"""Numbers of telephones, as people, exports and spreadsheets write them."""

import re

from data import persian

NOBODY = {
    *("", "0", "-", "ناشناس", "نامشخص", "مخفی"),
    *("unknown", "anonymous", "private", "withheld", "none"),
}
_FLOAT = re.compile(r"(\d{10,15})\.0*|(\d)\.(\d+)[Ee]\+?(\d{1,2})")
_FILLING = re.compile(r"[\s()\-_.]+")


def number(text: str) -> str | None:
    """Return one way of writing a number: 09… for a mobile, 0… with area code, +… from abroad.

    Parameters
    ----------
    text : str
        In any digits, with or without 0098, +98, 98 or 0; as Excel shows it (9.123456789E9) if no
        digit was lost.

    Returns
    -------
    str or None
        None if it is no whole number of a telephone.
    """
    text = _whole(persian.digits(persian.tidy(text)))
    text = _FILLING.sub("", text)
    text = re.sub(r"^(?:\+|00)", "+", text)
    if text.startswith("+98"):
        text = "0" + text[3:].removeprefix("0")
    elif re.fullmatch(r"98\d{10}", text):
        text = "0" + text[2:]
    elif re.fullmatch(r"9\d{9}", text):
        text = "0" + text
    return text if re.fullmatch(r"0[1-9]\d{9}|\+[1-9]\d{7,14}", text) else None


def is_nobody(text: str) -> bool:
    """Return whether a text says that there is no caller's number."""
    return persian.tidy(text).casefold() in NOBODY


def _whole(text: str) -> str:
    """Return the digits of a number that a spreadsheet made a decimal one."""
    found = _FLOAT.fullmatch(text)
    if found is None:
        return text
    if found[1]:
        return found[1]
    power = int(found[4])
    return found[2] + found[3] if len(found[3]) == power else text
