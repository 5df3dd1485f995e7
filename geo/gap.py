"""Where people feel safer, or less safe, than their reports would suggest."""

import numpy as np
import pandas as pd

FEWEST = 30


def expected(safety: pd.Series, variance: pd.Series, cooperation: pd.Series) -> pd.Series:
    """Return the felt safety that areas with such a rate of useful reports have on the whole.

    A straight line on the logarithm of the rate, each area weighed by how well it is known.

    Parameters
    ----------
    safety : Series of float, shape (n,)
        Felt safety, 0-100; missing where nobody was asked or it is not told.
    variance : Series of float, on the same index
        Its sampling variance, above zero.
    cooperation : Series of float, on the same index
        Useful reports per 1,000 residents, above zero; missing where not told.

    Returns
    -------
    Series of float, same index
        Missing where cooperation is, and everywhere where fewer than 30 areas have all three.
    """
    rate = np.log(cooperation.where(cooperation > 0).astype(float))
    known = safety.notna() & (variance > 0) & rate.notna()
    if known.sum() < FEWEST or np.ptp(rate[known]) == 0:
        return pd.Series(np.nan, safety.index)
    weight = 1 / np.sqrt(variance[known].to_numpy(float))
    slope, start = np.polyfit(rate[known], safety[known].astype(float), 1, w=weight)
    return start + slope * rate


def told(table: pd.DataFrame) -> pd.DataFrame:
    """Return the gap between felt and expected safety, and whether chance may have made it.

    Parameters
    ----------
    table : DataFrame, index: area code
        safety and its 95 % interval low, high; cooperation.

    Returns
    -------
    DataFrame, same index
        expected; gap = safety - expected; beyond: the interval of the area's own estimate does not
        hold what is expected (the line itself taken as known).
    """
    variance = ((table["high"] - table["low"]) / (2 * 1.959964)) ** 2
    line = expected(table["safety"], variance, table["cooperation"])
    gap = table["safety"] - line
    beyond = ((line < table["low"]) | (line > table["high"])) & gap.notna()
    return pd.DataFrame({"expected": line, "gap": gap, "beyond": beyond}, index=table.index)
