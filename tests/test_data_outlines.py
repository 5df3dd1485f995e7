"""Outlines travel once, as a script named for what it holds: names and shapes, never a count."""

import json
import re

import geopandas as gpd
import pytest
from shapely.geometry import shape

from data import areas, outlines
from data.areas import Layer
from tests import boards

LEVELS = ("county", "district", "neighbourhood")
SCRIPT = re.compile(r'registerOutlines\("([a-z]+-[\w-]{22}\.js)",(.*)\);', re.DOTALL)
levels = pytest.mark.parametrize("level", LEVELS)


def held(directory, layer, level):
    """The name of a script and what a browser gets from it."""
    name = outlines.script(directory, layer, level)
    text = (outlines.folder(directory) / name).read_text(encoding="utf-8")
    registered, body = SCRIPT.fullmatch(text).groups()
    assert registered == name
    return name, json.loads(body)


@pytest.fixture
def board(tmp_path):
    """The chequerboard as a layer of its own, where nothing else has been written."""
    return boards.layer(tmp_path / "store")


@levels
def test_areas_stand_in_the_order_of_their_level(own_store, level):
    layer = areas.current(own_store)

    _, told = held(own_store, layer, level)

    assert [area["code"] for area in told["areas"]] == areas.at_level(layer, level).index.tolist()


@levels
def test_a_script_holds_names_and_shapes_and_never_a_count(own_store, level):
    _, told = held(own_store, areas.current(own_store), level)

    assert set(told) == {"areas"}
    for area in told["areas"]:
        assert set(area) == {"code", "fa", "en", "inside", "label", "outline"}
        assert set(area["outline"]) == {"type", "coordinates"}
        assert area["inside"] is None or set(area["inside"]) == {"fa", "en"}


def test_a_script_says_in_what_each_area_lies(own_store):
    _, told = held(own_store, areas.current(own_store), "district")
    first = told["areas"][0]

    assert (first["code"], first["fa"], first["inside"]["fa"]) == ("AML-1", "مرکزی املش", "املش")


@levels
def test_shapes_and_names_places_lie_where_the_areas_do(board, tmp_path, level):
    _, told = held(tmp_path / "store", board, level)
    known = areas.at_level(board, level)
    shapes = gpd.GeoSeries([shape(area["outline"]) for area in told["areas"]], known.index, 4326)
    apart = shapes.to_crs(32639).symmetric_difference(known.geometry.to_crs(32639)).area

    assert (apart < 0.01 * known.to_crs(32639).area).all()
    for area, outline in zip(told["areas"], shapes, strict=True):
        north, east = area["label"]
        assert outline.contains(gpd.points_from_xy([east], [north])[0])


def test_neighbours_still_share_their_border_in_the_browser(board, tmp_path):
    _, told = held(tmp_path / "store", board, "neighbourhood")
    shapes = gpd.GeoSeries([shape(area["outline"]) for area in told["areas"]], crs=4326)

    whole = shapes.to_crs(32639)
    assert whole.area.sum() == pytest.approx(whole.union_all().area, rel=1e-6)


def test_a_script_is_written_once(board, tmp_path):
    name = outlines.script(tmp_path / "store", board, "county")
    path = outlines.folder(tmp_path / "store") / name
    written = path.stat().st_mtime_ns

    outlines._written.cache_clear()  # as another process would
    again = outlines.script(tmp_path / "store", board, "county")

    assert again == name
    assert path.stat().st_mtime_ns == written
    assert [found.name for found in path.parent.iterdir()] == [name]


def test_another_layer_has_another_name(board, tmp_path):
    moved = board.table.copy()
    moved.geometry = moved.geometry.translate(0.1, 0)
    renamed = board.table.assign(name_fa="دیگر")

    names = {
        outlines.script(tmp_path / "store", layer, "neighbourhood")
        for layer in (board, Layer("moved", moved, board.about), Layer("renamed", renamed, {}))
    }

    assert len(names) == 3


def test_what_a_script_is_called_cannot_be_worked_out_from_what_it_holds(board, tmp_path):
    here, there = (outlines.script(tmp_path / name, board, "county") for name in ("store", "other"))

    assert here != there
    assert (
        held(tmp_path / "store", board, "county")[1] == held(tmp_path / "other", board, "county")[1]
    )


def test_residents_make_no_other_script(board, tmp_path):
    counted = Layer("counted", board.table.assign(residents=1), board.about)

    assert outlines.script(tmp_path / "store", counted, "county") == outlines.script(
        tmp_path / "store", board, "county"
    )


def test_a_script_that_was_deleted_is_written_anew_by_the_next_process(board, tmp_path):
    name = outlines.script(tmp_path / "store", board, "county")
    (outlines.folder(tmp_path / "store") / name).unlink()

    outlines._written.cache_clear()

    assert outlines.script(tmp_path / "store", board, "county") == name
    assert (outlines.folder(tmp_path / "store") / name).is_file()


def test_the_folder_is_for_its_owner_alone(tmp_path):
    assert outlines.folder(tmp_path / "store").stat().st_mode & 0o777 == 0o700
