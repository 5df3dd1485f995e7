"""What is told of areas: rates, shares and change, by hand; too few hidden in every column."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import figures, privacy

COUNTS = ["reports", "calls", "tips", "useful", "judged"]
HIDDEN = [
    *COUNTS,
    *("rate", "useful_rate", "steady_rate", "steady_useful_rate"),
    *("share_useful", "change", "before"),
]


def areas(**columns: list) -> pd.DataFrame:
    """Three areas: one of many reports, one of ten, one of nine; with some columns changed."""
    held = {
        "name_fa": ["یک", "دو", "سه"],
        "residents": pd.array([2000, 1000, pd.NA], dtype="Int64"),
        "reports": [100.0, 10.0, 9.0],
        "calls": [80.0, 10.0, 9.0],
        "tips": [20.0, 0.0, 0.0],
        "useful": [30.0, 4.0, 9.0],
        "judged": [60.0, 8.0, 9.0],
        "before": [80.0, 9.0, 100.0],
    }
    return pd.DataFrame(held | columns, index=["a", "b", "c"])


def test_rates_shares_and_change_by_hand():
    told = figures.told(areas(), COUNTS)

    assert told.loc["a", ["rate", "useful_rate"]].tolist() == [50, 15]
    assert told.at["a", "share_useful"] == 0.5
    assert told.at["a", "change"] == 0.25
    assert told.at["b", "rate"] == 10
    assert told["few"].tolist() == [False, False, True]


def test_too_few_are_hidden_in_every_column_and_ten_are_shown():
    told = figures.told(areas(), COUNTS)

    assert told.loc["c", HIDDEN].isna().all()
    assert told.loc["b", COUNTS].notna().all()
    assert told["residents"].tolist() == [2000, 1000, pd.NA]
    assert told["name_fa"].tolist() == ["یک", "دو", "سه"]


def test_too_few_a_year_ago_hide_the_change_and_the_count_of_then():
    told = figures.told(areas(), COUNTS)

    assert told.loc["b", ["before", "change"]].isna().all()
    assert told.at["a", "before"] == 80


def test_without_residents_there_is_no_rate_but_there_are_counts():
    for residents in (pd.NA, 0):
        people = pd.array([residents] * 3, dtype="Int64")
        told = figures.told(areas(residents=people), COUNTS)

        rates = ["rate", "useful_rate", "steady_rate", "steady_useful_rate"]
        assert told[rates].isna().all(axis=None)
        assert told.at["a", "reports"] == 100


def test_where_no_outcome_is_known_no_share_is_told():
    told = figures.told(areas(judged=[0.0, 0.0, 0.0], useful=[0.0, 0.0, 0.0]), COUNTS)

    assert told["share_useful"].isna().all()


def test_weeks_without_outcomes_have_rates_but_no_useful_ones():
    nothing = [np.nan] * 3
    told = figures.told(areas(useful=nothing, judged=nothing), COUNTS)

    assert told[["useful", "judged", "useful_rate", "share_useful"]].isna().all(axis=None)
    assert told.at["a", "rate"] == 50


def test_the_table_handed_in_stays_as_it_was():
    table = areas()
    before = table.copy()

    figures.told(table, COUNTS)

    pd.testing.assert_frame_equal(table, before)


@st.composite
def tables(draw):
    rows = draw(st.lists(st.tuples(*[st.integers(0, 40)] * 4, st.integers(0, 5000)), min_size=1))
    calls, tips, useful, before, residents = map(np.array, zip(*rows, strict=True))
    reports = calls + tips
    return pd.DataFrame(
        {
            "residents": pd.array(residents, dtype="Int64"),
            "reports": reports,
            "calls": calls,
            "tips": tips,
            "useful": np.minimum(useful, reports),
            "judged": reports,
            "before": before,
        }
    )


@settings(derandomize=True, deadline=None)
@given(tables())
def test_nothing_is_told_of_areas_with_too_few_and_all_counts_of_the_others(table):
    told = figures.told(table, COUNTS)
    few = table["reports"] < privacy.FEWEST_SHOWN

    assert told["few"].tolist() == few.tolist()
    assert told.loc[few, HIDDEN].isna().all(axis=None)
    pd.testing.assert_frame_equal(told.loc[~few, COUNTS], table.loc[~few, COUNTS].astype(float))
    assert not (told["before"] < privacy.FEWEST_SHOWN).any()
    assert told["share_useful"].dropna().between(0, 1).all()
    assert np.isfinite(told[HIDDEN].fillna(0)).all(axis=None)


@pytest.mark.parametrize("count", [0, 1, 9])
def test_silence_looks_the_same_as_nine_reports(count):
    told = figures.told(areas(reports=[100.0, 10.0, float(count)]), COUNTS)

    assert told.loc["c", HIDDEN].isna().all()
