"""Texts and days as a notebook takes them: nothing in them that could be a resident's."""

import datetime
import re

import numpy as np

from data import acts, clock, dates, forbidden, persian, zones
from data.documents import letters
from data.refusal import Refusal

LONGEST = 400  # characters
EARLIEST = datetime.date(1990, 1, 1)
AHEAD = datetime.timedelta(days=366)
# Days, hours of the day and years that follow each other: whole, these are nobody's.
_YEAR, _DAY = r"(?:1[34]|19|20)\d\d", r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_OF_NOBODY = re.compile(
    rf"(?<!\d)(?:{_YEAR}([/.-]){_MONTH}\1{_DAY}|{_DAY}([/.-]){_MONTH}\2{_YEAR}"
    rf"|(?:[01]?\d|2[0-3]):[0-5]\d|1[34]\d\d[/–-]1[34]\d\d)(?!:?\d)"
)
# Seven digits or more, whatever marks stand between them; an address of e-mail.
_OF_SOMEBODY = re.compile(r"\d(?:[\W_]*\d){6,}|\S@\S")
# English has plates that are no number plates: where nothing of a vehicle stands beside them.
_PLATE = re.compile(r"\bplates?\b(?!\W*(?:\d|no\b|num))", re.IGNORECASE)
_VEHICLE = re.compile(
    r"\b(?:cars?|vehicles?|vans?|taxis?|trucks?|bikes?|motor\w*|licen[cs]e\w*|regist\w*|numbers?)\b",
    re.IGNORECASE,
)


def checked(text: str) -> str:
    """Return a text tidied.

    Raises
    ------
    Refusal
        "note.long"; "note.letters" if the brief could not be printed with it; "note.somebody" if
        it holds what looks like a telephone number, a national code or an address of e-mail;
        "note.subject" if it speaks of suspects, number plates or national codes.
    """
    told = persian.tidy(text)
    if len(told) > LONGEST:
        raise Refusal("note.long", most=LONGEST)
    if wrong := letters.missing(told):
        raise Refusal("note.letters", letters=" ".join(sorted(wrong)))
    plain = persian.digits(told.replace(persian.ZWNJ, ""))
    if acts.names_a_caller(plain) or _OF_SOMEBODY.search(_OF_NOBODY.sub(" ", plain)):
        raise Refusal("note.somebody")
    if forbidden.is_forbidden(told if _VEHICLE.search(told) else _PLATE.sub(" ", told)):
        raise Refusal("note.subject")
    return told


def day(text: str) -> datetime.date:
    """Return a day as people type it: ۱۴۰۵/۶/۳۱, 1405-06-31 or 2026-09-22.

    Raises
    ------
    Refusal
        "note.day" if there is no such day, or `near` refuses it.
    """
    found = dates.Manner().in_parts[0].fullmatch(persian.digits(persian.tidy(text)))
    try:
        number, known = dates.date(found, "auto")
    except ValueError as error:
        raise Refusal("note.day") from error
    if known != "day":
        raise Refusal("note.day")
    return near(dates.EPOCH + datetime.timedelta(days=number))


def near(day: datetime.date) -> datetime.date:
    """Return the day; refuse it with "note.day" before 1990 and more than a year from today."""
    if not EARLIEST <= day <= today() + AHEAD:
        raise Refusal("note.day")
    return day


def today() -> datetime.date:
    """Return the day that it is in Tehran."""
    milliseconds = zones.to_local(np.array([round(clock.now() * 1000)]))
    return dates.EPOCH + datetime.timedelta(days=int(milliseconds[0]) // dates.DAY)
