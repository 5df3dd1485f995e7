"""What a reader takes away: text stays text, numbers stay numbers, outlines stay where they are."""

import csv
import io
import json

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import areas, exports

MARK = b"\xef\xbb\xbf"
NUMBERS = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)


@pytest.fixture(scope="module")
def layer(tmp_path_factory):
    return areas.current(tmp_path_factory.mktemp("none"))  # the embedded Gilan


def rows_of(held: bytes) -> list[list[str]]:
    assert held.startswith(MARK)
    return list(csv.reader(io.StringIO(held.decode("utf-8-sig"), newline="")))


def test_a_table_is_written_with_a_byte_order_mark_and_quoted_to_the_last_cell():
    table = pd.DataFrame({"نام": ["گلسار", 'a "b", c'], "reports": [12, -3]})

    held = exports.csv(table)

    assert held == MARK + '"نام","reports"\r\n"گلسار","12"\r\n"a ""b"", c","-3"\r\n'.encode()


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+98", "-2", "@SUM(A1)", "|cmd", "%0A", "\t=1", "\r=1", "\n=1", " =1", "＝1"),
        *("\u200c=1", "\u2066=1\u2069", "\u200f \u00a0=1", "\ufeff@x", "−1", "＠x", "－1", "＋1"),
    ],
)
def test_what_a_spreadsheet_would_run_is_written_as_text(text):
    [[told], [cell]] = rows_of(exports.csv(pd.DataFrame({text: [text]})))

    assert told == cell == f"'{text}"


@pytest.mark.parametrize(
    "text", ["گلسار", "a=1", "1-2", "", "خیابان 5", "\u200cمی\u200cرود", "'=1"]
)
def test_other_text_is_left_as_it_is(text):
    assert exports.inert(text) == text


@pytest.mark.parametrize("missing", [None, np.nan, pd.NA, pd.NaT])
def test_what_is_missing_is_an_empty_cell(missing):
    table = pd.DataFrame({"a": pd.Series([missing], dtype=object), "b": [1]})

    assert rows_of(exports.csv(table))[1] == ["", "1"]


@settings(derandomize=True, deadline=None)
@given(st.lists(NUMBERS, min_size=1))
def test_numbers_are_read_back_as_they_were_even_below_nought(numbers):
    rows = rows_of(exports.csv(pd.DataFrame({"count": pd.Series(numbers, dtype=object)})))

    assert [float(cell) for [cell] in rows[1:]] == [float(number) for number in numbers]


@settings(derandomize=True, deadline=None)
@given(st.text(st.characters(codec="utf-8")))
def test_no_cell_begins_with_what_a_spreadsheet_runs(text):
    told = exports.inert(text)

    assert told in (text, f"'{text}")
    assert not told.lstrip().startswith(exports.LIVE)


def test_areas_are_read_back_with_their_numbers_and_outlines_in_degrees(layer, tmp_path):
    counties = areas.at_level(layer, "county")
    table = pd.DataFrame(
        {
            "name_fa": counties["name_fa"],
            "residents": counties["residents"],
            "reports": np.arange(len(counties), dtype=float),
        }
    )
    table.iloc[0, 2] = np.nan

    path = tmp_path / "areas.geojson"
    path.write_bytes(exports.geojson(table, layer))
    back = gpd.read_file(path).set_index("code")

    assert back.crs == counties.crs
    assert back.index.tolist() == counties.index.tolist()
    assert back["name_fa"].tolist() == counties["name_fa"].tolist()
    assert back["residents"].tolist() == counties["residents"].tolist()
    assert back["reports"].isna().tolist() == [True] + [False] * (len(counties) - 1)
    assert back.geometry.geom_equals_exact(counties.geometry, 1e-9).all()


def test_geojson_is_plain_json_with_its_source_and_without_nan(layer):
    few = areas.at_level(layer, "county").index[:2]
    table = pd.DataFrame({"rate": [np.nan, np.float64(1.5)], "few": [True, False]}, index=few)

    def refuse(name):
        raise AssertionError(f"{name} is no JSON")

    held = json.loads(exports.geojson(table, layer), parse_constant=refuse)

    assert held["attribution"] == layer.about["attribution"]
    assert [feature["id"] for feature in held["features"]] == list(few)
    assert [feature["properties"] for feature in held["features"]] == [
        {"code": few[0], "rate": None, "few": True},
        {"code": few[1], "rate": 1.5, "few": False},
    ]


def test_an_area_that_the_layer_does_not_know_is_an_error(layer):
    with pytest.raises(KeyError):
        exports.geojson(pd.DataFrame({"reports": [1]}, index=["nowhere"]), layer)
