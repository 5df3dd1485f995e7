"""Which months the store holds reports of, and which of them are over."""

import datetime

from data import jalali


def held(parts: list[dict]) -> list[int]:
    """Return every month from the first report's to the last one's."""
    if not parts:
        return []
    first, last = (
        jalali.month_of(datetime.date.fromisoformat(day))
        for day in (
            min(part["first_day"] for part in parts),
            max(part["last_day"] for part in parts),
        )
    )
    return jalali.months_between(first, last)


def over(parts: list[dict]) -> list[int]:
    """Return the months that hold a report and are over: a report of their last day, or later."""
    newest = max((part["last_day"] for part in parts), default="")
    return [
        month
        for month in held(parts)
        if str(jalali.last_day(month)) <= newest
        and any(
            part["first_day"] <= str(jalali.last_day(month))
            and part["last_day"] >= str(jalali.first_day(month))
            for part in parts
        )
    ]
