"""How densely people live: what counts as rural."""

import geopandas as gpd
import pandas as pd

RURAL = 300  # fewer residents than these on a square kilometre


def per_square_kilometre(outlines: gpd.GeoSeries, residents: pd.Series) -> pd.Series:
    """Return residents per square kilometre.

    Parameters
    ----------
    outlines : GeoSeries, shape (n,)
        A projected CRS in metres, in which areas are true enough (EPSG:32639 for Gilan).
    residents : Series of int, shape (n,)
        On the same index; missing where nobody knows.

    Returns
    -------
    Series of float, shape (n,), index of `outlines`
        Missing where residents are.

    Raises
    ------
    ValueError
        If the outlines are in degrees, or have no CRS.
    """
    if outlines.crs is None or not outlines.crs.is_projected:
        raise ValueError("outlines must be in metres")
    return residents.astype("Float64").astype(float) / (outlines.area / 1_000_000)


def is_rural(outlines: gpd.GeoSeries, residents: pd.Series) -> pd.Series:
    """Return which areas are rural: fewer than `RURAL` residents live on a square kilometre there.

    The threshold is that of rural grid cells in the degree of urbanisation; here it is asked of
    whole neighbourhoods, as no grid of residents is at hand.

    Parameters
    ----------
    outlines, residents
        As `per_square_kilometre`.

    Returns
    -------
    Series of bool, shape (n,), index of `outlines`
        False where nobody knows how many live there.

    References
    ----------
    Eurostat (2021), Applying the Degree of Urbanisation: A methodological manual, chapter 7.
    """
    return per_square_kilometre(outlines, residents) < RURAL
