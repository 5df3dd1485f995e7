"""The overview's questions at 30 million reports, against the same at 3 million."""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks import cubes, exports
from benchmarks.figures import Figure
from data import queries
from data.periods import WEEK, Period
from data.release import places
from data.release.places import EVERYWHERE

SMALL, LARGE = 3_000_000, 30_000_000
TURNS = 15
HALF_YEAR = Period("months", 140501, 140506)


def figures() -> list[Figure]:
    """Return `query_growth`: the worse of ten times the reports a month and ten times the years."""
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
        stores = {
            "small": (SMALL, 2),
            "denser": (LARGE, 2),
            "longer": (LARGE, 20),
        }
        tree, generator = places.of(exports.layer()), np.random.default_rng(1404)
        rows = {
            name: cubes.write(Path(folder) / name, tree, reports, years, generator)
            for name, (reports, years) in stores.items()
        }
        told = _milliseconds({name: Path(folder) / name for name in stores})
    whole = {name: sum(each.values()) for name, each in told.items()}
    growth = {name: round(whole[name] / whole["small"], 2) for name in ("denser", "longer")}
    detail = growth | {
        "cube_rows": rows,
        "milliseconds": {
            name: {question: round(value, 1) for question, value in each.items()}
            for name, each in told.items()
        },
    }
    return [Figure("query_growth", max(growth.values()), most=2, detail=detail)]


def _questions(folder: Path) -> dict[str, Callable[[], object]]:
    """Return what the overview asks for a half-year, as `pages.views.cached` does."""
    months, past = HALF_YEAR.bins_in(), HALF_YEAR.year_before().bins_in()
    first, last = HALF_YEAR.year_of_weeks()
    before = Period("weeks", first - 52 * WEEK, last)
    whole = {"area": EVERYWHERE, "kind": None}
    free = {"category": None, "outcome": None}
    return {
        "map": lambda: queries.figures_by_area(folder, months),
        "map_before": lambda: queries.figures_by_area(folder, past),
        "weeks": lambda: queries.figures_by_week(folder, weeks=before.bins_in(), **whole),
        "months": lambda: queries.figures_by_month(folder, **whole, **free),
        "categories": lambda: queries.figures_by_category(
            folder, months=months, outcome=None, **whole
        ),
        "hours": lambda: queries.figures_by_hour(folder, area=EVERYWHERE, months=months),
    }


def _milliseconds(folders: dict[str, Path]) -> dict[str, dict[str, float]]:
    """Return median milliseconds of each question of each store; the stores take turns."""
    asked = {name: _questions(folder) for name, folder in folders.items()}
    taken: dict[str, dict[str, list[float]]] = {
        name: {question: [] for question in questions} for name, questions in asked.items()
    }
    for turn in range(TURNS + 1):
        for name, questions in asked.items():
            for question, ask in questions.items():
                start = time.perf_counter()
                ask()
                if turn:  # the first time, the tables are opened
                    taken[name][question].append(1000 * (time.perf_counter() - start))
    return {
        name: {question: statistics.median(values) for question, values in each.items()}
        for name, each in taken.items()
    }
