"""How soon the police came, as released: the same for everybody, narrowed to the reader."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import streamlit as st

from data import access, areas, queries, schema, store
from data.periods import Period
from data.release.places import EVERYWHERE
from geo import privacy, response
from pages.views import measures, released, seeing
from pages.views.cached_figures import NAMES
from pages.views.frame import Visit

WITHIN = ("within", "within_low", "within_high")


def month(visit: Visit, period: Period) -> int:
    """Return the last month of a period that is told of; else the last one told of at all."""
    return (released.of(visit, period.in_months()) or visit.months)[-1]


def arrivals_known(visit: Visit, month: int) -> bool:
    """Return whether anything is told of arrivals in a month, anywhere."""
    access.require(visit.access, "maps")
    table = _month(visit.version, visit.directory, month)
    return bool(((table["stage"] == "whole") & (table["area"] == EVERYWHERE)).any())


def arrivals(visit: Visit, month: int, level: str, target: int) -> pd.DataFrame:
    """Return how soon the police came, a row an area of a level that the reader may see.

    Returns
    -------
    DataFrame, index: area code
        name_fa, name_en, parent, district, county, residents; median and ninetieth in minutes, each
        with _low and _high; within (share of times within the target, with _low and _high); reports
        (times that these stand on); few (hidden: then all is missing).
    """
    reader = visit.access
    access.require(reader, "maps")
    return access.narrow(reader, _arrivals(*_key(visit, month, level, target)))


def cut(visit: Visit, month: int, level: str, asked: tuple[int, str]) -> measures.Cut:
    """Return the classes of a measure over all areas; asked: target, a key of `measures.TIMES`."""
    reader, (target, name) = visit.access, asked
    access.require(reader, "maps")
    made = measures.cut(_arrivals(*_key(visit, month, level, target)), name)
    rows = areas.at_level(seeing.layer(visit), level)[["district"]]
    position = made.position.loc[access.narrow(reader, rows).index]
    open_ended = made.bounds if reader.all_areas else measures.without_ends(made.bounds)
    return replace(made, position=position, bounds=open_ended)


def steps(visit: Visit, month: int, area: str | None, target: int) -> pd.DataFrame:
    """Return what is told of each stage in one area (None: everywhere), index: stage.

    Also the times set apart, "negative" and "over_a_day", by `reports` alone. The median and the
    90th percentile are in minutes.
    """
    code = seeing.code(visit, area)
    table = _month(visit.version, visit.directory, month)
    return _promised(table[table["area"] == code].set_index("stage"), target)


def by_hour(visit: Visit, month: int, area: str | None, target: int) -> pd.DataFrame:
    """Return the same for the 24 hours that a report may come in, index: hour; hidden: missing."""
    code = seeing.code(visit, area)
    table = _by_hour(visit.version, visit.directory, month, code)
    return _promised(table, target).reindex(range(24))


def _key(visit: Visit, month: int, level: str, target: int) -> tuple:
    return visit.version, visit.directory, month, (visit.layer.id, level, target)


def _promised(table: pd.DataFrame, target: int) -> pd.DataFrame:
    """Return the table with the share within one target, and its interval.

    Of a share that is told rounded the interval reaches from the least that it may have been to the
    most.
    """
    made = table.drop(columns=[name for name in table if str(name).startswith("within_")])
    share, count = table[f"within_{target}"].astype(float), table["reports"].to_numpy(float)
    off = np.where(count > privacy.EXACT_ANSWERS, 0.005, 0.025)
    low, _ = response.wilson(np.clip(share - off, 0, 1) * count, count)
    _, high = response.wilson(np.clip(share + off, 0, 1) * count, count)
    return made.assign(**dict(zip(WITHIN, (share, low, high), strict=True)))


def _minutes(table: pd.DataFrame) -> pd.DataFrame:
    columns = list(schema.QUANTILES)
    return table.assign(**(table[columns].astype(float) / 60))


@st.cache_data(max_entries=24, show_spinner=False)
def _month(version: str, directory: Path, month: int) -> pd.DataFrame:
    return _minutes(queries.response_by_area(store.released(directory, version), month))


@st.cache_data(max_entries=256, show_spinner=False)
def _by_hour(version: str, directory: Path, month: int, code: str) -> pd.DataFrame:
    folder = store.released(directory, version)
    table = queries.response_by_hour(folder, area=code, month=month)
    return _minutes(table).set_index("hour")


@st.cache_data(max_entries=128, show_spinner=False)
def _arrivals(version: str, directory: Path, month: int, asked: tuple) -> pd.DataFrame:
    layer_id, level, target = asked
    rows = areas.at_level(areas.by_id(directory, layer_id), level)
    table = _month(version, directory, month)
    whole = _promised(table[table["stage"] == "whole"].set_index("area"), target)
    told = [*schema.QUANTILES, *WITHIN, "reports"]
    made = pd.DataFrame(rows[NAMES]).join(whole[told].astype(float))
    return made.assign(few=privacy.few(made["reports"].fillna(np.nan)))
