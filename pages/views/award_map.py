"""The map beside the picker: felt safety or hot spots below, each county's places on top."""

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from data.periods import Period
from geo import permuting
from pages.views import (
    cached,
    cached_hotspots,
    cached_safety,
    filters,
    maps,
    period_filter,
    places,
    provenance,
    safety_map,
    spots,
)
from pages.views.address import ALL, put
from pages.views.frame import Visit
from pages.views.questions import Question
from pages.views.shades import OUTSIDE, SPECIAL, OnTop, Shades

GROUNDS = ("safety", "hot")
RATE = "steady_useful_rate"
LEVEL = "neighbourhood"
HALF_YEAR = 6  # months
Ground = tuple[Shades, dict[str, Any] | None]  # a map's colours, and what it stands on


def draw(visit: Visit, table: pd.DataFrame, county: str | None) -> None:
    """Draw the map; a click on an area, or on a county's disc, puts its county in the address.

    Parameters
    ----------
    visit : Visit
    table : DataFrame, index: county
        places, and chosen (missing where too few to show).
    county : str or None
        The one that the candidates are of.
    """
    say = visit.say
    ground = filters.segments(
        visit, "ground", GROUNDS, GROUNDS[0], lambda word: say(f"honorees.ground_{word}")
    )
    shades, stands_on = _safety(visit) if ground == "safety" else _hot(visit)
    discs = {
        code: (say.number(row["places"]), _told(visit, code, row)) for code, row in table.iterrows()
    }
    maps.choropleth(
        visit,
        replace(shades, on_top=OnTop("county", discs, county)),
        level=LEVEL,
        within=None,
        picked=None,
        on_click=lambda code, level: _clicked(visit, code, level),
        key=f"map.honorees.{ground}",
    )
    st.caption(say("honorees.how_to_read_map"))
    if stands_on:
        provenance.line(visit, **stands_on)


def _told(visit: Visit, code: str, row: pd.Series) -> str:
    say = visit.say
    few = pd.isna(row["chosen"])
    chosen = say("honorees.fewer_than_ten") if few else say.number(row["chosen"])
    name = places.name_of(visit, code)
    return say("honorees.disc", county=name, places=int(row["places"]), chosen=chosen)


def _clicked(visit: Visit, code: str, level: str) -> None:
    if level != "county":
        code = str(visit.layer.table.at[code, "county"])
    put("county", ALL if st.query_params.get("county") == code else code)


def _safety(visit: Visit) -> Ground:
    """Return how safe people feel by night in the newest wave; without a survey nothing."""
    waves = cached_safety.waves(visit)
    if not waves:
        return _plain(visit, "safety.no_survey")
    items = cached_safety.items(visit, waves[-1])
    item = cached_hotspots.NIGHT if cached_hotspots.NIGHT in items else items[0]
    table = cached_safety.safety(visit, waves[-1], item)
    title = visit.say(f"safety.item_{item}")
    way = safety_map.way(safety_map.WAYS[0])
    shades = safety_map.shaded(visit, table, title, way, table.index)
    answers = cached_safety.about(visit, waves[-1], item)["answers"]
    return shades, {"period": visit.say.digits(waves[-1]), "counted": answers, "of": "answers"}


def _hot(visit: Visit) -> Ground:
    """Return where useful reports of the last half-year are many or few beyond chance."""
    if visit.empty:
        return _plain(visit, "frame.nothing_told")
    months = visit.months[-HALF_YEAR:]
    asked = Question(Period("months", months[0], months[-1]))
    found = cached_hotspots.spots(visit, asked, "hot", RATE)
    if found.refused:
        return _plain(visit, "honorees.no_hot")
    told = {
        "period": period_filter.told(visit.say, asked.period),
        "counted": cached.totals(visit, asked)["useful"],
        "permutations": permuting.PERMUTATIONS,
    }
    return spots.shaded(visit, found, "hot", cached.inside(visit, asked).index), told


def _plain(visit: Visit, why: str) -> Ground:
    """Return a map without a ground, and why."""
    many = len(places.within(visit, None, LEVEL))
    return Shades(visit.say(why), OUTSIDE * many, dict(SPECIAL), [], [None] * many), None
