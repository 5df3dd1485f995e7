"""What an attack finds in published tables, with and without the rule of totals; what is shown."""

import itertools
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks import exports
from benchmarks.figures import Figure
from data import areas, intake, store
from data.demo import export, plan
from geo import attack, privacy, suppression
from geo.privacy import FLOOR
from tests import cubes

CUBES = 1_000
SOLVER_SECONDS = 240  # that the linear program may take; it gets as far as it gets


@dataclass(frozen=True)
class Published:
    """One table of random reports as it would be published.

    Parameters
    ----------
    shown : ndarray of bool
    figures : ndarray of int
    """

    shown: np.ndarray
    figures: np.ndarray

    def subtracted(self) -> int:
        """Return how many hidden figures subtraction along all lines finds."""
        least, most = attack.subtracted(self.shown, self.figures, cubes.LINES, FLOOR)
        return int(attack.found(self.shown, least, most).sum())

    def solved(self) -> list[float]:
        """Return how narrowly a linear program tells each hidden figure."""
        ends = attack.solved(self.shown, self.figures, cubes.LINES, FLOOR)
        return [most - least for _, least, most in ends]


def published(number: int, *, totals: bool) -> Published:
    """Return the table of that number; without `totals` only what is small itself is hidden."""
    counts = cubes.drawn(np.random.default_rng(number))
    shown = suppression.protected(counts, cubes.LINES, FLOOR, totals=totals)
    return Published(shown, privacy.rounded(counts.reports, FLOOR))


def figures() -> Iterator[Figure]:
    """Yield `disclosure_found`, the same without the rule, and `shown_share`."""
    tables = [published(number, totals=True) for number in range(CUBES)]
    found = sum(table.subtracted() for table in tables)
    widths, solved = _solved(tables)
    known = sum(width < attack.NARROWEST for width in widths)
    detail = {
        "cubes": CUBES,
        "hidden": int(sum((~table.shown).sum() for table in tables)),
        "found_by_subtraction": found,
        "cubes_solved": solved,
        "hidden_solved": len(widths),
        "found_by_solver": known,
        "narrowest": round(min(widths, default=np.inf), 1),
    }
    yield Figure("disclosure_found", found + known, most=0, detail=detail)
    bare = [published(number, totals=False).subtracted() for number in range(CUBES)]
    detail = {"cubes": CUBES, "cubes_open": sum(map(bool, bare))}
    yield Figure("disclosure_found_without_rule", sum(bare), least=1, detail=detail)
    yield _shown_share()


def _solved(tables: list[Published]) -> tuple[list[float], int]:
    """Return the widths of hidden figures of as many tables as time allows, and how many these."""
    end = time.monotonic() + SOLVER_SECONDS
    in_time = itertools.takewhile(lambda _: time.monotonic() < end, tables)
    each = [table.solved() for table in in_time]
    return list(itertools.chain(*each)), len(each)


def _shown_share() -> Figure:
    """Return the share of neighbourhood-months told of, of 1.5 million reports a half-year."""
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
        directory, file = Path(folder) / "store", Path(folder) / "reports.csv"
        halves = plan.half_years(areas.current(directory), exports.REPORTS, exports.SEED)
        half = halves[plan.YEARS.index(exports.YEAR)]
        export.write(file, half, plan.stream(exports.SEED, "file", exports.YEAR), lambda _: None)
        intake.take_in([file], directory, made_up=True)
        told = store.manifest(directory)["released"]
    each = {month: shown / every for month, (every, shown) in told["neighbourhoods"].items()}
    detail = {
        "reports": exports.REPORTS,
        "attacks": told["attacks"],
        "by_month": {month: round(share, 3) for month, share in each.items()},
    }
    return Figure("shown_share", sum(each.values()) / len(each), least=0.9, detail=detail)
