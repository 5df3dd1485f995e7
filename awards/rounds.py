"""Rounds of awards: weeks from Saturday to Friday, and months whose ends the calendar tells."""

import datetime
from dataclasses import dataclass

from awards.nonsense import Nonsense

SATURDAY, WEEK = 5, 7  # as `date.weekday` counts
MONTH = (29, 31)


@dataclass(frozen=True)
class Round:
    """One week or month of awards.

    Parameters
    ----------
    kind : {"week", "month"}
    first, last : date
        Both included.
    """

    kind: str
    first: datetime.date
    last: datetime.date

    @property
    def name(self) -> str:
        """What the round is kept under."""
        return f"{self.kind}-{self.first.isoformat()}"

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def week_of(day: datetime.date) -> Round:
    """Return the week that a day falls in."""
    first = day - datetime.timedelta(days=(day.weekday() - SATURDAY) % WEEK)
    return Round("week", first, first + datetime.timedelta(days=WEEK - 1))


def require(one: Round) -> Round:
    """Return the round, or raise what makes no sense in it.

    Raises
    ------
    Nonsense
        If a week is not one from Saturday to Friday, or a month has not 29 to 31 days.
    """
    if one.kind == "week":
        if one != week_of(one.first):
            raise Nonsense("round_week", first=one.first, last=one.last)
    elif one.kind != "month":
        raise Nonsense("period_word")
    elif not MONTH[0] <= one.days <= MONTH[1]:
        raise Nonsense("round_month", first=one.first, last=one.last)
    return one
