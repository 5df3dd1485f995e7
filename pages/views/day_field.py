"""A day as it is typed: year/month/day of the Jalali calendar, in any digits."""

import datetime
import re

import streamlit as st

from data import jalali, persian
from words import Say

_TYPED = re.compile(r"\s*(1[34]\d\d)\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*")


def ask(say: Say, label: str, now: datetime.date | None, key: str | None = None) -> str:
    """Return the day typed into a field as ISO; empty, and told so below it, where it is none."""
    first = written(say, now) if now else ""
    typed = st.text_input(label, value=first, key=key, max_chars=14, help=say("day.help"))
    found = read(typed)
    if found is None and typed:
        st.caption(say("day.none"))
    return found.isoformat() if found else ""


def written(say: Say, day: datetime.date) -> str:
    """Return a day as it is typed: ۱۴۰۵/۰۹/۰۷."""
    year, month, number = jalali.parts_of(day)
    return say.digits(f"{year}/{month:02}/{number:02}")


def read(typed: str) -> datetime.date | None:
    """Return the day that was typed; None where there is no such day."""
    matched = _TYPED.fullmatch(persian.digits(typed))
    if matched is None:
        return None
    try:
        return jalali.day(*map(int, matched.groups()))
    except ValueError:
        return None
