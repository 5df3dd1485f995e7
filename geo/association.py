"""Cooperation against safety: how two maps go together, which is association and never effect."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse, stats

FEWEST = 30  # areas
PERMUTATIONS = 9_999
SEED = 1404
PARTS = 3  # classes of either map in a bivariate one


@dataclass(frozen=True)
class Lee:
    """Lee's L of two maps.

    Parameters
    ----------
    value : float
        From about -1 to 1; nought where neighbours of high areas are as often low.
    p : float
        Two-sided, by permutation: how often chance alone gives a value as far from its mean.
    areas : int
    """

    value: float
    p: float
    areas: int


@dataclass(frozen=True)
class Spearman:
    """Spearman's rank correlation with its 95 % interval."""

    value: float
    low: float
    high: float
    areas: int


def lee(
    x: np.ndarray,
    y: np.ndarray,
    weights: sparse.csr_matrix,
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
) -> Lee:
    """Return Lee's L of two maps with its permutation p.

    Parameters
    ----------
    x, y : ndarray of float, shape (n,)
        Figures of the same areas, none missing.
    weights : csr_matrix, shape (n, n)
        Of neighbours; rows are standardised here. Every area has a neighbour.
    permutations : int
        Random orders of `y` over the areas.
    seed : int

    Raises
    ------
    ValueError
        If there are fewer than `FEWEST` areas, one map is the same everywhere, or an area stands
        alone.

    References
    ----------
    Lee (2001), Journal of Geographical Systems 3, 369-385, eq. 18.
    """
    _enough(x, y)
    rows = np.asarray(weights.sum(axis=1)).ravel()
    if (rows <= 0).any():
        raise ValueError("an area without neighbours")
    shares = sparse.diags(1 / rows) @ weights
    first, second = stats.zscore(x), stats.zscore(y)
    smooth = shares.T @ shares
    across = smooth @ first / smooth.sum()
    value = float(second @ across)
    generator = np.random.default_rng(seed)
    by_chance = generator.permuted(np.tile(second, (permutations, 1)), axis=1) @ across
    middle = by_chance.mean()
    further = np.abs(by_chance - middle) >= abs(value - middle) - 1e-12
    return Lee(value, float((further.sum() + 1) / (permutations + 1)), len(first))


def spearman(x: np.ndarray, y: np.ndarray) -> Spearman:
    """Return the rank correlation of two figures of the same areas, and its 95 % interval.

    Parameters
    ----------
    x, y : ndarray of float, shape (n,)

    Raises
    ------
    ValueError
        As `lee`.

    References
    ----------
    Bonett & Wright (2000), Psychometrika 65, 23-28: Fisher's z with variance (1 + r²/2)/(n - 3).
    """
    _enough(x, y)
    value = float(stats.spearmanr(x, y).statistic)
    turned = np.arctanh(np.clip(value, -1 + 1e-12, 1 - 1e-12))
    half = stats.norm.ppf(0.975) * np.sqrt((1 + value**2 / 2) / (len(x) - 3))
    return Spearman(value, float(np.tanh(turned - half)), float(np.tanh(turned + half)), len(x))


def bivariate(x: pd.Series, y: pd.Series) -> pd.DataFrame:
    """Return the thirds that areas lie in, of both figures.

    Parameters
    ----------
    x, y : Series of float, shape (n,), on one index
        Missing where a figure is not told.

    Returns
    -------
    DataFrame, same index
        x, y: 0 (lowest third) to 2, -1 where either figure is missing.
    """
    both = x.notna() & y.notna()
    made = pd.DataFrame(-1, index=x.index, columns=["x", "y"])
    for name, values in (("x", x[both]), ("y", y[both])):
        edges = values.quantile([1 / PARTS, 2 / PARTS]).to_numpy() if len(values) else []
        made.loc[both, name] = np.searchsorted(edges, values, side="left")
    return made


def _enough(x: np.ndarray, y: np.ndarray) -> None:
    if len(x) < FEWEST or len(x) != len(y):
        raise ValueError(f"fewer than {FEWEST} areas")
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise ValueError("a figure is missing")
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        raise ValueError("a figure is the same everywhere")
