"""The questions a reader may put, by lists and buttons whose choices stand in the address."""

from collections.abc import Callable, Sequence

import streamlit as st

from data import areas, schema
from pages.views import period_filter
from pages.views.address import ALL, chosen, put
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
        kind = _word(visit, "kind", schema.KINDS)
        category = outcome = None
        if period.bins == "months":
            category = _word(visit, "category", schema.CATEGORIES)
            if outcomes:
                outcome = _word(visit, "outcome", schema.OUTCOMES)
        else:
            st.caption(visit.say("filters.weeks_by_kind"))
    return Question(period, kind, category, outcome, within, level(visit, within))


def level(visit: Visit, within: str | None) -> str:
    """Return what the map is cut into, by the address, else one step below the place looked at."""
    step = {None: "neighbourhood", "county": "district", "district": "neighbourhood"}
    here = None if within is None else visit.layer.table.at[within, "level"]
    return chosen("level", LEVELS, step[here])


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


def _within(visit: Visit) -> str | None:
    names = place_names(visit)
    picked = choice(
        visit,
        "within",
        (ALL, *names),
        ALL,
        lambda code: names.get(code, visit.say("filters.everywhere")),
    )
    return picked or None


def place_names(visit: Visit) -> dict[str, str]:
    """Return every county and, under it, its districts: code to name, for a list."""
    say, found = visit.say, {}
    districts = areas.at_level(visit.layer, "district")
    for code, county in areas.at_level(visit.layer, "county").iterrows():
        name = say.pick(county["name_fa"], county["name_en"])
        found[code] = name
        for inner, district in districts[districts["county"] == code].iterrows():
            found[inner] = f"{name} › {say.pick(district['name_fa'], district['name_en'])}"
    return found


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
    return [*found, "change"]
