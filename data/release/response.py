"""How soon the police came in one Jalali month, by area, stage and hour: what is released of it.

Of each figure its median, its 90th percentile and the shares within fixed targets are told, never
its single times: these stand rounded, on as many reports by as many callers as any other figure,
and how many those are is protected as all counts are. Single months alone are told: quantiles of
several cannot be put together, and what would allow it, counts in narrow bins of time, would
tell of a handful of people each.
"""

from dataclasses import dataclass

import numpy as np

from data import schema
from data.release import counting
from data.release.hourly import HOURS
from data.release.monthly import Figures
from data.release.places import COUNTIES, DISTRICTS, Places
from data.release.rows import NEVER, Rows
from geo import cubes, privacy, suppression
from geo.cubes import Counts
from geo.privacy import Floor

DAY = 24 * 3600
WHOLE = tuple(schema.STAGES).index("whole")


@dataclass(frozen=True)
class Response:
    """One month's times: how many of them stand behind what is told.

    Parameters
    ----------
    by_area : Figures
        Area × stage.
    by_hour : Figures
        Area down to districts × (all, 24 hours): of the whole way, by the report's hour.
    apart : Figures
        Area down to counties × `schema.APART`: what cannot be a time that somebody waited.
    """

    by_area: Figures
    by_hour: Figures
    apart: Figures


def figures(rows: Rows, places: Places, floor: Floor, of_month: Figures) -> Response:
    """Return how many times of one month are told of.

    Parameters
    ----------
    rows : Rows
        Of that month.
    places : Places
    floor : Floor
    of_month : Figures
        The month's, protected: where its total is hidden, so is all that is told here.
    """
    none = places.uncovered(of_month.counts.reports[:, 0, 0, 0])[:, None]
    hidden = ~of_month.shown[:, :1, 0, 0]
    above = places.above()

    def protected(stages: np.ndarray, depth: int) -> Figures:
        tree = places.down_to(depth)
        size = (len(tree.codes), stages.shape[1])
        counts = counting.nested(above[: depth + 1], rows.area, stages, rows.caller)
        made = Counts(*(one[: size[0]] for one in vars(counts).values()))
        known = np.broadcast_to(none[: size[0]], size)
        given = suppression.Given(known | hidden[: size[0]], known)
        lines: cubes.Lines = {0: tree.lines}
        shown = suppression.protected(made, lines, floor, given=given)
        return Figures(made, shown, privacy.rounded(made.reports, floor), lines)

    by_area = protected(_sound(rows), len(above) - 1)
    apart = protected(_wrong(rows), COUNTIES)
    return Response(by_area, _by_hour(rows, places, floor, by_area), apart)


def _sound(rows: Rows) -> np.ndarray:
    """Return which stages of a report took a time that can be; bool, shape (n, stages)."""
    return (rows.seconds >= 0) & (rows.seconds <= DAY)


def _wrong(rows: Rows) -> np.ndarray:
    """Return whether any stage took a time below nought, or over a day; bool, shape (n, 2)."""
    negative = (rows.seconds < 0) & (rows.seconds != NEVER)
    return np.column_stack([negative.any(axis=1), (rows.seconds > DAY).any(axis=1)])


def _by_hour(rows: Rows, places: Places, floor: Floor, by_area: Figures) -> Figures:
    above = places.upper()
    size = (len(above.codes), 1 + HOURS)
    hour = np.where(_sound(rows)[:, WHOLE], 1 + rows.hour, -1)
    made = counting.counted(size, [upper(rows, places), [hour]], rows.caller)
    for mine, whole in zip(vars(made).values(), vars(by_area.counts).values(), strict=True):
        mine[:, 0] = whole[: size[0], WHOLE]
    fixed, given = np.zeros(size, bool), np.zeros(size, bool)
    total = by_area.shown[: size[0], WHOLE]
    bare = total & (by_area.counts.reports[: size[0], WHOLE] == 0)  # not covered: no secret
    fixed[...] = given[...] = bare[:, None]
    fixed[:, 0], given[:, 0] = True, total
    lines: cubes.Lines = {0: above.lines, 1: cubes.whole(HOURS)}
    shown = suppression.protected(made, lines, floor, given=suppression.Given(fixed, given))
    return Figures(made, shown, privacy.rounded(made.reports, floor), lines)


def upper(rows: Rows, places: Places) -> list[np.ndarray]:
    """Return the areas that each report is told of by its hour: none below districts."""
    size = len(places.upper().codes)
    return [np.where(one < size, one, -1)[rows.area] for one in places.above()[: DISTRICTS + 1]]
