"""Counts of neighbourhoods, told for the areas above them."""

import pandas as pd


def summed(counts: pd.DataFrame, area_of: pd.Series, areas: pd.Index) -> pd.DataFrame:
    """Return the counts of neighbourhoods summed for each area, silence as nought.

    Parameters
    ----------
    counts : DataFrame, index: neighbourhood code
        Columns of counts; neighbourhoods without a report may be missing.
    area_of : Series of str, index: neighbourhood code
        The area at the level asked for that each neighbourhood lies in.
    areas : Index of str, shape (n,)
        Every area at that level, in the order wanted.

    Returns
    -------
    DataFrame, shape (n, columns of counts), index: `areas`
        A column that is missing throughout stays missing.

    Raises
    ------
    ValueError
        If a counted neighbourhood lies in no area.
    """
    unknown = counts.index.difference(area_of.index)
    if len(unknown):
        raise ValueError(f"neighbourhoods in no area: {', '.join(map(str, unknown[:5]))}")
    above = area_of.reindex(counts.index).to_numpy()
    told = counts.groupby(above).sum(min_count=1).reindex(areas, fill_value=0)
    uncounted = counts.columns[counts.isna().all()] if len(counts) else []
    return told.assign(**dict.fromkeys(uncounted, float("nan")))
