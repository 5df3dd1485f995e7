"""What people's reports are worth, after the caps per day and week and after age took its part."""

import datetime

import numpy as np
import pandas as pd

from awards.policy import Policy

LEVELS = 1001  # a weight in thousandths, 0 to 1000
SATURDAYS = 2  # days from 1 January 1970, a Thursday, to a Saturday
WEEK = 7


def of(
    reports: pd.DataFrame, policy: Policy, last: datetime.date, people: int
) -> dict[str, np.ndarray]:
    """Return what each person's reports are worth.

    Of a person's reports of one day the most weighty count, of those of one week (Saturday to
    Friday) the ones worth most; equal ones are the same to the sums.

    Parameters
    ----------
    reports : DataFrame
        person, day, outcome: within the window, of the categories that count; in any order.
    policy : Policy
    last : date
        The day on which nothing has aged.
    people : int

    Returns
    -------
    dict of ndarray of int, each of shape (people,)
        full, to_caps, to_age in thousandths; counted, in reports.
    """
    person, day, weight = _weighty(reports, policy)
    full = _summed(person, weight, people)
    end = int(np.datetime64(last, "D").astype(np.int64))
    person, day, weight = _of_days(person, day, weight, policy.per_day)
    aged = _aged(weight, end - day, policy.half_life_days)
    person, weight, aged = _of_weeks(person, day, (weight, aged), policy.per_week)
    kept, left = _summed(person, weight, people), _summed(person, aged, people)
    counted = np.bincount(person, minlength=people).astype(np.int64)
    return {"full": full, "to_caps": full - kept, "to_age": kept - left, "counted": counted}


def _weighty(reports: pd.DataFrame, policy: Policy) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return person, day and weight of reports that weigh anything."""
    weight = np.zeros(len(reports), np.int64)
    for outcome, thousandths in policy.thousandths().items():
        weight[(reports["outcome"] == outcome).to_numpy()] = thousandths
    some = weight > 0
    day = reports["day"].to_numpy()[some].astype("datetime64[D]").astype(np.int64)
    return reports["person"].to_numpy()[some].astype(np.int64), day, weight[some]


def _of_days(
    person: np.ndarray, day: np.ndarray, weight: np.ndarray, most: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the reports that the cap of a day leaves: all of a report stands in its sort key."""
    if not len(person):
        return person, day, weight
    first, span = day.min(), day.max() - day.min() + 1
    key = np.sort((person * span + day - first) * LEVELS + LEVELS - 1 - weight)
    key = key[_rank(key // LEVELS) < most]
    of_day = key // LEVELS
    return of_day // span, of_day % span + first, LEVELS - 1 - key % LEVELS


def _of_weeks(
    person: np.ndarray, day: np.ndarray, worth: tuple[np.ndarray, np.ndarray], most: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return person, weight and aged weight of the reports that the cap of a week leaves."""
    weight, aged = worth
    if not len(person):
        return person, weight, aged
    week = (day - SATURDAYS) // WEEK
    first, span = week.min(), week.max() - week.min() + 1
    taken = (LEVELS - 1 - aged) * LEVELS + LEVELS - 1 - weight
    key = np.sort((person * span + week - first) * LEVELS**2 + taken)
    key = key[_rank(key // LEVELS**2) < most]
    taken = key % LEVELS**2
    person = key // LEVELS**2 // span
    return person, LEVELS - 1 - taken % LEVELS, LEVELS - 1 - taken // LEVELS


def _aged(weight: np.ndarray, days: np.ndarray, half_life: int) -> np.ndarray:
    """Return weights halved once every half-life, to the nearest thousandth."""
    if not half_life:
        return weight
    return np.rint(weight * 0.5 ** (days / half_life)).astype(np.int64)


def _rank(group: np.ndarray) -> np.ndarray:
    """Return each row's place in its run of equal groups, from 0."""
    place = np.arange(len(group))
    begins = np.r_[True, group[1:] != group[:-1]]
    return place - np.maximum.accumulate(np.where(begins, place, 0))


def _summed(person: np.ndarray, thousandths: np.ndarray, people: int) -> np.ndarray:
    return np.rint(np.bincount(person, thousandths, minlength=people)).astype(np.int64)
