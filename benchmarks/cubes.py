"""Released figures of any number of reports, drawn bin by bin, as `data.release` writes them."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from data import jalali, schema

AREAS, DISTRICTS, LAST_YEAR = 1_000, 50, 1405
BINS = {
    "monthly": ("month", "neighbourhood", "kind", "category", "outcome"),
    "weekly": ("week", "neighbourhood", "kind"),
    "hourly": ("district", "month", "weekday", "hour"),
}
BY_KIND = (0.9, 0.1)
BY_OUTCOME = (0.73, 0.12, 0.07, 0.045, 0.035)
SPREAD = 0.9  # of the logarithm of an area's reports


def write(folder: Path, reports: int, years: int, generator: np.random.Generator) -> int:
    """Write the three tables and return how many rows the monthly one has.

    Parameters
    ----------
    folder : Path
        Made where missing.
    reports : int
        How many to expect in all.
    years : int
        Over how many half-years, each of six months from Farvardin on, up to `LAST_YEAR`.
    generator : Generator
    """
    folder.mkdir(parents=True)
    area = generator.lognormal(0, SPREAD, AREAS)
    year = np.arange(LAST_YEAR + 1 - years, LAST_YEAR + 1)
    month = (year[:, None] * 100 + np.arange(1, 7)).ravel()
    category = generator.lognormal(0, 0.8, len(schema.CATEGORIES))
    hour = 1 - 0.7 * np.cos(2 * np.pi * (np.arange(24) - 3.5) / 24)
    saturday = [jalali.saturday_of(jalali.day(int(each), 1, 1)) for each in year]
    week = (np.array(saturday, "datetime64[D]")[:, None] + 7 * np.arange(27)).ravel()
    ones = np.ones(len(month))
    shares = {
        "monthly": (ones, area, np.array(BY_KIND), category, np.array(BY_OUTCOME)),
        "weekly": (np.ones(len(week)), area, np.array(BY_KIND)),
        "hourly": (np.ones(DISTRICTS), ones, np.ones(7), hour),
    }
    columns = {"month": month, "week": week, "weekday": np.arange(7), "hour": np.arange(24)}
    rows = 0
    for name, bins in BINS.items():
        table = _table(name, bins, _drawn(shares[name], reports, generator), columns)
        pq.write_table(table, folder / f"{name}.parquet")
        rows = len(table) if name == "monthly" else rows
    return rows


def _drawn(
    shares: tuple[np.ndarray, ...], reports: int, generator: np.random.Generator
) -> np.ndarray:
    expected = shares[0] / shares[0].sum()
    for share in shares[1:]:
        expected = np.multiply.outer(expected, share / share.sum())
    return generator.poisson(reports * expected)


def _table(
    name: str, bins: tuple[str, ...], counts: np.ndarray, columns: dict[str, np.ndarray]
) -> pa.Table:
    """Return a released table of the bins that hold a report, sorted as released ones are."""
    held = np.nonzero(counts)
    made = {"placed": _words(["placed"], np.zeros(len(held[0]), np.int32))}
    for column, positions in zip(bins, held, strict=True):
        if column in columns:
            made[column] = pa.array(columns[column][positions])
        else:
            texts = schema.VOCABULARY.get(column) or [f"A{number:04d}" for number in range(AREAS)]
            made[column] = _words(texts, positions)
    made["reports"] = pa.array(counts[held])
    what = schema.RELEASED[name]
    return pa.table({column: made[column] for column in what.names}).cast(what)


def _words(texts: Sequence[str], positions: np.ndarray) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(positions, pa.int32()), pa.array(list(texts)))
