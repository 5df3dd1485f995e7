"""Numbers to a few shades a reader can tell apart: classes with bounds that can be read aloud."""

import itertools
from dataclasses import dataclass

import numpy as np
import pandas as pd

MOST_LOST = 1.0  # a share
MOST = 7  # more shades of one colour are not told apart on a projector


@dataclass(frozen=True)
class Classes:
    """A cut of numbers into classes.

    Parameters
    ----------
    bounds : list of (low, high)
        From the lowest class up; a number lies in a class if low ≤ number < high, the last one
        closed.
    position : ndarray of int, shape (n,)
        Each number's class, -1 where there is no number.
    """

    bounds: list[tuple[float, float]]
    position: np.ndarray

    @property
    def counts(self) -> list[int]:
        """How many numbers lie in each class."""
        return [int((self.position == place).sum()) for place in range(len(self.bounds))]


def rounded(values: pd.Series, most: int = MOST, *, finest: float = 0.0) -> Classes:
    """Return classes of about as many areas each, their bounds rounded to read; none is empty.

    Parameters
    ----------
    values : Series of float, shape (n,)
        Missing where there is no number.
    most : int
        The most classes.
    finest : float
        Bounds are multiples of this, as 0.1 where a reader sees one decimal; whole numbers are
        never cut finer than 1.

    Returns
    -------
    Classes
        Fewer classes where there are few different numbers; none where there is no number.
    """
    known = values.to_numpy(float)
    known = known[np.isfinite(known)]
    if not known.size:
        return _cut(values, np.array([]))
    if (known == np.round(known)).all():
        finest = max(finest, 1.0)
    shares = np.linspace(0, 1, most + 1)
    inner = np.unique(np.quantile(known, shares, method="nearest"))
    inner = inner[inner > known.min()]
    if inner.size and inner[-1] == known.max() and len(np.unique(known)) > most:
        inner = inner[:-1]  # else the highest number would be a class alone
    edges = _readable(np.concatenate([[known.min()], inner]), finest)
    return _cut(values, _without_empty(edges, known, finest))


def _readable(edges: np.ndarray, finest: float) -> np.ndarray:
    """Return edges rounded to steps of at most half the width on either side: none cross."""
    if len(edges) == 1:
        return np.floor(edges / finest + 1e-9) * finest if finest else edges
    widths = np.diff(edges)
    beside = np.minimum(np.append(widths[0], widths), np.append(widths, widths[-1]))
    steps = np.array([max(_step_below(width / 2), finest) for width in beside])
    near = np.round(edges / steps) * steps
    near[0] = np.floor(edges[0] / steps[0]) * steps[0]
    return np.unique(near)


def _without_empty(edges: np.ndarray, known: np.ndarray, finest: float) -> np.ndarray:
    """Return edges with the end closed above all numbers and empty classes joined to the next."""
    width = known.max() - edges[-1] or abs(known.max()) / 5
    step = max(_step_below(width / 2), finest)
    end = np.ceil(known.max() / step - 1e-9) * step
    if end <= edges[-1]:
        end = edges[-1] + step
    counts = np.histogram(known, np.append(edges, end))[0]
    kept = edges[counts > 0]
    kept[0] = min(kept[0], known.min())
    return np.append(kept, end)


def parted(values: pd.Series) -> Classes:
    """Return seven classes that part at nought: the middle one is little change.

    Nothing loses more than all it had: the lowest class ends at -1.

    Parameters
    ----------
    values : Series of float, shape (n,)
        Shares of one, as 0.1 for ten per cent more.
    """
    known = np.abs(values.to_numpy(float))
    known = known[np.isfinite(known)]
    if not known.size:
        return _cut(values, np.array([]))
    far = min(max(_step_below(1.5 * np.quantile(known, 0.9)), 0.05), MOST_LOST / 2)
    inner = np.array([-1, -0.5, -0.1, 0.1, 0.5, 1]) * far
    low = min(np.nanmin(values.to_numpy(float)), -2 * far)
    return _cut(values, np.concatenate([[low], inner, [max(known.max(), 2 * far)]]))


def _step_below(width: float) -> float:
    """Return the largest of 1, 2 or 5 times a power of ten that is no wider."""
    if width <= 0:
        return 1.0
    power = 10.0 ** np.floor(np.log10(width) + 1e-9)
    return float(max(tick for tick in (1, 2, 5) if tick == 1 or tick * power <= width) * power)


def _cut(values: pd.Series, edges: np.ndarray) -> Classes:
    numbers = values.to_numpy(float)
    if len(edges) < 2:
        return Classes([], np.full(len(numbers), -1))
    ends = [round(float(edge), 10) for edge in edges]
    position = np.searchsorted(ends[1:-1], numbers, side="right")
    position = np.where(np.isfinite(numbers), position, -1)
    return Classes(list(itertools.pairwise(ends)), position)
