"""Hot and cold spots: areas that, with their neighbours, are high or low beyond chance."""

import numpy as np
import pandas as pd
from scipy import sparse, stats

from geo import permuting
from geo.bordering import Bordering

SURE = (0.10, 0.05, 0.01)  # one step of a bin for each
STRONGEST = len(SURE)


def z_scores(values: np.ndarray, weights: sparse.csr_array) -> np.ndarray:
    """Return Getis and Ord's Gi* of each area as a standard normal number.

    Parameters
    ----------
    values : ndarray of float, shape (n,)
        Figures, none missing.
    weights : csr_array, shape (n, n)
        Of each area's surroundings, itself among them.

    Returns
    -------
    ndarray of float, shape (n,)
        Nought everywhere where all figures are the same.

    References
    ----------
    Ord & Getis (1995), Geographical Analysis 27, 286-306, eq. 14.
    """
    count, spread = len(values), values.std()
    total = np.asarray(weights.sum(axis=1)).ravel()
    squares = np.asarray((weights * weights).sum(axis=1)).ravel()
    within = np.sqrt(np.maximum(count * squares - total**2, 0) / (count - 1))
    told = (spread > permuting.CLOSE * (np.abs(values).max() or 1)) & (within > 0)
    apart = weights @ values - values.mean() * total
    return np.divide(apart, spread * within, out=np.zeros(count), where=told)


def with_itself(borders: sparse.csr_array) -> sparse.csr_array:
    """Return the surroundings of each area: its neighbours and itself, each counting as one."""
    return sparse.csr_array(borders + sparse.eye_array(borders.shape[0], format="csr"))


def spots(
    values: pd.Series,
    bordering: Bordering,
    *,
    permutations: int = permuting.PERMUTATIONS,
    seed: int = permuting.SEED,
) -> pd.DataFrame:
    """Return hot and cold spots of one map, tested against chance and for many areas at once.

    Parameters
    ----------
    values : Series of float, shape (n,), index: area code
        Steadied rates; areas without one take no part.
    bordering : Bordering
        Of at least the areas that have a figure.
    permutations : int
        How often all figures are dealt out anew; nought for the normal approximation.
    seed : int

    Returns
    -------
    DataFrame, index: codes of the areas that take part
        z; p (two-sided); q (p corrected over the map); bin, from -3 (cold, q ≤ 0.01) over -2 (0.05)
        and -1 (0.10) to 3 (hot), nought for no spot.

    Raises
    ------
    permuting.TooFew
        If fewer than `permuting.FEWEST` areas have a figure.
    """
    known = permuting.enough(values)
    weights, numbers = with_itself(bordering.of(known.index)), known.to_numpy()
    z = z_scores(numbers, weights)
    if permutations:
        sizes, sums = np.diff(weights.indptr), weights @ numbers
        tails = permuting.tails_of_all(numbers, sizes, sums, permutations, seed)
        p = permuting.two_sided(*tails, permutations)
    else:
        p = 2 * stats.norm.sf(np.abs(z))
    q = permuting.corrected(p)
    return pd.DataFrame({"z": z, "p": p, "q": q, "bin": binned(q, z)}, index=known.index)


def binned(q: np.ndarray, z: np.ndarray) -> np.ndarray:
    """Return how sure a spot is, from -3 (cold) to 3 (hot).

    Parameters
    ----------
    q : ndarray of float
        p corrected over the map.
    z : ndarray of float
        Its sign is the side.
    """
    sure = sum((q <= level).astype(int) for level in SURE)
    return (sure * np.sign(z)).astype(int)
