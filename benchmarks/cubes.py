"""Released figures of any number of reports, drawn bin by bin, as `data.release` writes them.

Every report is another caller's, so that a figure is hidden for its size and for what could be
worked out of the others alone.
"""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from data import schema
from data.release import hourly, monthly, times, weekly
from data.release.places import Places
from geo import cubes, privacy, suppression
from geo.cubes import Counts, Lines
from geo.privacy import FLOOR

AREAS, LAST_YEAR = 1_000, 1405
BY_KIND = (0.9, 0.1)
BY_OUTCOME = (0.73, 0.12, 0.07, 0.045, 0.035)
OFF_THE_MAP = 0.02
SPREAD = 0.9  # of the logarithm of an area's reports


def months(years: int) -> list[int]:
    """Return the months of so many half-years, each from Farvardin on, up to `LAST_YEAR`."""
    first = LAST_YEAR + 1 - years
    return [year * 100 + month for year in range(first, LAST_YEAR + 1) for month in range(1, 7)]


def weeks(years: int) -> list[np.datetime64]:
    """Return the whole weeks of the same half-years, as their Saturdays."""
    found = times.along(months(years))
    return list(np.unique(found.weeks[found.whole]))


def write(
    folder: Path, places: Places, reports: int, years: int, generator: np.random.Generator
) -> int:
    """Write the three tables and return how many rows the monthly one has.

    Parameters
    ----------
    folder : Path
        Made where missing.
    places : Places
        The areas that figures are told of.
    reports : int
        How many to expect in all.
    years : int
        Over how many half-years; see `months`.
    generator : Generator
    """
    folder.mkdir(parents=True)
    drawing = _Drawing(places, generator)
    each = reports / len(months(years))
    made = [drawing.month(month, each) for month in months(years)]
    tables = {
        "monthly": [month for month, _ in made],
        "weekly": [drawing.weeks(years, reports)],
        "hourly": [hours for _, hours in made],
    }
    for name, parts in tables.items():
        _write(folder / f"{name}.parquet", parts, schema.RELEASED[name])
    return sum(len(month) for month, _ in made)


class _Drawing:
    """Draws reports of one province: where they are made stays as it is from bin to bin."""

    def __init__(self, places: Places, generator: np.random.Generator) -> None:
        self.places, self.generator = places, generator
        self.area = self._shares(places)
        upper = self._held(places, self.area)[: len(places.upper().codes)]
        totals = {line.total for line in places.upper().lines}
        self.upper = np.delete(upper, sorted(totals))
        self.category = generator.lognormal(0, 0.8, len(schema.CATEGORIES))
        self.hour = 1 - 0.7 * np.cos(2 * np.pi * (np.arange(24) - 3.5) / 24)

    def _shares(self, places: Places) -> np.ndarray:
        """Return the share of each area that is no total: off the map, then neighbourhoods."""
        leaves = len(places.codes) - len({line.total for line in places.lines}) - 1
        area = self.generator.lognormal(0, SPREAD, leaves)
        return np.append(OFF_THE_MAP, (1 - OFF_THE_MAP) * area / area.sum())

    def _held(self, places: Places, leaves: np.ndarray) -> np.ndarray:
        return cubes.summed(leaves, places.lines, 0, len(places.codes))

    def month(self, month: int, reports: float) -> tuple[pa.Table, pa.Table]:
        """Return the shown figures of a month, and of its hours."""
        words = (np.array(BY_KIND), self.category, np.array(BY_OUTCOME))
        lines: Lines = {0: self.places.lines} | {
            axis: cubes.whole(len(share)) for axis, share in enumerate(words, 1)
        }
        figures = self._figures(_drawn(self.generator, reports, self.area, *words), lines)
        return monthly.table(figures, self.places, month), self._hours(month, reports)

    def _hours(self, month: int, reports: float) -> pa.Table:
        drawn = _drawn(self.generator, reports, self.upper, np.ones(7), self.hour)
        unknown = np.zeros((len(drawn), 1), np.int64)
        leaves = np.hstack([drawn.reshape(len(drawn), -1), unknown])
        lines = {0: self.places.upper().lines, 1: cubes.whole(leaves.shape[1])}
        return hourly.table(self._figures(leaves, lines), self.places, month)

    def weeks(self, years: int, reports: int) -> pa.Table:
        """Return the shown figures of all whole weeks."""
        told = np.array(weeks(years))
        shares = (self.area, np.array(BY_KIND), np.ones(len(told)))
        drawn = _drawn(self.generator, reports, *shares)
        lines = {0: self.places.lines, 1: cubes.whole(len(BY_KIND))}
        made = self._figures(drawn, lines)
        axis = times.along(months(years))
        whole = weekly.Weeks(axis, made.counts, lines, made.shown, told, made.shown, made.published)
        return weekly.table(whole, self.places, np.ones(len(told), bool))

    def _figures(self, leaves: np.ndarray, lines: Lines) -> monthly.Figures:
        reports = leaves
        for axis, of_axis in lines.items():
            length = leaves.shape[axis] + len({line.total for line in of_axis})
            reports = cubes.summed(reports, of_axis, axis, length)
        counts = Counts(reports, reports, np.minimum(reports, 1))
        shown = suppression.protected(counts, lines, FLOOR)
        return monthly.Figures(counts, shown, privacy.rounded(reports, FLOOR), lines)


def _drawn(generator: np.random.Generator, reports: float, *shares: np.ndarray) -> np.ndarray:
    expected = shares[0] / shares[0].sum()
    for share in shares[1:]:
        expected = np.multiply.outer(expected, share / share.sum())
    return generator.poisson(reports * expected)


def _write(path: Path, tables: list[pa.Table], what: pa.Schema) -> None:
    """Write tables one after the other, their words as words of one list."""
    whole = pa.concat_tables(tables).unify_dictionaries()
    pq.write_table(schema.require(whole, what), path)
