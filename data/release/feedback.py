"""How many tips of one Jalali month their senders got an answer to, by area: what is released.

Of tips alone, since whoever calls is answered on the telephone; and of those of which it is known.
A tip of which nothing is known counts nowhere here.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data import schema
from data.release import counting, monthly
from data.release.monthly import Figures
from data.release.places import Places
from data.release.rows import Rows
from geo import cubes, privacy, suppression
from geo.cubes import Counts, Lines
from geo.privacy import Floor

TOLD = ("yes", "no")
TIP = schema.KINDS.index("tip")


def figures(rows: Rows, places: Places, floor: Floor, of_month: Figures) -> Figures:
    """Return how many tips of one month were answered: area × (known, yes, no), protected.

    Parameters
    ----------
    rows : Rows
        Of that month.
    places : Places
    floor : Floor
    of_month : Figures
        The month's, protected: where its tips are hidden, so is all that is told here.
    """
    said = np.column_stack([rows.feedback == schema.FEEDBACK.index(word) for word in TOLD])
    said &= (rows.kind == TIP)[:, None]
    inside = np.column_stack([said.any(axis=1), said])
    made = counting.nested(places.above(), rows.area, inside, rows.caller)
    none = _known_none(made, places, of_month)
    hidden = ~of_month.shown[:, 1 + TIP, 0, 0][:, None]
    lines: Lines = {0: places.lines, 1: cubes.whole(len(TOLD))}
    given = suppression.Given(none | hidden, none)
    shown = suppression.protected(made, lines, floor, given=given)
    return Figures(made, shown, privacy.rounded(made.reports, floor), lines)


def _known_none(made: Counts, places: Places, of_month: Figures) -> np.ndarray:
    """Return the cells that anybody knows to be empty, of the counts' shape.

    Those of areas that the data do not cover, and of answers that no tip of the month has.
    """
    uncovered = places.uncovered(of_month.counts.reports[:, 0, 0, 0])
    return uncovered[:, None] | (made.reports[0] == 0)[None, :]


def table(made: Figures, places: Places, month: int) -> pa.Table:
    """Return the shown figures as rows of `schema.RELEASED["feedback"]`."""
    area, answer = np.nonzero(made.shown & (made.published > 0))
    columns = {
        "area": monthly.words(places.codes, area, missing=False),
        "month": np.full(len(area), month, np.int32),
        "feedback": monthly.words(["", *TOLD], answer),
        "reports": made.published[area, answer],
    }
    return pa.table(columns).select(schema.RELEASED["feedback"].names)


def again(published: pa.Table, made: Figures, places: Places, month: int) -> Figures:
    """Return the figures of a month as they were published before, laid as `made` is."""
    held = published.filter(pc.equal(published["month"], month)).to_pandas()
    area = {code: place for place, code in enumerate(places.codes)}
    answer = {word: place for place, word in enumerate(TOLD, 1)}
    at = (
        held["area"].astype(object).map(area).to_numpy(int),
        held["feedback"].astype(object).map(answer).fillna(0).to_numpy(int),
    )
    shown, figure = np.zeros(made.shown.shape, bool), np.zeros(made.shown.shape, np.int64)
    shown[at], figure[at] = True, held["reports"].to_numpy()
    return Figures(made.counts, shown, figure, made.lines)
