"""A command's own outlines: every format, what is mended, what is refused, and what is kept."""

import json
import shutil
import sqlite3
import zipfile

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, Polygon, box

import words
from data import area_files, area_intake, areas, store
from data.area_columns import AreaColumns
from data.refusal import Refusal

CODED = AreaColumns(code="code", name_fa="name", district="district", residents="residents")
NAMES = ["چله‌خانه", "گلسار", "پیرسرا", "ساغری سازان"]


@pytest.fixture
def board(chequerboard) -> gpd.GeoDataFrame:
    """The chequerboard with Persian names and residents, as a steward would have it; in metres."""
    board = chequerboard.to_crs(32639).reset_index()
    board["name"] = [f"{NAMES[i % 4]} {i}" for i in range(len(board))]
    board["residents"] = 100 * (1 + np.arange(len(board)))
    return board


def taken(path, store_path, columns=CODED, **asked):
    return area_intake.take_in(path, store_path, columns, **asked)


def notes(receipt) -> dict[str, dict]:
    return {note.key.partition(".")[2]: note.facts for note in receipt.notes}


def refusal(path, store_path, columns=CODED, **asked) -> str:
    """The code that a file is refused with; both languages can say it, and nothing is kept."""
    with pytest.raises(Refusal) as caught:
        taken(path, store_path, columns, **asked)
    for language in words.LANGUAGES:
        assert words.Say(language)(caught.value.key, **caught.value.facts)
    assert store.version(store_path) == store.EMPTY
    return caught.value.code.partition(".")[2]


def written(board: gpd.GeoDataFrame, folder, form: str):
    """The board in a file of one of the formats."""
    if form == "zipped shapefile":
        parts = written(board, folder, "shapefile").parent.glob("areas.*")
        with zipfile.ZipFile(folder / "areas.zip", "w") as archive:
            for part in parts:
                archive.write(part, f"province/{part.name.upper()}")
        return folder / "areas.zip"
    if form == "kml":
        return kml(board, folder / "areas.kml")
    name, driver, crs = {
        "geopackage": ("areas.gpkg", "GPKG", 32639),
        "geojson": ("areas.geojson", "GeoJSON", 4326),
        "shapefile": ("areas.shp", "ESRI Shapefile", 32639),
    }[form]
    board.to_crs(crs).to_file(folder / name, driver=driver, encoding="utf-8")
    return folder / name


def kml(board: gpd.GeoDataFrame, path):
    marks = []
    for area in board.to_crs(4326).itertuples():
        data = "".join(
            f'<Data name="{name}"><value>{getattr(area, name)}</value></Data>'
            for name in ("code", "residents")
        )
        ring = " ".join(f"{x},{y},0" for x, y in area.geometry.exterior.coords)
        marks.append(
            f"<Folder><name>{area.district}</name><Placemark><name>{area.name}</name>"
            f"<ExtendedData>{data}</ExtendedData><Polygon><outerBoundaryIs><LinearRing>"
            f"<coordinates>{ring}</coordinates></LinearRing></outerBoundaryIs></Polygon>"
            "</Placemark></Folder>"
        )
    text = (
        f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{"".join(marks)}</Document></kml>'
    )
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>{text}', encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["geopackage", "geojson", "shapefile", "kml", "zipped shapefile"])
def test_every_format_makes_the_same_layer(board, tmp_path, form):
    path = written(board, tmp_path, form)
    district = "folder" if form == "kml" else "district"
    columns = AreaColumns(code="CODE", name_fa="name", district=district, residents="residents")

    receipt = taken(path, tmp_path / "store", columns, title="استان")

    layer = areas.current(tmp_path / "store")
    small = areas.at_level(layer, "neighbourhood")
    assert (receipt.counties, receipt.districts, receipt.neighbourhoods) == (1, 2, 16)
    assert receipt.residents == sum(board["residents"])
    assert small.index.tolist() == sorted(board["code"])
    assert small.loc["a1", "name_fa"] == "چله‌خانه 0"
    assert small.loc["a2", "name_en"] == "گلسار 1"
    assert layer.table.loc[small.loc["a1", "district"], "name_fa"] == "down"
    assert small.to_crs(32639).area.tolist() == pytest.approx([1e6] * 16, rel=1e-3)
    assert layer.about["metric_epsg"] == 32639
    assert receipt.notes == []


def test_upper_levels_are_made_of_the_lower_ones(board, tmp_path):
    taken(written(board, tmp_path, "geopackage"), tmp_path / "store")

    table = areas.current(tmp_path / "store").table

    assert table["level"].value_counts().to_dict() == {
        "neighbourhood": 16,
        "district": 2,
        "county": 1,
        "province": 1,
    }
    upper = table[table["level"] != "neighbourhood"].to_crs(32639)
    assert upper.area.round(-4).tolist() == pytest.approx([16e6, 16e6, 8e6, 8e6], rel=1e-3)
    assert upper["residents"].tolist()[:2] == [13600, 13600]
    assert set(upper["residents"].tolist()[2:]) == {3600, 10000}


def test_a_file_without_codes_has_them_made_and_they_stay_the_same(board, tmp_path):
    path = written(board, tmp_path, "geojson")
    columns = AreaColumns(name_fa="name", district="district")

    taken(path, tmp_path / "one", columns)
    arabic = board.assign(name=board["name"].str.replace("ی", "ي").str.replace("ک", "ك"))
    taken(written(arabic, tmp_path, "geopackage"), tmp_path / "two", columns)

    one = areas.at_level(areas.current(tmp_path / "one"), "neighbourhood")
    two = areas.at_level(areas.current(tmp_path / "two"), "neighbourhood")
    assert set(one.index) == set(two.index)
    assert set(one["name_fa"]) == set(two["name_fa"]) == set(board["name"])


def test_what_is_not_told_is_made_from_the_rest(board, tmp_path):
    path = written(board, tmp_path, "geojson")

    receipt = taken(path, tmp_path / "store", AreaColumns(code="code"), title="رشت")

    table = areas.current(tmp_path / "store").table
    assert table.loc["b3", "name_fa"] == "b3"
    assert table.loc[table.loc["b3", "county"], "name_fa"] == "رشت"
    assert table["residents"].isna().all()
    assert set(table["residents_basis"]) == {"unknown"}
    assert "residents_not_given" in notes(receipt)


def test_names_may_be_nested_and_points_mixed_in(board, tmp_path):
    features = json.loads(board.to_crs(4326).to_json())["features"]
    for feature in features:
        name = feature["properties"]["name"]
        feature["properties"] = {"id": 7.0 + len(name), "tags": {"name:fa": name}}
    features.append(
        {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": "Point", "coordinates": [49, 37]},
        }
    )
    features.append({"type": "Feature", "properties": {"tags": {}}, "geometry": None})
    path = tmp_path / "areas.json"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))

    receipt = taken(path, tmp_path / "store", AreaColumns(name_fa="tags.name:fa"))

    assert receipt.neighbourhoods == 16
    assert notes(receipt)["no_area"]["count"] == 1
    assert notes(receipt)["no_outline"]["count"] == 1
    assert "گلسار 1" in set(areas.current(tmp_path / "store").table["name_fa"])


def test_residents_may_stand_in_another_table(board, tmp_path):
    path = written(board, tmp_path, "geopackage")
    residents = pd.DataFrame({"n": ["۱٬۲۰۰", "30", "-", "-5"], "key": ["a1", " a2", "a3", "zz"]})
    residents.to_csv(tmp_path / "people.csv", index=False)
    columns = AreaColumns(code="code", name_fa="name", residents="people.csv:key:n")

    receipt = taken(path, tmp_path / "store", columns)

    small = areas.at_level(areas.current(tmp_path / "store"), "neighbourhood")
    assert small["residents"].head(3).tolist() == [1200, 30, pd.NA]
    assert small["residents_basis"].head(3).tolist() == ["given", "given", "unknown"]
    assert notes(receipt)["residents_unknown"]["count"] == 14


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("nowhere.csv:key:n", "no_residents_file"),
        ("people.csv:code:n", "no_residents_column"),
        ("people.csv:other:n", "residents_fit_nothing"),
        ("twice.csv:key:n", "residents_twice"),
        ("people", "no_such_column"),
    ],
)
def test_a_table_of_residents_that_does_not_fit_is_refused(board, tmp_path, asked, code):
    path = written(board, tmp_path, "geopackage")
    people = pd.DataFrame({"key": ["a1", "a2"], "n": [1, 2], "other": ["q", "r"]})
    people.to_csv(tmp_path / "people.csv", index=False)
    people.assign(key="a1").to_csv(tmp_path / "twice.csv", index=False)

    columns = AreaColumns(code="code", residents=asked)

    assert refusal(path, tmp_path / "store", columns) == code


def test_invalid_outlines_are_mended_and_listed(board, tmp_path):
    corner = board.geometry[0].bounds
    x, y = corner[0], corner[1]
    tie = Polygon([(x, y), (x + 1000, y + 1000), (x + 1000, y), (x, y + 1000)])
    board.loc[0, "geometry"] = tie

    receipt = taken(written(board, tmp_path, "geopackage"), tmp_path / "store")

    layer = areas.current(tmp_path / "store")
    assert layer.table.is_valid.all()
    assert notes(receipt)["mended"] == {"count": 1, "areas": "چله‌خانه 0"}
    assert notes(receipt)["mended_much"] == {"areas": "چله‌خانه 0"}


def test_heights_are_dropped(board, tmp_path):
    board.geometry = shapely.force_3d(board.geometry.to_numpy(), 9.0)
    path = tmp_path / "areas.gpkg"
    board.to_file(path)

    taken(path, tmp_path / "store")

    assert not areas.current(tmp_path / "store").table.has_z.any()


def test_overlaps_and_gaps_are_listed_with_their_size(board, tmp_path):
    wide = board.geometry[5]
    board.loc[5, "geometry"] = box(wide.bounds[0] - 100, *wide.bounds[1:])
    board = board.drop(index=10)

    receipt = taken(written(board, tmp_path, "geopackage"), tmp_path / "store")

    found = notes(receipt)
    assert found["overlaps"]["count"] == 1
    assert found["overlaps"]["square_kilometres"] == pytest.approx(0.1, rel=0.01)
    assert found["gaps"]["square_kilometres"] == pytest.approx(1, rel=0.01)


def test_two_levels_in_one_layer_are_refused(board, tmp_path):
    whole = board.iloc[[0]].assign(code="all", geometry=[board.union_all()])
    both = pd.concat([board, whole], ignore_index=True)

    assert refusal(written(both, tmp_path, "geopackage"), tmp_path / "store") == "overlap"


def test_a_layer_that_reaches_into_the_sea_is_listed(board, tmp_path):
    board.geometry = board.geometry.translate(0, 44_000)  # its north is off the coast

    receipt = taken(written(board, tmp_path, "geopackage"), tmp_path / "store")

    assert notes(receipt)["leaves_gilan"]["square_kilometres"] > 1


def test_a_layer_elsewhere_is_taken_in_with_its_own_zone(board, tmp_path):
    board.geometry = board.geometry.translate(0, -600_000)

    receipt = taken(written(board, tmp_path, "geopackage"), tmp_path / "store")

    assert list(notes(receipt)) == ["elsewhere"]
    west = board.set_geometry(board.to_crs(4326).geometry.translate(-52, 20))
    west.to_file(tmp_path / "west.geojson", driver="GeoJSON")
    taken(tmp_path / "west.geojson", tmp_path / "west")
    assert areas.current(tmp_path / "west").about["metric_epsg"] == 32630


def test_the_same_code_twice_is_refused(board, tmp_path):
    board.loc[3, "code"] = "a1"

    assert refusal(written(board, tmp_path, "geopackage"), tmp_path / "store") == "code_twice"


def test_the_same_name_twice_needs_codes(board, tmp_path):
    path = written(board.assign(name="گلسار"), tmp_path, "geopackage")

    assert refusal(path, tmp_path / "store", AreaColumns(name_fa="name")) == "name_twice"


def test_a_row_without_its_code_is_refused(board, tmp_path):
    board.loc[3, "code"] = None

    assert refusal(written(board, tmp_path, "geojson"), tmp_path / "store") == "no_code_in_row"


def test_an_unknown_crs_is_refused(board, tmp_path):
    path = written(board, tmp_path, "shapefile")
    path.with_suffix(".prj").unlink()

    assert refusal(path, tmp_path / "store") == "unknown_crs"


def test_metres_that_claim_to_be_degrees_are_refused(board, tmp_path):
    board.set_crs(4326, allow_override=True).to_file(tmp_path / "a.geojson", driver="GeoJSON")

    assert refusal(tmp_path / "a.geojson", tmp_path / "store") == "not_degrees"


def test_longitude_and_latitude_exchanged_are_noticed(board, tmp_path):
    board = board.to_crs(4326)
    board.geometry = shapely.transform(board.geometry.to_numpy(), lambda corner: corner[:, ::-1])
    board.to_file(tmp_path / "areas.geojson", driver="GeoJSON")

    assert refusal(tmp_path / "areas.geojson", tmp_path / "store") == "swapped"


def test_only_points_and_lines_are_refused(board, tmp_path):
    board["geometry"] = [Point(0, 0), LineString([(0, 0), (1, 1)])] * 8

    assert refusal(written(board, tmp_path, "geojson"), tmp_path / "store") == "no_polygons"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"type": "FeatureCollection", "features": []}', "empty"),
        ('{"type": "FeatureCollection", "features": [3]}', "unknown_json"),
        ('{"type": "Topology"}', "unknown_json"),
        ('{"type": "FeatureCollection", "feat', "broken_json"),
        ("[" * 200_000, "unknown_format"),
        ('{"a":' * 200_000, "broken_json"),
        (
            "<OGRVRTDataSource><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTDataSource>",
            "unknown_format",
        ),
        ('<!DOCTYPE kml [<!ENTITY a SYSTEM "/etc/passwd">]><kml>&a;</kml>', "unsafe_xml"),
        ("<kml><Document><Placemark>", "broken_xml"),
        ("<kml>" + "<Folder>" * 50_000 + "</Folder>" * 50_000 + "</kml>", "broken_xml"),
        ("", "unknown_format"),
        ("a;b\n1;2\n", "unknown_format"),
    ],
)
def test_a_text_that_is_no_file_of_outlines_is_refused(tmp_path, text, code):
    path = tmp_path / "areas.geojson"
    path.write_text(text)

    assert refusal(path, tmp_path / "store") == code


@pytest.mark.parametrize(
    ("coordinates", "code"),
    [
        ("[[[49,37],[49.1,37],[NaN,37.1],[49,37]]]", "not_finite"),
        ("[[[49,37],[49.1,37],[1e999,37.1],[49,37]]]", "not_finite"),
        ('[[["49","x"],["a","b"],["c","d"],["e","f"]]]', "broken_outline"),
        ("[[[49,37],[49.1,37]]]", "broken_outline"),
        ("7", "broken_outline"),
    ],
)
def test_coordinates_that_are_no_numbers_are_refused(tmp_path, coordinates, code):
    path = tmp_path / "areas.geojson"
    path.write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"a"},'
        f'"geometry":{{"type":"Polygon","coordinates":{coordinates}}}}}]}}'
    )

    assert refusal(path, tmp_path / "store", AreaColumns(code="code")) == code


def test_question_marks_for_names_are_refused_with_what_to_do(board, tmp_path):
    board["name"] = "????? ???"

    code = refusal(written(board, tmp_path, "shapefile"), tmp_path / "store")

    assert code == "question_marks"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256"])
def test_a_shapefile_without_its_cpg_is_read_all_the_same(board, tmp_path, encoding):
    board["name"] = [f"گلسار {i}" if i % 2 else f"تازه آباد {i}" for i in range(16)]
    if encoding == "cp1256":  # which has no Persian ye; people type the Arabic one
        board["name"] = board["name"].str.replace("ی", "ي")
    board.to_file(tmp_path / "areas.shp", encoding=encoding)
    (tmp_path / "areas.cpg").unlink(missing_ok=True)

    taken(tmp_path / "areas.shp", tmp_path / "store")

    assert areas.current(tmp_path / "store").table.loc["a2", "name_fa"] == "گلسار 1"


def test_a_shapefile_without_its_table_is_refused(board, tmp_path):
    path = written(board, tmp_path, "shapefile")
    path.with_suffix(".dbf").unlink()

    assert refusal(path, tmp_path / "store") == "shapefile_parts"


def test_a_package_with_two_layers_asks_which(board, tmp_path):
    path = written(board, tmp_path, "geopackage")
    board.to_file(path, layer="other", driver="GPKG")

    assert refusal(path, tmp_path / "store") == "which_layer"
    assert taken(path, tmp_path / "store", layer="other").neighbourhoods == 16


def test_a_view_is_no_layer(board, tmp_path):
    path = written(board, tmp_path, "geopackage")
    database = sqlite3.connect(path)
    database.execute("alter table areas rename to held")
    database.execute("create view areas as select * from held")
    database.execute("update gpkg_contents set table_name = 'areas'")
    database.commit()
    database.close()

    assert refusal(path, tmp_path / "store") in {"no_layers", "broken_file"}


@pytest.mark.parametrize("name", ["../areas.geojson", "/etc/areas.geojson", "a/../../b.geojson"])
def test_a_zip_that_leaves_its_folder_is_refused(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "areas.zip", "w") as archive:
        archive.writestr(name, "{}")

    assert refusal(tmp_path / "areas.zip", tmp_path / "store") == "unsafe_zip"


def test_a_zip_bomb_and_an_empty_zip_are_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("areas.geojson", b" " * 50_000_000)
    with zipfile.ZipFile(tmp_path / "empty.zip", "w") as archive:
        archive.writestr("readme.txt", "nothing")

    assert refusal(tmp_path / "bomb.zip", tmp_path / "store") == "too_large"
    assert refusal(tmp_path / "empty.zip", tmp_path / "store") == "nothing_in_zip"


def test_a_zip_of_two_files_asks_which(board, tmp_path):
    path = written(board, tmp_path, "geojson")
    with zipfile.ZipFile(tmp_path / "areas.zip", "w") as archive:
        archive.write(path, "one.geojson")
        archive.write(path, "two.geojson")

    assert refusal(tmp_path / "areas.zip", tmp_path / "store") == "which_in_zip"
    assert taken(tmp_path / "areas.zip", tmp_path / "store", layer="two").neighbourhoods == 16


@settings(derandomize=True, deadline=None, max_examples=120)
@given(st.data())
def test_a_torn_file_is_refused_and_never_an_accident(tmp_path_factory, data):
    folder = tmp_path_factory.getbasetemp() / "torn"
    if not folder.exists():
        folder.mkdir()
        squares = [box(49 + x / 10, 37, 49.1 + x / 10, 37.1) for x in range(4)]
        table = gpd.GeoDataFrame({"code": list("abcd")}, geometry=squares, crs=4326)
        table.to_file(folder / "whole.gpkg")
        table.to_file(folder / "whole.geojson")
        kml(table.assign(district="d", residents=1, name="n"), folder / "whole.kml")
    whole = data.draw(st.sampled_from(sorted(folder.glob("whole.*"))))
    held = bytearray(whole.read_bytes())
    for place in data.draw(st.lists(st.integers(0, len(held) - 1), max_size=6)):
        held[place] = data.draw(st.integers(0, 255))
    torn = folder / f"torn{whole.suffix}"
    torn.write_bytes(held[: data.draw(st.integers(len(held) // 2, len(held)))])

    try:
        found = area_files.read(torn)
    except Refusal as refused:
        assert words.Say("fa").knows(refused.key)
    else:
        assert isinstance(found, gpd.GeoDataFrame)


def test_old_layers_are_kept_with_their_dates(board, tmp_path):
    path = written(board, tmp_path, "geopackage")
    first = taken(path, tmp_path / "store").layer
    board.loc[0, "residents"] = 7
    second = taken(written(board, tmp_path, "geojson"), tmp_path / "store").layer

    known = dict(areas.known(tmp_path / "store"))
    assert first != second
    assert set(known) == {areas.by_id(tmp_path / "store", None).id, first, second}
    assert all(about["added"] for about in known.values())
    assert areas.current(tmp_path / "store").id == second
    assert areas.by_id(tmp_path / "store", first).table.loc["a1", "residents"] == 100


def test_the_same_file_again_changes_nothing(board, tmp_path):
    path = written(board, tmp_path, "geopackage")
    taken(path, tmp_path / "store")
    before = store.version(tmp_path / "store")

    again = taken(path, tmp_path / "store")

    assert again.already
    assert store.version(tmp_path / "store") == before


def test_a_former_layer_can_count_again(board, tmp_path):
    path = written(board, tmp_path, "geopackage")
    first = taken(path, tmp_path / "store").layer
    taken(written(board.iloc[:8], tmp_path, "geojson"), tmp_path / "store")

    back = taken(path, tmp_path / "store")

    assert back.layer == first
    assert not back.already
    assert areas.current(tmp_path / "store").id == first


def test_an_unknown_layer_and_a_damaged_one_are_refused(board, tmp_path):
    layer = taken(written(board, tmp_path, "geopackage"), tmp_path / "store").layer
    with pytest.raises(Refusal, match="unknown_layer"):
        areas.by_id(tmp_path / "store", "0123456789ab")

    shutil.copytree(tmp_path / "store", tmp_path / "copy")
    (tmp_path / "copy" / "layers" / layer / "areas.parquet").write_bytes(b"torn")
    with pytest.raises(Refusal, match="damaged_layer"):
        areas.by_id(tmp_path / "copy", layer)


REAL = {
    "gilan_osm_with_sea.geojson": (
        AreaColumns(code="id", name_fa="tags.name", name_en="tags.name:en"),
        {"no_area", "leaves_gilan", "residents_not_given"},
        17,
    ),
    "lancashire_wards.gpkg": (
        AreaColumns(
            code="ward_code",
            name_en="ward_name",
            residents="lancashire_ward_pop.xlsx:gss_code:population",
        ),
        {"elsewhere", "residents_unknown"},
        271,
    ),
    "iran2016census.shp": (
        AreaColumns(code="cnty_cd", county="prvnc_c", residents="mal_0-4"),
        {"mended", "mended_much", "gaps", "leaves_gilan"},
        429,
    ),
}


@pytest.mark.parametrize("name", REAL)
def test_real_outlines_come_in_with_what_is_odd_about_them(shared_real, tmp_path, name):
    columns, odd, count = REAL[name]

    receipt = taken(shared_real / "areas" / name, tmp_path, columns)

    assert receipt.neighbourhoods == count
    assert set(notes(receipt)) == odd
    assert areas.current(tmp_path).table.is_valid.all()
    for level in areas.LEVELS:
        assert areas.outlines(tmp_path, areas.current(tmp_path), level).is_valid.all()
    for language in words.LANGUAGES:
        assert all(words.Say(language)(note.key, **note.facts) for note in receipt.notes)


def test_real_names_that_are_lost_are_refused(shared_real, tmp_path):
    path = shared_real / "areas" / "iran2016census.shp"

    code = refusal(path, tmp_path / "store", AreaColumns(name_fa="cnty_nm", county="prvnc_n"))

    assert code == "question_marks"
