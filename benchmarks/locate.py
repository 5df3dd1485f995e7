"""Placing points in outlines: our raster against geopandas.sjoin, with identical answers."""

import geopandas as gpd
import numpy as np

from benchmarks import exports
from benchmarks.figures import Figure, in_turns
from data import areas
from geo.locate import OUTSIDE, Locator

TURNS = 3


def figures() -> list[Figure]:
    """Return `locate_vs_sjoin`: with building our raster, but without making points for sjoin."""
    longitude, latitude = exports.points()
    table = areas.at_level(exports.layer(), "neighbourhood")
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(longitude, latitude, crs="EPSG:4326"))
    outlines = gpd.GeoDataFrame(
        {"place": np.arange(len(table))}, geometry=table.geometry.to_numpy(), crs=table.crs
    )
    found: dict[str, np.ndarray] = {}

    def ours() -> None:
        found["ours"] = Locator(table).codes(longitude, latitude)

    def joined() -> None:
        found["sjoin"] = _placed(gpd.sjoin(points, outlines, how="left", predicate="within"))

    seconds = in_turns({"sjoin": joined, "ours": ours}, TURNS)
    different = int((found["ours"] != found["sjoin"]).sum())
    ratio = 0.0 if different else seconds["sjoin"] / seconds["ours"]
    detail = {
        "points": len(longitude),
        "areas": len(table),
        "different": different,
        "seconds": {name: round(value, 3) for name, value in seconds.items()},
    }
    return [Figure("locate_vs_sjoin", ratio, least=4, detail=detail)]


def _placed(joined: gpd.GeoDataFrame) -> np.ndarray:
    """Return the first place of each point, as sjoin has a row for each of them."""
    place = joined["place"].fillna(OUTSIDE).astype(np.int32)
    return (
        place.groupby(level=0).min().to_numpy() if place.index.has_duplicates else place.to_numpy()
    )
