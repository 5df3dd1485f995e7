"""Everything a page may ask for: released figures, the same for everybody, narrowed to the reader.

Each public function asks the reader's access anew; what is kept in memory is keyed by the store's
version and holds what is published alone.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import streamlit as st

from data import access, areas, queries, store, versions
from data.periods import WEEK
from data.release.places import OFF_MAP
from pages.views import measures, places, released, seeing
from pages.views.cached_figures import COUNTS, counted, counts, everyone, times
from pages.views.frame import Visit
from pages.views.questions import Question


def figures(visit: Visit, asked: Question) -> pd.DataFrame:
    """Return one row an area at the level asked for, those outside `within` included.

    Returns
    -------
    DataFrame, index: area code, in the order of `areas.at_level`
        name_fa, name_en, district, county, residents; reports, calls, tips, useful, judged (whose
        outcome is known), before (the same period last year); rate and useful_rate (per 1,000
        residents), their steadied twins steady_rate and steady_useful_rate, share_useful, change;
        few (the figure is hidden: then all that stands on it is missing).
    """
    reader = visit.access
    access.require(reader, "maps")
    table = everyone(visit.version, visit.directory, visit.layer.id, counted(visit, asked))
    if not released.whole_with_year_before(visit, asked.period):
        table = table.assign(before=float("nan"), change=float("nan"))
    return access.narrow(reader, table)


def inside(visit: Visit, asked: Question) -> pd.DataFrame:
    """Return the rows of `figures` that lie within the place asked for."""
    return places.inside(visit, figures(visit, asked), asked.within, asked.level)


def cut(visit: Visit, asked: Question, name: str) -> measures.Cut:
    """Return the classes of a measure, made over all areas, of those that the reader may see.

    The least and the most of all areas are some area's own figures: without an end where not all
    areas may be seen.
    """
    reader = visit.access
    access.require(reader, "maps")
    made = _cut(visit.version, visit.directory, visit.layer.id, counted(visit, asked), name)
    rows = areas.at_level(seeing.layer(visit), asked.level)[["district"]]
    position = made.position.loc[access.narrow(reader, rows).index]
    open_ended = made.bounds if reader.all_areas else measures.without_ends(made.bounds)
    return replace(made, position=position, bounds=open_ended)


def silent(visit: Visit, asked: Question) -> pd.DataFrame:
    """Return the neighbourhoods of the place asked for, whatever the map is cut into."""
    return inside(visit, replace(asked, level="neighbourhood"))


def totals(visit: Visit, asked: Question) -> dict[str, float | None]:
    """Return COUNTS and before of the place asked for; None where hidden.

    Also off_map: reports that are on no map, only where no place is asked for.
    """
    code = seeing.code(visit, asked.within)
    table = counts(visit.version, visit.directory, times(visit, asked.period), asked.words)
    found = {name: _figure(table, code, name) for name in COUNTS}
    if asked.within is None:
        found["off_map"] = _figure(table, OFF_MAP, "reports")
    past = times(visit, asked.period.year_before())
    before = counts(visit.version, visit.directory, past, asked.words)
    whole = released.whole_with_year_before(visit, asked.period)
    return found | {"before": _figure(before, code, "reports") if whole else None}


def by_week(visit: Visit, asked: Question, area: str | None = None) -> pd.DataFrame:
    """Return week, reports, before (52 weeks earlier) of the period's year.

    A week that is hidden or not told of has a row without a number, which leaves a gap.
    """
    first, last = asked.period.year_of_weeks()
    some = {"kind": asked.kind, "area": seeing.code(visit, area or asked.within)}
    weeks = [week for week in visit.weeks if first - 52 * WEEK <= week <= last]
    table = _asked(visit, "figures_by_week", weeks=weeks, **some)
    shown = pd.Series(table["reports"].to_numpy(float), pd.DatetimeIndex(table["week"]))
    told = [week if week >= first else week + 52 * WEEK for week in weeks]
    year = pd.date_range(min(told), max(told), freq=WEEK) if told else pd.DatetimeIndex([])
    return pd.DataFrame(
        {
            "week": year,
            "reports": shown.reindex(year).to_numpy(),
            "before": shown.reindex(year - 52 * WEEK).to_numpy(),
        }
    )


def by_month(visit: Visit, asked: Question, area: str | None = None) -> pd.DataFrame:
    """Return month and reports of every month told of; hidden ones missing."""
    kind, category, outcome = asked.words
    some = {"kind": kind, "category": category, "outcome": outcome}
    table = _asked(visit, "figures_by_month", area=seeing.code(visit, area or asked.within), **some)
    shown = table.set_index("month")["reports"].astype(float)
    return shown.reindex(visit.months).rename_axis("month").reset_index()


def by_category(visit: Visit, asked: Question, area: str | None = None) -> pd.DataFrame:
    """Return category and reports of the period, most reported first; hidden ones left out."""
    some = {"kind": asked.kind, "outcome": asked.outcome}
    months = released.of(visit, asked.period.in_months())
    code = seeing.code(visit, area or asked.within)
    return _asked(visit, "figures_by_category", area=code, months=months, **some)


def by_hour(visit: Visit, asked: Question) -> pd.DataFrame:
    """Return weekday, hour and reports of the months touched; never finer than a district."""
    months = released.of(visit, asked.period.in_months())
    table = _asked(visit, "figures_by_hour", area=seeing.code(visit, asked.within), months=months)
    each = pd.MultiIndex.from_product([range(7), range(24)], names=["weekday", "hour"])
    shown = table.set_index(["weekday", "hour"])["reports"].astype(float)
    return shown.reindex(each).reset_index()


def fingerprint(visit: Visit) -> str:
    """Return a short hash of all the figures that are told: equal figures, equal hash."""
    return _fingerprint(visit.version, visit.directory)


def _figure(table: pd.DataFrame, code: str, name: str) -> float | None:
    value = table[name].get(code, np.nan)
    return None if pd.isna(value) else int(value)


def _asked(visit: Visit, question: str, **asked: object) -> pd.DataFrame:
    return _answers(visit.version, visit.directory, question, asked)


@st.cache_data(max_entries=8, show_spinner=False)
def _fingerprint(version: str, directory: Path) -> str:
    return versions.fingerprint(directory, version)


@st.cache_data(max_entries=1024, show_spinner=False)
def _answers(version: str, directory: Path, question: str, asked: dict) -> pd.DataFrame:
    ask = getattr(queries, question)
    return ask(store.released(directory, version), **asked)


@st.cache_data(max_entries=512, show_spinner=False)
def _cut(version: str, directory: Path, layer_id: str, key: tuple, name: str) -> measures.Cut:
    return measures.cut(everyone(version, directory, layer_id, key), name)
