"""How many tips their senders got an answer to, as released: the same for everybody, narrowed."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import streamlit as st

from data import queries, release, store
from data.periods import Period
from geo import response
from pages.views import released, seeing
from pages.views.frame import Visit


@dataclass(frozen=True)
class Feedback:
    """How many tips of a place and period were answered.

    Parameters
    ----------
    tips : int
        Those of which it is known whether their senders got an answer: both kinds, added up.
    answered : int
    share : float
        From 0 to 1.
    low, high : float
        The ends of its 95 % interval.
    months : int
        Whole months that this is told of: those of the period in which files say so.
    """

    tips: int
    answered: int
    share: float
    low: float
    high: float
    months: int


def share(visit: Visit, period: Period, area: str | None) -> Feedback | None:
    """Return how many tips of an area (None: everywhere) were answered in a period's months.

    None where no file says so, or too few tips stand behind it: see `known`.

    Raises
    ------
    access.Refused
        If this reader may not see the area.
    """
    code = seeing.code(visit, area)
    table = _table(visit, period)
    if code not in table.index:
        return None
    answered, unanswered, months = table.loc[code, ["answered", "unanswered", "months"]]
    if np.isnan([answered, unanswered]).any():
        return None
    off = int(months) * (release.floor(visit.directory).step // 2)
    return _told(int(answered), int(answered + unanswered), int(months), off)


def newest(visit: Visit, period: Period, area: str | None) -> tuple[int, Feedback] | None:
    """Return the newest month of a period that has a share of an area, and the share.

    Where one month is hidden there is none of the whole period, though there may be of others.

    Raises
    ------
    access.Refused
        If this reader may not see the area.
    """
    for month in reversed(released.of(visit, period.in_months())):
        found = share(visit, Period("months", month, month), area)
        if found is not None:
            return month, found
    return None


def known(visit: Visit, period: Period) -> bool:
    """Return whether files say of any tip of a period, anywhere, whether it was answered."""
    seeing.code(visit, None)
    return not _table(visit, period).empty


def tells_no(visit: Visit, period: Period) -> bool:
    """Return whether files say of a period, anywhere, that tips were not answered.

    Where they only ever say when somebody was answered, there can be no share.
    """
    seeing.code(visit, None)
    return bool(_table(visit, period)["tells_no"].any())


def _table(visit: Visit, period: Period) -> pd.DataFrame:
    months = tuple(released.of(visit, period.in_months()))
    return _answers(visit.version, visit.directory, months)


def _told(answered: int, tips: int, months: int, off: int) -> Feedback:
    """Return the share and its interval, which reaches over the `off` that rounding may hide."""
    ends = np.clip([answered - off, answered + off], 0, tips)
    low, high = response.wilson(ends, np.array([tips, tips]))
    return Feedback(tips, answered, answered / tips, float(low[0]), float(high[1]), months)


@st.cache_data(max_entries=64, show_spinner=False)
def _answers(version: str, directory: Path, months: tuple[int, ...]) -> pd.DataFrame:
    """Return known, answered, unanswered and months by area of every level."""
    table = queries.feedback_by_area(store.released(directory, version), list(months))
    return table.set_index("area").astype(float)
