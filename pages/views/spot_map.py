"""A map of spots beyond chance with what it stands on and its table; or why there is none."""

from dataclasses import replace
from typing import Any

import streamlit as st

from data import periods
from geo import emerging, permuting
from pages.views import (
    cached,
    cached_hotspots,
    filters,
    period_filter,
    places,
    provenance,
    spot_panel,
    spots,
    tables,
)
from pages.views.address import ALL, put
from pages.views.cached_hotspots import Found
from pages.views.frame import Visit
from pages.views.questions import Question

SHOWN = ("rates", *spots.PALETTES)


def choose(visit: Visit) -> str:
    """Return what the map is to show, of `SHOWN`; it stands in the address as `sight`."""
    return filters.segments(
        visit, "sight", SHOWN, SHOWN[0], lambda word: visit.say(f"hotspots.{word}")
    )


def draw(visit: Visit, asked: Question, kind: str, rate: str) -> None:
    """Draw map, panel, what they stand on and the table; or say why there is no such map.

    Parameters
    ----------
    visit : Visit
    asked : Question
        Its level is not asked for: spots are of neighbourhoods.
    kind : {"hot", "clusters", "emerging"}
    rate : str
        Column of `cached.figures`, steadied.
    """
    asked, say = replace(asked, level="neighbourhood"), visit.say
    if kind == "emerging":
        rate = "steady_rate"
    found = cached_hotspots.spots(visit, asked, kind, rate)
    st.caption(say("hotspots.weeks_by_kind" if kind == "emerging" else "hotspots.always_steadied"))
    if found.refused:
        _refused(visit, found)
        return
    spot_panel.map_and_panel(visit, asked, (kind, rate), st.query_params.get("area"))
    _stands_on(visit, asked, (kind, rate), found)
    table = spots.told(visit, asked, found)
    table["spot"] = [spot_panel.label(say, spot) for spot in table["spot"]]
    columns = {"spot": say("column.spot")} | tables.columns(say, asked)
    first = ["name_fa", "name_en", "spot"]
    ordered = {name: columns[name] for name in [*first, *columns]}
    tables.twin(visit, table, ordered, name=f"cooperation-{kind}")


def _refused(visit: Visit, found: Found) -> None:
    """Say why there is no map, and offer the way to one."""
    say = visit.say
    if found.refused == "weeks":
        st.info(say("hotspots.few_weeks", weeks=found.weeks, fewest=emerging.FEWEST_SLICES))
    else:
        st.info(say("hotspots.few_areas", areas=found.areas, fewest=permuting.FEWEST))
    half = periods.presets(visit.months, visit.weeks)["half_year"]

    def longer() -> None:
        put("period", half.code)
        put("own", ALL)

    st.button(say("hotspots.choose_longer"), on_click=longer)


def _stands_on(visit: Visit, asked: Question, shown: tuple[str, str], found: Found) -> None:
    """Draw what the map stands on: areas, permutations, seed; and islands by name."""
    say, (kind, rate) = visit.say, shown
    counted = "useful" if rate == "steady_useful_rate" else "reports"
    if found.islands:
        names = say("hotspots.between").join(places.name_of(visit, code) for code in found.islands)
        st.caption(say("hotspots.islands", count=len(found.islands), names=names))
    dealt = emerging.PERMUTATIONS if kind == "emerging" else permuting.PERMUTATIONS
    given: dict[str, Any] = {"permutations": dealt, "seed": say.digits(permuting.SEED)}
    if kind == "emerging":
        given = {"weeks": found.weeks} | given
    provenance.line(
        visit,
        period=period_filter.told(say, asked.period),
        counted=cached.totals(visit, replace(asked, within=None))[counted],
        areas=found.areas,
        neighbours=say("hotspots.bordering"),
        **given,
    )
