"""Small tables with all their totals, drawn at random: for tests and benchmarks of disclosure."""

import itertools

import numpy as np

from data.release import counting
from geo import cubes
from geo.cubes import Counts, Lines

SHAPE = (4, 2, 4, 3)  # parts along area, kind, category, outcome
LINES: Lines = {axis: cubes.whole(parts) for axis, parts in enumerate(SHAPE)}


def drawn(generator: np.random.Generator, each: float = 30.0) -> Counts:
    """Return counts of reports by callers of whom some call often.

    Parameters
    ----------
    generator : Generator
    each : float
        The most reports to expect in a leaf.
    """
    chances = np.ones(1)
    for parts in SHAPE:
        share = generator.dirichlet(np.full(parts, 0.8))
        chances = np.multiply.outer(chances, share)
    leaves = int(np.prod(SHAPE))
    reports = int(generator.integers(20, each * leaves))
    cell = generator.choice(leaves, reports, p=chances.ravel())
    people = max(3, int(reports * generator.uniform(0.2, 1)))
    often = generator.pareto(1.2, people) + 0.1
    return of(cell, generator.choice(people, reports, p=often / often.sum()))


def of(cell: np.ndarray, caller: np.ndarray) -> Counts:
    """Return the counts of reports in leaves (flat positions in `SHAPE`) by callers."""
    places = np.unravel_index(cell, SHAPE)
    axes = [[np.zeros(len(cell), np.int64), 1 + place] for place in places]
    return counting.counted(tuple(1 + parts for parts in SHAPE), axes, caller)


def by_hand(cell: np.ndarray, caller: np.ndarray) -> Counts:
    """Return the same as `of`, one cell at a time."""
    places = np.array(np.unravel_index(cell, SHAPE)).T + 1
    size = tuple(1 + parts for parts in SHAPE)
    counts = Counts(*(np.zeros(size, np.int64) for _ in range(3)))
    for here in itertools.product(*map(range, size)):
        inside = np.array(
            [all(h in (0, p) for h, p in zip(here, row, strict=True)) for row in places]
        )
        each = (
            np.unique(caller[inside], return_counts=True)[1] if inside.any() else np.array([], int)
        )
        counts.reports[here], counts.callers[here] = each.sum(), len(each)
        counts.most[here] = each.max(initial=0)
    return counts
