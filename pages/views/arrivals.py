"""The map of response times with what belongs beside it: one area, step by step and by the hour."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from data import schema
from pages.views import (
    cached_response,
    filters,
    hour_charts,
    maps,
    panel,
    places,
    pledges,
    provenance,
    tables,
)
from pages.views.frame import Visit
from pages.views.questions import Question

Told = tuple[int, int, str]  # month, target in minutes, what is shown


def ask(visit: Visit) -> Question:
    """Return the question for a month and a place, drawn in the side bar."""
    asked = filters.ask_months(visit)
    return replace(asked, level=filters.level(visit, asked.within))


def numbers(visit: Visit, asked: Question, told: Told) -> None:
    """Draw the numbers of the place asked for, each with its interval."""
    say, (month, target, _) = visit.say, told
    steps = cached_response.steps(visit, month, asked.within, target)
    if "whole" not in steps.index:
        st.info(say("panel.few"))
        return
    if not asked.within and not visit.access.all_areas:
        st.caption(say("overview.totals_of_all"))
    row = steps.loc["whole"]
    cells = st.columns(len(pledges.SHOWN) + 1)
    for cell, name in zip(cells, pledges.SHOWN, strict=False):
        interval = say("response.interval", interval=pledges.between(say, row, name))
        with cell:
            st.metric(
                pledges.title(say, name, target),
                pledges.told(say, row, name),
                help=say(f"response.{name}_means", target=say.number(target)),
            )
            st.caption(interval)
    with cells[-1]:
        st.metric(say("response.times"), say.number(row["reports"]))
        st.caption(_apart(visit, steps))


def _apart(visit: Visit, steps: pd.DataFrame) -> str:
    """Return how many times were set apart, each by itself, where that may be told."""
    say, held = visit.say, steps["reports"]
    found = {name: say.number(held[name]) for name in schema.APART if name in held}
    if not found:
        return say("response.none_apart")
    none = say("response.under_ten")
    return say("response.apart", **{name: found.get(name, none) for name in schema.APART})


def map_and_panel(visit: Visit, asked: Question, told: Told) -> None:
    """Draw the map and the panel beside it; a click on a neighbourhood changes the panel alone."""
    _map_and_panel(visit, asked, told, st.query_params.get("area"))


@st.fragment
def _map_and_panel(visit: Visit, asked: Question, told: Told, picked: str | None) -> None:
    if filters.place(visit) != asked.within or filters.level(visit, asked.within) != asked.level:
        st.rerun(scope="app")
    map_side, words_side = st.columns([13, 6], gap="medium")
    with map_side:
        maps.choropleth(
            visit,
            pledges.shaded(visit, asked, told),
            level=asked.level,
            within=asked.within,
            picked=picked,
            on_click=panel.clicked,
            key="map.response",
        )
        st.caption(visit.say("response.how_to_read"))
    with words_side:
        panel.way_back(visit, asked)
        _panel(visit, asked, told)


def _panel(visit: Visit, asked: Question, told: Told) -> None:
    """Draw one area: that which was clicked, else the place asked for."""
    say, (month, target, _) = visit.say, told
    level = "neighbourhood"
    table = cached_response.arrivals(visit, month, level, target)
    table = places.inside(visit, table, asked.within, level)
    code = st.query_params.get("area")
    area = code if code in table.index else asked.within
    name = places.name_of(visit, area) if area else say("filters.everywhere")
    st.subheader(name, anchor=False)
    steps = cached_response.steps(visit, month, area, target)
    _sentences(visit, steps, target)
    _steps(visit, steps)
    above = places.above(visit, area) if area and area == code else area
    hours = cached_response.by_hour(visit, month, above, target)
    if hours["median"].notna().any():
        where = places.name_of(visit, above) if above else say("filters.everywhere")
        st.markdown(f"**{say('response.by_hour', place=where)}**")
        hour_charts.waits(say, hours, target=target, key="hours")
    st.caption(say("response.click"))


def _sentences(visit: Visit, steps: pd.DataFrame, target: int) -> None:
    say = visit.say
    if "whole" not in steps.index:
        st.info(say("panel.few"))
        return
    row = steps.loc["whole"]
    for name in pledges.SHOWN:
        if pd.isna(row[name]):
            st.caption(say("response.few_ninetieth"))
            continue
        st.markdown(
            say(
                f"response.told_{name}",
                value=pledges.told(say, row, name),
                interval=pledges.between(say, row, name),
                target=say.number(target),
            )
        )


def _steps(visit: Visit, steps: pd.DataFrame) -> None:
    """Draw how long each step took, from the call to the arrival."""
    say = visit.say
    held = [stage for stage in schema.STAGES if stage in steps.index]
    rows = pd.DataFrame(
        {
            "stage": [say(f"response.stage_{stage}") for stage in held],
            "median": [pledges.clock(say, steps.at[stage, "median"]) for stage in held],
            "ninetieth": [pledges.clock(say, steps.at[stage, "ninetieth"]) for stage in held],
            "times": [say.number(steps.at[stage, "reports"]) for stage in held],
        }
    )
    titles = {name: say(f"response.column_{name}") for name in rows}
    tables.ranking(rows, titles, title=say("response.steps"), note=say("response.steps_means"))


def stands_on(visit: Visit, asked: Question, told: Told) -> None:
    """Draw the line of what the map stands on."""
    month, target, _ = told
    steps = cached_response.steps(visit, month, asked.within, target)
    counted = steps["reports"].get("whole")
    period, minutes = visit.say.month(month), visit.say("response.minutes", minutes=target)
    provenance.line(visit, period=period, counted=counted, of="times", target=minutes)
