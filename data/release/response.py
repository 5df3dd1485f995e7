"""How soon the police came in one Jalali month, by area, stage and hour: what is released of it.

Of each figure its median, its 90th percentile and the shares within fixed targets are told, never
its single times: these stand rounded, on as many reports by as many callers as any other figure,
and how many those are is protected as all counts are. Single months alone are told: quantiles of
several cannot be put together, and what would allow it, counts in narrow bins of time, would
tell of a handful of people each.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from data import schema
from data.release import counting, monthly
from data.release.hourly import HOURS
from data.release.monthly import Figures
from data.release.places import COUNTIES, DISTRICTS, Places
from data.release.rows import NEVER, Rows
from geo import cubes, privacy, response, suppression
from geo.privacy import Floor

DAY = 24 * 3600
STAGES = (*schema.STAGES, *schema.APART)
WHOLE = tuple(schema.STAGES).index("whole")
TOLD_TO = {"whole": 30, "answer": 5, "dispatch": 15, "travel": 30}  # seconds
BITS = 17  # hold the seconds of a day


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
    levels = [level[rows.area] for level in places.above()]
    sound, wrong = _sound(rows), _wrong(rows)

    def protected(stages: np.ndarray, levels: list[np.ndarray], depth: int) -> Figures:
        upper = places.down_to(depth)
        size = (len(upper.codes), stages.shape[1])
        axes = [np.where(stage, place, -1) for place, stage in enumerate(stages.T)]
        made = counting.counted(size, [levels, axes], rows.caller)
        known = np.broadcast_to(none[: size[0]], size)
        given = suppression.Given(known | hidden[: size[0]], known)
        lines: cubes.Lines = {0: upper.lines}
        shown = suppression.protected(made, lines, floor, given=given)
        return Figures(made, shown, privacy.rounded(made.reports, floor), lines)

    by_area = protected(sound, levels, len(levels) - 1)
    apart = protected(wrong, levels[: COUNTIES + 1], COUNTIES)
    return Response(by_area, _by_hour(rows, places, floor, by_area), apart)


def _sound(rows: Rows) -> np.ndarray:
    """Return which stages of a report took a time that can be; bool, shape (n, stages)."""
    return (rows.seconds >= 0) & (rows.seconds <= DAY)


def _wrong(rows: Rows) -> np.ndarray:
    """Return whether any stage took a time below nought, or over a day; bool, shape (n, 2)."""
    negative = (rows.seconds < 0) & (rows.seconds != NEVER)
    return np.column_stack([negative.any(axis=1), (rows.seconds > DAY).any(axis=1)])


def _by_hour(rows: Rows, places: Places, floor: Floor, by_area: Figures) -> Figures:
    upper = places.upper()
    size = (len(upper.codes), 1 + HOURS)
    hour = np.where(_sound(rows)[:, WHOLE], 1 + rows.hour, -1)
    made = counting.counted(size, [_upper(rows, places), [hour]], rows.caller)
    for mine, whole in zip(vars(made).values(), vars(by_area.counts).values(), strict=True):
        mine[:, 0] = whole[: size[0], WHOLE]
    fixed, given = np.zeros(size, bool), np.zeros(size, bool)
    total = by_area.shown[: size[0], WHOLE]
    bare = total & (by_area.counts.reports[: size[0], WHOLE] == 0)  # not covered: no secret
    fixed[...] = given[...] = bare[:, None]
    fixed[:, 0], given[:, 0] = True, total
    lines: cubes.Lines = {0: upper.lines, 1: cubes.whole(HOURS)}
    shown = suppression.protected(made, lines, floor, given=suppression.Given(fixed, given))
    return Figures(made, shown, privacy.rounded(made.reports, floor), lines)


def _upper(rows: Rows, places: Places) -> list[np.ndarray]:
    """Return the areas that each report is told of by its hour: none below districts."""
    size = len(places.upper().codes)
    return [np.where(one < size, one, -1)[rows.area] for one in places.above()[: DISTRICTS + 1]]


def table(made: Response, rows: Rows, places: Places, month: int) -> pa.Table:
    """Return what is told as rows of `schema.RELEASED["response"]`."""
    levels = [level[rows.area] for level in places.above()]
    told = [_hours_told(made.by_hour, rows, places)]
    for place, stage in enumerate(schema.STAGES):
        found = _counted(made.by_area, place, place)
        laid = _laid(rows, levels, stage, len(places.codes))
        told.append(found.join(laid, on="area"))
    told += [
        _counted(made.apart, place, len(schema.STAGES) + place)
        for place in range(len(schema.APART))
    ]
    return _rows(pd.concat(told, ignore_index=True), places, month)


def _counted(made: Figures, column: int, stage: int) -> pd.DataFrame:
    """Return area, stage, hour and reports of the shown cells of one column."""
    published = made.published[:, column]
    area = np.flatnonzero(made.shown[:, column] & (published > 0))
    return pd.DataFrame({"area": area, "stage": stage, "hour": -1, "reports": published[area]})


def _hours_told(by_hour: Figures, rows: Rows, places: Places) -> pd.DataFrame:
    width = by_hour.shown.shape[1]
    levels = [
        np.where((level >= 0) & (rows.hour >= 0), level * width + 1 + rows.hour, -1)
        for level in _upper(rows, places)
    ]
    shown = by_hour.shown & (by_hour.published > 0)
    shown[:, 0] = False
    cells = np.flatnonzero(shown)
    laid = _laid(rows, levels, "whole", shown.size).iloc[cells].reset_index(drop=True)
    return laid.assign(
        area=cells // width,
        stage=WHOLE,
        hour=cells % width - 1,
        reports=by_hour.published.ravel()[cells],
    )


def _laid(rows: Rows, levels: list[np.ndarray], stage: str, size: int) -> pd.DataFrame:
    """Return what is told of one stage's times in each cell: seconds, and shares of the whole way.

    Parameters
    ----------
    rows : Rows
    levels : list of ndarray of int, each of shape (n,)
        The cell that each report lies in, once a level; -1 for none.
    stage : str
    size : int
        How many cells there are.
    """
    seconds = rows.seconds[:, list(schema.STAGES).index(stage)].astype(np.int64)
    sound = (seconds >= 0) & (seconds <= DAY)
    keys = np.concatenate(
        [(cell[here] << BITS) | seconds[here] for cell in levels for here in [sound & (cell >= 0)]]
    )
    keys.sort()
    starts = np.searchsorted(keys, np.arange(size + 1) << BITS)
    starts, counts = starts[:-1], np.diff(starts)
    ordered = keys & ((1 << BITS) - 1)
    laid = {}
    for name, share in (("median", response.MEDIAN), ("ninetieth", response.NINETIETH)):
        values = response.at(ordered, starts, counts, share)
        longest = response.ranks(counts, share)[1] == counts
        values[2][longest] = np.nan  # one person's, and the one that stands out
        for end, value in zip(("", "_low", "_high"), values, strict=True):
            laid[f"{name}{end}"] = np.floor(value / TOLD_TO[stage] + 0.5) * TOLD_TO[stage]
    if stage == "whole":
        answers = pd.Series(counts)
        for target in schema.TARGETS:
            ends = np.searchsorted(keys, (np.arange(size) << BITS) | target * 60, side="right")
            part = pd.Series(ends - starts)
            laid[f"within_{target}"] = privacy.share_of_answers(part, answers).to_numpy()
    return pd.DataFrame(laid)


def _rows(told: pd.DataFrame, places: Places, month: int) -> pa.Table:
    what = schema.RELEASED["response"]
    columns: dict[str, object] = {
        "area": monthly.words(places.codes, told["area"].to_numpy(), missing=False),
        "month": np.full(len(told), month, np.int32),
        "stage": monthly.words([*STAGES], told["stage"].to_numpy(), missing=False),
        "hour": pa.array(told["hour"].to_numpy(), mask=told["hour"].to_numpy() < 0).cast(pa.int8()),
    }
    for name in what.names[len(columns) :]:
        values = told[name] if name in told else pd.Series(np.nan, told.index)
        columns[name] = pa.array(values, from_pandas=True).cast(what.field(name).type)
    return pa.table(columns)
