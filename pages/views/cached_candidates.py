"""Candidates of a round, worked out for everybody: the only cache that holds single people.

It keeps few of them, by the store's version; the picker alone asks, and narrows.
"""

import datetime
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import streamlit as st

from awards import choosing, eligibility, merit, places
from awards.choosing import Choice
from awards.nonsense import Nonsense
from awards.policy import Policy
from awards.rounds import Round
from data import access, areas, audit, contributions, people, rounds, store
from data.contributions import Contributed
from pages.views.frame import Visit

ABILITY = "honorees"
When = tuple[datetime.date, datetime.date]  # the first and the last day that count
DAY = datetime.timedelta(days=1)
OF_MERIT = (
    *("window_days", "half_life_days", "useful", "no_action", "pending"),
    *("per_day", "per_week", "categories"),
)  # what a merit depends on: all else may change without its being worked out anew


@dataclass(frozen=True, eq=False)
class Picked:
    """Who a policy would choose.

    Parameters
    ----------
    people : DataFrame, index: person
        `merit.of` beside `people.known`, with `who` (pseudonym) and `reason` ("" if eligible).
    pool : DataFrame, index: pseudonym
        Those eligible, as `choosing.choose` takes them.
    places : DataFrame, index: county
        `places.share`.
    choice : Choice or None
        None where the floors of counties or groups cannot be met.
    refused : Nonsense or None
        Why not.
    """

    people: pd.DataFrame
    pool: pd.DataFrame
    places: pd.DataFrame
    choice: Choice | None
    refused: Nonsense | None = None


def last_day(visit: Visit) -> datetime.date | None:
    """Return the newest day of a report whose caller is known; None where there is none."""
    access.require(visit.access, ABILITY)
    return _last_day(visit.version, visit.directory)


def picked(visit: Visit, one: Round, policy: Policy) -> Picked:
    """Return who would be chosen for a round, ties by a draw with an empty seed.

    Parameters
    ----------
    visit : Visit
    one : Round
    policy : Policy
        Sound; see `awards.policy.checked`.
    """
    access.require(visit.access, ABILITY)
    when = (one.last - (policy.window_days - 1) * DAY, one.last)
    key = (when, json.dumps(policy.as_dict()), _stamp(visit))
    return _picked(visit.version, visit.directory, visit.layer.id, key)


def named(visit: Visit, one: Round, who: list[str]) -> list[str]:
    """Return what people are called in a round."""
    access.require(visit.access, ABILITY)
    return rounds.codes_of(visit.directory, one.name, who)


def _stamp(visit: Visit) -> int:
    """Return what tells one state of the decisions from another: each act has its number."""
    return next((entry.seq for entry in audit.entries(visit.directory, limit=1)), 0)


@st.cache_data(max_entries=8, show_spinner=False)
def _last_day(version: str, directory: Path) -> datetime.date | None:
    return contributions.last_day(directory, version) if version != store.EMPTY else None


@st.cache_resource(max_entries=2, show_spinner=False)
def _contributed(version: str, directory: Path, when: When) -> Contributed:
    return contributions.read(directory, version, *when)


@st.cache_resource(max_entries=4, show_spinner=False)
def _merits(version: str, directory: Path, when: When, told: str) -> pd.DataFrame:
    held = _contributed(version, directory, when)
    policy = Policy.from_dict(json.loads(told))
    return merit.of(held.table, policy, when[1], people=len(held.pseudonyms))


@st.cache_resource(max_entries=2, show_spinner=False)
def _known(version: str, directory: Path, when: When, stamp: int) -> pd.DataFrame:
    del stamp  # it is a part of the key alone
    return people.known(directory, _contributed(version, directory, when).pseudonyms)


@st.cache_resource(max_entries=6, show_spinner=False)
def _picked(version: str, directory: Path, layer_id: str, key: tuple[When, str, int]) -> Picked:
    when, told, stamp = key
    policy, where = Policy.from_dict(json.loads(told)), (version, directory, when)
    of_merit = {name: value for name, value in json.loads(told).items() if name in OF_MERIT}
    merits = _merits(*where, json.dumps(of_merit))
    known = _known(*where, stamp)
    everyone = merits.join(known).assign(who=_contributed(*where).pseudonyms)
    everyone["reason"] = np.asarray(eligibility.judge(merits, known, policy, when[1]), object)
    pool = _pool(everyone[everyone["reason"] == ""])
    layer = areas.by_id(directory, layer_id)
    shared = _shared(layer, pool, policy, least=0)  # what is told where the floors cannot be met
    try:
        shared = _shared(layer, pool, policy, least=policy.least_per_county)
        return Picked(everyone, pool, shared, choosing.choose(pool, shared["places"], policy, ""))
    except Nonsense as nonsense:
        return Picked(everyone, pool, shared, None, nonsense)


def _pool(eligible: pd.DataFrame) -> pd.DataFrame:
    held = {
        "county": eligible["county"].astype(str),
        "merit": eligible["merit"],
        "woman": eligible["woman"].eq(True).to_numpy(bool, na_value=False),
        "first_time": eligible["honoured"].isna(),
        "rural": eligible["rural"],
    }
    return pd.DataFrame(held).set_axis(eligible["who"].to_numpy(), axis=0)


def _shared(layer: areas.Layer, pool: pd.DataFrame, policy: Policy, *, least: int) -> pd.DataFrame:
    """Return the places of each county, by those who live there or by those eligible."""
    counties = areas.at_level(layer, "county")
    eligible = pool["county"].value_counts().reindex(counties.index, fill_value=0)
    residents = counties["residents"].fillna(0).astype(int)
    weights = eligible if policy.share_by == "eligible" or not residents.any() else residents
    return places.share(weights, policy.places, least, eligible)
