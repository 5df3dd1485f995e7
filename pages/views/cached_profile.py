"""One neighbourhood against the year before and those like it, worked out over all of Gilan."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import streamlit as st

from data import access, areas, jalali
from data.periods import Period
from geo import likeness, settlement
from geo.likeness import Standing
from pages.views import cached_hotspots, places, released, seeing
from pages.views.cached_figures import counted, everyone
from pages.views.frame import Visit
from pages.views.questions import Question

# What is compared, and in which steps the middle of those alike is told.
COMPARED = {"rate": 0.5, "useful_rate": 0.5, "share_useful": 0.05, "change": 0.05}
HALF = 6  # months that classes are followed over


@dataclass(frozen=True)
class Line:
    """One measure of a neighbourhood.

    Parameters
    ----------
    before : float
        The same a year earlier; missing where it is hidden or not told.
    among : Standing
        Its own figure now, and those of neighbourhoods like it.
    """

    before: float
    among: Standing


@dataclass(frozen=True)
class Counts:
    """What was counted in a neighbourhood; missing where hidden.

    Parameters
    ----------
    reports, useful : float
    reports_before, useful_before : float
        A year earlier.
    """

    reports: float
    useful: float
    reports_before: float
    useful_before: float


def counts(visit: Visit, period: Period, code: str) -> Counts:
    """Return what was counted in a neighbourhood.

    Raises
    ------
    access.Refused
        If this reader may not see it.
    """
    own = seeing.code(visit, code)
    now, before = _both(visit, period)
    told = [float(table.at[own, name]) for table in (now, before) for name in ("reports", "useful")]
    return Counts(*told)


def lines(visit: Visit, period: Period, code: str) -> dict[str, Line]:
    """Return each of COMPARED for a neighbourhood. Raises as `counts`.

    Which ones are like it, and where it stands among them, is the same for every reader; none of
    the others is named, and none's figure can be read off: see `likeness.standing`.
    """
    own = seeing.code(visit, code)
    now, before = _both(visit, period)
    others = _alike(visit.directory, visit.layer.id).get(own, ())
    district = seeing.layer(visit).table["district"]
    apart = frozenset(one for one in others if district[one] != district[own])
    return {
        name: Line(
            float(before[name].get(own, np.nan)),
            likeness.standing(now[name], own, others, apart=apart, step=step),
        )
        for name, step in COMPARED.items()
    }


def alike(visit: Visit, code: str) -> tuple[int, tuple[str, ...]]:
    """Return how many are like a neighbourhood, and which of them this reader may see.

    Raises as `counts`.
    """
    own = seeing.code(visit, code)
    others = _alike(visit.directory, visit.layer.id).get(own, ())
    return len(others), places.seen(visit, others)


def classes(visit: Visit, period: Period, code: str) -> list[tuple[int, str | None]]:
    """Return the class among hot and cold spots in each of the months up to a period's last.

    Returns
    -------
    list of (month, class or None)
        Months told of, oldest first, HALF at most; None where the figure has no part. Raises as
        `counts`.
    """
    own = seeing.code(visit, code)
    months = [month for month in visit.months if month <= period.last][-HALF:]
    found = []
    for month in months:
        asked = Question(Period("months", month, month))
        spot = cached_hotspots.spots(visit, asked, "hot", "steady_rate").table["spot"].get(own)
        found.append((month, None if pd.isna(spot) else str(spot)))
    return found


def emerging(visit: Visit, period: Period, code: str) -> tuple[str | None, int]:
    """Return the class of how its weeks went in the half-year up to a period's last month.

    Also the number of weeks; the class is None where it has no part or the weeks are too few.
    Raises as `counts`.
    """
    own = seeing.code(visit, code)
    half = Period("months", jalali.shifted(period.last, 1 - HALF), period.last)
    found = cached_hotspots.spots(visit, Question(half), "emerging", "steady_rate")
    spot = found.table["spot"].get(own)
    return (None if found.refused or pd.isna(spot) else str(spot)), found.weeks


def _both(visit: Visit, period: Period) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the figures of all neighbourhoods in a period and a year earlier."""
    access.require(visit.access, "maps")
    where = (visit.version, visit.directory, visit.layer.id)
    past = period.year_before()
    now = everyone(*where, counted(visit, Question(period)))
    before = everyone(*where, counted(visit, Question(past)))
    if released.whole_with_year_before(visit, period):
        return now, before
    unknown = dict.fromkeys(["reports", "useful", *COMPARED], np.nan)
    return now.assign(before=np.nan, change=np.nan), before.assign(**unknown)


@st.cache_data(max_entries=8, show_spinner=False)
def _alike(directory: Path, layer_id: str) -> dict[str, tuple[str, ...]]:
    """Return which neighbourhoods of a layer are like which; a layer never changes."""
    layer = areas.by_id(directory, layer_id)
    rows = areas.at_level(layer, "neighbourhood")
    outlines = rows.geometry.to_crs(layer.about["metric_epsg"])
    residents = rows["residents"].astype("Float64")
    dense = settlement.per_square_kilometre(outlines, residents)
    rural = settlement.is_rural(outlines, residents)
    return likeness.nearest(likeness.of_settlement(rows["residents"], dense, rural))
