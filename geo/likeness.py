"""Which areas are alike, so that one may be held against those like it rather than against all."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

ALIKE = 12  # areas that one is held against
FEWEST = 6  # of these, outside its own district, whose figure is told: fewer would tell of one
DIGITS = 2  # that tell anything in what is told of those alike


@dataclass(frozen=True)
class Standing:
    """Where one area stands among those like it.

    Parameters
    ----------
    own : float
        Its own figure; missing where it is not told.
    median, low, high : float
        Of those like it: the median, the first and the third quartile, `coarse`; missing below
        `FEWEST`.
    told : int
        How many of those like it have a figure.
    below : int
        How many of these have a lower one; nought where its own is missing.
    """

    own: float
    median: float
    low: float
    high: float
    told: int
    below: int


def nearest(traits: pd.DataFrame, count: int = ALIKE) -> dict[str, tuple[str, ...]]:
    """Return for each area those most like it, the most alike first.

    Each trait is standardised over all areas, so that none outweighs another by its unit; areas are
    the more alike the shorter the straight line between them. Each has its own group, as no border
    between groups then parts two that are nearly the same.

    Parameters
    ----------
    traits : DataFrame of float, index: area code
        Such as `of_settlement`; an area with a missing trait is like none, and none is like it.
    count : int
        How many; fewer where there are not so many. Equal distances are put in the order of codes.

    Returns
    -------
    dict
        Area code to codes; every area of `traits`, never itself among those like it.

    References
    ----------
    Leigh, Arnott, Clarke & See (2000), Family values: Grouping similar policing and crime reduction
    areas for comparative purposes, Home Office, which holds areas against those alike.
    """
    known = traits.astype(float).dropna().sort_index()
    spread = known.std(ddof=0)
    scaled = ((known - known.mean()) / spread.where(spread > 0)).fillna(0.0).to_numpy()
    apart = ((scaled[:, None, :] - scaled[None, :, :]) ** 2).sum(axis=2)
    np.fill_diagonal(apart, np.inf)
    first = np.argsort(apart.round(12), axis=1, kind="stable")[:, : min(count, len(known) - 1)]
    codes = known.index.to_numpy()
    found = {str(code): tuple(codes[near]) for code, near in zip(codes, first, strict=True)}
    return {str(code): found.get(str(code), ()) for code in traits.index}


def of_settlement(
    residents: pd.Series, per_square_kilometre: pd.Series, rural: pd.Series
) -> pd.DataFrame:
    """Return the traits by which neighbourhoods are alike: size, density, whether rural.

    Parameters
    ----------
    residents : Series of int or float, shape (n,), index: area code
        Missing or nought where nobody knows.
    per_square_kilometre : Series of float, shape (n,)
        `settlement.per_square_kilometre`.
    rural : Series of bool, shape (n,)
        `settlement.is_rural`.

    Returns
    -------
    DataFrame of float, same index
        residents and density as logarithms, since a town of 2,000 is as far from one of 1,000 as
        one of 200,000 from one of 100,000; rural, 0 or 1. Missing where residents are.
    """
    people = residents.astype(float).where(lambda number: number > 0)
    density = per_square_kilometre.astype(float).where(lambda number: number > 0)
    made = {"residents": np.log(people), "density": np.log(density), "rural": rural.astype(float)}
    return pd.DataFrame(made, index=residents.index)


def standing(
    figures: pd.Series, code: str, alike: tuple[str, ...], *, apart: frozenset[str], step: float
) -> Standing:
    """Return where an area stands among those like it.

    Whoever knows the figures of its district can take them out of a median: what is told must
    stand on enough others, and no one's figure may be read off it.

    Parameters
    ----------
    figures : Series of float, index: area code
        Of all areas; missing where hidden.
    code : str
    alike : tuple of str
        `nearest` of it.
    apart : frozenset of str
        Those of `alike` that lie in another district.
    step : float
        What the median and the quartiles are told in multiples of, at the least.
    """
    own = float(figures.astype(float).get(code, np.nan))
    others = figures.astype(float).reindex(list(alike)).dropna()
    below = int((others < own).sum())
    if others.index.isin(list(apart)).sum() < FEWEST:
        return Standing(own, np.nan, np.nan, np.nan, len(others), below)
    low, median, high = (coarse(one, step) for one in others.quantile([0.25, 0.5, 0.75]))
    return Standing(own, median, low, high, len(others), below)


def coarse(figure: float, step: float) -> float:
    """Return a figure to `DIGITS` digits, and to a multiple of a step where that is coarser.

    Parameters
    ----------
    figure : float
    step : float
        Above nought.
    """
    size = abs(figure)
    unit = 10.0 ** (math.floor(math.log10(size)) + 1 - DIGITS) if size > 0 else step
    unit = max(unit, step)
    return round(round(figure / unit) * unit, 9) + 0.0
