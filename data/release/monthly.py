"""The figures of one Jalali month: area × kind × category × outcome, each with its totals."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data import schema
from data.release import counting
from data.release.places import Places
from data.release.rows import Rows
from geo import cubes, privacy, suppression
from geo.cubes import Counts, Lines
from geo.privacy import Floor

AREA, KIND, CATEGORY, OUTCOME = range(4)
WORDS = (schema.KINDS, schema.CATEGORIES, schema.OUTCOMES)


@dataclass(frozen=True)
class Figures:
    """Cells as they are published.

    Parameters
    ----------
    counts : Counts
        What they stand on; never leaves the release.
    shown : ndarray of bool
    published : ndarray of int
        Rounded; of no meaning where not shown.
    lines : Lines
        What is made up of what.
    """

    counts: Counts
    shown: np.ndarray
    published: np.ndarray
    lines: Lines


def shape(places: Places) -> tuple[int, ...]:
    """Return how many cells a month has along each axis."""
    return (len(places.codes), *(1 + len(words) for words in WORDS))


def counts(rows: Rows, places: Places) -> Counts:
    """Return what is counted of one month's reports."""
    all_of_them = np.zeros(len(rows.area), np.int64)
    axes = [[level[rows.area] for level in places.above()]]
    axes += [[all_of_them, 1 + word] for word in (rows.kind, rows.category, rows.outcome)]
    return counting.counted(shape(places), axes, rows.caller)


def figures(rows: Rows, places: Places, floor: Floor) -> Figures:
    """Return the figures of one month's reports, protected."""
    counted = counts(rows, places)
    lines: Lines = {AREA: places.lines} | {
        axis: cubes.whole(len(words)) for axis, words in enumerate(WORDS, KIND)
    }
    none = known_none(counted, places)
    given = suppression.Given(none, none)
    shown = suppression.protected(counted, lines, floor, given=given)
    return Figures(counted, shown, privacy.rounded(counted.reports, floor), lines)


def known_none(counted: Counts, places: Places) -> np.ndarray:
    """Return the cells that anybody knows to be empty, of the counts' shape.

    Those of areas that the data do not cover, and of words that no report of the month has.
    """
    reports = counted.reports
    area = places.uncovered(reports[:, 0, 0, 0])[:, None, None, None]
    kind = (reports[0, :, 0, 0] == 0)[None, :, None, None]
    category = (reports[0, 0, :, 0] == 0)[None, None, :, None]
    outcome = (reports[0, 0, 0, :] == 0)[None, None, None, :]
    return area | kind | category | outcome


def table(made: Figures, places: Places, month: int) -> pa.Table:
    """Return the shown figures as rows of `schema.RELEASED["monthly"]`."""
    held = np.nonzero(made.shown & (made.published > 0))
    columns: dict[str, object] = {"area": words(places.codes, held[AREA], missing=False)}
    columns["month"] = np.full(len(held[0]), month, np.int32)
    for axis, name in ((KIND, "kind"), (CATEGORY, "category"), (OUTCOME, "outcome")):
        columns[name] = words(["", *schema.VOCABULARY[name]], held[axis])
    columns["reports"] = made.published[held]
    return pa.table(columns).select(schema.RELEASED["monthly"].names)


def words(texts: list[str], positions: np.ndarray, *, missing: bool = True) -> pa.DictionaryArray:
    """Return positions as words; position 0, the total, as none where `missing`."""
    mask = positions == 0 if missing else None
    return pa.DictionaryArray.from_arrays(
        pa.array(positions.astype(np.int32), mask=mask), pa.array(texts, pa.string())
    )


def again(published: pa.Table, made: Figures, places: Places, month: int) -> Figures:
    """Return the figures of a month as they were published before, laid as `made` is."""
    held = published.filter(pc.equal(published["month"], month)).to_pandas()
    area = {code: place for place, code in enumerate(places.codes)}
    at = [held["area"].astype(object).map(area).to_numpy(int)]
    for name in schema.COUNTED:
        position = {word: 1 + place for place, word in enumerate(schema.VOCABULARY[name])}
        at.append(held[name].astype(object).map(position).fillna(0).to_numpy(int))
    shown, figure = np.zeros(made.shown.shape, bool), np.zeros(made.shown.shape, np.int64)
    shown[tuple(at)], figure[tuple(at)] = True, held["reports"].to_numpy()
    return Figures(made.counts, shown, figure, made.lines)


def kept(before: Figures, made: Figures, moved: int) -> Figures:
    """Return new figures in which those stay that have moved by less than `moved`."""
    little = before.shown & made.shown & (np.abs(before.published - made.published) < moved)
    published = np.where(little, before.published, made.published)
    return Figures(made.counts, made.shown, published, made.lines)
