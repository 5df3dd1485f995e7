"""Columns of texts that tell times, to instants; see `data.dates` for one such text."""

import functools
import re
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data import dates, patterns, persian, zones
from data.dates import DAY, Manner
from data.schema import PRECISIONS

UNREADABLE, TIME_OF_DAY = -1, -2  # in `Moments.precision`
FIXED = re.compile(r"(\d{4})([-/.])\d\d\2\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?")
_NOT_TOLD = 10_000  # minutes east of Greenwich: the manner's zone
LOOKED_AT = 100  # texts among which one shows how the rest are written
DIGIT_PLACES = [0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18]


@dataclass
class Moments:
    """Instants, and how much is known of each.

    Parameters
    ----------
    instants : ndarray of int64, shape (n,)
        Milliseconds since 1970 in UTC; of what is known by its day or month alone, the midnight in
        Tehran that begins it.
    precision : ndarray of int8, shape (n,)
        Position in `schema.PRECISIONS`; UNREADABLE; or TIME_OF_DAY where the text tells no date:
        `instants` then holds milliseconds since midnight.
    """

    instants: np.ndarray
    precision: np.ndarray


def read(texts: pa.Array, manner: Manner) -> Moments:
    """Return the instants that texts tell; a missing text is unreadable.

    Parameters
    ----------
    texts : Array of string, shape (n,)
        Trimmed; any digits.
    manner : Manner
        How the file writes times.
    """
    if texts.null_count:
        told = pc.is_valid(texts).to_numpy(zero_copy_only=False)
        some = read(texts.drop_null(), manner)
        found = Moments(np.zeros(len(texts), np.int64), np.full(len(texts), UNREADABLE, np.int8))
        found.instants[told], found.precision[told] = some.instants, some.precision
        return found
    days, of_day, east, precision = _read(texts, manner)
    coarsest = PRECISIONS.index(manner.precision)
    precision = np.where(precision >= 0, np.maximum(precision, coarsest), precision)
    of_day = np.where(precision > 0, 0, of_day)
    local = days * DAY + of_day
    instants = local.copy()
    for rows, zone in ((precision == 0, manner.zone), (precision > 0, zones.TEHRAN)):
        told = rows & (east == _NOT_TOLD)
        instants[told] = zones.to_utc(local[told], zone)
    told = (precision == 0) & (east != _NOT_TOLD)
    instants[told] = local[told] - east[told] * 60_000
    return Moments(instants, precision.astype(np.int8))


def _read(texts: pa.Array, manner: Manner) -> tuple[np.ndarray, ...]:
    """Return days, milliseconds of the day, minutes east, precision."""
    table = _table(texts) if manner.format in patterns.NAMED else None
    if table is None:
        return _one_by_one(texts, manner)
    digits, alike = table
    if alike.all():
        return _from_digits(digits, manner)
    found = np.empty((4, len(texts)), np.int64)
    found[:, alike] = _from_digits(digits, manner)
    found[:, ~alike] = _one_by_one(texts.filter(pa.array(~alike)), manner)
    return tuple(found)


def _one_by_one(texts: pa.Array, manner: Manner) -> tuple[np.ndarray, ...]:
    if not manner.in_parts:
        encoded = texts.dictionary_encode()
        known = [_whole(text, manner) for text in encoded.dictionary.to_pylist()]
        return tuple(np.array(known, np.int64).reshape(-1, 4)[encoded.indices.to_numpy()].T)
    return _from_parts(texts, manner)


def _table(texts: pa.Array) -> tuple[np.ndarray, np.ndarray] | None:
    """Return the digits of the texts that look as most do, 1404/01/05 10:00:00, and which do."""
    first = next(filter(FIXED.fullmatch, texts[:LOOKED_AT].to_pylist()), None)
    if first is None or not first.isascii():
        return None
    width = len(first)
    alike = pc.equal(pc.binary_length(texts), width).to_numpy(zero_copy_only=False)
    some = texts if alike.all() else texts.filter(pa.array(alike))
    buffer = np.frombuffer(pc.cast(some, pa.binary(width)).buffers()[1], np.uint8)
    table = buffer[: len(some) * width].reshape(-1, width)
    places = [place for place in DIGIT_PLACES if place < width]
    marks = [place for place in range(width) if place not in places]
    pattern = np.frombuffer(first.encode(), np.uint8)[marks]
    digits = table[:, places] - ord("0")
    fits = (table[:, marks] == pattern).all(axis=1) & (digits <= 9).all(axis=1)
    alike[alike] = fits
    return digits[fits].astype(np.int32), alike


def _from_digits(digits: np.ndarray, manner: Manner) -> tuple[np.ndarray, ...]:
    pairs = digits[:, 0::2] * 10 + digits[:, 1::2]
    which, unique = pd.factorize(pairs[:, :4] @ np.array([1_000_000, 10_000, 100, 1], np.int32))
    known = np.array([_day_of(int(number), manner.of_calendar) for number in unique], np.int64)
    days, precision = known[which].T
    east = np.full(len(days), _NOT_TOLD)
    if pairs.shape[1] == 4:
        return days, np.zeros_like(days), east, precision
    clock = np.zeros((len(days), 3), np.int64)
    clock[:, : pairs.shape[1] - 4] = pairs[:, 4:]
    of_day = clock @ np.array([3_600_000, 60_000, 1000])
    wrong = (clock[:, 1] > 59) | (clock[:, 2] > 60) | (of_day > DAY) | (precision < 0)
    return days, of_day, east, np.where(wrong, UNREADABLE, 0)


@functools.lru_cache(maxsize=10_000)
def _day_of(number: int, calendar: str) -> tuple[int, int]:
    try:
        day = dates.days(number // 10_000, number // 100 % 100, number % 100, calendar)
    except ValueError:
        return 0, UNREADABLE
    return day, PRECISIONS.index("day")


def _from_parts(texts: pa.Array, manner: Manner) -> tuple[np.ndarray, ...]:
    """Read date and time apart, whichever stands first: of each there are few different ones."""
    texts = pc.replace_substring_regex(texts, r"(\d)T(\d)", r"\1 \2")
    pieces = pc.split_pattern(texts, " ", max_splits=1)
    encoded = pieces.flatten().dictionary_encode()
    unique = [persian.digits(text.strip()) for text in encoded.dictionary.to_pylist()]
    unique.append("")
    no_date, no_time = (0, UNREADABLE), (UNREADABLE, _NOT_TOLD)
    date = np.array([no_date if ":" in text else _date(text, manner) for text in unique], np.int64)
    time = np.array([_time(text, manner) if text else no_time for text in unique], np.int64)
    counts = pc.list_value_length(pieces).to_numpy()
    starts = np.cumsum(counts) - counts
    index = np.append(encoded.indices.to_numpy(), len(unique) - 1)
    first = index[starts]
    second = np.where(counts == 2, index[np.minimum(starts + 1, len(index) - 1)], len(unique) - 1)
    turned = (date[first, 1] < 0) & (date[second, 1] >= 0)
    first, second = np.where(turned, second, first), np.where(turned, first, second)
    alone = np.array([not text for text in unique])[second]
    days, precision = date[first].T
    with_time = np.where((precision == 1) & (time[second, 0] >= 0), 0, UNREADABLE)
    no_date = (precision < 0) & alone & (time[first, 0] >= 0)
    precision = np.where(alone, np.where(no_date, TIME_OF_DAY, precision), with_time)
    clock = time[np.where(no_date, first, second)]
    return np.where(no_date, 0, days), np.maximum(clock[:, 0], 0), clock[:, 1], precision


@functools.lru_cache(maxsize=20_000)
def _date(text: str, manner: Manner) -> tuple[int, int]:
    try:
        day, known = dates.date(manner.in_parts[0].fullmatch(text), manner.of_calendar)
    except ValueError:
        return 0, UNREADABLE
    return day, PRECISIONS.index(known)


@functools.lru_cache(maxsize=100_000)
def _time(text: str, manner: Manner) -> tuple[int, int]:
    try:
        of_day, east = dates.time(manner.in_parts[1].fullmatch(text))
    except ValueError:
        return UNREADABLE, _NOT_TOLD
    return of_day, _NOT_TOLD if east is None else east


def _whole(text: str, manner: Manner) -> tuple[int, int, int, int]:
    found = manner.whole.fullmatch(persian.digits(text))
    try:
        day, known = dates.date(found, manner.of_calendar)
        of_day, east = dates.time(found)
    except ValueError:
        return 0, 0, _NOT_TOLD, UNREADABLE
    timed = dates.groups(found).get("H") is not None
    precision = 0 if timed else PRECISIONS.index(known)
    return day, of_day, _NOT_TOLD if east is None else east, precision
