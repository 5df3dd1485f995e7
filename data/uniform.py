"""Times that are all written alike, as 1404/01/05 10:00:00: read straight from their bytes."""

import functools
import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data import dates
from data.dates import DAY, Manner
from data.schema import PRECISIONS

UNREADABLE, TIME_OF_DAY = -1, -2  # in `Moments.precision`
FIXED = re.compile(r"(\d{4})([-/.])\d\d\2\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?")
YEARS = (1200, 2100)
LOOKED_AT = 100  # texts among which one shows how the rest are written
DIGIT_PLACES = [0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18]
NOT_TOLD = 10_000  # minutes east of Greenwich: the manner's zone


def digits(texts: pa.Array) -> tuple[np.ndarray, np.ndarray] | None:
    """Return the digits of the texts that look as one of the first does, and which texts do.

    Parameters
    ----------
    texts : Array of string, shape (n,)
        Without nulls.

    Returns
    -------
    tuple of (ndarray of uint8, shape (8, 12 or 14; m), ndarray of bool, shape (n,)) or None
        None if none of the first looks as 1404/01/05, with or without a time.
    """
    first = next(filter(FIXED.fullmatch, texts[:LOOKED_AT].to_pylist()), None)
    if first is None or not first.isascii():
        return None
    width = len(first)
    alike = pc.equal(pc.binary_length(texts), width).to_numpy(zero_copy_only=False)
    some = texts if alike.all() else texts.filter(pa.array(alike))
    buffer = np.frombuffer(pc.cast(some, pa.binary(width)).buffers()[1], np.uint8)
    letters = np.ascontiguousarray(buffer[: len(some) * width].reshape(-1, width).T)
    fits = np.ones(len(some), bool)
    for place, mark in enumerate(first.encode()):
        if place in DIGIT_PLACES:
            letters[place] -= ord("0")
            fits &= letters[place] <= 9
        else:
            fits &= letters[place] == mark
    alike[alike] = fits
    told = letters[[place for place in DIGIT_PLACES if place < width]]
    return told if fits.all() else told[:, fits], alike


def read(told: np.ndarray, manner: Manner) -> tuple[np.ndarray, ...]:
    """Return days, milliseconds of the day, minutes east and precision of `digits`."""
    pairs = told[0::2] * 10 + told[1::2]
    year = pairs[0].astype(np.int32) * 100 + pairs[1]
    days, precision = _days_of(year, pairs[2], pairs[3], manner.of_calendar)
    east = np.full(len(days), NOT_TOLD)
    if len(pairs) == 4:
        return days, np.zeros_like(days), east, precision
    minute, second = pairs[5], pairs[6] if len(pairs) > 6 else np.zeros_like(pairs[5])
    seconds = (pairs[4].astype(np.int64) * 60 + minute) * 60 + second
    wrong = (minute > 59) | (second > 60) | (seconds > DAY // 1000) | (precision < 0)
    return days, seconds * 1000, east, np.where(wrong, UNREADABLE, 0)


def _days_of(
    year: np.ndarray, month: np.ndarray, day: np.ndarray, calendar: str
) -> tuple[np.ndarray, np.ndarray]:
    """Return days since 1970 and precision of dates, working out each different one once."""
    possible = (year >= YEARS[0]) & (year <= YEARS[1]) & (month <= 12) & (day <= 31)
    number = np.where(possible, ((year - YEARS[0]) * 16 + month) * 32 + day, 0)
    known = np.zeros((2, (YEARS[1] - YEARS[0] + 1) * 16 * 32), np.int32)
    told = np.zeros(known.shape[1], bool)
    told[number] = True
    for place in np.flatnonzero(told):
        one = int(place)
        known[:, place] = _day_of(one // 512 + YEARS[0], one // 32 % 16, one % 32, calendar)
    return known[0][number].astype(np.int64), known[1][number].astype(np.int64)


@functools.lru_cache(maxsize=10_000)
def _day_of(year: int, month: int, day: int, calendar: str) -> tuple[int, int]:
    try:
        return dates.days(year, month, day, calendar), PRECISIONS.index("day")
    except ValueError:
        return 0, UNREADABLE
