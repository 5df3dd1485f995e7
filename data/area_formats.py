"""The formats that outlines come in: GeoPackage, shapefile, GeoJSON, KML; each to one table."""

import contextlib
import json
import shutil
import sqlite3
import tempfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import pyproj
import shapely

from data import area_kml, area_text
from data.refusal import Refusal

DEGREES = 4326


def geopackage(path: Path, layer: str | None) -> gpd.GeoDataFrame:
    """Return one layer of a GeoPackage; the only one where none is named.

    Raises
    ------
    Refusal
        "areas.which_layer", "areas.no_layers", "areas.broken_file".
    """
    names = _tables(path)
    if not names:
        raise Refusal("areas.no_layers", path=path.name)
    chosen = layer if layer in names else names[0]
    if (layer and layer not in names) or (not layer and len(names) > 1):
        raise Refusal("areas.which_layer", layers=" · ".join(names))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "areas.gpkg"
        shutil.copyfile(path, copy)
        return _by_gdal(copy, layer=chosen)


def _tables(path: Path) -> list[str]:
    """Return the layers of outlines that are real tables: a view may run for ever."""
    asked = (
        "select c.table_name from gpkg_contents c join sqlite_master m on m.name = c.table_name"
        " where c.data_type = 'features' and m.type = 'table' and m.sql not like '%virtual%'"
    )
    try:
        with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            return [name for (name,) in database.execute(asked)]
    except sqlite3.DatabaseError as error:
        raise Refusal("areas.broken_file", path=path.name) from error


def shapefile(parts: dict[str, Path]) -> gpd.GeoDataFrame:
    """Return a shapefile, its text in the encoding that its .cpg names or its bytes betray.

    Parameters
    ----------
    parts : dict
        Ending (".shp", ".dbf", …) to file.

    Raises
    ------
    Refusal
        "areas.shapefile_parts", "areas.broken_file".
    """
    missing = [ending for ending in (".shx", ".dbf") if ending not in parts]
    if missing:
        raise Refusal("areas.shapefile_parts", parts=" · ".join(missing))
    encoding = area_text.encoding_of(parts[".dbf"], parts.get(".cpg"))
    with tempfile.TemporaryDirectory() as folder:
        for ending, path in parts.items():
            if ending != ".cpg":
                shutil.copyfile(path, Path(folder) / f"areas{ending}")
        return _by_gdal(Path(folder) / "areas.shp", encoding=encoding)


def _by_gdal(path: Path, **asked: object) -> gpd.GeoDataFrame:
    try:
        return gpd.GeoDataFrame(
            pyogrio.read_dataframe(path, use_arrow=False, on_invalid="ignore", **asked)
        )
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as error:
        raise Refusal("areas.broken_file", path=path.name) from error


def geojson(text: str) -> gpd.GeoDataFrame:
    """Return the features of a GeoJSON text; WGS 84 unless it names another CRS.

    Raises
    ------
    Refusal
        "areas.broken_json", "areas.unknown_json", "areas.not_finite", "areas.broken_outline".
    """
    try:
        held = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Refusal("areas.broken_json", reason=error) from error
    features = held.get("features")
    known = held.get("type") == "FeatureCollection" and isinstance(features, list)
    if not known or not all(isinstance(one, dict) for one in features):
        raise Refusal("areas.unknown_json")
    rows = [_values(one) for one in features]
    shapes = [_shape(number, one.get("geometry")) for number, one in enumerate(features, 1)]
    table = pd.DataFrame(rows, index=range(len(rows))).drop(columns="geometry", errors="ignore")
    return gpd.GeoDataFrame(table, geometry=shapes, crs=_named_crs(held))


def _values(feature: dict) -> dict:
    """Return a feature's properties; its own `id` too, unless one of them is called so."""
    properties = feature.get("properties")
    beside = {"id": feature["id"]} if "id" in feature else {}
    return beside | (properties if isinstance(properties, dict) else {})


def _no_number(name: str) -> float:
    raise Refusal("areas.not_finite", areas=name)


def _shape(number: int, outline: dict | None) -> shapely.Geometry | None:
    if outline is None:
        return None
    try:
        return shapely.geometry.shape(outline)
    except (ValueError, TypeError, KeyError, AttributeError, shapely.errors.ShapelyError) as error:
        raise Refusal("areas.broken_outline", number=number) from error


def _named_crs(held: dict) -> pyproj.CRS | None:
    if not held.get("crs"):
        return pyproj.CRS.from_epsg(DEGREES)
    try:
        return pyproj.CRS.from_user_input(held["crs"]["properties"]["name"])
    except (pyproj.exceptions.CRSError, TypeError, KeyError):
        return None


def kml(text: str) -> gpd.GeoDataFrame:
    """Return the placemarks of a KML text; WGS 84."""
    rows = area_kml.placemarks(text)
    table = pd.DataFrame([values for values, _ in rows])
    return gpd.GeoDataFrame(table, geometry=[shape for _, shape in rows], crs=DEGREES)
