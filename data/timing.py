"""When a report was received, answered, sent out for and reached; and which of it cannot be so."""

import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data import moments, schema, zones
from data.dates import DAY, Manner
from data.moments import TIME_OF_DAY, UNREADABLE, Moments

KEPT_SINCE = "kept_since"  # in a store's manifest: the first day of which reports are kept
FOUR_DIGITS = r"(?:[^0-9۰-۹٠-٩]*[0-9۰-۹٠-٩]){4}"
EARLIEST = 0  # 1970: no such record is older, and zones are guesses before


def received(texts: dict[str, pa.Array], manner: Manner) -> Moments:
    """Return when each report was received.

    Parameters
    ----------
    texts : dict of str to Array of string, each of shape (n,)
        `received_at`; and `date`, if that may hold what the other lacks.
    manner : Manner
    """
    found = moments.read(texts["received_at"], manner)
    hours_only = found.precision == TIME_OF_DAY
    if "date" in texts and hours_only.any():
        joined = pc.binary_join_element_wise(texts["date"], texts["received_at"], " ")
        whole = moments.read(pc.utf8_trim_whitespace(joined), manner)
        found.instants[hours_only] = whole.instants[hours_only]
        found.precision[hours_only] = whole.precision[hours_only]
    return found


def received_wrong(
    text: pa.Array, found: Moments, earliest: int, latest: int
) -> dict[str, np.ndarray]:
    """Return which reports' times stop them, by reason's code.

    Parameters
    ----------
    text : Array of string, shape (n,)
    found : Moments
        When they were received.
    earliest, latest : int
        Milliseconds since 1970: what was received before is let go of already, see
        `data.retention`; what was received after is yet to come.
    """
    missing = pc.equal(text, "").to_numpy(zero_copy_only=False)
    readable = found.precision >= 0
    return {
        "time_missing": missing,
        "time_unreadable": ~readable & ~missing,
        "time_too_early": readable & (found.instants < EARLIEST),
        "time_in_future": readable & (found.instants > latest),
        "too_old": readable & (found.instants >= EARLIEST) & (found.instants < earliest),
    }


def later(text: pa.Array, report: Moments, manner: Manner) -> tuple[np.ndarray, np.ndarray]:
    """Return when something was done about each report, and which texts cannot be read.

    What tells only a time of the day is of the day of the report, or of the next.

    Parameters
    ----------
    text : Array of string, shape (n,)
        Blank where it was never done.
    report : Moments
        When the reports were received.
    manner : Manner

    Returns
    -------
    tuple of (ndarray of float64, ndarray of bool)
        Milliseconds since 1970, NaN for never.
    """
    missing = pc.equal(text, "").to_numpy(zero_copy_only=False)
    found = moments.read(pc.if_else(pc.equal(text, ""), None, text), manner)
    instants = found.instants.astype(float)
    hours_only = found.precision == TIME_OF_DAY
    if hours_only.any():
        start = report.instants[hours_only]
        day = zones.to_local(start, manner.zone) // DAY * DAY
        told = zones.to_utc(day + found.instants[hours_only], manner.zone)
        next_day = zones.to_utc(day + DAY + found.instants[hours_only], manner.zone)
        instants[hours_only] = np.where(told < start, next_day, told)
    exact = hours_only | (found.precision == 0)
    coarse = ~missing & ~exact & (found.precision != UNREADABLE) & (manner.precision != "time")
    wrong = ~missing & ~exact & ~coarse
    return np.where(exact, instants, np.nan), wrong


def dates_as(word: str, texts: pa.Array, manner: Manner) -> pa.Array:
    """Return texts with a word in the place of each that tells a day or a time.

    Parameters
    ----------
    word : str
    texts : Array of string, shape (n,)
        Trimmed; what has fewer than four digits is no date.
    manner : Manner
    """
    perhaps = pc.match_substring_regex(texts, FOUR_DIGITS)
    if not pc.any(perhaps).as_py():
        return texts
    found = moments.read(pc.if_else(perhaps, texts, None), manner)
    return pc.if_else(pa.array(found.precision != UNREADABLE), word, texts)


def day(instant: int) -> datetime.date:
    """Return the day in Tehran that an instant falls on."""
    local = zones.to_local(np.array([instant], np.int64))
    return (local // DAY).astype("datetime64[D]")[0].astype(object)


def earliest(manifest: dict) -> int:
    """Return before when reports are let go of already, in milliseconds since 1970."""
    if KEPT_SINCE not in manifest:
        return EARLIEST
    local = np.array([manifest[KEPT_SINCE]], "datetime64[D]").astype(np.int64) * DAY
    return int(zones.to_utc(local, zones.TEHRAN)[0])


def counted_by(instants: np.ndarray, exact: np.ndarray) -> dict[str, pa.Array]:
    """Return the instants, and the day and hour in Tehran that they are counted by."""
    local = zones.to_local(instants)
    return {
        "received_at": pa.array(instants).cast(schema.INSTANT),
        "day": pa.array((local // DAY).astype(np.int32)).cast(pa.date32()),
        "hour": pa.array((local % DAY // 3_600_000).astype(np.int8), mask=~exact),
    }


def column(instants: np.ndarray | None, kept: np.ndarray) -> pa.Array:
    """Return the instants of some rows, null for never; None where the file tells none."""
    if instants is None:
        return pa.nulls(len(kept), schema.INSTANT)
    values = instants[kept]
    never = np.isnan(values)
    whole = np.where(never, 0, values).astype(np.int64)
    return pa.array(whole, mask=never).cast(schema.INSTANT)
