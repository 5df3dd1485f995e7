"""Who fills a round's places, who stands in reserve; ties, or all of it, by the public draw.

Without floors, or where the best meet them anyhow, a county's best fill its places. Else it is an
integer program over a short list, whose optimum is exact and the only one: see `floors`.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd

from awards import draw, floors
from awards.policy import Policy

GROUPS = {"least_women": "woman", "least_first": "first_time", "least_rural": "rural"}


@dataclass(frozen=True, eq=False)
class Choice:
    """Who was chosen.

    Parameters
    ----------
    chosen, reserves : DataFrame, index: code
        county; place, from 1 in the county, reserves after those chosen. By county and place.
    vacant : Series of int, index: county
        Places that nobody is there to fill.
    """

    chosen: pd.DataFrame
    reserves: pd.DataFrame
    vacant: pd.Series


def choose(pool: pd.DataFrame, places: pd.Series, policy: Policy, seed: str) -> Choice:
    """Return who fills the places, and who comes next.

    Parameters
    ----------
    pool : DataFrame, index: code
        Those eligible: county, merit (int), woman, first_time, rural (bool; unknown is no).
        In any order.
    places : Series of int, index: county
    policy : Policy
        Of it, the rule, the floors and the reserves.
    seed : str
        As it was thrown; an empty one for a trial.

    Returns
    -------
    Choice
        Of all sets that fill the places and meet the floors the one with the greatest sum of
        merit; of those, the one with the lowest tickets. Under the rule "draw" all merit is equal.

    Raises
    ------
    Nonsense
        If the floors cannot be met: it tells which to lower, and to what at the most.
    """
    places = places.astype(int)
    ranked = _ranked(_short(pool, places, policy), seed)
    best = ranked["order"] < _of_county(ranked, places)
    groups = {name: ranked[GROUPS[name]].to_numpy() for name in policy.floors}
    if any(best[groups[name]].sum() < least for name, least in policy.floors.items()):
        best = pd.Series(floors.chosen(ranked, groups, places, policy.floors), ranked.index)
    chosen = _placed(ranked[best])
    filled = chosen["county"].value_counts().reindex(places.index, fill_value=0)
    reserves = _reserves(ranked[~best], places, filled, policy)
    return Choice(chosen, reserves, (places - filled).astype(int))


def reserves_of(places: int, policy: Policy) -> int:
    """Return how many reserves a county with so many places has."""
    share = math.ceil(Fraction(str(policy.reserve_share)) * places)
    return max(policy.least_reserves, share) if places else 0


def _short(pool: pd.DataFrame, places: pd.Series, policy: Policy) -> pd.DataFrame:
    """Return those who can be chosen or stand in reserve: the best of each county and group.

    All who are equal to the last of them stay in: the draw decides between them.
    """
    held = pd.DataFrame(
        {"county": pool["county"].astype(str), "merit": pool["merit"].astype(np.int64)}
    )
    for name, column in GROUPS.items():
        asked = name in policy.floors
        held[column] = pool[column].eq(True).fillna(value=False).to_numpy(bool) if asked else False
    held = held[held["county"].isin(places.index[places > 0])]
    if policy.rule == "draw":
        return held.assign(merit=0)
    room = {county: count + reserves_of(count, policy) for county, count in places.items()}
    code, cells = _cells(held)
    most = np.array([room[county] for county in cells["county"]], np.int64)
    order = np.lexsort((-held["merit"].to_numpy(), code))
    begins = np.searchsorted(code[order], np.arange(len(cells)))
    ends = np.r_[begins[1:], len(order)]
    last = order[np.minimum(begins + most, ends) - 1] if len(order) else order
    return held[held["merit"].to_numpy() >= held["merit"].to_numpy()[last][code]]


def _cells(held: pd.DataFrame) -> tuple[np.ndarray, pd.DataFrame]:
    """Return the cell of each person, of a county and membership of groups, and the cells."""
    county, counties = pd.factorize(held["county"])
    member = sum(held[column].to_numpy() * 2**bit for bit, column in enumerate(GROUPS.values()))
    each, code = np.unique(county.astype(np.int64) * 2 ** len(GROUPS) + member, return_inverse=True)
    return code, pd.DataFrame({"county": np.asarray(counties)[each // 2 ** len(GROUPS)]})


def _ranked(short: pd.DataFrame, seed: str) -> pd.DataFrame:
    """Return the people in the order of merit, then ticket, with their place in their county."""
    codes = [str(code) for code in short.index]
    ticketed = short.set_axis(pd.Index(codes, dtype=object), axis=0)
    ticketed = ticketed.assign(ticket=draw.tickets(seed, codes))
    ticketed = ticketed.sort_values("ticket").sort_values("merit", ascending=False, kind="stable")
    return ticketed.assign(order=ticketed.groupby("county").cumcount())


def _placed(people: pd.DataFrame) -> pd.DataFrame:
    """Return people by county and in their order, each with a place in the county."""
    made = people.sort_values("county", kind="stable")
    place = made.groupby("county").cumcount() + 1
    table = pd.DataFrame({"county": made["county"], "place": place.astype(int)})
    return table.rename_axis("code")


def _reserves(
    left: pd.DataFrame, places: pd.Series, filled: pd.Series, policy: Policy
) -> pd.DataFrame:
    """Return the next in each county's order, by merit and ticket."""
    room = places.map(lambda count: reserves_of(count, policy))
    placed = _placed(left)
    kept = placed[placed["place"] <= _of_county(placed, room)]
    return kept.assign(place=kept["place"] + _of_county(kept, filled))


def _of_county(people: pd.DataFrame, counts: pd.Series) -> np.ndarray:
    """Return the count of each person's county."""
    return counts.reindex(people["county"]).to_numpy(np.int64)
