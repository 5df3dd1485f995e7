"""Everything a page may ask for, worked out once for all of Gilan and narrowed to the reader."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from data import access, areas, periods, queries, store
from data.periods import Period
from geo import figures as figures_of
from geo import levels, privacy
from pages.views import places
from pages.views.frame import Visit
from pages.views.questions import Question

COUNTS = ["reports", "calls", "tips", "useful", "judged"]


def figures(visit: Visit, asked: Question) -> pd.DataFrame:
    """Return one row an area at the level asked for, those outside `within` included.

    Returns
    -------
    DataFrame, index: area code, in the order of `areas.at_level`
        name_fa, name_en, district, county, residents; reports, calls, tips, useful, judged, before
        (the same period last year); rate and useful_rate (per 1,000 residents), their steadied
        twins steady_rate and steady_useful_rate, share_useful, change; few (too few to show: then
        all its numbers are missing).
    """
    table = _figures(visit.version, visit.directory, visit.layer.id, asked.counted, asked.level)
    if not comparable(visit, asked.period):
        table = table.assign(before=float("nan"), change=float("nan"))
    return access.narrow(visit.access, table)


def inside(visit: Visit, asked: Question) -> pd.DataFrame:
    """Return the rows of `figures` that lie within the place asked for."""
    table = figures(visit, asked)
    if asked.within is None:
        return table
    codes = list(places.within(visit, asked.within, asked.level))
    return table.loc[table.index.intersection(codes)]


def silent(visit: Visit, asked: Question) -> pd.DataFrame:
    """Return the neighbourhoods of the place asked for, whatever the map is cut into."""
    return inside(visit, replace(asked, level="neighbourhood"))


def totals(visit: Visit, asked: Question) -> dict[str, Any]:
    """Return the sums of the place asked for: COUNTS, before, and what is not on the map.

    Returns
    -------
    dict
        COUNTS and before; outside, none and older: reports that are on no map (only where no place
        is asked for).
    """
    codes = _neighbourhoods(visit, asked.within)
    now = _totals(visit.version, visit.directory, asked.counted, codes)
    past = (asked.period.year_before().code, *asked.counted[1:])
    before = _totals(visit.version, visit.directory, past, codes)
    return now | {"before": before["reports"] if comparable(visit, asked.period) else None}


def comparable(visit: Visit, period: Period) -> bool:
    """Return whether the period and the same one a year before are wholly covered by data."""
    past = period.year_before()
    return visit.first_day <= past.first_day and period.last_day <= visit.last_day


def by_week(visit: Visit, asked: Question, area: str | None = None) -> pd.DataFrame:
    """Return week, reports and before (52 weeks earlier) of the period's year; whole weeks only."""
    first, last = asked.period.year_of_weeks()
    some = {"kind": asked.kind, "neighbourhoods": _neighbourhoods(visit, area or asked.within)}
    now = _asked(visit, "reports_by_week", first=first, last=last, **some)
    past = 52 * periods.WEEK
    then = _asked(visit, "reports_by_week", first=first - past, last=last - past, **some)
    then = then.assign(week=then["week"] + past).rename(columns={"reports": "before"})
    table = privacy.without_few(now.merge(then, how="outer", on="week"), ["reports", "before"])
    for column, back in (("reports", 0), ("before", 52)):
        table[column] = table[column].where(_whole(visit, table["week"] - back * periods.WEEK))
    return table


def _whole(visit: Visit, weeks: pd.Series) -> pd.Series:
    """Return which weeks are wholly covered by data: not at its ends, nor at a gap in between."""
    everywhere = {"kind": None, "neighbourhoods": None}
    ends = {"first": visit.first_day - periods.WEEK, "last": visit.last_day}
    known = _asked(visit, "reports_by_week", **ends, **everywhere)["week"]
    earliest, latest = pd.Timestamp(visit.first_day), pd.Timestamp(visit.last_day)
    after, before = weeks + periods.WEEK, weeks - periods.WEEK
    inside = (weeks >= earliest) & (after - periods.DAY <= latest)
    led = before.isin(known) | (before + 6 * periods.DAY < earliest)
    return inside & led & (after.isin(known) | (after > latest))


def by_month(visit: Visit, asked: Question, area: str | None = None) -> pd.DataFrame:
    """Return month and reports of every month with data."""
    _, kind, category, outcome = asked.counted
    some = {"kind": kind, "category": category, "outcome": outcome}
    codes = _neighbourhoods(visit, area or asked.within)
    months = {"first": 0, "last": 999999}
    table = _asked(visit, "reports_by_month", **months, **some, neighbourhoods=codes)
    return privacy.without_few(table, ["reports"]).drop(columns="useful")


def by_category(visit: Visit, asked: Question, area: str | None = None) -> pd.DataFrame:
    """Return category, reports and useful of the period, most reported first; few ones left out."""
    first, last = asked.period.months_touched()
    some = {"kind": asked.kind, "outcome": asked.outcome}
    codes = _neighbourhoods(visit, area or asked.within)
    months = {"first": first, "last": last}
    table = _asked(visit, "reports_by_category", **months, **some, neighbourhoods=codes)
    return table[~privacy.few(table["reports"])]


def by_hour(visit: Visit, asked: Question) -> pd.DataFrame:
    """Return weekday, hour and reports of the months touched; never finer than a district."""
    first, last = asked.period.months_touched()
    within = asked.within
    districts = None if within is None else places.within(visit, within, "district")
    table = _asked(visit, "reports_by_hour", first=first, last=last, districts=districts)
    return privacy.without_few(table, ["reports"])


def _neighbourhoods(visit: Visit, area: str | None) -> tuple[str, ...] | None:
    return None if area is None else places.within(visit, area, "neighbourhood")


def _asked(visit: Visit, question: str, **asked: object) -> pd.DataFrame:
    return _answers(visit.version, visit.directory, question, asked)


@st.cache_data(max_entries=1024, show_spinner=False)
def _answers(version: str, directory: Path, question: str, asked: dict) -> pd.DataFrame:
    ask = getattr(queries, question)
    return ask(store.released(directory, version), **asked)


@st.cache_data(max_entries=512, show_spinner=False)
def _counts(version: str, directory: Path, counted: tuple) -> pd.DataFrame:
    period = periods.named(counted[0])
    kind, category, outcome = counted[1:]
    folder = store.released(directory, version)
    table = queries.reports_by_neighbourhood(
        folder, period, kind=kind, category=category, outcome=outcome
    )
    return table.reindex(columns=["neighbourhood", "placed", *COUNTS])


@st.cache_data(max_entries=512, show_spinner=False)
def _figures(
    version: str, directory: Path, layer_id: str, counted: tuple, level: str
) -> pd.DataFrame:
    layer = areas.by_id(directory, layer_id)
    rows = areas.at_level(layer, level)
    small = areas.at_level(layer, "neighbourhood")
    area_of = pd.Series(small.index, small.index) if level == "neighbourhood" else small[level]

    def summed(asked: tuple) -> pd.DataFrame:
        table = _counts(version, directory, asked).dropna(subset="neighbourhood")
        return levels.summed(table.set_index("neighbourhood")[COUNTS], area_of, rows.index)

    table = pd.DataFrame(rows[["name_fa", "name_en", "parent", "district", "county", "residents"]])
    table = table.join(summed(counted))
    past = (periods.named(counted[0]).year_before().code, *counted[1:])
    table["before"] = summed(past)["reports"]
    return figures_of.told(table, COUNTS)


@st.cache_data(max_entries=512, show_spinner=False)
def _totals(
    version: str, directory: Path, counted: tuple, codes: tuple[str, ...] | None
) -> dict[str, Any]:
    table = _counts(version, directory, counted)
    placed = table["neighbourhood"].notna()
    if codes is not None:
        table = table[placed & table["neighbourhood"].isin(codes)]
    sums = {column: table[column].sum(min_count=1) for column in COUNTS}
    if codes is None:
        missing = table[~placed].groupby("placed")["reports"].sum()
        sums |= {way: int(missing.get(way, 0)) for way in ("outside", "none", "older")}
    return {name: None if pd.isna(value) else int(value) for name, value in sums.items()}
