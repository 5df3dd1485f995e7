"""Neighbourhoods followed over months: cooperation of the month before against harm.

Each neighbourhood is compared with itself and each month with itself (two-way fixed effects), so
that neither places that always call much nor busy seasons make a connection; what is left is
still no proof of an effect.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from statsmodels.regression.linear_model import OLS

FEWEST_AREAS = 30
FEWEST_MONTHS = 6
HARMS = ("theft", "violence", "disorder")
PLACEBOS = ("traffic", "rescue", "environment")  # what nobody's cooperation prevents


@dataclass(frozen=True)
class Slope:
    """How much harm goes with one unit more of cooperation in the month before.

    Parameters
    ----------
    value, low, high : float
        Coefficient and its 95 % interval.
    p : float
        Two-sided.
    areas, months, rows : int
        What it stands on.
    """

    value: float
    low: float
    high: float
    p: float
    areas: int
    months: int
    rows: int


def slope(harm: pd.Series, before: pd.Series) -> Slope:
    """Return the slope of harm on the cooperation of the month before, with both effects.

    Parameters
    ----------
    harm : Series of float, MultiIndex (area, month)
        Reports of harm per 1,000 residents; missing where not told.
    before : Series of float, on the same index
        Useful reports per 1,000 residents in the month before; missing where not told.

    Returns
    -------
    Slope
        Standard errors are clustered by area (Liang & Zeger 1986), with t of areas - 1 degrees.

    Raises
    ------
    ValueError
        If fewer than 30 areas or 6 months remain, or cooperation never changes.

    References
    ----------
    Wooldridge (2010), Econometric Analysis of Cross Section and Panel Data, ch. 10.
    """
    table = pd.DataFrame({"harm": harm, "before": before}).dropna()
    area, areas = pd.factorize(table.index.get_level_values(0))
    month, months = pd.factorize(table.index.get_level_values(1))
    if len(areas) < FEWEST_AREAS or len(months) < FEWEST_MONTHS:
        raise ValueError(f"fewer than {FEWEST_AREAS} areas or {FEWEST_MONTHS} months")
    effects = np.column_stack([_dummies(area, len(areas)), _dummies(month, len(months))[:, 1:]])
    given = table["before"].to_numpy(float)
    fitted = effects @ np.linalg.lstsq(effects, given, rcond=None)[0]
    if np.abs(given - fitted).max() < 1e-9 * max(1.0, np.abs(given).max()):
        raise ValueError("cooperation never changes")
    return _fit(table["harm"].to_numpy(float), np.column_stack([given, effects]), area, len(months))


def _fit(harm: np.ndarray, columns: np.ndarray, area: np.ndarray, months: int) -> Slope:
    fit = OLS(harm, columns).fit(
        method="qr", cov_type="cluster", cov_kwds={"groups": area}, use_t=True
    )
    low, high = fit.conf_int()[0]
    value, p = float(fit.params[0]), float(fit.pvalues[0])
    return Slope(value, float(low), float(high), p, int(area.max()) + 1, months, len(harm))


def _dummies(position: np.ndarray, length: int) -> np.ndarray:
    return np.eye(length)[position]


def shifted(table: pd.DataFrame, months: list[int]) -> pd.DataFrame:
    """Return a table of area × month in which each month holds the month before's figures.

    Parameters
    ----------
    table : DataFrame, index: area, columns: month
    months : list of int
        All months told, ascending, each the one after the other.

    Returns
    -------
    DataFrame
        The first month missing.
    """
    return table.reindex(columns=months).shift(1, axis=1)
