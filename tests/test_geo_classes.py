"""Classes: bounds that can be read, none empty, every number in the class whose bounds hold it."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import classes

numbers = st.lists(
    st.one_of(
        st.integers(0, 50),
        st.floats(0, 1e6, allow_subnormal=False).map(lambda value: round(value, 3)),
        st.just(float("nan")),
    ),
    max_size=80,
)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(numbers)
def test_every_number_lies_within_the_bounds_of_its_class(values):
    cut = classes.rounded(pd.Series(values, dtype=float))

    for value, place in zip(values, cut.position, strict=True):
        if np.isnan(value):
            assert place == -1
        else:
            low, high = cut.bounds[place]
            assert low <= value <= high
            assert value < high or place == len(cut.bounds) - 1
    assert len(cut.bounds) <= classes.MOST
    assert all(cut.counts)
    assert sum(cut.counts) == sum(not np.isnan(value) for value in values)


def test_classes_hold_about_as_many_areas_each():
    values = pd.Series(np.random.default_rng(1).lognormal(3, 1.5, 215))

    cut = classes.rounded(values)

    assert len(cut.bounds) == 7
    assert min(cut.counts) >= 20
    assert max(cut.counts) <= 45


def test_one_busy_place_does_not_take_all_the_shades():
    cut = classes.rounded(pd.Series([*range(10), 1000]))

    assert len(cut.bounds) >= 5


@pytest.mark.parametrize(
    ("values", "bounds", "counts"),
    [
        ([0, 0, 0], [(0, 1)], [3]),
        ([0, 0, 0, 1], [(0, 1), (1, 2)], [3, 1]),
        ([5], [(5, 6)], [1]),
        ([1.5, 1.5], [(1.5, 1.6)], [2]),
        ([float("nan")] * 2, [], []),
        ([], [], []),
    ],
)
def test_few_different_numbers_make_few_classes(values, bounds, counts):
    cut = classes.rounded(pd.Series(values, dtype=float))

    assert cut.bounds == bounds
    assert cut.counts == counts


def test_whole_numbers_are_cut_between_whole_numbers():
    cut = classes.rounded(pd.Series([0, 1, 1, 2, 3, 3, 4, 6, 9, 12]))

    assert all(low == int(low) and high == int(high) for low, high in cut.bounds)


def test_bounds_are_no_finer_than_a_reader_sees():
    values = pd.Series([0.01, 0.02, 0.03, 0.11, 0.18, 0.24, 0.31, 0.47, 0.52])

    cut = classes.rounded(values, finest=0.1)

    assert all(round(low, 1) == low for low, _ in cut.bounds)


def test_change_parts_at_nought_alike_on_both_sides():
    cut = classes.parted(pd.Series([-0.4, -0.1, 0.0, 0.1, 0.2, 0.4, float("nan")]))

    assert len(cut.bounds) == 7
    lows = [low for low, _ in cut.bounds[1:]]
    assert lows == [-value for value in reversed(lows)]
    assert cut.position[2] == 3
    assert cut.position[-1] == -1


def test_nothing_is_said_to_lose_more_than_all():
    cut = classes.parted(pd.Series([-0.99, -0.5, 0.2, 3.0]))

    assert cut.bounds[0][0] == -1
    assert len(cut.bounds) == 7
