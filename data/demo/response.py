"""When the 110 centre answered, sent somebody and the police arrived, in the made-up half-years."""

import numpy as np

from data.demo.places import Places
from data.demo.reports import Reports
from data.schema import CATEGORIES, KINDS, OUTCOMES

NEVER = -1
# Judgement: medians, and the spread of their logarithms.
ANSWER_SECONDS, ANSWER_SPREAD = 7, 0.6
DISPATCH_SECONDS, DISPATCH_SPREAD = 95, 0.7
LEAVE_SECONDS, TRAVEL_SPREAD = 150, 0.38
SECONDS_PER_KILOMETRE = (85, 52)  # in towns, elsewhere
ROADS = 1.3  # a way along roads is longer than the crow flies
RUSH = 1.2  # from 7 to 9 and from 16 to 20 o'clock, in towns
URGENT = ("rescue", "violence", "fire", "missing_person")
URGENT_TIMES = 0.65
ONE_IN = 2500  # reports: an arrival before the report, another two days late
SENT, SENT_IF_OF_NO_USE, ARRIVED = 0.86, 0.35, 0.97


def instants(
    here: Places, reports: Reports, kilometres: np.ndarray, generator: np.random.Generator
) -> np.ndarray:
    """Return seconds from the beginning of the report's day.

    Parameters
    ----------
    here : Places
    reports : Reports
    kilometres : ndarray of float, shape (n,)
        From the district's centre.
    generator : Generator

    Returns
    -------
    ndarray of int64, shape (3, n)
        Answered, dispatched, arrived; NEVER where that did not happen or was not written down.
    """
    count = len(reports.day)
    rush = np.isin(reports.second // 3600, (7, 8, 16, 17, 18, 19)) & here.town[reports.place]
    urgent = np.isin(reports.category, [CATEGORIES.index(name) for name in URGENT])
    hurry = np.where(urgent, URGENT_TIMES, 1)
    answer = ANSWER_SECONDS * generator.lognormal(0, ANSWER_SPREAD, count)
    dispatch = DISPATCH_SECONDS * hurry * generator.lognormal(0, DISPATCH_SPREAD, count)
    pace = np.where(here.town[reports.place], *SECONDS_PER_KILOMETRE)
    travel = LEAVE_SECONDS + pace * ROADS * kilometres
    travel *= np.where(rush, RUSH, 1) * generator.lognormal(0, TRAVEL_SPREAD, count)
    steps = reports.second + np.cumsum([answer, dispatch, travel], axis=0).round()
    is_call = reports.kind == KINDS.index("call")
    idle = np.isin(reports.outcome, [OUTCOMES.index(name) for name in ("unfounded", "abusive")])
    sent = is_call & (generator.random(count) < np.where(idle, SENT_IF_OF_NO_USE, SENT))
    arrived = sent & (generator.random(count) < ARRIVED)
    _mistype(steps, reports.second)
    return np.where([is_call, sent, arrived], steps, NEVER).astype(np.int64)


def _mistype(steps: np.ndarray, second: np.ndarray) -> None:
    """Write a few arrivals down wrongly: before the report, or on the next day but one."""
    drawn = (second * 7919 + np.arange(len(second))) % ONE_IN
    early, forgotten = drawn == 0, drawn == 1
    steps[-1, early] = np.maximum(second[early] - 240, 0)
    steps[-1, forgotten] += 2 * 86_400
