"""What is set for a ceremony, as a form."""

import datetime
from typing import Any

import streamlit as st

from awards.running_order import MODES
from data import clock
from pages.views import day_field
from pages.views.themes import THEMES
from pages.views.visit import Visit
from words import LANGUAGES, Say


def first(visit: Visit) -> dict[str, Any]:
    """Return what stands in the form before anything is typed."""
    say = visit.say
    return {
        "title": say("ceremony.title_first"),
        "place": "",
        "day": clock.day().isoformat(),
        "hour": "17:00",
        "host": "",
        "theme": next(iter(THEMES)),
        "mode": MODES[0],
        "county_cards": True,
        "language": say.language,
    }


def draw(visit: Visit, now: dict[str, Any], *, key: str) -> dict[str, Any] | None:
    """Draw the form; return what was set once it is sent, None until then and without a day."""
    say = visit.say
    with st.form(f"{key}.{say.language}", border=True):
        left, right = st.columns(2, gap="medium")
        with left:
            given: dict[str, Any] = _texts(visit, now)
        with right:
            given |= _choices(visit, now)
        sent = st.form_submit_button(say("ceremony.save"), type="primary")
    if sent and not given["day"]:
        st.error(say("day.none"))
    return given if sent and given["day"] else None


def _texts(visit: Visit, now: dict[str, Any]) -> dict[str, Any]:
    say = visit.say
    longest = {"title": 120, "place": 120, "host": 80}
    given: dict[str, Any] = {
        name: st.text_input(say(f"ceremony.{name}"), value=now[name], max_chars=most)
        for name, most in longest.items()
    }
    day = datetime.date.fromisoformat(now["day"]) if now["day"] else None
    given["day"] = day_field.ask(say, say("ceremony.day"), day)
    given["hour"] = st.text_input(say("ceremony.hour"), value=say.digits(now["hour"]), max_chars=5)
    return given


def _choices(visit: Visit, now: dict[str, Any]) -> dict[str, Any]:
    say = visit.say
    offered = {"mode": MODES, "theme": tuple(THEMES), "language": LANGUAGES}
    given: dict[str, Any] = {
        name: _one_of(say, name, words, now[name]) for name, words in offered.items()
    }
    given["county_cards"] = st.checkbox(say("ceremony.county_cards"), value=now["county_cards"])
    return given


def _one_of(say: Say, name: str, words: tuple[str, ...], now: str) -> str:
    return st.radio(
        say(f"ceremony.{name}"),
        words,
        index=words.index(now),
        format_func=lambda word: say(f"ceremony.{name}_{word}"),
    )
