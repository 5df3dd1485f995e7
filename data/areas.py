"""The layers of areas a store knows: which one counts now, and each one's areas, level by level.

A layer never changes: new outlines are a new layer, and the old ones are kept with their dates.
"""

import contextlib
import functools
import json
import os
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd

from data import levels, store
from data.refusal import Refusal
from data.schema import LEVELS
from geo import boundaries

EMBEDDED = Path(__file__).parent / "gilan"
METRES = {"province": 200, "county": 120, "district": 80, "neighbourhood": 25}  # detail let go


@dataclass(frozen=True, eq=False)
class Layer:
    """One set of areas; two with the same `id` are the same.

    Parameters
    ----------
    id : str
        A short hash of what it holds.
    table : GeoDataFrame, indexed by code
        All levels; see `data.levels.table`; EPSG:4326.
    about : dict
        title_fa, title_en, approximate, attribution, licence, census_year, metric_epsg,
        added (day), bounds (west, south, east, north).
    """

    id: str
    table: gpd.GeoDataFrame
    about: dict

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Layer) and other.id == self.id

    def __hash__(self) -> int:
        return hash(self.id)


def current(directory: Path) -> Layer:
    """Return the layer that counts now: the store's own, else the embedded Gilan."""
    return by_id(directory, store.manifest(directory)["layer"])


def by_id(directory: Path, layer: str | None) -> Layer:
    """Return a layer by its id; None for the embedded one.

    Raises
    ------
    Refusal
        "areas.unknown_layer" if the store has no such layer, "areas.damaged_layer" if it cannot be
        read.
    """
    if layer is None or layer == _embedded().id:
        return _embedded()
    folder = Path(directory) / "layers" / layer
    if not (folder / "about.json").is_file():
        raise Refusal("areas.unknown_layer", layer=layer)
    return _read(folder)


def known(directory: Path) -> list[tuple[str, dict]]:
    """Return id and `about` of every layer, the embedded one first, then by the day it came."""
    held = [
        (Path(name).parent.name, _about((Path(directory) / name).parent))
        for name in store.manifest(directory)["files"]
        if name.startswith("layers/") and name.endswith("/about.json")
    ]
    embedded = (_embedded().id, _embedded().about)
    return [embedded, *sorted(held, key=lambda one: (one[1]["added"], one[0]))]


@functools.lru_cache(maxsize=64)
def at_level(layer: Layer, level: str) -> gpd.GeoDataFrame:
    """Return the areas of one level, sorted by code; to be read, not to be changed."""
    if level not in LEVELS:
        raise ValueError(f"no such level: {level}")
    return layer.table[layer.table["level"] == level]


@functools.lru_cache(maxsize=16)
def outlines(directory: Path, layer: Layer, level: str) -> gpd.GeoDataFrame:
    """Return `at_level` with outlines simplified together; to be read, not to be changed.

    Worked out once and kept under the store's `cache`, which may be deleted at any time.
    """
    areas = at_level(layer, level)
    path = Path(directory) / "cache" / "outlines" / f"{layer.id}-{level}.parquet"
    with contextlib.suppress(OSError, ValueError):
        kept = gpd.read_parquet(path)
        if kept.index.equals(areas.index):
            return areas.set_geometry(kept.geometry)
    simple = areas.set_geometry(boundaries.simplify(areas.geometry, METRES[level]))
    with contextlib.suppress(OSError):  # a store that cannot be written is still read
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        half = path.with_suffix(f".{os.getpid()}")
        simple[["geometry"]].to_parquet(half)
        half.replace(path)
    return simple


def embedded_province() -> gpd.GeoSeries:
    """Return the outline of Gilan as the app knows it of itself; EPSG:4326."""
    return _embedded().table.geometry.loc[["GIL"]]


def keep(change: store.Change, table: gpd.GeoDataFrame, about: dict) -> Layer:
    """Keep a layer in a store, make it the one that counts, and return it."""
    layer = levels.identity(table)
    if layer == _embedded().id:
        change.manifest["layer"] = None
        return _embedded()
    if f"layers/{layer}/about.json" not in change.manifest["files"]:
        table.to_parquet(change.path(f"layers/{layer}/areas.parquet"))
        text = json.dumps(about, ensure_ascii=False, indent=1)
        change.path(f"layers/{layer}/about.json").write_text(text, encoding="utf-8")
    change.manifest["layer"] = layer
    return Layer(layer, table, about)


@functools.cache
def _embedded() -> Layer:
    table = gpd.read_file(EMBEDDED / "gilan.gpkg", layer="gilan", engine="pyogrio")
    about = _about(EMBEDDED)
    return Layer(about["id"], _as_kept(table.set_index("code")), about)


@functools.lru_cache(maxsize=8)
def _read(folder: Path) -> Layer:
    try:
        return Layer(
            folder.name, _as_kept(gpd.read_parquet(folder / "areas.parquet")), _about(folder)
        )
    except (OSError, ValueError) as error:
        raise Refusal("areas.damaged_layer", layer=folder.name) from error


def _about(folder: Path) -> dict:
    return json.loads((folder / "about.json").read_text(encoding="utf-8"))


def _as_kept(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    for column in ("parent", "district", "county"):
        words = table[column].astype(object)
        table[column] = words.where(words.notna(), None)
    table["residents"] = table["residents"].astype("Int64")
    return table[levels.COLUMNS]
