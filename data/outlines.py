"""Outlines as a script that a browser fetches once and keeps: names and shapes, never a count."""

import base64
import functools
import hmac
import json
import os
from pathlib import Path
from typing import Any

import pandas as pd
import shapely

from data import areas, secrets, store

DECIMALS = {"county": 4, "district": 4, "neighbourhood": 5}  # about 10 m and 1 m


def folder(directory: Path) -> Path:
    """Return the folder of scripts inside the store's cache, made where missing."""
    path = store.home(directory) / "cache" / "scripts"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def script(directory: Path, layer: areas.Layer, level: str) -> str:
    """Return the name of the file with one level's outlines, written where missing.

    Parameters
    ----------
    directory : Path
        The store.
    layer : Layer
        Its areas; EPSG:4326.
    level : {"county", "district", "neighbourhood"}

    Returns
    -------
    str
        A name that carries a keyed hash of what the file holds, inside `folder(directory)`: whoever
        knows it may fetch the file. The areas stand in the order of `areas.at_level`.
    """
    return _written(store.home(directory), layer, level)


@functools.lru_cache(maxsize=16)
def _written(directory: Path, layer: areas.Layer, level: str) -> str:
    table = areas.outlines(directory, layer, level).loc[areas.at_level(layer, level).index]
    names = layer.table[["name_fa", "name_en"]]
    held = {"areas": [_area(row, names, DECIMALS[level]) for row in table.itertuples()]}
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    name = f"{level}-{_mark(directory, text)}.js"
    path = folder(directory) / name
    if not path.exists():
        half = path.with_suffix(f".{os.getpid()}")
        half.write_text(f'registerOutlines("{name}",{text});', encoding="utf-8")
        half.replace(path)
    return name


def _mark(directory: Path, text: str) -> str:
    """Return what names a text and cannot be guessed: a frame without an origin shows no cookie."""
    key = secrets.derived(secrets.key(directory).master, "outlines")
    mark = hmac.digest(key, text.encode(), "sha256")[:16]
    return base64.urlsafe_b64encode(mark).decode().rstrip("=")


def _area(row: Any, names: pd.DataFrame, decimals: int) -> dict[str, object]:
    within = names.loc[row.parent] if row.parent in names.index else None
    grid = 10.0**-decimals
    shape = shapely.set_precision(row.geometry, grid, mode="pointwise")
    outline = json.loads(shapely.to_geojson(shape))
    point = row.geometry.representative_point()
    coordinates = _rounded(outline["coordinates"], decimals)
    return {
        "code": row.Index,
        "fa": row.name_fa,
        "en": row.name_en,
        "inside": None if within is None else {"fa": within.name_fa, "en": within.name_en},
        "label": [round(point.y, 4), round(point.x, 4)],
        "outline": {"type": outline["type"], "coordinates": coordinates},
    }


def _rounded(values: Any, decimals: int) -> Any:
    if isinstance(values, float):
        return round(values, decimals)
    return [_rounded(value, decimals) for value in values]
