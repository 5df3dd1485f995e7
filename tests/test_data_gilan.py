"""The embedded layer: whole, named, counted, and where Gilan is."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from data import areas, levels, persian


@pytest.fixture(scope="module")
def gilan(tmp_path_factory) -> areas.Layer:
    return areas.current(tmp_path_factory.mktemp("no") / "store")


def test_there_are_seventeen_counties_and_so_on_down(gilan):
    counts = gilan.table["level"].value_counts().to_dict()

    assert counts == {"province": 1, "county": 17, "district": 44, "neighbourhood": 215}
    assert gilan.table.index.is_unique
    assert all(code.isascii() and len(code) <= 10 for code in gilan.table.index)


@pytest.mark.parametrize("level", areas.LEVELS)
def test_outlines_fit_together_without_gaps_or_overlaps(gilan, level):
    outlines = areas.at_level(gilan, level).geometry.to_numpy()

    assert shapely.is_valid(outlines).all()
    assert shapely.coverage_is_valid(outlines)
    whole = gilan.table.loc["GIL"].geometry
    assert shapely.area(outlines).sum() == pytest.approx(whole.area, rel=1e-9)


def test_every_area_lies_in_its_parent(gilan):
    table = gilan.table.to_crs(32639)
    below = table[table["level"] != "province"]
    above = table.geometry.loc[below["parent"]].to_numpy()

    left = shapely.area(shapely.difference(below.geometry.to_numpy(), above))

    assert left.max() < 1
    small = areas.at_level(gilan, "neighbourhood")
    assert (small["parent"] == small["district"]).all()
    assert (gilan.table["parent"].loc[small["district"]].to_numpy() == small["county"]).all()


def test_every_area_has_a_clean_name_in_both_languages(gilan):
    for name in gilan.table["name_fa"]:
        assert name
        assert persian.tidy(name) == name
        assert not any(letter.isascii() and letter.isalpha() for letter in name)
    assert all(name and name.isascii() for name in gilan.table["name_en"])
    small = areas.at_level(gilan, "neighbourhood")
    assert not small.duplicated(["name_fa", "district"]).any()


def test_residents_sum_to_the_census(gilan):
    counties = areas.at_level(gilan, "county")["residents"]

    assert counties.sum() == 2_530_696
    assert counties["RSH"] + counties["KHM"] == 956_971
    assert counties["ANZ"] == 139_016
    assert gilan.table.loc["RSH-C", "residents"] == 679_995
    small = areas.at_level(gilan, "neighbourhood")
    assert small.groupby("county")["residents"].sum().equals(counties.rename_axis("county"))
    assert (small["residents"] > 0).all()


def test_a_figure_that_was_shared_out_says_so(gilan):
    basis = gilan.table["residents_basis"]

    assert basis["GIL"] == "census"
    assert (basis[["RSH", "KHM"]] == "shared").all()
    assert (basis[areas.at_level(gilan, "county").index.drop(["RSH", "KHM"])] == "census").all()
    assert (basis[areas.at_level(gilan, "neighbourhood").index] == "shared").all()


def test_it_says_that_it_is_approximate_and_whose_work_it_is(gilan):
    assert gilan.about["approximate"] is True
    assert "OpenStreetMap" in gilan.about["attribution"]
    assert gilan.about["metric_epsg"] == 32639
    assert gilan.id == levels.identity(gilan.table)


def test_a_place_is_found_in_its_own_cell(gilan):
    places = pd.read_csv(areas.EMBEDDED / "places.csv").set_index("code")
    places = places[places["level"] == "neighbourhood"]
    points = gpd.GeoSeries.from_xy(
        places["longitude"], places["latitude"], index=places.index, crs=4326
    ).to_crs(32639)
    cells = areas.at_level(gilan, "neighbourhood").to_crs(32639).geometry.loc[places.index]

    away = points.distance(cells)

    assert (away < 2).mean() > 0.9
    assert away.max() < 3000  # a harbour town's point may lie off the coast


def test_it_covers_what_the_official_counties_cover(gilan, shared_real):
    path = shared_real.parent / "gilan" / "counties_1400.geojson"
    official = gpd.read_file(path).to_crs(32639)
    province = gilan.table.loc[["GIL"]].to_crs(32639).union_all()
    land = official.union_all()

    assert province.intersection(land).area / province.union(land).area >= 0.95
    ours = areas.at_level(gilan, "county").to_crs(32639)
    for county in official.itertuples():
        shared = ours.intersection(county.geometry).area
        assert shared.max() / county.geometry.area > 0.85, county.NAME_2


def test_a_simplified_border_stays_shared_and_is_kept_on_disk(gilan, tmp_path):
    first = areas.outlines(tmp_path, gilan, "district")
    kept = list((tmp_path / "cache" / "outlines").iterdir())
    areas.outlines.cache_clear()
    again = areas.outlines(tmp_path, gilan, "district")

    assert [path.name for path in kept] == [f"{gilan.id}-district.parquet"]
    assert shapely.coverage_is_valid(first.geometry.to_numpy())
    assert again.geometry.geom_equals(first.geometry).all()
    kept[0].write_bytes(b"torn")
    areas.outlines.cache_clear()
    assert len(areas.outlines(tmp_path, gilan, "district")) == 44
