"""Whether outlines can be a layer: what is mended, what is left out, what does not fit."""

from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from data.refusal import Refusal
from geo import boundaries, coverage

BETWEEN = " · "
MOST_NAMED = 8
MOST_CORNERS = 3_000_000
MOST_OVERLAP = 0.02  # of the layer; more is two layers in one, or the wrong file
SOME_OUTSIDE = 0.02  # of the layer; the embedded outline of Gilan is approximate by about this much


@dataclass(frozen=True)
class Note:
    """Something the steward should know of a layer that was taken in.

    Parameters
    ----------
    key : str
        The sentence in `words/`.
    facts : dict
        What its blanks are filled with.
    """

    key: str
    facts: dict = field(default_factory=dict)


def mended(areas: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, list[Note]]:
    """Return the areas as valid polygons in EPSG:4326, and what was done to them.

    Parameters
    ----------
    areas : GeoDataFrame
        `code`, `name_fa` and outlines of any type, in any CRS.

    Raises
    ------
    Refusal
        "areas.empty", "areas.not_finite", "areas.too_many_corners", "areas.no_polygons",
        "areas.unknown_crs", "areas.not_degrees", "areas.swapped".
    """
    notes: list[Note] = []
    kept = _polygons_of(areas, notes)
    _finite(kept)
    placed = _in_degrees(kept)
    broken = ~placed.geometry.is_valid
    before = shapely.area(placed.geometry.to_numpy())
    placed = placed.set_geometry(boundaries.mend(placed.geometry))
    if broken.any():
        names = placed.loc[broken, "name_fa"]
        after = shapely.area(placed.geometry.to_numpy())
        changed = np.abs(after - before) / np.where(after > 0, after, 1)
        much = (changed > 0.01) & broken.to_numpy()
        notes.append(Note("areas.mended", {"count": len(names), "areas": listed(names)}))
        if much.any():
            notes.append(Note("areas.mended_much", {"areas": listed(placed.loc[much, "name_fa"])}))
    return _without_empty(placed, notes), notes


def listed(names: pd.Series) -> str:
    """Return the first names of many, set apart; the rest as dots."""
    first = BETWEEN.join(map(str, names[:MOST_NAMED]))
    return f"{first}{BETWEEN}…" if len(names) > MOST_NAMED else first


def _polygons_of(areas: gpd.GeoDataFrame, notes: list[Note]) -> gpd.GeoDataFrame:
    if areas.empty:
        raise Refusal("areas.empty")
    kinds = areas.geometry.geom_type.fillna("None")
    missing = areas.geometry.isna() | areas.geometry.is_empty
    areal = kinds.isin(["Polygon", "MultiPolygon", "GeometryCollection"]) & ~missing
    if not areal.any():
        raise Refusal("areas.no_polygons", kinds=BETWEEN.join(sorted(set(kinds))))
    if missing.any():
        names = areas.loc[missing, "name_fa"]
        notes.append(Note("areas.no_outline", {"count": len(names), "areas": listed(names)}))
    others = areas.loc[~areal & ~missing, "name_fa"]
    if len(others):
        notes.append(Note("areas.no_area", {"count": len(others), "areas": listed(others)}))
    return areas[areal].reset_index(drop=True)


def _without_empty(areas: gpd.GeoDataFrame, notes: list[Note]) -> gpd.GeoDataFrame:
    lost = areas.geometry.isna()
    if lost.all():
        raise Refusal("areas.no_polygons", kinds="-")
    if lost.any():
        names = areas.loc[lost, "name_fa"]
        notes.append(Note("areas.no_outline", {"count": len(names), "areas": listed(names)}))
    return areas[~lost].reset_index(drop=True)


def _finite(areas: gpd.GeoDataFrame) -> None:
    corners, owner = shapely.get_coordinates(areas.geometry.to_numpy(), return_index=True)
    if len(corners) > MOST_CORNERS:
        raise Refusal("areas.too_many_corners", corners=len(corners), most=MOST_CORNERS)
    wild = np.unique(owner[~np.isfinite(corners).all(axis=1)])
    if len(wild):
        raise Refusal("areas.not_finite", areas=listed(areas["name_fa"].iloc[wild]))


def _in_degrees(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    crs = areas.crs
    if crs is None or not (crs.is_geographic or crs.is_projected):
        raise Refusal("areas.unknown_crs")
    west, south, east, north = areas.total_bounds
    if crs.is_geographic and not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        swapped = -90 <= west <= east <= 90 and -180 <= south <= north <= 180
        raise Refusal("areas.swapped" if swapped else "areas.not_degrees")
    flat = areas.set_geometry(
        gpd.GeoSeries(shapely.force_2d(areas.geometry.to_numpy()), crs=_plane(crs))
    )
    placed = flat.to_crs(boundaries.DEGREES)
    if not np.isfinite(placed.total_bounds).all():
        raise Refusal("areas.unknown_crs")
    return placed


def _plane(crs: pyproj.CRS) -> pyproj.CRS:
    return crs.to_2d() if len(crs.axis_info) > 2 else crs


def not_swapped(areas: gpd.GeoDataFrame, gilan: gpd.GeoSeries) -> None:
    """Raise `Refusal` "areas.swapped" where outlines would lie in Gilan with x and y exchanged."""
    west, south, east, north = areas.total_bounds
    whole = shapely.box(*gilan.total_bounds)
    if shapely.box(south, west, north, east).intersects(whole) and not shapely.box(
        west, south, east, north
    ).intersects(whole):
        raise Refusal("areas.swapped")


def fitting(areas: gpd.GeoDataFrame) -> list[Note]:
    """Return where the areas overlap or leave gaps.

    Parameters
    ----------
    areas : GeoDataFrame, indexed by code
        `name_fa` and valid polygons; EPSG:4326.

    Raises
    ------
    Refusal
        "areas.overlap" where more than `MOST_OVERLAP` of the layer lies under two areas.
    """
    plane = boundaries.in_metres(areas.geometry)
    names = areas["name_fa"]
    pairs = coverage.overlaps(plane)
    shared = float(pairs["square_kilometres"].sum())
    worst = BETWEEN.join(
        f"{names[pair.first]} + {names[pair.second]}" for pair in pairs.head(3).itertuples()
    )
    facts = {"count": len(pairs), "square_kilometres": shared, "areas": worst}
    if shared > MOST_OVERLAP * plane.area.sum() / coverage.SQUARE_KILOMETRE:
        raise Refusal("areas.overlap", **facts)
    notes = [Note("areas.overlaps", facts)] if len(pairs) else []
    gaps = coverage.gaps(plane)
    if len(gaps):
        facts = {
            "count": len(gaps),
            "square_kilometres": float(gaps.sum()),
            "largest": float(gaps[0]),
        }
        notes.append(Note("areas.gaps", facts))
    return notes


def leaving(areas: gpd.GeoDataFrame, gilan: gpd.GeoSeries) -> list[Note]:
    """Return whether a layer leaves Gilan, and by how many square kilometres.

    Parameters
    ----------
    areas : GeoDataFrame, indexed by code
        `name_fa` and valid polygons; EPSG:4326.
    gilan : GeoSeries
        The province; EPSG:4326.
    """
    if not shapely.box(*areas.total_bounds).intersects(shapely.box(*gilan.total_bounds)):
        return [Note("areas.elsewhere")]
    left = coverage.outside(areas.geometry, gilan)
    whole = areas.to_crs(gilan.estimate_utm_crs()).area.sum() / coverage.SQUARE_KILOMETRE
    if left.sum() >= 0.999 * whole:
        return [Note("areas.elsewhere")]
    if left.sum() <= SOME_OUTSIDE * whole:
        return []
    most = areas.loc[left.sort_values(ascending=False).index[:3], "name_fa"]
    facts = {"square_kilometres": float(left.sum()), "of": float(whole), "areas": listed(most)}
    return [Note("areas.leaves_gilan", facts)]
