"""What counts as rural: fewer than 300 residents on a square kilometre."""

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import box

from geo import settlement

METRES = "EPSG:32639"


def squares(kilometres: list[float]) -> gpd.GeoSeries:
    """Squares with sides of so many kilometres."""
    return gpd.GeoSeries([box(0, 0, 1000 * side, 1000 * side) for side in kilometres], crs=METRES)


def test_two_thousand_on_four_square_kilometres_are_five_hundred_on_each():
    assert settlement.per_square_kilometre(squares([2]), pd.Series([2000])).tolist() == [500]


def test_three_hundred_to_the_square_kilometre_are_no_longer_rural():
    found = settlement.is_rural(squares([1, 1, 2]), pd.Series([299, 300, 1199]))

    assert found.tolist() == [True, False, True]


def test_where_nobody_knows_how_many_live_it_is_not_called_rural():
    residents = pd.Series([pd.NA, 10], dtype="Int64")

    assert settlement.is_rural(squares([1, 1]), residents).tolist() == [False, True]


def test_degrees_have_no_square_kilometres():
    with pytest.raises(ValueError, match="metres"):
        settlement.is_rural(squares([1]).set_crs("EPSG:4326", allow_override=True), pd.Series([1]))


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.floats(0.5, 5))
def test_the_more_live_there_the_less_rural_it_is(few, more, side):
    fewer, most = sorted([few, more])
    found = settlement.is_rural(squares([side, side]), pd.Series([fewer, most]))

    assert found[0] >= found[1]
