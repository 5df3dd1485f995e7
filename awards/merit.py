"""Contributions to a merit, with what each part gave or took; integers, so that sums are exact."""

import datetime

import numpy as np
import pandas as pd
from scipy import special

from awards import homes, worth
from awards.policy import Policy

SURE = 0.05  # of the posterior lies below the reliability
MILLION = 1_000_000
WASTED = ("unfounded", "abusive")
COUNTS = ("useful", "no_action", "unfounded", "abusive", "pending")


def of(
    contributions: pd.DataFrame, policy: Policy, last: datetime.date, *, people: int | None = None
) -> pd.DataFrame:
    """Return everybody's merit, what it is made of, and where they are at home.

    Merit = (weights of the reports that count after the caps, each halved every half-life)
    x reliability, which is so low that a caller's true share of useful reports is above it with
    95 % certainty: many careless calls lower it, and never make up for a few useful ones.

    Parameters
    ----------
    contributions : DataFrame
        person, day, category, outcome, county, district, rural; in any order.
    policy : Policy
    last : date
        The round's last day; the window of `policy.window_days` ends with it.
    people : int, optional
        How many there are; one more than the last person, if left out.

    Returns
    -------
    DataFrame, index: person
        In thousandths: full, with nothing taken off; to_caps, to_age, to_reliability; merit, what
        is left. Reports: useful, no_action, pending of the categories that count, unfounded and
        abusive of all; counted, those left by the caps. reliability, 0 to 1; county, district
        (missing if unknown) and rural, of where most of their reports that may count were made.

    References
    ----------
    Gelman et al. (2013), Bayesian Data Analysis, 3rd ed., section 2.4 (Beta posterior).
    """
    people = _people(contributions) if people is None else people
    within = _within(contributions, policy, last)
    may_count = within["category"].isin(policy.categories).to_numpy()
    table = pd.DataFrame(index=pd.RangeIndex(people, name="person"))
    parts = worth.of(within[may_count], policy, last, people)
    counts = _counts(within, may_count, people)
    reliability = _reliability(counts)
    merit = (parts["full"] - parts["to_caps"] - parts["to_age"]) * reliability // MILLION
    for name in ("full", "to_caps", "to_age"):
        table[name] = parts[name]
    table["to_reliability"] = parts["full"] - parts["to_caps"] - parts["to_age"] - merit
    table["merit"] = merit
    for name in COUNTS:
        table[name] = counts[name]
    table["counted"] = parts["counted"]
    table["reliability"] = reliability / MILLION
    return table.join(homes.of(within[may_count], people))


def reliability(useful: np.ndarray, judged: np.ndarray) -> np.ndarray:
    """Return the share of useful reports that is surpassed with 95 % certainty, in millionths.

    Parameters
    ----------
    useful, judged : ndarray of int, shape (n,)
        Useful reports, and all whose outcome is known.

    Returns
    -------
    ndarray of int, shape (n,)
        The 5 % point of Beta(1 + useful, 1 + judged - useful), rounded down.
    """
    span = np.int64(judged.max(initial=0)) + 1
    each, back = np.unique(useful.astype(np.int64) * span + judged, return_inverse=True)
    good, all_judged = each // span, each % span
    point = special.betaincinv(1.0 + good, 1.0 + all_judged - good, SURE)
    return np.floor(point * MILLION + 1e-6).astype(np.int64)[back]


def _reliability(counts: dict[str, np.ndarray]) -> np.ndarray:
    judged = counts["useful"] + counts["no_action"] + sum(counts[name] for name in WASTED)
    return reliability(counts["useful"], judged)


def _people(contributions: pd.DataFrame) -> int:
    return int(contributions["person"].max()) + 1 if len(contributions) else 0


def _within(contributions: pd.DataFrame, policy: Policy, last: datetime.date) -> pd.DataFrame:
    """Return the reports of the window."""
    end = np.datetime64(last, "D")
    day = contributions["day"].to_numpy().astype("datetime64[D]")
    inside = (day <= end) & (day > end - np.timedelta64(policy.window_days, "D"))
    return contributions if inside.all() else contributions[inside]


def _counts(within: pd.DataFrame, may_count: np.ndarray, people: int) -> dict[str, np.ndarray]:
    person, outcome = within["person"].to_numpy(), within["outcome"]
    counts = {}
    for name in COUNTS:
        rows = (outcome == name).to_numpy()
        rows = rows if name in WASTED else rows & may_count
        counts[name] = np.bincount(person[rows], minlength=people).astype(np.int64)
    return counts
