"""Cooperation beside felt safety: worked out for all areas, then narrowed to the reader."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import numpy as np
import pandas as pd
import streamlit as st

from data import access, areas, queries, store
from geo import association, classes, gap, panels, rates
from geo.association import Lee, Spearman
from geo.panels import Slope
from pages.views import cached_safety, measures
from pages.views.cached_figures import NAMES, borders, counted, everyone
from pages.views.frame import Visit
from pages.views.questions import Question

SHADES = 5
Told = TypeVar("Told")
FELT = ["value", "low", "high", "band", "model_only"]


@dataclass(frozen=True)
class Connection:
    """How two maps go together; None where too few areas have both."""

    lee: Lee | None
    spearman: Spearman | None
    areas: int


def both(visit: Visit, asked: Question, wave: str, item: str) -> pd.DataFrame:
    """Return cooperation and felt safety of each neighbourhood that the reader may see.

    Returns
    -------
    DataFrame, index: area code
        name_fa, name_en, parent, district, county, residents; cooperation (useful reports per
        1,000 residents over the period, steadied), safety (0-100) with low and high; band,
        model_only; x and y (thirds of cooperation and of safety, -1 where either is missing);
        uncertain (safety is told with caution); expected, gap, beyond (see `geo.gap`).
    """
    reader = visit.access
    access.require(reader, "maps")
    return access.narrow(
        reader, _both(visit.version, visit.directory, _key(visit, asked, wave, item))
    )


def cut(visit: Visit, asked: Question, which: tuple[str, str, str]) -> measures.Cut:
    """Return classes of one figure, made over all areas, of those that the reader may see.

    Parameters
    ----------
    visit : Visit
    asked : Question
    which : tuple of str
        Wave, item, and "cooperation" or "safety".
    """
    reader, (wave, item, name) = visit.access, which
    access.require(reader, "maps")
    key = _key(visit, asked, wave, item)
    made = _cut(visit.version, visit.directory, key, name)
    mine = access.narrow(reader, _both(visit.version, visit.directory, key)).index
    bounds = made.bounds if reader.all_areas else measures.without_ends(made.bounds)
    return replace(made, bounds=bounds, position=made.position.loc[mine])


def connection(visit: Visit, asked: Question, wave: str, item: str) -> Connection:
    """Return how the two maps go together, over all neighbourhoods, whoever asks."""
    access.require(visit.access, "maps")
    return _connection(visit.version, visit.directory, _key(visit, asked, wave, item))


def over_months(visit: Visit) -> dict[str, Slope | None]:
    """Return the slopes of harm and of placebo reports on the month before's cooperation."""
    access.require(visit.access, "maps")
    return _over_months(visit.version, visit.directory, visit.layer.id, tuple(visit.months))


def _key(visit: Visit, asked: Question, wave: str, item: str) -> tuple:
    return visit.layer.id, counted(visit, asked), wave, item


@st.cache_data(max_entries=64, show_spinner=False)
def _both(version: str, directory: Path, key: tuple) -> pd.DataFrame:
    layer_id, told, wave, item = key
    figures = everyone(version, directory, layer_id, told)
    felt = cached_safety.everyone(version, directory, layer_id, wave, item)[FELT]
    felt = felt.rename(columns={"value": "safety"}).reindex(figures.index)
    made = figures[NAMES].assign(cooperation=figures["steady_useful_rate"]).join(felt)
    made.loc[made["band"].eq("none") | made["band"].isna(), ["safety", "low", "high"]] = np.nan
    made = made.join(association.bivariate(made["cooperation"], made["safety"]))
    made["uncertain"] = made["band"].eq("hatched") | made["model_only"].eq(True)
    return made.join(gap.told(made.mask(made["model_only"].eq(True))))


@st.cache_data(max_entries=64, show_spinner=False)
def _cut(version: str, directory: Path, key: tuple, name: str) -> measures.Cut:
    values = _both(version, directory, key)[name].astype(float)
    made = classes.rounded(values, SHADES, finest=1.0)
    return measures.Cut(made.bounds, pd.Series(made.position, values.index), values.index)


@st.cache_data(max_entries=64, show_spinner=False)
def _connection(version: str, directory: Path, key: tuple) -> Connection:
    table = _both(version, directory, key)
    table = table[table["cooperation"].notna() & table["safety"].notna()]
    x, y = table["cooperation"].to_numpy(float), table["safety"].to_numpy(float)
    around = borders(directory, key[0]).of(table.index)
    linked = np.flatnonzero(around.sum(axis=1) > 0)  # the others' neighbours are all hidden
    near = around[linked][:, linked]
    return Connection(
        _told(lambda: association.lee(x[linked], y[linked], near)),
        _told(lambda: association.spearman(x, y)),
        len(x),
    )


def _told(work: Callable[[], Told]) -> Told | None:
    """Return what was worked out; None where too few areas have both figures."""
    try:
        return work()
    except ValueError:
        return None


@st.cache_data(max_entries=8, show_spinner=False)
def _over_months(
    version: str, directory: Path, layer_id: str, months: tuple[int, ...]
) -> dict[str, Slope | None]:
    rows = areas.at_level(areas.by_id(directory, layer_id), "neighbourhood")
    asked = [*panels.HARMS, *panels.PLACEBOS]
    table = queries.figures_over_months(store.released(directory, version), asked)
    table = table[table["area"].isin(rows.index)]
    wide = table.pivot_table(index=["area", "month"], columns="what", values="reports")
    people = rows["residents"].reindex(wide.index.get_level_values("area")).set_axis(wide.index)
    useful = rates.per_thousand(wide.get("useful", pd.Series(np.nan, wide.index)), people)
    before = panels.shifted(useful.unstack("month"), list(months)).stack()
    return {
        name: _slope(wide.reindex(columns=list(words)).sum(axis=1, skipna=False), people, before)
        for name, words in (("harm", panels.HARMS), ("placebo", panels.PLACEBOS))
    }


def _slope(reports: pd.Series, people: pd.Series, before: pd.Series) -> Slope | None:
    harm = rates.per_thousand(reports, people)
    return _told(lambda: panels.slope(harm, before.reindex(reports.index)))
