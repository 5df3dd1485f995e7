"""What is too few to show."""

import pandas as pd

FEWEST_SHOWN = 10


def few(reports: pd.Series) -> pd.Series:
    """Return where a count is too low to show; nought and missing counts look the same as nine.

    Parameters
    ----------
    reports : Series of int, shape (n,)

    Returns
    -------
    Series of bool, shape (n,), on the same index
    """
    return ~(reports.astype(float) >= FEWEST_SHOWN)
