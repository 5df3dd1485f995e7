"""What somebody could work out of a published table who subtracts what is shown from what is shown.

Knows nothing of how cells were hidden: it reads shown figures, their rounding, and which cells are
the parts of which. `subtracted` walks over all lines until nothing gets narrower; `solved` asks a
linear program (scipy's HiGHS) for the least and the most that each hidden cell can be, which is all
that can be known.
"""

import itertools
from collections.abc import Iterator

import numpy as np
from scipy import optimize, sparse

from geo import cubes
from geo.cubes import Lines
from geo.privacy import Floor

ANY = 1e9  # more reports than there can be
NARROWEST = 5.0  # a hidden count known to less than this is found
SWEEPS = 12


def known(shown: np.ndarray, published: np.ndarray, floor: Floor) -> tuple[np.ndarray, np.ndarray]:
    """Return the least and the most that each cell can be, by its own figure alone.

    Parameters
    ----------
    shown : ndarray of bool
        Which cells are shown.
    published : ndarray of int
        Rounded figures; where not shown they are not looked at. A shown nought is known to be none.
    floor : Floor
        The rounding, and the fewest that is shown.
    """
    half = floor.step // 2
    some = shown & (published > 0)
    least = np.maximum(published - half, floor.fewest_reports)
    most = np.where(some, published + half, np.where(shown, 0.0, ANY))
    return np.where(some, least, 0.0), most


def subtracted(
    shown: np.ndarray, published: np.ndarray, lines: Lines, floor: Floor
) -> tuple[np.ndarray, np.ndarray]:
    """Return the least and the most that each cell can be, by subtraction along all lines.

    Parameters
    ----------
    shown, published, floor
        See `known`.
    lines : Lines
        What is made up of what.

    Returns
    -------
    tuple of two ndarrays of float, of the shape of `shown`
    """
    least, most = known(shown, published, floor)
    for _ in range(SWEEPS):
        width = np.minimum(most - least, ANY).sum()
        for axis, of_axis in lines.items():
            low, high = cubes.along(least, axis), cubes.along(most, axis)
            for line in of_axis:
                _narrow(low, high, line.total, line.parts)
            cubes.back(low, axis, least)
            cubes.back(high, axis, most)
        if np.minimum(most - least, ANY).sum() == width:
            break
    return least, most


def _narrow(low: np.ndarray, high: np.ndarray, total: int, parts: np.ndarray) -> None:
    lows, highs = low[parts], high[parts]
    low[total] = np.maximum(low[total], lows.sum(axis=0))
    high[total] = np.minimum(high[total], highs.sum(axis=0))
    high[parts] = np.minimum(highs, high[total] - (lows.sum(axis=0) - lows))
    low[parts] = np.maximum(lows, low[total] - (highs.sum(axis=0) - highs))


def found(shown: np.ndarray, least: np.ndarray, most: np.ndarray) -> np.ndarray:
    """Return which hidden cells are known to less than `NARROWEST` reports."""
    return ~shown & (most - least < NARROWEST)


def solved(
    shown: np.ndarray,
    published: np.ndarray,
    lines: Lines,
    floor: Floor,
    asked: np.ndarray | None = None,
) -> Iterator[tuple[tuple[int, ...], float, float]]:
    """Yield hidden cells with the least and the most that they can be, all figures considered.

    Parameters
    ----------
    shown, published, lines, floor
        See `subtracted`; of one table, every axis with lines.
    asked : ndarray of bool, optional
        The hidden cells to ask for; all where none are named.

    Yields
    ------
    tuple of (position, least, most)
    """
    sums = _sums(shown.shape, lines)
    least, most = (ends.ravel() for ends in known(shown, published, floor))
    alone = _leaves(shown.shape, lines).ravel()  # in the order of the sums' columns
    leaves = np.column_stack([least[alone], most[alone]])
    open_ones = np.flatnonzero(leaves[:, 1] > 0)
    rows = np.flatnonzero(shown.ravel() & ~alone & (most > 0))
    above = sums[rows][:, open_ones]
    limits = sparse.vstack([above, -above]).tocsr(), np.concatenate([most[rows], -least[rows]])
    hidden = ~shown if asked is None else ~shown & asked
    for cell in np.flatnonzero(hidden.ravel()):
        goal = sums[cell][:, open_ones].toarray().ravel()
        ends = [_end(sign * goal, limits, leaves[open_ones]) for sign in (1, -1)]
        position = tuple(int(one) for one in np.unravel_index(cell, shown.shape))
        yield position, ends[0], -ends[1]


def _end(goal: np.ndarray, limits: tuple, bounds: np.ndarray) -> float:
    """Return the least that a sum of leaves can be."""
    if not len(goal):
        return 0.0
    above, most = limits
    answer = optimize.linprog(goal, A_ub=above, b_ub=most, bounds=bounds, method="highs")
    if answer.status != 0:
        raise ArithmeticError(f"the figures contradict each other: {answer.message}")
    return float(answer.fun)


def _sums(shape: tuple[int, ...], lines: Lines) -> sparse.csr_matrix:
    """Return for every cell which leaves it is the sum of: shape (cells, leaves)."""
    made = sparse.csr_matrix([[1.0]])
    for axis, length in enumerate(shape):
        made = sparse.kron(made, _of_axis(length, lines.get(axis, ())), format="csr")
    return made


def _leaves(shape: tuple[int, ...], lines: Lines) -> np.ndarray:
    """Return which cells are no total along any axis."""
    made = np.ones(shape, bool)
    for axis, of_axis in lines.items():
        np.moveaxis(made, axis, 0)[[line.total for line in of_axis]] = False
    return made


def _of_axis(length: int, of_axis: object) -> sparse.csr_matrix:
    listed = list(of_axis)  # type: ignore[call-overload]
    totals = {line.total for line in listed}
    leaves = [place for place in range(length) if place not in totals]
    holds = {leaf: {leaf} for leaf in leaves}
    for line in reversed(listed):
        holds[line.total] = set(itertools.chain(*(holds[int(part)] for part in line.parts)))
    column = {leaf: place for place, leaf in enumerate(leaves)}
    made = np.zeros((length, len(leaves)))
    for place, held in holds.items():
        made[place, [column[leaf] for leaf in held]] = 1
    return sparse.csr_matrix(made)
