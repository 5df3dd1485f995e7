"""How hot and cold spots behave over weeks: seventeen classes, each area in exactly one."""

import numpy as np
import pandas as pd
from scipy import stats

from geo import hotspots, permuting
from geo.bordering import Bordering

FEWEST_SLICES = 10  # with four, no trend could ever be told from chance
SURE = 0.05
PERMUTATIONS = 9_999  # for each slice
MOSTLY = 0.9  # of the slices
KINDS = (
    *("new", "consecutive", "intensifying", "persistent"),
    *("diminishing", "sporadic", "oscillating", "historical"),
)
CLASSES = (*(f"{kind}_hot" for kind in KINDS), *(f"{kind}_cold" for kind in KINDS), "none")


class TooFewSlices(ValueError):
    """Fewer slices of time than a trend can be told from.

    Parameters
    ----------
    slices : int
        How many there are.
    """

    def __init__(self, slices: int) -> None:
        super().__init__(f"{slices} slices; at least {FEWEST_SLICES} are needed")
        self.slices = slices


def classes(
    figures: pd.DataFrame, bordering: Bordering
) -> tuple[pd.Series, pd.DataFrame, pd.DataFrame]:
    """Return the class of each area over the slices, and what it stands on.

    Parameters
    ----------
    figures : DataFrame, shape (n areas, slices), index: area code
        Steadied rates, one column a slice in order of time; missing where hidden.
    bordering : Bordering
        Of at least these areas.

    Returns
    -------
    classes : Series of str, index: area code
        Of `CLASSES`. Areas told in fewer than `FEWEST_SLICES` slices, or not in the last, are not
        in it; where a slice of an area is hidden, its other slices decide.
    z : DataFrame, index: areas, one column a slice
        Gi* of each slice that counts, over all areas told in it; missing where hidden. Slices in
        which fewer than `permuting.FEWEST` areas are told do not count.
    states : DataFrame, same shape
        1 hot, -1 cold, 0 neither (q ≤ `SURE` over that slice's map); missing as above.

    Raises
    ------
    TooFewSlices
        If there are fewer than `FEWEST_SLICES`.
    permuting.TooFew
        If fewer than `FEWEST_SLICES` count; tells of as many areas as that slice would have.
    """
    if figures.shape[1] < FEWEST_SLICES:
        raise TooFewSlices(figures.shape[1])
    told = figures.notna().sum().sort_values(ascending=False)
    if told.iloc[FEWEST_SLICES - 1] < permuting.FEWEST:
        raise permuting.TooFew(int(told.iloc[FEWEST_SLICES - 1]))
    z, states = _by_slice(figures.loc[:, figures.notna().sum() >= permuting.FEWEST], bordering)
    often = (states.notna().sum(axis=1) >= FEWEST_SLICES) & states.iloc[:, -1].notna()
    found = {
        code: named(states.loc[code].dropna().to_numpy(int), trend(z.loc[code].dropna()))
        for code in figures.index[often]
    }
    return pd.Series(found, figures.index[often], dtype=object), z, states


def _by_slice(figures: pd.DataFrame, bordering: Bordering) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return Gi* of each slice, and whether an area was hot or cold in it."""
    maps = {
        name: hotspots.spots(figures[name], bordering, permutations=PERMUTATIONS)
        for name in figures
    }
    z = pd.DataFrame({name: made["z"] for name, made in maps.items()})
    side = {name: np.sign(made["z"]) * (made["q"] <= SURE) for name, made in maps.items()}
    return z.reindex(figures.index), pd.DataFrame(side).reindex(figures.index)


def trend(series: pd.Series) -> int:
    """Return 1 if a series rises beyond chance, -1 if it falls, else 0 (Mann-Kendall, two-sided).

    References
    ----------
    Mann (1945), Econometrica 13, 245-259; Kendall (1975), Rank Correlation Methods.
    """
    rank = stats.kendalltau(np.arange(len(series)), series.to_numpy(float))
    return int(np.sign(rank.statistic)) if rank.pvalue < SURE else 0


def named(states: np.ndarray, direction: int) -> str:
    """Return the class of one area.

    Parameters
    ----------
    states : ndarray of int, shape (slices,)
        1 hot, -1 cold, 0 neither, in order of time.
    direction : int
        1, -1 or 0, as `trend` has it.
    """
    ways = ((states == 1, direction, "hot"), (states == -1, -direction, "cold"))
    last_first = sorted(ways, key=lambda way: not way[0][-1])  # the last slice decides
    cold = {"hot": states == -1, "cold": states == 1}
    for here, rising, side in last_first:
        kind = _kind(here, cold[side], rising)
        if kind:
            return f"{kind}_{side}"
    return "none"


def _kind(hot: np.ndarray, cold: np.ndarray, rising: int) -> str | None:
    """Return how the hot slices behave; None where they make no class."""
    count, often = int(hot.sum()), hot.mean() >= MOSTLY
    if not hot[-1]:
        return "historical" if often else None
    if often:
        return {1: "intensifying", 0: "persistent", -1: "diminishing"}[rising]
    if cold.any():
        return "oscillating"
    if count == 1:
        return "new"
    return "consecutive" if hot[-count:].all() else "sporadic"
