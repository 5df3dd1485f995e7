"""The figures of some months made, protected and attacked: what is published, or why it is not."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from data import jalali, schema
from data.areas import Layer
from data.release import (
    attacks,
    feedback,
    hourly,
    monthly,
    quantiles,
    response,
    rows,
    times,
    told_before,
    weekly,
)
from data.release import places as tree
from data.release.attacks import Attacks
from data.release.monthly import Figures
from data.release.places import DISTRICTS, Places
from data.release.rows import Rows
from geo.privacy import Floor


@dataclass(frozen=True)
class Made:
    """What is to be published of some months.

    Parameters
    ----------
    tables : dict of str to Table
        Of `schema.RELEASED`: all months, those published before among them.
    weeks : list of str
        Every week told of by now, as its Saturday.
    attacks : Attacks
    neighbourhoods : dict
        Month to how many neighbourhoods there are and of how many the total is shown.
    """

    tables: dict[str, pa.Table]
    weeks: list[str]
    attacks: Attacks
    neighbourhoods: dict[str, list[int]]


@dataclass(frozen=True)
class Asked:
    """Of which months figures are made.

    Parameters
    ----------
    directory : Path
        The store.
    parts : list of dict
        The manifest's.
    layer : Layer
    floor : Floor
    months : list of int
        The months, ascending.
    published : dict of str to Table
        What was published before; empty tables where nothing was.
    told : list of int
        The months that were told of before.
    weeks : list of str
        The weeks that were told of before.
    held : list of int
        The months of which the store still holds single reports.
    """

    directory: Path
    parts: list[dict]
    layer: Layer
    floor: Floor
    months: list[int]
    published: dict[str, pa.Table]
    told: list[int]
    weeks: list[str]
    held: list[int]

    @property
    def beside(self) -> list[int]:
        """The months, and those next to them that were told of and can be counted again."""
        near = {jalali.shifted(month, by) for month in self.months for by in (-1, 1)}
        return sorted({*self.months, *near.intersection(self.told, self.held)})


def make(asked: Asked) -> Made:
    """Return what is to be published."""
    places, under = tree.of(asked.layer), Attacks()
    held = rows.read(asked.directory, asked.parts, asked.layer, places, asked.beside)
    fresh: dict[str, list[pa.Table]] = {name: [] for name in schema.RELEASED}
    totals: dict[int, np.ndarray] = {}
    for month in asked.months:
        mine = held.of(month)
        made = _month(asked, places, under, mine, month)
        fresh["monthly"].append(monthly.table(made, places, month))
        took = response.figures(mine, places, asked.floor, made)
        attacks.on_response(under, took, asked.floor)
        fresh["response"].append(quantiles.table(took, mine, places, month))
        answers = _answers(asked, places, under, mine, of_month=made, month=month)
        fresh["feedback"].append(feedback.table(answers, places, month))
        hours = hourly.figures(mine, places, asked.floor, made)
        attacks.on_hours(under, hours, asked.floor)
        fresh["hourly"].append(hourly.table(hours, places, month))
        totals[month] = made.shown[:, :, 0, 0]
    weeks, table = _weeks(asked, places, under, held, totals)
    fresh["weekly"].append(table)
    tables = {name: _joined(asked, name, made, weeks) for name, made in fresh.items()}
    attacks.on_tables(under, tables)
    return Made(tables, sorted({*asked.weeks, *weeks}), under, _visible(asked, places, tables))


def _visible(asked: Asked, places: Places, tables: dict[str, pa.Table]) -> dict[str, list[int]]:
    small = [
        code for code, deep in zip(places.codes, places.depth, strict=True) if deep > DISTRICTS
    ]
    held = tables["monthly"].to_pandas()
    totals = held[held[list(schema.COUNTED)].isna().all(axis=1) & held["area"].isin(small)]
    shown = totals["month"].value_counts()
    return {str(month): [len(small), int(shown.get(month, 0))] for month in asked.months}


def _month(asked: Asked, places: Places, under: Attacks, held: Rows, month: int) -> Figures:
    made = monthly.figures(held, places, asked.floor)
    attacks.on_month(under, made, places, asked.floor, month)
    if month not in asked.told:
        return made
    before = monthly.again(asked.published["monthly"], made, places, month)
    return told_before.kept(under, before, made, asked.floor)


def _answers(
    asked: Asked, places: Places, under: Attacks, held: Rows, *, of_month: Figures, month: int
) -> Figures:
    made = feedback.figures(held, places, asked.floor, of_month)
    attacks.on_feedback(under, made, asked.floor)
    if month not in asked.told:
        return made
    before = feedback.again(asked.published["feedback"], made, places, month)
    return told_before.kept(under, before, made, asked.floor)


def _weeks(
    asked: Asked, places: Places, under: Attacks, held: Rows, totals: dict[int, np.ndarray]
) -> tuple[list[str], pa.Table]:
    """Return the weeks that can be told of now and were not before, and their figures."""
    axis = times.along(asked.beside)
    counts = weekly.counts(held, places, axis)
    former = asked.published["monthly"].to_pandas()
    months = np.stack(
        [
            totals[month] if month in totals else weekly.shown_before(former, places, month)
            for month in axis.months
        ],
        axis=weekly.TIME,
    )
    months |= weekly.known_none(places, counts.reports[:, :, : len(axis.months)])
    settled = [] if set(asked.months) & set(asked.told) else asked.weeks
    before = weekly.before(asked.published["weekly"].to_pandas(), settled, places, axis)
    made = weekly.figures(
        counts, places, axis, asked.floor, weekly.given(counts, places, axis, months, before)
    )
    attacks.on_weeks(under, made, months, asked.floor)
    fresh = np.array([str(week) not in settled for week in made.weeks], bool)
    names = [str(week) for week, new in zip(made.weeks, fresh, strict=True) if new]
    return names, weekly.table(made, places, fresh)


def _joined(asked: Asked, name: str, fresh: list[pa.Table], weeks: list[str]) -> pa.Table:
    """Return what was published before, without what is told anew, and the new figures."""
    what = schema.RELEASED[name]
    column, anew = (
        ("week", pd.to_datetime(weeks).date) if name == "weekly" else ("month", asked.months)
    )
    kept = asked.published[name]
    stays = ~np.isin(kept[column].to_pylist(), list(anew))
    tables = [kept.filter(pa.array(stays)), *fresh]
    plain = [table.cast(_plain(what)) for table in tables]
    return schema.require(pa.concat_tables(plain), what)


def _plain(what: pa.Schema) -> pa.Schema:
    """Return a schema with texts in the place of words: dictionaries differ from table to table."""
    return pa.schema(
        [field.with_type(pa.string()) if field.type == schema.WORD else field for field in what]
    )
