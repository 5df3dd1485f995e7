"""Columns of texts that tell times, to instants; see `data.dates` for one such text."""

import functools
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data import dates, patterns, persian, uniform, zones
from data.dates import DAY, Manner
from data.schema import PRECISIONS
from data.uniform import NOT_TOLD, TIME_OF_DAY, UNREADABLE


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
        told = rows & (east == NOT_TOLD)
        instants[told] = zones.to_utc(local[told], zone)
    told = (precision == 0) & (east != NOT_TOLD)
    instants[told] = local[told] - east[told] * 60_000
    return Moments(instants, precision.astype(np.int8))


def _read(texts: pa.Array, manner: Manner) -> tuple[np.ndarray, ...]:
    """Return days, milliseconds of the day, minutes east, precision."""
    table = uniform.digits(texts) if manner.format in patterns.NAMED else None
    if table is None:
        return _one_by_one(texts, manner)
    told, alike = table
    if alike.all():
        return uniform.read(told, manner)
    found = np.empty((4, len(texts)), np.int64)
    found[:, alike] = uniform.read(told, manner)
    found[:, ~alike] = _one_by_one(texts.filter(pa.array(~alike)), manner)
    return tuple(found)


def _one_by_one(texts: pa.Array, manner: Manner) -> tuple[np.ndarray, ...]:
    if not manner.in_parts:
        encoded = texts.dictionary_encode()
        known = [_whole(text, manner) for text in encoded.dictionary.to_pylist()]
        return tuple(np.array(known, np.int64).reshape(-1, 4)[encoded.indices.to_numpy()].T)
    return _from_parts(texts, manner)


def _from_parts(texts: pa.Array, manner: Manner) -> tuple[np.ndarray, ...]:
    """Read date and time apart, whichever stands first: of each there are few different ones."""
    texts = pc.replace_substring_regex(texts, r"(\d)T(\d)", r"\1 \2")
    pieces = pc.split_pattern(texts, " ", max_splits=1)
    encoded = pieces.flatten().dictionary_encode()
    unique = [persian.digits(text.strip()) for text in encoded.dictionary.to_pylist()]
    unique.append("")
    no_date, no_time = (0, UNREADABLE), (UNREADABLE, NOT_TOLD)
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
        return UNREADABLE, NOT_TOLD
    return of_day, NOT_TOLD if east is None else east


def _whole(text: str, manner: Manner) -> tuple[int, int, int, int]:
    found = manner.whole.fullmatch(persian.digits(text))
    try:
        day, known = dates.date(found, manner.of_calendar)
        of_day, east = dates.time(found)
    except ValueError:
        return 0, 0, NOT_TOLD, UNREADABLE
    timed = dates.groups(found).get("H") is not None
    precision = 0 if timed else PRECISIONS.index(known)
    return day, of_day, NOT_TOLD if east is None else east, precision
