"""Periods a reader may ask about: whole Jalali months or whole weeks, first and last included."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from data import jalali

WEEK = datetime.timedelta(days=7)
DAY = datetime.timedelta(days=1)
# Inside the calendar with a year to spare on either side: each has its year before.
EARLIEST = jalali.day(jalali.FIRST_YEAR + 2, 1, 1)
LATEST = jalali.day(jalali.LAST_YEAR - 1, 1, 1)


@dataclass(frozen=True, order=True)
class Period:
    """A run of whole months (bins "months") or of whole weeks, Saturday to Friday ("weeks").

    Parameters
    ----------
    bins : {"months", "weeks"}
    first, last : int or datetime.date
        Months as year × 100 + month; weeks as their Saturday. Both included.
    """

    bins: str
    first: Any
    last: Any

    def __post_init__(self) -> None:
        if self.bins not in {"months", "weeks"} or self.first > self.last:
            raise ValueError(f"no such period: {self.bins} {self.first} to {self.last}")
        if self.bins == "weeks" and any(week.weekday() != 5 for week in (self.first, self.last)):
            raise ValueError("a week is named by its Saturday")
        if self.bins == "months":
            jalali.length(self.first), jalali.length(self.last)

    @property
    def first_day(self) -> datetime.date:
        """The first day of the period."""
        return jalali.first_day(self.first) if self.bins == "months" else self.first

    @property
    def last_day(self) -> datetime.date:
        """The last day of the period."""
        return jalali.last_day(self.last) if self.bins == "months" else self.last + WEEK - DAY

    @property
    def code(self) -> str:
        """The period as it stands in an address: `m140401-140406` or `w20250322`."""
        write = str if self.bins == "months" else "{:%Y%m%d}".format
        ends = dict.fromkeys([write(self.first), write(self.last)])
        return self.bins[0] + "-".join(ends)

    def year_before(self) -> "Period":
        """Return the same Jalali months, or the weeks 52 weeks earlier, of the year before."""
        if self.bins == "months":
            return Period("months", self.first - 100, self.last - 100)
        return Period("weeks", self.first - 52 * WEEK, self.last - 52 * WEEK)

    def bins_in(self) -> list:
        """Return its months, or the Saturdays of its weeks, in order."""
        if self.bins == "months":
            return jalali.months_between(self.first, self.last)
        return [self.first + step * WEEK for step in range((self.last - self.first) // WEEK + 1)]

    def in_months(self) -> "Period":
        """Return the period of the months that hold one of its days."""
        first, last = jalali.month_of(self.first_day), jalali.month_of(self.last_day)
        return Period("months", first, last)

    def year_of_weeks(self) -> tuple[datetime.date, datetime.date]:
        """Return the first and the last week (Saturdays) of the Jalali year the period ends in."""
        year = jalali.month_of(self.last_day) // 100
        last = jalali.saturday_of(jalali.last_day(year * 100 + 12))
        return jalali.saturday_of(jalali.day(year, 1, 1)), last


def read(code: str | None) -> Period | None:
    """Return the period that `code` names, None where it names none that the calendar knows."""
    try:
        period = named(code or "")
        known = period.first_day >= EARLIEST and period.last_day < LATEST
    except (ValueError, OverflowError):
        return None
    return period if known else None


def named(code: str) -> Period:
    """Return the period that `code` names.

    Raises
    ------
    ValueError
        If it names none.
    """
    first, _, last = code[1:].partition("-")
    if code[:1] == "m":
        return Period("months", int(first), int(last or first))
    if code[:1] == "w":
        days = [
            datetime.datetime.strptime(text, "%Y%m%d").date() for text in (first, last or first)
        ]
        return Period("weeks", *days)
    raise ValueError(f"no such period: {code}")


def presets(months: Sequence[int], weeks: Sequence[datetime.date]) -> dict[str, Period]:
    """Return the periods most asked for, as seen from the newest month and week told of.

    Parameters
    ----------
    months : sequence of int
        Those told of, ascending; at least one.
    weeks : sequence of date
        Their Saturdays, ascending; where there is none, the newest month's last stands for it.
    """
    month = months[-1]
    year = month // 100 * 100
    half = (1, 6) if month % 100 <= 6 else (7, 12)
    week = weeks[-1] if weeks else jalali.saturday_of(jalali.last_day(month))
    return {
        "this_week": Period("weeks", week, week),
        "last_week": Period("weeks", week - WEEK, week - WEEK),
        "this_month": Period("months", month, month),
        "last_month": Period("months", *[jalali.shifted(month, -1)] * 2),
        "half_year": Period("months", year + half[0], year + half[1]),
        "year": Period("months", year + 1, year + 12),
    }
