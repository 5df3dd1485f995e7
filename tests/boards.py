"""Layers of areas made for tests: the chequerboard as a store's own."""

from pathlib import Path

import geopandas as gpd
import numpy as np
from shapely.geometry import box

from data import area_intake, areas
from data.area_columns import AreaColumns
from data.areas import Layer

EAST, NORTH = 400_000, 4_100_000  # the south-west corner of a1, EPSG:32639


def table(*, residents: bool = True) -> gpd.GeoDataFrame:
    """Return sixteen squares of one kilometre, a1 to d4, in districts `up` and `down`; metres."""
    codes = [f"{row}{column}" for row in "abcd" for column in range(1, 5)]
    squares = [
        box(EAST + 1000 * x, NORTH + 1000 * y, EAST + 1000 * (x + 1), NORTH + 1000 * (y + 1))
        for y in range(4)
        for x in range(4)
    ]
    columns = {
        "code": codes,
        "name": [f"محله {code}" for code in codes],
        "district": ["down" if code[0] in "ab" else "up" for code in codes],
        "county": "board",
    }
    if residents:
        columns["residents"] = 1000 * (1 + np.arange(16))
    return gpd.GeoDataFrame(columns, geometry=squares, crs="EPSG:32639")


def layer(directory: Path, *, residents: bool = True) -> Layer:
    """Take the board in as a store's layer and return it."""
    path = directory.with_name(f"{directory.name}-areas.geojson")
    table(residents=residents).to_crs(4326).to_file(path, driver="GeoJSON")
    columns = AreaColumns(
        code="code",
        name_fa="name",
        district="district",
        county="county",
        residents="residents" if residents else None,
    )
    area_intake.take_in(path, directory, columns)
    return areas.current(directory)
