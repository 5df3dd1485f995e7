"""Outlines: mended, measured in metres, simplified together and dissolved.

Outlines that share a border are a *coverage*: they neither overlap nor leave gaps, and a shared
border has the same corners on both sides. What is done here to one is done to its neighbours too.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

DEGREES = 4326
HAIRLINE = 1.0  # metres; a gap this narrow is a slip of the pen


def metric_epsg(bounds: tuple[float, float, float, float]) -> int:
    """Return the EPSG code of the UTM zone (WGS 84) in which bounds in degrees lie.

    Parameters
    ----------
    bounds : tuple of float
        West, south, east, north in degrees.
    """
    west, south, east, north = bounds
    zone = int(np.clip(((west + east) / 2 + 180) // 6 + 1, 1, 60))
    return (32600 if south + north >= 0 else 32700) + zone


def in_metres(outlines: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return outlines of any CRS in the UTM zone of their middle; `metric_epsg`."""
    return outlines.to_crs(metric_epsg(tuple(outlines.to_crs(DEGREES).total_bounds)))


def mend(outlines: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return valid flat polygons: heights dropped, bow ties untied, lines and points left out.

    Parameters
    ----------
    outlines : GeoSeries, shape (n,)
        Geometry of any type; any CRS.

    Returns
    -------
    GeoSeries, shape (n,)
        Polygon or MultiPolygon, in the same order and CRS; None where no area is left.
    """
    flat = shapely.force_2d(outlines.to_numpy())
    broken = ~shapely.is_valid(flat)  # a missing outline counts as broken and stays missing
    flat[broken] = shapely.make_valid(flat[broken])
    mixed = ~np.isin(shapely.get_type_id(flat), (3, 6))
    flat[mixed] = [_polygons(shape) for shape in flat[mixed]]
    flat[shapely.is_empty(flat)] = None
    return gpd.GeoSeries(flat, index=outlines.index, crs=outlines.crs)


def _polygons(shape: shapely.Geometry | None) -> shapely.Geometry | None:
    parts = shapely.get_parts(shape) if shape is not None else np.array([])
    areal = parts[np.isin(shapely.get_type_id(parts), (3, 6))] if len(parts) else parts
    return shapely.union_all(areal) if len(areal) else None


def fitted(outlines: gpd.GeoSeries, gap_metres: float) -> gpd.GeoSeries:
    """Return outlines as a coverage: each overlap and narrow gap is given to one neighbour.

    Parameters
    ----------
    outlines : GeoSeries, shape (n,)
        Valid polygons in metres.
    gap_metres : float
        Gaps wider than this stay open; narrower ones go where their border is longest.

    Returns
    -------
    GeoSeries, shape (n,)
    """
    made = shapely.coverage_clean(outlines.to_numpy(), gap_width=gap_metres)
    return gpd.GeoSeries(made, index=outlines.index, crs=outlines.crs)


def simplify(outlines: gpd.GeoSeries, metres: float) -> gpd.GeoSeries:
    """Return outlines with fewer corners; borders that were shared still are.

    Parameters
    ----------
    outlines : GeoSeries, shape (n,)
        Valid polygons; EPSG:4326.
    metres : float
        A corner goes where it spans a triangle of less than this squared.

    Returns
    -------
    GeoSeries, shape (n,)
        EPSG:4326. As they came where simplifying would have broken one of them. Hairline overlaps
        and gaps, which a command's own layer has, are closed first: no border is shared across one.
    """
    plane = in_metres(outlines)
    if not shapely.coverage_is_valid(plane.to_numpy(), gap_width=HAIRLINE):
        closed = shapely.coverage_clean(
            mend(plane).to_numpy(), snapping_distance=HAIRLINE / 10, gap_width=HAIRLINE
        )
        plane = gpd.GeoSeries(closed, index=plane.index, crs=plane.crs)
    made = gpd.GeoSeries(
        shapely.coverage_simplify(plane.to_numpy(), metres), index=outlines.index, crs=plane.crs
    ).to_crs(DEGREES)
    whole = made.is_valid & ~made.is_empty
    return made if whole.all() else outlines


def dissolve(outlines: gpd.GeoSeries, into: pd.Series) -> gpd.GeoSeries:
    """Return one outline for each value of `into`, the borders between its members gone.

    Parameters
    ----------
    outlines : GeoSeries, shape (n,)
        Valid polygons; any CRS.
    into : Series, shape (n,)
        On the same index; what each outline belongs to.

    Returns
    -------
    GeoSeries
        Indexed by the values of `into`, sorted; same CRS.
    """
    made = {
        name: shapely.coverage_union_all(members.to_numpy())
        if shapely.coverage_is_valid(members.to_numpy())
        else shapely.union_all(members.to_numpy())
        for name, members in outlines.groupby(into)
    }
    return gpd.GeoSeries(pd.Series(made, dtype=object), crs=outlines.crs).rename_axis(into.name)
