"""Reports to counts of each cell: reports, different callers, and those of the busiest caller."""

import itertools
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from geo.cubes import Counts

AT_ONCE = 2


def counted(
    shape: tuple[int, ...], axes: Sequence[Sequence[np.ndarray]], caller: np.ndarray
) -> Counts:
    """Return counts of every cell that a report lies in, totals included.

    Callers of a total are not the sum of its parts' callers, so each total is counted by itself.

    Parameters
    ----------
    shape : tuple of int
        The cells.
    axes : sequence of sequences of ndarray of int, each of shape (n,)
        For each axis, the positions that each report is counted at: one array a level, with -1
        where a report is in no cell of that level.
    caller : ndarray of int, shape (n,)
        A number for each caller.
    """
    counts = Counts(*(np.zeros(shape, np.int64) for _ in range(3)))
    callers = int(caller.max(initial=0)) + 1

    def count(chosen: tuple[np.ndarray, ...]) -> None:
        inside = np.logical_and.reduce([places >= 0 for places in chosen])
        places = [place[inside] for place in chosen]
        _count(counts, np.ravel_multi_index(places, shape) * callers + caller[inside], callers)

    with ThreadPoolExecutor(AT_ONCE) as workers:
        list(workers.map(count, itertools.product(*axes)))
    return counts


def nested(
    above: Sequence[np.ndarray], area: np.ndarray, inside: np.ndarray, caller: np.ndarray
) -> Counts:
    """Return counts of areas of every level × some columns, all sorted once.

    Parameters
    ----------
    above : sequence of ndarray of int, each of shape (areas,)
        For each depth the area that every area lies in there; -1 for none.
    area : ndarray of int, shape (n,)
        The smallest area that each report lies in.
    inside : ndarray of bool, shape (n, columns)
        In which columns a report is counted.
    caller : ndarray of int, shape (n,)
        A number for each caller.
    """
    shape = (len(above[0]), inside.shape[1])
    counts = Counts(*(np.zeros(shape, np.int64) for _ in range(3)))
    some = inside.any(axis=1)
    rank = np.empty(shape[0], np.int64)
    rank[np.lexsort([*above[::-1]])] = np.arange(shape[0])  # whatever lies together stands together
    order = np.argsort(caller[some] * shape[0] + rank[area[some]])
    area, caller, inside = area[some][order], caller[some][order], inside[some][order]
    for level in above if len(area) else ():
        here = level[area]
        starts = np.flatnonzero(
            np.append(True, (here[1:] != here[:-1]) | (caller[1:] != caller[:-1]))
        )
        each = np.add.reduceat(inside, starts, axis=0, dtype=np.int64)
        known = here[starts] >= 0
        cells, each = here[starts][known], each[known]
        for column in range(shape[1]):
            mine = each[:, column]
            told = np.bincount(cells, mine, shape[0]), np.bincount(cells, mine > 0, shape[0])
            counts.reports[:, column] += told[0].astype(np.int64)
            counts.callers[:, column] += told[1].astype(np.int64)
            np.maximum.at(counts.most[:, column], cells, mine)
    return counts


def _count(counts: Counts, pairs: np.ndarray, callers: int) -> None:
    """Put in the counts of cells, given cell × callers + caller of each report."""
    if not len(pairs):
        return
    pairs.sort()
    starts = _starts(pairs)
    each = np.diff(starts, append=len(pairs))  # reports of one caller in one cell
    cells = pairs[starts] // callers
    firsts = _starts(cells)
    here = cells[firsts]
    counts.reports.ravel()[here] = np.add.reduceat(each, firsts)
    counts.callers.ravel()[here] = np.diff(firsts, append=len(cells))
    counts.most.ravel()[here] = np.maximum.reduceat(each, firsts)


def _starts(ordered: np.ndarray) -> np.ndarray:
    return np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
