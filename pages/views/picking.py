"""The picker's acts: where the choosing of people meets what is decided and kept."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

import awards
from awards.nonsense import Nonsense
from awards.policy import Policy
from data import rounds
from data.refusal import Refusal
from pages.views import cached_candidates, readers
from pages.views.cached_candidates import Picked
from pages.views.frame import Visit
from pages.views.round_choice import Chosen

TOLD = "picking.told"
PARTS = ("full", "to_caps", "to_age", "to_reliability")
LISTED = 5_000
COUNTS = ("useful", "no_action", "unfounded", "abusive", "pending")


def policy(visit: Visit, chosen: Chosen) -> Policy:
    """Return the policy that is kept for a round; before it is begun, that of the one before."""
    if chosen.held is not None:
        return Policy.from_dict(chosen.held.policy)
    begun = rounds.listed(visit.directory)
    alike = begun[begun["kind"] == chosen.round.kind]
    if alike.empty:
        return Policy(period=chosen.round.kind)
    return Policy.from_dict(rounds.named(visit.directory, alike.iloc[0]["name"]).policy)


def carry_out(
    visit: Visit, ability: str, does: Callable[..., Any], *given: Any, **named: Any
) -> None:
    """Do something to a round in the reader's name and lay the page anew; or say why not.

    Parameters
    ----------
    visit : Visit
    ability : str
        What the reader's role must be able to do now.
    does : callable
        Of `data.rounds`; takes the store first.
    *given, **named
        What it is given besides, and `by`.

    Raises
    ------
    access.Refused
        If they may not.
    """
    by = readers.acting(visit.directory, visit.sid, ability)
    try:
        does(visit.directory, *given, **named, by=by)
    except (Refusal, Nonsense) as refusal:
        st.error(visit.say(refusal.key, **refusal.facts))
        return
    st.session_state[TOLD] = does.__name__
    st.rerun(scope="app")


def begin(visit: Visit, chosen: Chosen, asked: Policy) -> None:
    """Begin a round with a policy."""
    one = chosen.round
    carry_out(
        visit,
        "policy",
        rounds.begin,
        kind=one.kind,
        first=one.first,
        last=one.last,
        policy=asked.as_dict(),
        method=awards.METHOD,
        version=visit.version,
    )


def save(visit: Visit, chosen: Chosen, asked: Policy) -> None:
    """Keep a changed policy."""
    carry_out(
        visit,
        "policy",
        rounds.set_policy,
        chosen.name,
        asked.as_dict(),
        revision=chosen.held.revision,
    )


def candidates(visit: Visit, chosen: Chosen, found: Picked, county: str | None) -> pd.DataFrame:
    """Return the people of a round as they are listed: the most meritorious first.

    Returns
    -------
    DataFrame, index: pseudonym
        code, county, merit (points), parts (points: whole, and what was taken off), counts by
        outcome, honoured, status ("chosen", "reserve", "eligible", or a reason).
    """
    rows = found.people[found.people["useful"] > 0]
    if county:
        rows = rows[rows["county"] == county]
    rows = rows.sort_values(["merit", "who"], ascending=[False, True]).head(LISTED)
    rows = rows.set_index("who")
    made = rows[["county", *COUNTS, "honoured"]].copy()
    made["merit"] = rows["merit"] / 1000
    made["parts"] = (rows[[*PARTS]].to_numpy() / 1000).tolist()
    made["status"] = _status(rows, found)
    made["code"] = cached_candidates.named(visit, chosen.round, list(rows.index))
    return made


def _status(rows: pd.DataFrame, found: Picked) -> np.ndarray:
    plain = rows["reason"].replace("", "eligible").to_numpy(object)
    if found.choice is None:
        return plain
    chosen, reserve = (
        rows.index.isin(table.index) for table in (found.choice.chosen, found.choice.reserves)
    )
    return np.where(chosen, "chosen", np.where(reserve, "reserve", plain))


def tell_refused(visit: Visit, found: Picked) -> None:
    """Say why nobody can be chosen, where so."""
    if found.refused is not None:
        st.error(visit.say(found.refused.key, **found.refused.facts))


def done(visit: Visit) -> None:
    """Say once what was done on the page before this one."""
    told = st.session_state.pop(TOLD, None)
    if told:
        st.success(visit.say(f"honorees.done_{told}"))
