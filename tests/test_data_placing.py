"""Where a report belongs: coordinates first, else a code, else a name as typed."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyproj
import pytest

from data import areas, placing

LAYER = areas.current(Path("none"))
PLACER = placing.Placer(LAYER)
NEIGHBOURHOODS = areas.at_level(LAYER, "neighbourhood")
GOLSAR = NEIGHBOURHOODS.index[NEIGHBOURHOODS["name_fa"] == "گلسار"][0]
POINT = NEIGHBOURHOODS.geometry[GOLSAR].representative_point()


def placed(**texts):
    count = len(next(iter(texts.values())))
    return PLACER.place({name: pa.array(column) for name, column in texts.items()}, count)


def code(places, row=0):
    return PLACER.codes[places.position[row]] if places.position[row] >= 0 else None


def named(name, district="", county=""):
    found = placed(place=[name], district=[district], county=[county])
    return code(found) or next(reason for reason, rows in found.wrong.items() if rows[0])


def test_a_point_is_placed_before_a_code_and_a_code_before_a_name():
    other = next(one for one in NEIGHBOURHOODS.index if one != GOLSAR)
    found = placed(
        longitude=[str(POINT.x), "", "10", "0"],
        latitude=[str(POINT.y), "", "10", "0.0"],
        code=[other, GOLSAR, GOLSAR, ""],
        place=["x", "x", "گلسار", "گلسار"],
    )

    assert [code(found, row) for row in range(4)] == [GOLSAR, GOLSAR, None, GOLSAR]
    assert found.placed.tolist() == [0, 0, placing.OUTSIDE, 0]
    assert not any(rows.any() for rows in found.wrong.values())


def test_no_place_at_all_is_none():
    found = placed(longitude=["", None], latitude=[None, ""], place=["", None])

    assert found.placed.tolist() == [placing.NONE] * 2
    assert not any(rows.any() for rows in found.wrong.values())


def test_metres_of_a_zone_are_turned_to_degrees():
    turn = pyproj.Transformer.from_crs(4326, 32639, always_xy=True)
    x, y = turn.transform(POINT.x, POINT.y)
    texts = {
        "longitude": pa.array([f"{x:.1f}".replace(".", ",")]),
        "latitude": pa.array([f"{y:.1f}".replace(".", ",")]),
    }

    assert code(placing.Placer(LAYER, "EPSG:32639").place(texts, 1)) == GOLSAR


@pytest.mark.parametrize(
    ("x", "y"), [("x", "37"), ("49", ""), ("nan", "37"), ("190", "37"), ("49", "95"), ("49", "inf")]
)
def test_coordinates_that_cannot_be_are_told(x, y):
    found = placed(longitude=[x], latitude=[y], place=["گلسار"])

    assert found.wrong["coordinates_unreadable"].tolist() == [True]


def test_numbers_may_have_decimal_commas_and_persian_digits():
    values, missing, wrong = placing.numbers(pa.array(["49,5", "۴۹٫۵", "49.5", "", None, "x"]))

    assert values[:3].tolist() == [49.5] * 3
    assert missing.tolist() == [False] * 3 + [True] * 2 + [False]
    assert np.flatnonzero(wrong).tolist() == [5]


@pytest.mark.parametrize(
    "name", ["گلسار", "گلســار ", "محله گلسار", "رشت، گلسار", "رشت - محلهٔ گلسار", "گلصار", "Golsar"]
)
def test_a_neighbourhood_is_known_as_people_type_it(name):
    assert named(name) == GOLSAR


def test_a_name_that_two_have_needs_what_they_lie_in():
    twice = NEIGHBOURHOODS[NEIGHBOURHOODS["name_fa"].duplicated(keep=False)]
    assert len(twice) == 2

    assert named(twice["name_fa"].iloc[0]) == "place_ambiguous"
    for one, row in twice.iterrows():
        county = LAYER.table.at[row["county"], "name_fa"]
        assert named(row["name_fa"], county=f"شهرستان {county}") == one


@pytest.mark.parametrize("name", ["رشت", "شهرستان رشت", "گیلان", "شهرستان فومن"])
def test_a_county_is_no_neighbourhood(name):
    assert named(name) == "place_too_coarse"


def test_a_name_like_none_is_told_with_the_nearest():
    found = placed(place=["ژژژژ"])

    assert found.wrong["place_unknown"].tolist() == [True]
    assert len(found.nearest[0].split("، ")) == 3


def test_a_code_must_be_of_a_neighbourhood():
    found = placed(
        code=[GOLSAR.lower(), "x", LAYER.table.index[LAYER.table["level"] == "county"][0]]
    )

    assert code(found) == GOLSAR
    assert found.wrong["code_unknown"].tolist() == [False, True, False]
    assert found.wrong["place_too_coarse"].tolist() == [False, False, True]


def test_every_neighbourhood_is_found_by_its_own_name():
    for one, row in NEIGHBOURHOODS.iterrows():
        above = (LAYER.table.at[row[level], "name_fa"] for level in ("district", "county"))
        assert named(row["name_fa"], *above) == one
