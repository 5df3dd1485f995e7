"""The axis on which weeks and months meet: months, then pieces of weeks, then what has no day."""

import datetime
from dataclasses import dataclass

import numpy as np

from data import jalali
from geo.cubes import Line

WEEK = np.timedelta64(7, "D")


@dataclass(frozen=True)
class Times:
    """The axis of time: months, then pieces of weeks, then what of each month has no day.

    Parameters
    ----------
    months : list of int
        Year × 100 + month, ascending.
    weeks : ndarray of datetime64[D], shape (pieces,)
        The Saturday of each piece's week.
    month : ndarray of int, shape (pieces,)
        Position in `months` of each piece's month.
    whole : ndarray of bool, shape (pieces,)
        Whether every piece of its week is among them.
    """

    months: list[int]
    weeks: np.ndarray
    month: np.ndarray
    whole: np.ndarray

    @property
    def length(self) -> int:
        """Positions on the axis."""
        return 2 * len(self.months) + len(self.weeks)

    @property
    def pieces(self) -> np.ndarray:
        """The positions of pieces."""
        return len(self.months) + np.arange(len(self.weeks))

    @property
    def rest(self) -> np.ndarray:
        """The positions of what has no day."""
        return len(self.months) + len(self.weeks) + np.arange(len(self.months))

    @property
    def lines(self) -> list[Line]:
        """What is made up of what."""
        return [
            Line(one, np.append(self.pieces[self.month == one], self.rest[one]))
            for one in range(len(self.months))
        ]


def along(months: list[int]) -> Times:
    """Return the axis of some months."""
    weeks, month = [], []
    for place, one in enumerate(months):
        first, last = jalali.saturday_of(jalali.first_day(one)), jalali.last_day(one)
        these = np.arange(np.datetime64(first), np.datetime64(last) + 1, WEEK)
        weeks.append(these)
        month.append(np.full(len(these), place))
    week = np.concatenate(weeks)
    whole = np.array([_inside(one, months) for one in week])
    return Times(months, week, np.concatenate(month), whole)


def _inside(week: np.datetime64, months: list[int]) -> bool:
    saturday = week.astype(datetime.date)
    friday = saturday + datetime.timedelta(days=6)
    return {jalali.month_of(saturday), jalali.month_of(friday)} <= set(months)
