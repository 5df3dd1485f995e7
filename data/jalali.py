"""The Jalali (Solar Hijri) calendar, whole columns at a time.

A month is written as one whole number, year × 100 + month: 140401 is Farvardin 1404. Years
1200-1500, in which the 33-year rule agrees with ICU and with the astronomical calendar.
"""

import datetime

import numpy as np

FIRST_YEAR, LAST_YEAR = 1200, 1500
_YEARS = np.arange(FIRST_YEAR, LAST_YEAR + 2)
_LEAP = (25 * _YEARS + 11) % 33 < 8
_EPOCH = np.datetime64("2025-03-21", "D")  # 1 Farvardin 1404
_STARTS = np.concatenate([[0], np.cumsum(365 + _LEAP[:-1])])
_STARTS = _EPOCH + (_STARTS - _STARTS[1404 - FIRST_YEAR])
_MONTH_STARTS = np.array([0, 31, 62, 93, 124, 155, 186, 216, 246, 276, 306, 336])


def parts(days: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return years, months (1-12) and days of the month (1-31).

    Parameters
    ----------
    days : ndarray of datetime64[D], shape (n,)
        Days of the Gregorian calendar, each in Jalali years 1200-1500.

    Returns
    -------
    tuple of three ndarray of int64, shape (n,)

    Raises
    ------
    ValueError
        If a day lies outside those years.
    """
    days = np.asarray(days, dtype="datetime64[D]")
    if days.size and (days.min() < _STARTS[0] or days.max() >= _STARTS[-1]):
        raise ValueError(f"day outside the years {FIRST_YEAR}-{LAST_YEAR} of the Jalali calendar")
    year = np.searchsorted(_STARTS, days, side="right") - 1
    day_of_year = (days - _STARTS[year]).astype(np.int64)
    month = np.searchsorted(_MONTH_STARTS, day_of_year, side="right")
    return year + FIRST_YEAR, month, day_of_year - _MONTH_STARTS[month - 1] + 1


def months(days: np.ndarray) -> np.ndarray:
    """Return the month (year × 100 + month) of each day; see `parts`."""
    year, month, _ = parts(days)
    return year * 100 + month


def parts_of(day: datetime.date) -> tuple[int, int, int]:
    """Return year, month and day of the month of one day."""
    year, month, number = parts(np.array([day], dtype="datetime64[D]"))
    return int(year[0]), int(month[0]), int(number[0])


def month_of(day: datetime.date) -> int:
    """Return the month (year × 100 + month) that a day lies in."""
    year, month, _ = parts_of(day)
    return year * 100 + month


def length(month: int) -> int:
    """Return how many days a month (year × 100 + month) has: 29, 30 or 31."""
    year, number = divmod(month, 100)
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= number <= 12):
        raise ValueError(f"no such month: {month}")
    if number < 12:
        return 31 if number <= 6 else 30
    return 30 if _LEAP[year - FIRST_YEAR] else 29


def day(year: int, month: int, number: int) -> datetime.date:
    """Return the Gregorian day of a Jalali date.

    Raises
    ------
    ValueError
        If there is no such day, as 30 Esfand in a year that is not a leap year.
    """
    if not 1 <= number <= length(year * 100 + month):
        raise ValueError(f"no such day: {year}/{month}/{number}")
    start = _STARTS[year - FIRST_YEAR]
    return (start + int(_MONTH_STARTS[month - 1]) + number - 1).astype(object)


def first_day(month: int) -> datetime.date:
    """Return the first day of a month (year × 100 + month)."""
    return day(month // 100, month % 100, 1)


def last_day(month: int) -> datetime.date:
    """Return the last day of a month (year × 100 + month)."""
    return day(month // 100, month % 100, length(month))


def shifted(month: int, by: int) -> int:
    """Return the month so many months later, or earlier where `by` is negative."""
    count = (month // 100) * 12 + month % 100 - 1 + by
    return count // 12 * 100 + count % 12 + 1


def months_between(first: int, last: int) -> list[int]:
    """Return every month from `first` to `last`, both included."""
    found = []
    while first <= last:
        found.append(first)
        first = shifted(first, 1)
    return found


def weekday(days: np.ndarray) -> np.ndarray:
    """Return the day of the week, 0 (Saturday) to 6 (Friday), of datetime64[D] days."""
    return (np.asarray(days, dtype="datetime64[D]").astype(np.int64) + 5) % 7


def saturday_of(day: datetime.date) -> datetime.date:
    """Return the Saturday that begins the week of a day."""
    return day - datetime.timedelta(days=(day.weekday() + 2) % 7)
