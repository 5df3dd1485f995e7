"""The figures of whole weeks, Saturday to Friday, by area and kind, beside the months they cut.

A week that reaches over the end of a month cuts both months: what is left of them could be worked
out. So the piece of a week that lies in one month is the smallest cell here, every piece must pass
as if it were published, and a week is shown if all its pieces are. A week is told of once the
months that it lies in are.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from data import jalali, schema
from data.release import counting, monthly
from data.release.places import Places
from data.release.rows import Rows
from data.release.times import Times
from geo import cubes, privacy, suppression
from geo.cubes import Counts, Lines
from geo.privacy import Floor
from geo.suppression import Given

TIME = 2


@dataclass(frozen=True)
class Weeks:
    """Figures of weeks, and what they stand on.

    Parameters
    ----------
    times : Times
    counts : Counts
        Of area × (all, calls, tips) × time.
    lines : Lines
    pieces : ndarray of bool
        Which cells may be told of, pieces as if they were published.
    weeks : ndarray of datetime64[D]
        The whole weeks.
    shown : ndarray of bool, shape (areas, kinds, weeks)
    published : ndarray of int, same shape
        Rounded; of no meaning where not shown.
    """

    times: Times
    counts: Counts
    lines: Lines
    pieces: np.ndarray
    weeks: np.ndarray
    shown: np.ndarray
    published: np.ndarray


def counts(rows: Rows, places: Places, axis: Times) -> Counts:
    """Return what is counted of reports by area, kind and time."""
    shape = (len(places.codes), 1 + len(schema.KINDS), axis.length)
    all_of_them = np.zeros(len(rows.area), np.int64)
    month = np.searchsorted(axis.months, rows.month)
    saturday = rows.day - jalali.weekday(rows.day).astype("timedelta64[D]")
    known = axis.month * 100_000 + axis.weeks.astype(np.int64)  # ascending
    piece = np.searchsorted(known, month * 100_000 + saturday.astype(np.int64))
    finer = np.where(rows.dated, len(axis.months) + piece, axis.rest[month])
    axes = [[level[rows.area] for level in places.above()], [all_of_them, 1 + rows.kind]]
    return counting.counted(shape, [*axes, [month, finer]], rows.caller)


def figures(made: Counts, places: Places, axis: Times, floor: Floor, given: Given) -> Weeks:
    """Return the figures of whole weeks, protected.

    Parameters
    ----------
    made : Counts
        See `counts`.
    places : Places
    axis : Times
    floor : Floor
    given : Given
        Months and former weeks as they are published; see `given`.
    """
    lines: Lines = {
        0: places.lines,
        1: cubes.whole(len(schema.KINDS)),
        TIME: axis.lines,
    }
    pieces = suppression.protected(made, lines, floor, given=given)
    weeks = np.unique(axis.weeks[axis.whole])
    each = [axis.pieces[axis.weeks == week] for week in weeks]
    shape = (*pieces.shape[:2], len(weeks))
    shown, sums = np.zeros(shape, bool), np.zeros(shape, np.int64)
    for place, cells in enumerate(each):
        shown[:, :, place] = pieces[:, :, cells].all(axis=TIME)
        sums[:, :, place] = made.reports[:, :, cells].sum(axis=TIME)
    return Weeks(axis, made, lines, pieces, weeks, shown, privacy.rounded(sums, floor))


def known_none(places: Places, totals: np.ndarray) -> np.ndarray:
    """Return where anybody knows that there is nothing, by the months' totals.

    Parameters
    ----------
    places : Places
    totals : ndarray of int, shape (areas, kinds, months)

    Returns
    -------
    ndarray of bool, same shape
    """
    return places.uncovered(totals[:, 0])[:, None] | (totals[:1] == 0)


def given(
    made: Counts, places: Places, axis: Times, months: np.ndarray, former: np.ndarray
) -> Given:
    """Return the cells about which is decided already.

    Parameters
    ----------
    made : Counts
        See `counts`.
    places : Places
    axis : Times
    months : ndarray of bool, shape (areas, kinds, months)
        Which of the months' figures are shown.
    former : ndarray of int, shape (areas, kinds, pieces)
        1 where the piece's week was shown before, 0 where it was hidden, -1 where it is new.
    """
    where, shown = (np.zeros(made.reports.shape, bool) for _ in range(2))
    where[:, :, : len(axis.months)] = True
    shown[:, :, : len(axis.months)] = months
    where[:, :, axis.rest] = True
    shown[:, :, axis.rest] = made.reports[:, :, axis.rest] == 0  # nothing is hidden there
    none = known_none(places, made.reports[:, :, axis.month])
    where[:, :, axis.pieces] = (former >= 0) | none
    shown[:, :, axis.pieces] = (former == 1) | none
    return Given(where, shown)


def table(made: Weeks, places: Places, fresh: np.ndarray) -> pa.Table:
    """Return the shown figures of some weeks as rows of `schema.RELEASED["weekly"]`.

    Parameters
    ----------
    made : Weeks
    places : Places
    fresh : ndarray of bool, shape (weeks,)
        The weeks wanted.
    """
    area, kind, week = np.nonzero(made.shown & fresh & (made.published > 0))
    columns = {
        "area": monthly.words(places.codes, area, missing=False),
        "week": made.weeks[week],
        "kind": monthly.words(["", *schema.KINDS], kind),
        "reports": made.published[area, kind, week],
    }
    return pa.table(columns).select(schema.RELEASED["weekly"].names)


def shown_before(published: pd.DataFrame, places: Places, month: int) -> np.ndarray:
    """Return which totals of a month were published: shape (areas, kinds)."""
    totals = published["category"].isna() & published["outcome"].isna()
    held = published[(published["month"] == month) & totals]
    shown = np.zeros((len(places.codes), 1 + len(schema.KINDS)), bool)
    shown[_area(held, places), _kind(held)] = True
    return shown


def before(published: pd.DataFrame, weeks: list[str], places: Places, axis: Times) -> np.ndarray:
    """Return what is decided of each piece's week; see `given`.

    Parameters
    ----------
    published : DataFrame
        Of `schema.RELEASED["weekly"]`.
    weeks : list of str
        The Saturdays of the weeks told of before.
    places : Places
    axis : Times
    """
    made = np.full((len(places.codes), 1 + len(schema.KINDS), len(axis.weeks)), -1)
    made[:, :, np.isin(axis.weeks.astype(str), weeks)] = 0
    saturday = published["week"].to_numpy("datetime64[D]")
    for place, week in enumerate(axis.weeks):
        held = published[saturday == week]
        if str(week) in weeks:
            made[_area(held, places), _kind(held), place] = 1
    return made


def _area(held: pd.DataFrame, places: Places) -> np.ndarray:
    area = {code: place for place, code in enumerate(places.codes)}
    return held["area"].astype(object).map(area).to_numpy(int)


def _kind(held: pd.DataFrame) -> np.ndarray:
    kind = {word: 1 + place for place, word in enumerate(schema.KINDS)}
    return held["kind"].astype(object).map(kind).fillna(0).to_numpy(int)
