"""Who may be considered; for everybody else, the code of the first reason why not."""

import datetime
from collections.abc import Iterable

import numpy as np
import pandas as pd

from awards.policy import Policy

REASONS = (
    *("no_reports", "no_county", "resting", "refused", "few_useful", "wasted"),
    *("under_threshold", "set_aside", "household"),
)


def judge(
    merits: pd.DataFrame,
    people: pd.DataFrame,
    policy: Policy,
    on: datetime.date,
    set_aside: Iterable[int] = (),
) -> pd.Series:
    """Return why each person cannot be considered, "" for those who can.

    Parameters
    ----------
    merits : DataFrame, index: person
        As `merit.of` made it.
    people : DataFrame, the same index
        household, honoured, refused; see `data.people.known`.
    policy : Policy
    on : date
        The round's last day: rest is counted back from it.
    set_aside : iterable of int
        Persons whom a reviewer set aside for this round.

    Returns
    -------
    Series, categorical over "" and `REASONS`, the same index
        Where more than one reason holds, the first in the order of `REASONS`. "household": a
        member with more merit (of equals, at a lower position) is eligible, or a member rests.
    """
    resting = _resting(people["honoured"], policy, on)
    judged = merits[["useful", "no_action", "unfounded", "abusive"]].sum(axis=1).to_numpy()
    wasted = (merits["unfounded"] + merits["abusive"]).to_numpy()
    holds = {
        "no_reports": merits["counted"].to_numpy() == 0,
        "no_county": merits["county"].isna().to_numpy(),
        "resting": resting,
        "refused": people["refused"].fillna(value=False).to_numpy(bool),
        "few_useful": merits["useful"].to_numpy() < policy.least_useful,
        "wasted": wasted > policy.most_wasted * judged,
        "under_threshold": (policy.rule == "draw")
        & (merits["merit"].to_numpy() < policy.threshold),
        "set_aside": np.isin(merits.index, list(set_aside)),
    }
    code = np.zeros(len(merits), np.int8)
    for position, reason in reversed([*enumerate(REASONS, start=1)][: len(holds)]):
        code[holds[reason]] = position
    if policy.one_per_household:
        beaten = _beaten(merits["merit"], people["household"], code == 0, resting)
        code[beaten] = REASONS.index("household") + 1
    return pd.Series(pd.Categorical.from_codes(code, ["", *REASONS]), merits.index)


def label(reason: str) -> str:
    """Return the key of the words for a reason."""
    return f"awards_reason.{reason}"


def _resting(honoured: pd.Series, policy: Policy, on: datetime.date) -> np.ndarray:
    """Return who was honoured less than the months of rest ago."""
    since = pd.Timestamp(on) - pd.DateOffset(months=policy.rest_months)
    return (pd.to_datetime(honoured) > since).to_numpy()


def _beaten(
    merit: pd.Series, household: pd.Series, free: np.ndarray, resting: np.ndarray
) -> np.ndarray:
    """Return who stands back for somebody of their household."""
    known = household.notna().to_numpy()
    told = np.flatnonzero(known & (free | resting))
    beaten = np.zeros(len(merit), bool)
    group = pd.factorize(household.iloc[told])[0]
    # The one who rests comes first, then the most meritorious, then the lower position.
    order = np.lexsort((told, -merit.to_numpy()[told], ~resting[told], group))
    first = np.r_[True, group[order][1:] != group[order][:-1]] if len(order) else []
    beaten[told[order]] = ~np.asarray(first, bool)
    return beaten & free
