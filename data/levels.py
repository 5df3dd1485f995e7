"""From neighbourhoods to the districts, counties and province they make up: one table."""

import hashlib

import geopandas as gpd
import pandas as pd
import shapely

from data.schema import LEVELS
from geo import boundaries

COLUMNS = [
    "level",
    "parent",
    "name_fa",
    "name_en",
    "residents",
    "residents_basis",
    "district",
    "county",
    "geometry",
]
BASES = ("census", "given", "shared", "unknown")  # the later, the less sure


def table(neighbourhoods: gpd.GeoDataFrame, above: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return one table of every level, the upper ones made of the neighbourhoods.

    Parameters
    ----------
    neighbourhoods : GeoDataFrame, indexed by code
        `name_fa, name_en, district, county, residents, residents_basis, geometry`; EPSG:4326.
    above : DataFrame, indexed by code
        `level, parent, name_fa, name_en` of the districts, the counties and the province.

    Returns
    -------
    GeoDataFrame, indexed by code
        `COLUMNS`, from the province down, each level sorted by code. Residents of an upper level
        are the sum of its neighbourhoods', unknown where one of them is.
    """
    lowest = neighbourhoods.assign(level="neighbourhood", parent=neighbourhoods["district"])
    province = above.index[above["level"] == "province"][0]
    lowest["province"] = province
    made = [_dissolved(lowest, level, above) for level in LEVELS[:3]]
    whole = pd.concat([*made, lowest.sort_index()])[COLUMNS]
    whole.index.name = "code"
    whole["residents"] = whole["residents"].astype("Int64")
    for column in ("parent", "district", "county"):
        whole[column] = whole[column].astype(object).where(whole[column].notna(), None)
    return gpd.GeoDataFrame(whole, geometry="geometry", crs=boundaries.DEGREES)


def _dissolved(lowest: gpd.GeoDataFrame, level: str, above: pd.DataFrame) -> gpd.GeoDataFrame:
    groups = lowest.groupby(level)
    made = above.loc[above["level"] == level].sort_index().copy()
    made["geometry"] = boundaries.dissolve(lowest.geometry, lowest[level]).reindex(made.index)
    made["residents"] = groups["residents"].agg(lambda many: many.sum(skipna=False))
    made["residents_basis"] = groups["residents_basis"].agg(lambda many: max(many, key=BASES.index))
    made["district"] = made.index if level == "district" else None
    made["county"] = {"county": made.index, "district": made["parent"]}.get(level)
    return made


def identity(whole: gpd.GeoDataFrame) -> str:
    """Return twelve characters that name what a table of all levels holds."""
    digest = hashlib.sha256()
    plain = pd.DataFrame(whole.drop(columns="geometry")).reset_index()
    digest.update(plain.to_json(orient="values", force_ascii=False).encode())
    for outline in shapely.normalize(whole.geometry.to_numpy()):
        parts = shapely.get_parts(outline)  # one part or a collection of one: the same area
        digest.update(b"".join(shapely.to_wkb(parts, byte_order=1)))
    return digest.hexdigest()[:12]
