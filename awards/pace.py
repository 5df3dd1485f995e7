"""How fast names are called, and how long those that are left will take."""

import itertools
import statistics
from collections.abc import Collection
from dataclasses import dataclass

LAST, FEWEST = 10, 3  # gaps between names: looked at, and needed
PAUSE = 300.0  # seconds; a longer gap is no part of the pace


@dataclass(frozen=True)
class Pace:
    """The pace of a calling.

    Parameters
    ----------
    seconds_per_name : float or None
        None while fewer than three gaps are known.
    left_seconds : float or None
        Until everybody is called, at this pace.
    left_people : int
    """

    seconds_per_name: float | None
    left_seconds: float | None
    left_people: int


def pace(called: Collection[float], left_people: int) -> Pace:
    """Return the pace: the median of the last ten gaps, pauses of over five minutes left out.

    Parameters
    ----------
    called : collection of float
        When each was called, in seconds; in any order.
    left_people : int
        How many are still to be called.
    """
    gaps = [later - before for before, later in itertools.pairwise(sorted(called))]
    counted = [gap for gap in gaps if gap <= PAUSE][-LAST:]
    if len(counted) < FEWEST:
        return Pace(None, None, left_people)
    each = statistics.median(counted)
    return Pace(each, each * left_people, left_people)
