"""What chance alone would bring: figures dealt out anew over the areas, many times."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy import sparse, stats

FEWEST = 30  # areas; below, chance has too few ways to fall
PERMUTATIONS = 99_999  # the least p is two in so many, and must pass for one area among many
SEED = 1404
AT_ONCE = 10_000  # permutations held in memory
CLOSE = 1e-9  # of the spread: sums in another order differ by less


class TooFew(ValueError):
    """Fewer areas than a map of chance can be made of.

    Parameters
    ----------
    areas : int
        How many there are.
    """

    def __init__(self, areas: int) -> None:
        super().__init__(f"{areas} areas with a figure; at least {FEWEST} are needed")
        self.areas = areas


def enough(values: pd.Series) -> pd.Series:
    """Return the figures that are there.

    Raises
    ------
    TooFew
        If there are fewer than `FEWEST`.
    """
    known = values.dropna().astype(float)
    if len(known) < FEWEST:
        raise TooFew(len(known))
    return known


def tails(
    values: np.ndarray, borders: sparse.csr_array, permutations: int, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return how often chance gave each area neighbours as high, and as low, as its own.

    An area keeps its figure; the figures of its neighbours are drawn from all other areas.

    Parameters
    ----------
    values : ndarray of float, shape (n,)
    borders : csr_array, shape (n, n)
        Ones between neighbours; nought on the diagonal.
    permutations : int
        Draws, which all areas share.
    seed : int

    Returns
    -------
    high, low : ndarray of int, shape (n,)
        Draws whose sum is at least, and at most, that of the neighbours.

    References
    ----------
    Anselin (1995), Geographical Analysis 27, 93-115.
    """
    count = len(values)
    neighbours = np.diff(borders.indptr)
    seen, spread = borders @ values, _spread(values)
    high, low = np.zeros(count, int), np.zeros(count, int)
    for drawn in _draws(count - 1, int(neighbours.max(initial=0)), permutations, seed):
        for area in range(count):
            others = values[:-1].copy()
            others[area : area + 1] = values[-1]  # stands in for the area itself
            sums = others.take(drawn[: neighbours[area]]).sum(axis=0)
            high[area] += np.count_nonzero(sums >= seen[area] - spread)
            low[area] += np.count_nonzero(sums <= seen[area] + spread)
    return high, low


def tails_of_all(
    values: np.ndarray, sizes: np.ndarray, seen: np.ndarray, permutations: int, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return how often chance gave each area, itself included, a sum as high, and as low, as seen.

    All figures are dealt out anew, the area's own too; this is the chance that the mean and the
    spread of Gi* are worked out from, without taking its form to be normal.

    Parameters
    ----------
    values : ndarray of float, shape (n,)
    sizes : ndarray of int, shape (n,)
        How many areas each sum is of.
    seen : ndarray of float, shape (n,)
        Each area's sum.
    permutations : int
    seed : int

    Returns
    -------
    high, low : ndarray of int, shape (n,)
    """
    count, spread = len(values), _spread(values)
    high, low = np.zeros(count, int), np.zeros(count, int)
    for drawn in _draws(count, int(sizes.max(initial=0)), permutations, seed):
        for size in np.unique(sizes):
            sums, same = np.sort(values.take(drawn[:size]).sum(axis=0)), sizes == size
            high[same] += len(sums) - np.searchsorted(sums, seen[same] - spread, side="left")
            low[same] += np.searchsorted(sums, seen[same] + spread, side="right")
    return high, low


def _spread(values: np.ndarray) -> float:
    """Return by how much two sums of the same figures may differ."""
    return CLOSE * float(np.abs(values).max(initial=0) or 1.0)


def _draws(count: int, width: int, permutations: int, seed: int) -> Iterator[np.ndarray]:
    """Yield places without repetition, shape (width, up to `AT_ONCE`), `permutations` in all."""
    generator = np.random.default_rng(seed)
    for first in range(0, permutations, AT_ONCE):
        each = np.arange(min(AT_ONCE, permutations - first))
        rows = np.broadcast_to(np.arange(count, dtype=np.int32)[:, None], (count, len(each))).copy()
        for place in range(width):  # the first places of a shuffle (Fisher and Yates)
            other = generator.integers(place, count, len(each))
            moved = rows[other, each]
            rows[other, each], rows[place] = rows[place], moved
        yield rows[:width].astype(np.intp)


def two_sided(high: np.ndarray, low: np.ndarray, permutations: int) -> np.ndarray:
    """Return p of both tails: twice that of the rarer one, at most one."""
    return np.minimum(1.0, 2 * (np.minimum(high, low) + 1) / (permutations + 1))


def corrected(p: np.ndarray) -> np.ndarray:
    """Return p corrected for the many areas of one map, so that few of the finds are false.

    References
    ----------
    Benjamini & Hochberg (1995), Journal of the Royal Statistical Society B 57, 289-300.
    """
    return stats.false_discovery_control(p)
