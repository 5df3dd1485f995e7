"""Released figures of all areas, to work out more from: whoever shows them narrows them."""

from pathlib import Path

import pandas as pd
import streamlit as st

from data import areas, queries, store
from data.periods import Period
from geo import bordering, rates
from geo import figures as figures_of
from geo.bordering import Bordering
from pages.views import released
from pages.views.frame import Visit
from pages.views.questions import Question

COUNTS = ["reports", "calls", "tips", "useful", "judged"]
NAMES = ["name_fa", "name_en", "parent", "district", "county", "residents"]


def times(visit: Visit, period: Period) -> tuple:
    """Return the months or weeks of a period that are told of, after which of both they are."""
    return (period.bins, *released.of(visit, period))


def counted(visit: Visit, asked: Question) -> tuple:
    """Return what the figures depend on, as a cache's key."""
    past = times(visit, asked.period.year_before())
    return times(visit, asked.period), past, asked.words, asked.level


@st.cache_data(max_entries=512, show_spinner=False)
def counts(version: str, directory: Path, when: tuple, words: tuple) -> pd.DataFrame:
    """Return COUNTS by area of every level; those whose outcome is pending are not judged yet."""
    kind, category, outcome = words
    bins, *those = when
    folder = store.released(directory, version)
    if bins == "weeks":
        table = queries.figures_by_area_weekly(folder, those, kind=kind)
    else:
        some = {"kind": kind, "category": category, "outcome": outcome}
        table = queries.figures_by_area(folder, those, **some)
    table = table.set_index("area")
    if "pending" in table:
        table["judged"] = table["reports"] - table["pending"].fillna(0)
    return table.reindex(columns=COUNTS).astype(float)


@st.cache_data(max_entries=512, show_spinner=False)
def everyone(version: str, directory: Path, layer_id: str, key: tuple) -> pd.DataFrame:
    """Return `cached.figures` of all areas; key: `counted`."""
    now, past, words, level = key
    rows = areas.at_level(areas.by_id(directory, layer_id), level)
    table = pd.DataFrame(rows[NAMES]).join(counts(version, directory, now, words))
    table["before"] = counts(version, directory, past, words)["reports"].reindex(rows.index)
    return figures_of.told(table)


@st.cache_data(max_entries=8, show_spinner=False)
def borders(directory: Path, layer_id: str) -> Bordering:
    """Return which neighbourhoods of a layer border which; a layer never changes."""
    rows = areas.at_level(areas.by_id(directory, layer_id), "neighbourhood")
    return bordering.queen(rows.geometry)


@st.cache_data(max_entries=32, show_spinner=False)
def by_weeks(
    version: str, directory: Path, layer_id: str, weeks: tuple, kind: str | None
) -> pd.DataFrame:
    """Return steadied rates of all neighbourhoods, one column a week; missing where hidden."""
    rows = areas.at_level(areas.by_id(directory, layer_id), "neighbourhood")
    folder, residents = store.released(directory, version), rows["residents"].astype(float)
    each = {}
    for week in weeks:
        told = queries.figures_by_area_weekly(folder, [week], kind=kind).set_index("area")
        events = told["reports"].astype(float).reindex(rows.index)
        each[week] = rates.shrunk_per_thousand(events, residents)
    return pd.DataFrame(each, index=rows.index)
