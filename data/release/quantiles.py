"""What is told of a month's response times: quantiles, shares within targets, each rounded."""

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from data import schema
from data.release import monthly
from data.release.monthly import Figures
from data.release.places import Places
from data.release.response import DAY, WHOLE, Response, upper
from data.release.rows import Rows
from geo import privacy, response

STAGES = (*schema.STAGES, *schema.APART)
TOLD_TO = {"whole": 30, "answer": 5, "dispatch": 15, "travel": 30}  # seconds
BITS = 17  # hold the seconds of a day


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
        for level in upper(rows, places)
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
    small: Any = np.int32 if size + 1 < 1 << 31 - BITS else np.int64  # sorts twice as fast
    seconds = rows.seconds[:, [*schema.STAGES].index(stage)].astype(small)
    sound = (seconds >= 0) & (seconds <= DAY)
    cells = np.concatenate([level[sound].astype(small) for level in levels])
    keys = (cells << BITS) | np.tile(seconds[sound], len(levels))
    keys = keys[cells >= 0]
    keys.sort()
    each: np.ndarray = np.arange(size + 1).astype(small) << BITS
    starts = np.searchsorted(keys, each)
    laid = _quantiles(keys & ((1 << BITS) - 1), starts[:-1], np.diff(starts), TOLD_TO[stage])
    if stage == "whole":
        for target in schema.TARGETS:
            ends = np.searchsorted(keys, each[:-1] | small(target * 60), side="right")
            part, answers = pd.Series(ends - starts[:-1]), pd.Series(np.diff(starts))
            laid[f"within_{target}"] = privacy.share_of_answers(part, answers).to_numpy()
    return pd.DataFrame(laid)


def _quantiles(
    ordered: np.ndarray, starts: np.ndarray, counts: np.ndarray, step: int
) -> dict[str, np.ndarray]:
    """Return `schema.QUANTILES` of each run of seconds, to the nearest step."""
    laid = {}
    for name, share in (("median", response.MEDIAN), ("ninetieth", response.NINETIETH)):
        values = response.at(ordered, starts, counts, share)
        longest = response.ranks(counts, share)[1] == counts
        values[2][longest] = np.nan  # one person's, and the one that stands out
        for end, value in zip(("", "_low", "_high"), values, strict=True):
            laid[f"{name}{end}"] = np.floor(value / step + 0.5) * step
    return laid


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
