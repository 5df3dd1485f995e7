"""How a round's places are shared among counties: Sainte-Laguë with a floor, in exact numbers."""

import heapq
import math
from fractions import Fraction

import pandas as pd

from awards import draw
from awards.nonsense import Nonsense

TIES = "places"  # what the tickets of counties begin with: known to all, and never thrown


def share(weights: pd.Series, total: int, least: int, most: pd.Series) -> pd.DataFrame:
    """Return the places of each county, first as due, then as there are people to fill them.

    Each county begins with the floor; each further place goes to whoever has the largest
    weight / (2 places + 1), ties by ticket. A county with fewer people than places hands its
    places on: they are shared by the same rule among the others.

    Parameters
    ----------
    weights : Series of int, index: county
        Residents, or eligible people; a missing one counts as none.
    total : int
        Places of the round.
    least : int
        Places that each county has at the least.
    most : Series of int, index: county
        Eligible people; a county that is left out has none.

    Returns
    -------
    DataFrame of int, index: county, in the order of `weights`
        weight; due, as though there were people enough; places; handed_on and received, so that
        due - handed_on + received = places. Places add up to `total`, or to all people there are.

    Raises
    ------
    Nonsense
        If the floor takes more places than there are.

    References
    ----------
    Balinski and Young (1982), Fair Representation, appendix A; oracles there.
    """
    if least * len(weights) > total:
        raise Nonsense("county_floor", most=total // len(weights), counties=len(weights))
    held = weights.fillna(0).astype(int)
    room = most.reindex(held.index).fillna(0).astype(int)
    due = _shared(held, total, least, pd.Series(total, held.index))
    places = _shared(held, total, least, room)
    return pd.DataFrame(
        {
            "weight": held,
            "due": due,
            "places": places,
            "handed_on": (due - places).clip(lower=0),
            "received": (places - due).clip(lower=0),
        }
    )


def _shared(weights: pd.Series, total: int, least: int, most: pd.Series) -> pd.Series:
    """Return places by highest quotients, none above what a county can fill."""
    places = {county: min(least, int(most[county])) for county in weights.index}
    waiting = [
        (*_turn(int(weights[county]), places[county]), draw.ticket(TIES, str(county)), county)
        for county in weights.index
        if places[county] < most[county]
    ]
    heapq.heapify(waiting)
    for _ in range(total - sum(places.values())):
        if not waiting:
            break
        *_, ticket, county = heapq.heappop(waiting)
        places[county] += 1
        if places[county] < most[county]:
            turn = _turn(int(weights[county]), places[county])
            heapq.heappush(waiting, (*turn, ticket, county))
    return pd.Series(places, weights.index, dtype=int)


def _turn(weight: int, places: int) -> tuple[Fraction | float, int]:
    """Return what the counties wait by: the smaller, the sooner the next place; exact.

    (2 places + 1) / weight; those without a weight come last, the one with fewest places first.
    """
    return (Fraction(2 * places + 1, weight), 0) if weight else (math.inf, places)
