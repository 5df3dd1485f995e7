"""A neighbourhood among those around it as paths, worked out once for each."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import streamlit as st
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

from data import areas
from pages.views import seeing
from pages.views.frame import Visit

WIDE, HIGH = 300, 280
AROUND = 1.8  # how much wider the view is than the neighbourhood
LEAST = 2_000  # metres that the view is high at least
OWN, DISTRICT, OTHERS = "#26343d", "#c3ced6", "#eef2f4"
BARS = (500, 1_000, 2_000, 5_000, 10_000)  # metres


def shapes(visit: Visit, code: str) -> tuple[list[tuple[str, str]], tuple[int, float]]:
    """Return fill and path of what lies in view, and a bar: metres, and how long it is drawn.

    Raises
    ------
    access.Refused
        If this reader may not see the neighbourhood.
    """
    return _shapes(visit.directory, visit.layer.id, seeing.code(visit, code))


@st.cache_data(max_entries=512, show_spinner=False)
def _shapes(
    directory: Path, layer_id: str, code: str
) -> tuple[list[tuple[str, str]], tuple[int, float]]:
    layer = areas.by_id(directory, layer_id)
    table = areas.outlines(directory, layer, "neighbourhood").to_crs(layer.about["metric_epsg"])
    west, south, east, north = table.geometry[code].bounds
    high = max((north - south) * AROUND, (east - west) * AROUND * HIGH / WIDE, LEAST)
    middle, half = ((west + east) / 2, (south + north) / 2), (high * WIDE / HIGH / 2, high / 2)
    view = box(*np.subtract(middle, half), *np.add(middle, half))
    pieces = [
        (_fill(table, one, code), _path(shape, view.bounds, HIGH / high))
        for one, shape in table.geometry.intersection(view).items()
        if not shape.is_empty
    ]
    metres = max((one for one in BARS if one < high / 2), default=BARS[0])
    return pieces, (metres, metres * HIGH / high)


def _fill(table: gpd.GeoDataFrame, one: str, code: str) -> str:
    if one == code:
        return OWN
    return DISTRICT if table.at[one, "district"] == table.at[code, "district"] else OTHERS


def _path(shape: BaseGeometry, view: tuple[float, ...], scale: float) -> str:
    """Return the rings of a shape as a path, in the drawing's own units."""
    west, _, _, north = view
    polygons = shape.geoms if isinstance(shape, MultiPolygon) else [shape]
    rings = [
        ring.coords
        for polygon in polygons
        if isinstance(polygon, Polygon)
        for ring in (polygon.exterior, *polygon.interiors)
    ]
    return "".join(
        "M" + "L".join(f"{(x - west) * scale:.1f} {(north - y) * scale:.1f}" for x, y in ring) + "Z"
        for ring in rings
    )
