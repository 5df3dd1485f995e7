"""The questions a reader may put, by lists and buttons whose choices stand in the address."""

from collections.abc import Callable, Sequence

import streamlit as st

from data import schema
from pages.views import period_filter, places, released
from pages.views.address import ALL, chosen, move, put
from pages.views.frame import Visit
from pages.views.questions import Question

LEVELS = ("county", "district", "neighbourhood")


def choice(
    visit: Visit, name: str, options: Sequence[str], default: str, told: Callable[[str], str]
) -> str:
    """Return the option chosen from a list whose choice stands in the address under `name`."""
    key = f"choice.{name}.{visit.say.language}"
    st.session_state[key] = chosen(name, options, default)
    return st.selectbox(
        visit.say(f"filters.{name}"),
        options,
        key=key,
        format_func=told,
        on_change=lambda: put(name, st.session_state[key], default),
    )


def segments(
    visit: Visit, name: str, options: Sequence[str], default: str, told: Callable[[str], str]
) -> str:
    """Return the option chosen from a row of buttons, kept in the address under `name`."""
    key = f"segments.{name}.{visit.say.language}"
    st.session_state[key] = chosen(name, options, default)
    picked = st.segmented_control(
        visit.say(f"filters.{name}"),
        options,
        key=key,
        format_func=told,
        on_change=lambda: put(name, st.session_state[key] or default, default),
    )
    return picked or default


def ask(visit: Visit, *, outcomes: bool = True) -> Question:
    """Return the question that the side bar's filters put, drawn there."""
    with st.sidebar:
        period = period_filter.period(visit)
        within = _within(visit)
        kind = _kind(visit)
        category = outcome = None
        if period.bins == "months":
            category = _word(visit, "category", schema.CATEGORIES)
            if outcomes:
                outcome = _word(visit, "outcome", schema.OUTCOMES)
        else:
            st.caption(visit.say("filters.weeks_by_kind"))
    return Question(period, kind, category, outcome, within, level(visit, within))


def ask_months(visit: Visit) -> Question:
    """Return the question for whole months and a place alone, always of neighbourhoods."""
    with st.sidebar:
        period = period_filter.period(visit)
        if period.bins != "months":
            st.caption(visit.say("filters.whole_months"))
        within = _within(visit)
    return Question(period.in_months(), within=within)


def ask_place(visit: Visit) -> str | None:
    """Return the county or district looked at, by the side bar's lists; None for all."""
    with st.sidebar:
        return _within(visit)


def level_switch(visit: Visit, asked: Question) -> None:
    """Draw the buttons for what the map is cut into."""
    levels = _levels(visit)
    segments(visit, "level", levels, asked.level, lambda word: visit.say(f"level.{word}"))


def level(visit: Visit, within: str | None) -> str:
    """Return what the map is cut into, by the address, else one step below the place looked at."""
    step = {None: "neighbourhood", "county": "district", "district": "neighbourhood"}
    here = None if within is None else places.level_of(visit, within)
    return chosen("level", _levels(visit), step[here])


def _levels(visit: Visit) -> tuple[str, ...]:
    """Return what a map may be cut into: counties for whoever sees all of them."""
    return LEVELS if visit.access.all_areas else LEVELS[1:]


def _kind(visit: Visit) -> str | None:
    def told(word: str) -> str:
        return visit.say(f"kind.{word}" if word else "filters.all_kind")

    return segments(visit, "kind", (ALL, *schema.KINDS), ALL, told) or None


def _word(visit: Visit, name: str, options: Sequence[str]) -> str | None:
    say = visit.say
    picked = choice(
        visit,
        name,
        (ALL, *options),
        ALL,
        lambda word: say(f"{name}.{word}" if word else f"filters.all_{name}"),
    )
    return picked or None


def place(visit: Visit) -> str | None:
    """Return the county or district that the address names; None where it names neither."""
    code = st.query_params.get("within", ALL)
    known = code in visit.layer.table.index and places.level_of(visit, code) in LEVELS[:2]
    return code if known and places.seen(visit, (code,)) else None


def _within(visit: Visit) -> str | None:
    """Return the county or district looked at: one list, and below it the chosen county's own."""
    now = place(visit)
    if not visit.access.all_areas:
        mine = places.seen(visit, places.within(visit, None, "district"))
        _place(visit, "district", mine, now, None)
        return now
    county = now and (places.above(visit, now) or now)
    _place(visit, "county", places.within(visit, None, "county"), county, None)
    if county:
        _place(visit, "district", places.within(visit, county, "district"), now, county)
    return now


def _place(
    visit: Visit, level: str, codes: tuple[str, ...], now: str | None, over: str | None
) -> None:
    key = f"place.{level}.{over}.{visit.say.language}"
    st.session_state[key] = now if now in codes else ALL

    def moved() -> None:
        move(within=st.session_state[key] or over or ALL)

    st.selectbox(
        visit.say(f"level.{level}"),
        (ALL, *codes),
        key=key,
        on_change=moved,
        format_func=lambda code: (
            places.name_of(visit, code) if code else visit.say(f"filters.every_{level}")
        ),
    )


def switch(visit: Visit, name: str, *, help_key: str) -> bool:
    """Return whether a switch is on; off stands in the address as 0."""
    key = f"switch.{name}"
    st.session_state[key] = st.query_params.get(name) != "0"
    return st.toggle(
        visit.say(f"filters.{name}"),
        key=key,
        help=visit.say(help_key),
        on_change=lambda: put(name, "1" if st.session_state[key] else "0", "1"),
    )


def residents_known(visit: Visit) -> bool:
    """Return whether the layer tells how many live anywhere."""
    return bool((visit.layer.table["residents"].fillna(0) > 0).any())


def measures(visit: Visit, asked: Question) -> list[str]:
    """Return what a map of these figures may show: no rate without residents, no share by weeks."""
    found = ["rate"] if residents_known(visit) else []
    found.append("reports")
    if asked.period.bins == "months":
        found.append("share_useful")
    return [*found, "change"] if released.whole_with_year_before(visit, asked.period) else found
