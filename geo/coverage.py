"""Where outlines overlap, leave gaps, or leave another; and which new area follows an old one."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

SQUARE_KILOMETRE = 1e6


def overlaps(outlines: gpd.GeoSeries, least: float = 1e-3) -> pd.DataFrame:
    """Return the pairs of outlines that share ground, the largest first.

    Parameters
    ----------
    outlines : GeoSeries, shape (n,)
        Valid polygons in metres.
    least : float
        Square kilometres; less is not told.

    Returns
    -------
    DataFrame
        `first`, `second` (index values), `square_kilometres`.
    """
    shapes = outlines.to_numpy()
    tree = shapely.STRtree(shapes)
    first, second = tree.query(shapes, predicate="intersects")
    ordered = first < second
    first, second = first[ordered], second[ordered]
    shared = shapely.area(shapely.intersection(shapes[first], shapes[second])) / SQUARE_KILOMETRE
    found = pd.DataFrame(
        {
            "first": outlines.index[first],
            "second": outlines.index[second],
            "square_kilometres": shared,
        }
    )
    found = found[found["square_kilometres"] > least]
    return found.sort_values("square_kilometres", ascending=False, ignore_index=True)


def gaps(outlines: gpd.GeoSeries, least: float = 1e-3) -> np.ndarray:
    """Return the square kilometres of each hole that outlines leave between them, largest first.

    Parameters
    ----------
    outlines : GeoSeries, shape (n,)
        Valid polygons in metres.
    least : float
        Square kilometres; less is not told.
    """
    land = shapely.get_parts(shapely.union_all(outlines.to_numpy()))
    holes = [shapely.Polygon(ring) for part in land for ring in part.interiors]
    found = shapely.area(np.array(holes, dtype=object)) / SQUARE_KILOMETRE
    return np.sort(found[found > least])[::-1]


def outside(outlines: gpd.GeoSeries, whole: gpd.GeoSeries) -> pd.Series:
    """Return how many square kilometres of each outline lie outside a whole.

    Parameters
    ----------
    outlines : GeoSeries, shape (n,)
        Valid polygons; any CRS.
    whole : GeoSeries
        Valid polygons; measured in the UTM zone of their middle.
    """
    zone = whole.estimate_utm_crs()
    within = whole.to_crs(zone).union_all()
    left = outlines.to_crs(zone).difference(within)
    return left.area / SQUARE_KILOMETRE


def successors(old: gpd.GeoSeries, new: gpd.GeoSeries) -> pd.DataFrame:
    """Return for each old area the new one that holds the largest part of it.

    Parameters
    ----------
    old, new : GeoSeries, indexed by code
        Valid polygons; EPSG:4326.

    Returns
    -------
    DataFrame, indexed by old code
        `successor` (new code; missing where no new area holds any of it) and `share` (0 to 1), the
        part of the old area that it holds.
    """
    zone = old.estimate_utm_crs()
    before, after = old.to_crs(zone), new.to_crs(zone)
    tree = shapely.STRtree(after.to_numpy())
    first, second = tree.query(before.to_numpy(), predicate="intersects")
    shared = shapely.area(shapely.intersection(before.to_numpy()[first], after.to_numpy()[second]))
    pairs = pd.DataFrame(
        {"old": old.index[first], "successor": new.index[second], "shared": shared}
    )
    pairs = pairs[pairs["shared"] > 0].sort_values(
        ["old", "shared", "successor"], ascending=[True, False, True]
    )
    best = pairs.drop_duplicates("old").set_index("old").reindex(old.index)
    return pd.DataFrame(
        {"successor": best["successor"], "share": (best["shared"] / before.area).fillna(0.0)}
    )
