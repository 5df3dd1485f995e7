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


def without_few(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Return the table with those counts missing that are too few to show.

    Parameters
    ----------
    table : DataFrame, shape (n, any)
    columns : list of str
        Columns of counts; each is judged by itself.
    """
    shown = {name: table[name].astype(float).mask(few(table[name])) for name in columns}
    return table.assign(**shown)
