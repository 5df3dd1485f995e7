"""Clusters and outliers: areas like, or unlike, their neighbours beyond chance (local Moran)."""

import numpy as np
import pandas as pd
from scipy import sparse

from geo import permuting
from geo.bordering import Bordering

SURE = 0.05
CLASSES = ("high_high", "low_low", "high_low", "low_high")  # the area, then its neighbours
NONE = "none"


def moran(values: np.ndarray, borders: sparse.csr_array) -> tuple[np.ndarray, np.ndarray]:
    """Return local Moran's I of each area and the class it would have if it were beyond chance.

    Parameters
    ----------
    values : ndarray of float, shape (n,)
        Figures, none missing.
    borders : csr_array, shape (n, n)
        Ones between neighbours; each row is made to sum to one here.

    Returns
    -------
    local : ndarray of float, shape (n,)
        Their mean is the global Moran's I where every area has a neighbour.
    classes : ndarray of str, shape (n,)
        Of `CLASSES`; the mean itself counts as low.

    References
    ----------
    Anselin (1995), Geographical Analysis 27, 93-115.
    """
    apart = values - values.mean()
    spread = values.std() or 1.0
    total = np.asarray(borders.sum(axis=1)).ravel()
    around = np.divide(borders @ apart, total, out=np.zeros(len(values)), where=total > 0)
    high, high_around = apart > 0, around > 0
    classes = np.select(
        [high & high_around, ~high & ~high_around, high & ~high_around], CLASSES[:3], CLASSES[3]
    )
    return apart * around / spread**2, classes


def clusters(
    values: pd.Series,
    bordering: Bordering,
    *,
    permutations: int = permuting.PERMUTATIONS,
    seed: int = permuting.SEED,
) -> pd.DataFrame:
    """Return clusters and outliers of one map, tested against chance and for many areas at once.

    Parameters
    ----------
    values : Series of float, shape (n,), index: area code
        Steadied rates; areas without one take no part.
    bordering : Bordering
        Of at least the areas that have a figure.
    permutations : int
        Draws of neighbours from all other areas.
    seed : int

    Returns
    -------
    DataFrame, index: codes of the areas that take part
        local (Moran's I of the area); p (two-sided); q (p corrected over the map); cluster, of
        `CLASSES` where q ≤ `SURE`, else "none".

    Raises
    ------
    permuting.TooFew
        If fewer than `permuting.FEWEST` areas have a figure.
    """
    known = permuting.enough(values)
    borders, numbers = bordering.of(known.index), known.to_numpy()
    local, classes = moran(numbers, borders)
    high, low = permuting.tails(numbers, borders, permutations, seed)
    p = permuting.two_sided(high, low, permutations)
    q = permuting.corrected(p)
    made = {"local": local, "p": p, "q": q, "cluster": np.where(q <= SURE, classes, NONE)}
    return pd.DataFrame(made, index=known.index)
