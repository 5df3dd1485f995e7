"""Emerging hot spots: every way ten slices can go, trends, refusals."""

import itertools
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from geo import emerging, permuting
from tests.test_geo_hotspots import BOARD

COUNTED = {
    "sporadic": 1_482,
    "oscillating": 57_486,
    "consecutive": 21,
    "intensifying": 19,
    "persistent": 19,
    "diminishing": 19,
    "new": 3,
    "historical": 3,
}


def test_each_of_all_ways_is_in_the_class_that_is_counted():
    found = Counter(
        emerging.named(np.array(states), direction)
        for states in itertools.product((-1, 0, 1), repeat=10)
        for direction in (-1, 0, 1)
    )

    each = {f"{kind}_{side}": count for kind, count in COUNTED.items() for side in ("hot", "cold")}
    assert found == {**each, "none": 59_043}
    assert set(found) == set(emerging.CLASSES)


@pytest.mark.parametrize(
    ("states", "direction", "expected"),
    [
        ("0000000001", 0, "new_hot"),
        ("0000000111", 0, "consecutive_hot"),
        ("1111111111", 1, "intensifying_hot"),
        ("0111111111", -1, "diminishing_hot"),
        ("1111111110", 0, "historical_hot"),
        ("0010110011", 0, "sporadic_hot"),
        ("00-1000001", 0, "oscillating_hot"),
        ("----------", -1, "intensifying_cold"),
        ("0000000000", 1, "none"),
    ],
)
def test_a_class_is_what_its_name_says(states, direction, expected):
    numbers = np.array([{"0": 0, "1": 1, "-": -1}[state] for state in states])

    assert emerging.named(numbers, direction) == expected


def test_ten_rising_slices_are_a_trend_and_four_are_not():
    assert emerging.trend(pd.Series(range(10))) == 1
    assert emerging.trend(-pd.Series(range(10))) == -1
    assert emerging.trend(pd.Series(range(4))) == 0
    assert stats.kendalltau(range(10), range(10)).pvalue == pytest.approx(5.511e-07, rel=1e-3)


def test_a_trend_of_nothing_is_none():
    assert emerging.trend(pd.Series([1.0] * 12)) == 0


@settings(derandomize=True, deadline=None)
@given(st.lists(st.sampled_from([-1, 0, 1]), min_size=10, max_size=30), st.sampled_from([-1, 0, 1]))
def test_cold_mirrors_hot(states, direction):
    mirror = {"hot": "cold", "cold": "hot"}
    kind, _, side = emerging.named(np.array(states), direction).partition("_")

    turned = emerging.named(-np.array(states), -direction)

    assert turned == (f"{kind}_{mirror[side]}" if side else "none")


def weeks(count=12):
    """A quiet board over some weeks."""
    generator = np.random.default_rng(8)
    return pd.DataFrame(generator.normal(10, 1, (49, count)), BOARD.areas, range(count))


def test_a_corner_that_becomes_hot_is_found():
    figures = weeks()
    corner = [0, 1, 7, 8]
    figures.iloc[corner, 8:] += 12

    classes, z, states = emerging.classes(figures, BOARD)

    assert classes.iloc[0] == "consecutive_hot"
    assert states.iloc[0].tolist() == [0] * 8 + [1] * 4
    assert z.shape == (49, 12)


def test_areas_hidden_in_the_last_slice_take_no_part_and_other_gaps_are_passed_over():
    figures = weeks()
    figures.iloc[3, -1] = figures.iloc[5, 0] = np.nan
    figures.iloc[6, :4] = np.nan

    classes, _, states = emerging.classes(figures, BOARD)

    assert {"n3", "n6"}.isdisjoint(classes.index)
    assert len(classes) == 47
    assert "n5" in classes.index
    assert np.isnan(states.at["n5", 0])


def test_a_slice_in_which_few_are_told_does_not_count():
    figures = weeks()
    figures.iloc[:20, 4] = np.nan

    classes, z, _ = emerging.classes(figures, BOARD)

    assert list(z) == [0, 1, 2, 3, *range(5, 12)]
    assert len(classes) == 49


def test_fewer_than_ten_slices_are_refused():
    with pytest.raises(emerging.TooFewSlices, match="9 slices"):
        emerging.classes(weeks(9), BOARD)


def test_fewer_than_thirty_areas_are_refused():
    with pytest.raises(permuting.TooFew, match="29 areas"):
        emerging.classes(weeks().iloc[:29], BOARD)
