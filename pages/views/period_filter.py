"""Which days: whole Jalali months or whole weeks, chosen from lists in the Jalali calendar."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from data import periods
from data.periods import Period
from pages.views.address import ALL, put
from pages.views.frame import Visit
from words import Say

OWN = {"own_months": "months", "own_weeks": "weeks"}


def period(visit: Visit) -> Period:
    """Return the period chosen, with its lists drawn; it stands in the address as `period`."""
    say = visit.say
    ready = periods.presets(visit.months, visit.weeks)
    now = periods.read(st.query_params.get("period")) or ready["this_month"]
    key = f"choice.preset.{say.language}"
    st.session_state[key] = _named(now, ready)

    def changed() -> None:
        name = st.session_state[key]
        put("own", name if name in OWN else ALL)
        if name not in OWN:
            put("period", ready[name].code, ready["this_month"].code)
        elif OWN[name] != now.bins:
            put("period", ready[f"this_{OWN[name][:-1]}"].code)

    picked = st.selectbox(
        say("filters.period"),
        (*ready, *OWN),
        key=key,
        on_change=changed,
        format_func=lambda name: say(f"period.{name}"),
    )
    if picked in OWN:
        _ends(visit, now)
    st.caption(told(say, now))
    return now


def _named(now: Period, ready: dict[str, Period]) -> str:
    own = next(name for name, bins in OWN.items() if bins == now.bins)
    if st.query_params.get("own") == own:
        return own
    return next((name for name, preset in ready.items() if preset == now), own)


def _ends(visit: Visit, now: Period) -> None:
    """Draw the lists for the first and the last month, or week."""
    say = visit.say
    months = now.bins == "months"
    options = (visit.months if months else visit.weeks)[::-1] or [now.first]
    word: Callable[[Any], str] = say.month if months else say.day
    first, last = (end if end in options else options[0] for end in (now.first, now.last))
    keys = [_end(say, name, options, end, word) for name, end in (("first", first), ("last", last))]
    ends = sorted(st.session_state[key] for key in keys)
    if tuple(ends) != (now.first, now.last):
        put("period", Period(now.bins, *ends).code)
        st.rerun()


def _end(
    say: Say, name: str, options: Sequence[object], now: object, word: Callable[[Any], str]
) -> str:
    key = f"choice.{name}.{type(now).__name__}.{say.language}"
    if st.session_state.get(key) not in options:
        st.session_state[key] = now
    st.selectbox(say(f"filters.{name}"), options, key=key, format_func=word)
    return key


def told(say: Say, chosen: Period) -> str:
    """Return the period in words: from its first to its last day."""
    return say("period.from_to", first=chosen.first_day, last=chosen.last_day)
