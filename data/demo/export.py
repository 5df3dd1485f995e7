"""The made-up reports as an export of the 110 centre: one CSV with Persian headers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv

from data.demo import clerks, columns, flaws, reports

CHUNK = 120_000  # reports worked out at a time


@dataclass(frozen=True)
class Written:
    """What one export holds: rows = reports + broken + repeated + updated."""

    path: Path
    reports: int
    broken: int
    repeated: int
    updated: int


def write(
    path: Path,
    half: reports.HalfYear,
    generator: np.random.Generator,
    advance: Callable[[int], None],
) -> Written:
    """Write one half-year as the 110 centre would, and return what was written.

    Parameters
    ----------
    path : Path
        The CSV to write: UTF-8, commas, no quotes.
    half : HalfYear
    generator : Generator
        Draws all that `half` leaves open.
    advance : callable
        Told after each chunk how many reports were written in it.
    """
    written = columns.Columns(half)
    flawed = flaws.Flaws(half.year, int(half.counts.sum()))
    serial = 0
    text = pa.schema([(header, pa.string()) for header in clerks.HEADERS])
    options = pyarrow.csv.WriteOptions(quoting_style="none")
    with pyarrow.csv.CSVWriter(path, text, write_options=options) as file:
        for first, last in _chunks(half.counts.sum(axis=1)):
            drawn = reports.drawn(half, first, last, generator)
            table = written.table(drawn, serial, generator)
            serial += len(drawn.day)
            file.write(flawed.spoil(table, serial, generator))
            advance(len(drawn.day))
    return Written(path, serial, flawed.broken, flawed.repeated, flawed.updated)


def _chunks(counts: np.ndarray) -> Iterator[tuple[int, int]]:
    """Yield runs of whole days with about `CHUNK` reports in each."""
    first, held = 0, 0
    for day, count in enumerate(counts):
        held += count
        if held >= CHUNK or day == len(counts) - 1:
            yield first, day + 1
            first, held = day + 1, 0
