"""How soon somebody came: medians, 90th percentiles, shares within a target, with intervals.

Never a mean: one forgotten stamp of a day would move it. What cannot be a time that somebody waited
(negative, or more than a day) is counted apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

LEVEL = 0.95
LONGEST = 24 * 60  # minutes
MEDIAN, NINETIETH = 0.5, 0.9


@dataclass(frozen=True)
class Estimate:
    """A number and its 95 % interval; missing where too few times stand behind it."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Response:
    """What is told of some times.

    Parameters
    ----------
    count : int
        Times that stand behind the estimates.
    negative, over_a_day : int
        Times that were set apart.
    median, ninetieth : Estimate
        In minutes; missing where `count` is under 6, under 36.
    within : dict of float to Estimate
        Target in minutes to the share of times that are no longer.
    """

    count: int
    negative: int
    over_a_day: int
    median: Estimate
    ninetieth: Estimate
    within: dict[float, Estimate]


def of(minutes: np.ndarray, targets: Sequence[float] = ()) -> Response:
    """Return what is told of some times.

    Parameters
    ----------
    minutes : ndarray of float, shape (n,)
        Missing ones are left out.
    targets : sequence of float
        In minutes.
    """
    known = np.asarray(minutes, float)
    known = known[~np.isnan(known)]
    ordered = np.sort(known[(known >= 0) & (known <= LONGEST)])
    count = len(ordered)
    within = {}
    for target in targets:
        part = np.searchsorted(ordered, target, side="right")
        low, high = wilson(np.array([part]), np.array([count]))
        within[target] = Estimate(part / count if count else np.nan, float(low[0]), float(high[0]))
    median, ninetieth = (
        Estimate(*(float(end[0]) for end in at(ordered, np.array([0]), np.array([count]), share)))
        for share in (MEDIAN, NINETIETH)
    )
    negative, over = int((known < 0).sum()), int((known > LONGEST).sum())
    return Response(count, negative, over, median, ninetieth, within)


def at(
    ordered: np.ndarray, starts: np.ndarray, counts: np.ndarray, share: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return a quantile of each of many runs of times, and the ends of its interval.

    Parameters
    ----------
    ordered : ndarray, shape (n,)
        Times, run after run, ascending within each.
    starts, counts : ndarray of int, shape (runs,)
        Where in `ordered` each run begins, and how many times it has.
    share : float
        0.5 for the median.

    Returns
    -------
    value, low, high : ndarray of float, shape (runs,)
        The quantile between the two nearest times, linearly; missing where there is no interval.
    """
    low, high = ranks(counts, share)
    known = low > 0
    told = [np.full(len(counts), np.nan) for _ in range(3)]
    start, place = starts[known], (counts[known] - 1) * share
    below = np.floor(place).astype(int)
    above = np.ceil(place).astype(int)
    lower, upper = ordered[start + below], ordered[start + above]
    told[0][known] = lower + (place - below) * (upper - lower)
    told[1][known] = ordered[start + low[known] - 1]
    told[2][known] = ordered[start + high[known] - 1]
    return told[0], told[1], told[2]


def ranks(counts: np.ndarray, share: float) -> tuple[np.ndarray, np.ndarray]:
    """Return between which order statistics a quantile lies with 95 % confidence, at the least.

    The count of times below the quantile is binomial, whatever their distribution: neither end is
    missed more often than in 2.5 % of samples.

    Parameters
    ----------
    counts : ndarray of int, shape (n,)
    share : float

    Returns
    -------
    low, high : ndarray of int, shape (n,)
        From 1 for the least time; both 0 where even the least and the greatest are not enough:
        under 6 times for the median, under 36 for the 90th percentile.

    References
    ----------
    Conover (1999), Practical Nonparametric Statistics, 3rd ed., section 3.2.
    """
    each, back = np.unique(np.asarray(counts), return_inverse=True)
    tail = (1 - LEVEL) / 2
    low = np.nan_to_num(stats.binom.ppf(tail, each, share)).astype(int)
    high = np.nan_to_num(stats.binom.ppf(1 - tail, each, share)).astype(int) + 1
    there = (low >= 1) & (high <= each)
    return np.where(there, low, 0)[back], np.where(there, high, 0)[back]


def wilson(part: np.ndarray, whole: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the ends of the 95 % score interval of shares, missing where there is nothing.

    References
    ----------
    Wilson (1927), Journal of the American Statistical Association 22, 209-212.
    """
    count = np.where(np.asarray(whole) > 0, whole, np.nan).astype(float)
    share, z = np.asarray(part) / count, stats.norm.ppf((1 + LEVEL) / 2)
    middle = (share + z**2 / (2 * count)) / (1 + z**2 / count)
    half = z / (1 + z**2 / count) * np.sqrt(share * (1 - share) / count + z**2 / (4 * count**2))
    return np.clip(middle - half, 0, 1), np.clip(middle + half, 0, 1)
