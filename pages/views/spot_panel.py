"""The map of spots beyond chance, with the area that was clicked or the strongest spots beside."""

import pandas as pd
import streamlit as st

from geo import clusters
from pages.views import (
    cached,
    cached_hotspots,
    charts,
    filters,
    maps,
    measures,
    panel,
    places,
    spots,
    tables,
)
from pages.views.frame import Visit
from pages.views.questions import Question
from words import Say

LISTED = 12


@st.fragment
def map_and_panel(
    visit: Visit, asked: Question, shown: tuple[str, str], picked: str | None
) -> None:
    """Draw both anew; `picked` stays as the page was laid, so that a click leaves the map alone."""
    kind, rate = shown
    if filters.place(visit) != asked.within:
        st.rerun(scope="app")
    found = cached_hotspots.spots(visit, asked, kind, rate)
    table = spots.told(visit, asked, found)
    map_side, words_side = st.columns([13, 6], gap="medium")
    with map_side:
        maps.choropleth(
            visit,
            spots.shaded(visit, found, kind, table.index),
            level="neighbourhood",
            within=asked.within,
            picked=picked,
            on_click=panel.clicked,
            key=f"map.{kind}",
        )
        panel.credit(visit, visit.say(f"hotspots.{kind}_how_to_read"))
    with words_side:
        panel.way_back(visit, asked)
        code = st.query_params.get("area")
        if code in table.index:
            _area(visit, asked, table.loc[code], shown)
        else:
            _strongest(visit, table, shown)


def _area(visit: Visit, asked: Question, row: pd.Series, shown: tuple[str, str]) -> None:
    """Draw what one area's class means, with its figures or its weeks."""
    say, (kind, rate) = visit.say, shown
    st.subheader(places.name_of(visit, row.name), anchor=False)
    st.caption(" › ".join(places.name_of(visit, row[above]) for above in ("county", "district")))
    if pd.isna(row["spot"]):
        st.info(say("hotspots.takes_no_part"))
        return
    st.markdown(f"**{label(say, row['spot'])}**")
    st.write(say(f"hotspots.{_meaning(row['spot'])}_means"))
    value, chance = st.columns(2)
    value.metric(say("column.rate"), measures.MEASURES[rate].told(say, row[rate]))
    if kind == "emerging":
        st.caption(say("hotspots.weeks_of", name=places.name_of(visit, row.name)))
        charts.by_week(say, cached.by_week(visit, asked, str(row.name)), key="spot")
    else:
        chance.metric(say("hotspots.q"), _chance(say, row["q"]), help=say("hotspots.q_means"))


def _strongest(visit: Visit, table: pd.DataFrame, shown: tuple[str, str]) -> None:
    """Draw the areas whose class is not "none", the surest first."""
    say, (kind, rate) = visit.say, shown
    order = spots.order(kind)
    some = table[table["spot"].notna() & (table["spot"] != clusters.NONE)]
    if some.empty:
        st.info(say("hotspots.nothing_found"))
        st.caption(say("map.click"))
        return
    some = some.assign(order=some["spot"].map(order)).sort_values(
        ["order", rate], ascending=[True, False]
    )
    first = some.head(LISTED)
    rows = pd.DataFrame(
        {
            "name": [places.name_of(visit, code) for code in first.index],
            "spot": [label(say, spot) for spot in first["spot"]],
            "value": [measures.MEASURES[rate].told(say, value) for value in first[rate]],
        }
    )
    titles = {"name": say("panel.area"), "spot": say("column.spot"), "value": say("column.rate")}
    note = say("map.click")
    if len(some) > LISTED:
        note = f"{say('hotspots.others', count=len(some) - LISTED)} {note}"
    tables.ranking(rows, titles, title=say("hotspots.found", count=len(some)), note=note)


def _chance(say: Say, q: float) -> str:
    return say("hotspots.under", value=say.number(0.001, 3)) if q < 0.001 else say.number(q, 3)


def _meaning(spot: str) -> str:
    return spot.partition("_")[0] if spot.startswith(("hot_", "cold_")) else spot


def label(say: Say, spot: object) -> str:
    """Return what a class is called; areas without one take no part."""
    return say("hotspots.hidden") if pd.isna(spot) else say(f"hotspots.{spot}")
