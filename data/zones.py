"""Clocks of a zone and of Greenwich: whole columns from one to the other."""

import datetime
import functools
import zoneinfo

import numpy as np

DAY = 86_400_000  # milliseconds
TEHRAN = "Asia/Tehran"
_EPOCH = datetime.datetime(1970, 1, 1)


def to_utc(local: np.ndarray, zone: str) -> np.ndarray:
    """Return the instants at which the clocks of a zone show these times.

    A time that the clocks show twice is the first of the two; one that they skip is read with the
    offset before the jump.

    Parameters
    ----------
    local : ndarray of int64, shape (n,)
        Milliseconds since 1970 on the clocks of `zone`.
    zone : str
        Name of a zone, such as Asia/Tehran.

    Returns
    -------
    ndarray of int64, shape (n,)
        Milliseconds since 1970 in UTC.
    """
    return local - _offsets(local, zone, _offset_of_local)


def to_local(utc: np.ndarray, zone: str = TEHRAN) -> np.ndarray:
    """Return what the clocks of a zone show at these instants; the other way of `to_utc`."""
    return utc + _offsets(utc, zone, _offset_of_utc)


def _offsets(moments: np.ndarray, zone: str, offset_of: functools._lru_cache_wrapper) -> np.ndarray:
    if not moments.size:
        return moments
    days = moments // DAY
    first = int(days.min())
    starts = range(first, int(days.max()) + 2)
    at_start = np.array([offset_of(zone, day * DAY) for day in starts], dtype=np.int64)
    offsets = at_start[days - first]
    changing = (at_start[:-1] != at_start[1:])[days - first]
    if changing.any():
        offsets[changing] = [offset_of(zone, int(moment)) for moment in moments[changing]]
    return offsets


@functools.lru_cache(maxsize=200_000)
def _offset_of_local(zone: str, moment: int) -> int:
    told = _EPOCH + datetime.timedelta(milliseconds=moment)
    return _milliseconds(told.replace(tzinfo=zoneinfo.ZoneInfo(zone)))


@functools.lru_cache(maxsize=200_000)
def _offset_of_utc(zone: str, moment: int) -> int:
    told = _EPOCH + datetime.timedelta(milliseconds=moment)
    there = told.replace(tzinfo=datetime.UTC).astimezone(zoneinfo.ZoneInfo(zone))
    return _milliseconds(there)


def _milliseconds(told: datetime.datetime) -> int:
    east = told.utcoffset() or datetime.timedelta()
    return int(east.total_seconds() * 1000)
