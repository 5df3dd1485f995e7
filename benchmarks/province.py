"""A store with a thousand neighbourhoods and released figures of three million reports."""

import json
import shutil
import tempfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from benchmarks import cubes
from data import area_intake, areas, release, store
from data.area_columns import AreaColumns
from data.release import places

REPORTS, YEARS, SEED = 3_000_000, 2, 1404
RESIDENTS = 2_530
CORNER_METRES, WAVE_METRES = 75, 40


def build(directory: Path) -> None:
    """Make the store: a thousand neighbourhoods, and figures drawn bin by bin."""
    lay(directory)
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
        figures = Path(folder) / "figures"
        layer = areas.current(directory)
        generator = np.random.default_rng(SEED)
        cubes.write(figures, places.of(layer), REPORTS, YEARS, generator)
        _release(directory, layer, figures)


def lay(directory: Path) -> None:
    """Give a store a layer of a thousand winding neighbourhoods inside Gilan's districts."""
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
        cells = _cells(areas.current(directory), np.random.default_rng(SEED))
        path = Path(folder) / "cells.geojson"
        path.write_text(cells.to_json(), encoding="utf-8")
        named = AreaColumns("code", "name", None, "district", "county", "residents")
        area_intake.take_in(path, directory, named)


def _cells(layer: areas.Layer, generator: np.random.Generator) -> gpd.GeoDataFrame:
    districts = areas.at_level(layer, "district").to_crs(layer.about["metric_epsg"])
    share = districts.area / districts.area.sum() * (cubes.AREAS - len(districts))
    wanted = (1 + share.round()).astype(int)
    wanted.iloc[wanted.argmax()] += cubes.AREAS - wanted.sum()
    rows = []
    for code, outline in districts.geometry.items():
        points = districts.loc[[code]].sample_points(int(wanted[code]), rng=generator)
        cut = shapely.voronoi_polygons(points.iloc[0], extend_to=outline)
        pieces = [piece for piece in shapely.intersection(shapely.get_parts(cut), outline)]
        rows += [(code, districts.at[code, "parent"], piece) for piece in pieces]
    found = gpd.GeoDataFrame(
        {
            "code": [f"A{number:04d}" for number in range(len(rows))],
            "name": [f"محلهٔ {number}" for number in range(len(rows))],
            "district": [district for district, _, _ in rows],
            "county": [county for _, county, _ in rows],
            "residents": generator.integers(RESIDENTS // 2, RESIDENTS * 3 // 2, len(rows)),
        },
        geometry=_wavy(np.array([piece for _, _, piece in rows])),
        crs=districts.crs,
    )
    return found.to_crs(4326)


def _wavy(pieces: np.ndarray) -> np.ndarray:
    """Return the pieces with borders as winding as real ones, still shared: about 200 corners each.

    Where a corner goes depends on where it stands alone, so that neighbours move together.
    """
    fine = shapely.segmentize(pieces, CORNER_METRES)
    return shapely.transform(
        fine, lambda at: at + WAVE_METRES * np.sin(at[:, ::-1] / 97) * np.cos(at / 61)
    )


def _release(directory: Path, layer: areas.Layer, figures: Path) -> None:
    with store.change(directory) as change:
        files = []
        for path in sorted(figures.iterdir()):
            name = f"released/{change.version}/{path.name}"
            shutil.copyfile(path, change.path(name))
            files.append(name)
        for name in change.manifest.get("released", {}).get("files", []):
            change.drop(name)
        told = {
            "months": cubes.months(YEARS),
            "weeks": [str(week) for week in cubes.weeks(YEARS)],
        }
        ends = {"first_day": "2025-03-21", "last_day": "2026-09-22"}
        named = {"layer": layer.id, "version": change.version, "files": files}
        change.manifest["released"] = release.NOTHING | named | told
        counts = {"reports": REPORTS, "made_up": True, "older": 0}
        change.manifest["counts"] = counts | ends | told


if __name__ == "__main__":
    import sys

    build(Path(sys.argv[1]))
    print(json.dumps({"store": sys.argv[1]}))
