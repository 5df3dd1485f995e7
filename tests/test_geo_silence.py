"""Silent areas: few reports where many live; felt safety orders them and makes none silent."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import silence


def table(residents, reports):
    made = pd.DataFrame({"residents": residents, "reports": reports}, list("abcdef"))
    return made.assign(steady_rate=1000 * made["reports"] / made["residents"])


HERE = table([9000, 8000, 7000, 1000, 1000, 1000], [900, 80, np.nan, 1, 100, 100])


def test_a_large_area_under_half_the_rate_of_all_is_silent_and_a_small_one_is_not():
    assert list(silence.silent(HERE).index) == ["c", "b"]


def test_it_tells_how_many_reports_are_missed():
    found = silence.silent(HERE)

    overall = 1181 / 20_000
    assert found.at["b", "missed"] == 8000 * overall - 80
    assert np.isnan(found.at["c", "missed"])


def test_where_people_feel_less_safe_stands_first():
    felt = pd.Series({"a": 60.0, "b": 30.0, "c": 70.0, "d": 55.0})

    found = silence.silent(HERE, felt)

    assert list(found.index) == ["b", "c"]
    assert found["uneasy"].tolist() == [True, False]


@settings(derandomize=True, deadline=None)
@given(st.lists(st.floats(0, 100), min_size=6, max_size=6))
def test_felt_safety_makes_no_area_silent(values):
    felt = pd.Series(values, HERE.index)

    assert set(silence.silent(HERE, felt).index) == set(silence.silent(HERE).index)


def test_nobody_is_silent_where_nothing_is_known():
    nothing = table([np.nan] * 6, [np.nan] * 6)

    assert silence.silent(nothing).empty
