"""The hours and weekdays of one Jalali month, from districts upwards."""

import numpy as np
import pyarrow as pa

from data import jalali, schema
from data.release import counting, monthly
from data.release.monthly import Figures
from data.release.places import Places
from data.release.rows import Rows
from geo import cubes, privacy, suppression
from geo.privacy import Floor

HOURS, CELLS = 24, 7 * 24
REST = 1 + CELLS  # the position of reports whose hour is not known


def figures(rows: Rows, places: Places, floor: Floor, of_month: Figures) -> Figures:
    """Return the figures of one month's hours: area × (all, 168 hours of the week, hour unknown).

    Parameters
    ----------
    rows : Rows
        Of that month.
    places : Places
        The whole tree; what is below districts is left out.
    floor : Floor
    of_month : Figures
        The month's, protected: its totals stay as they are.
    """
    upper = places.upper()
    size = (len(upper.codes), 1 + CELLS + 1)
    cell = 1 + jalali.weekday(rows.day) * HOURS + rows.hour
    levels = [np.where(level < size[0], level, -1)[rows.area] for level in places.above()[:3]]
    cell = np.where(rows.hour < 0, REST, cell)
    made = counting.counted(size, [levels, [cell]], rows.caller)
    for mine, month in zip(vars(made).values(), vars(of_month.counts).values(), strict=True):
        mine[:, 0] = month[: size[0], 0, 0, 0]
    fixed, given = np.zeros(size, bool), np.zeros(size, bool)
    fixed[...] = given[...] = upper.uncovered(made.reports[:, 0])[:, None]
    fixed[:, [0, REST]] = True
    given[:, 0] = of_month.shown[: size[0], 0, 0, 0]
    given[:, REST] = made.reports[:, REST] == 0  # nothing is hidden there
    lines = {0: upper.lines, 1: cubes.whole(1 + CELLS)}
    shown = suppression.protected(made, lines, floor, given=suppression.Given(fixed, given))
    return Figures(made, shown, privacy.rounded(made.reports, floor), lines)


def table(made: Figures, places: Places, month: int) -> pa.Table:
    """Return the shown figures as rows of `schema.RELEASED["hourly"]`."""
    hours = made.shown[:, 1:REST] & (made.published[:, 1:REST] > 0)
    area, cell = np.nonzero(hours)
    columns = {
        "area": monthly.words(places.upper().codes, area, missing=False),
        "month": np.full(len(area), month, np.int32),
        "weekday": (cell // HOURS).astype(np.int8),
        "hour": (cell % HOURS).astype(np.int8),
        "reports": made.published[:, 1:REST][area, cell],
    }
    return pa.table(columns).select(schema.RELEASED["hourly"].names)
