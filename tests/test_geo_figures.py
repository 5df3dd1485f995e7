"""What is told of areas: rates, shares and change, by hand; of a hidden figure nothing."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import figures

COUNTS = ["reports", "calls", "tips", "useful", "judged", "before"]
OF_REPORTS = ["rate", "steady_rate"]
OF_USEFUL = ["useful_rate", "steady_useful_rate", "share_useful"]
HIDDEN = np.nan


def areas(**columns: list) -> pd.DataFrame:
    """Three areas: one of many reports, one of ten, one that is hidden; some columns changed."""
    held = {
        "name_fa": ["یک", "دو", "سه"],
        "residents": pd.array([2000, 1000, pd.NA], dtype="Int64"),
        "reports": [100.0, 10.0, HIDDEN],
        "calls": [80.0, 10.0, HIDDEN],
        "tips": [20.0, HIDDEN, HIDDEN],
        "useful": [30.0, HIDDEN, HIDDEN],
        "judged": [60.0, 10.0, HIDDEN],
        "before": [80.0, HIDDEN, 100.0],
    }
    return pd.DataFrame(held | columns, index=["a", "b", "c"])


def test_rates_shares_and_change_by_hand():
    told = figures.told(areas())

    assert told.loc["a", ["rate", "useful_rate"]].tolist() == [50, 15]
    assert told.at["a", "share_useful"] == 0.5
    assert told.at["a", "change"] == 0.25
    assert told.at["b", "rate"] == 10
    assert told["few"].tolist() == [False, False, True]


def test_of_a_hidden_figure_nothing_is_told_though_people_live_there():
    told = figures.told(areas(residents=pd.array([2000, 1000, 500], dtype="Int64")))

    assert told.loc["c", [*OF_REPORTS, *OF_USEFUL, "change"]].isna().all()
    assert told["residents"].tolist() == [2000, 1000, 500]
    assert told["name_fa"].tolist() == ["یک", "دو", "سه"]


def test_where_useful_reports_are_hidden_the_rate_of_all_is_told():
    told = figures.told(areas())

    assert told.loc["b", OF_REPORTS].notna().all()
    assert told.loc["b", OF_USEFUL].isna().all()


def test_a_figure_hidden_a_year_ago_or_now_has_no_change():
    told = figures.told(areas())

    assert told["change"].notna().tolist() == [True, False, False]


def test_what_is_hidden_has_no_part_in_what_rates_are_drawn_towards():
    three = areas(residents=pd.array([2000, 1000, 500], dtype="Int64"))

    with_it, without = figures.told(three), figures.told(three.iloc[:2])

    pd.testing.assert_frame_equal(with_it.iloc[:2], without)


def test_without_residents_there_is_no_rate_but_there_are_counts():
    for residents in (pd.NA, 0):
        people = pd.array([residents] * 3, dtype="Int64")
        told = figures.told(areas(residents=people))

        rates = ["rate", "useful_rate", "steady_rate", "steady_useful_rate"]
        assert told[rates].isna().all(axis=None)
        assert told.at["a", "reports"] == 100


def test_where_no_outcome_is_known_no_share_is_told():
    told = figures.told(areas(judged=[0.0, 0.0, HIDDEN], useful=[HIDDEN] * 3))

    assert told["share_useful"].isna().all()


def test_rounding_makes_no_share_greater_than_all():
    told = figures.told(areas(useful=[65.0, 10.0, HIDDEN]))

    assert told["share_useful"].tolist()[:2] == [1.0, 1.0]


def test_weeks_without_outcomes_have_rates_but_no_useful_ones():
    told = figures.told(areas(useful=[HIDDEN] * 3, judged=[HIDDEN] * 3))

    assert told[["useful", "judged", "useful_rate", "share_useful"]].isna().all(axis=None)
    assert told.at["a", "rate"] == 50


def test_the_table_handed_in_stays_as_it_was():
    table = areas()
    before = table.copy()

    figures.told(table)

    pd.testing.assert_frame_equal(table, before)


released = st.integers(2, 40).map(lambda steps: 5.0 * steps)  # a figure as it is published
figure = st.just(HIDDEN) | released


@st.composite
def tables(draw):
    rows = draw(st.lists(st.tuples(*[figure] * 4, st.integers(0, 5000)), min_size=1))
    reports, part, useful, before, residents = map(np.array, zip(*rows, strict=True))
    return pd.DataFrame(
        {
            "residents": pd.array(residents, dtype="Int64"),
            "reports": reports,
            "calls": np.minimum(part, reports),
            "tips": HIDDEN,
            "useful": np.minimum(useful, reports),
            "judged": reports,
            "before": before,
        }
    )


@settings(derandomize=True, deadline=None)
@given(tables())
def test_counts_stay_as_they_are_and_what_is_told_beside_them_stands_on_shown_ones(table):
    told = figures.told(table)
    hidden = table["reports"].isna()

    assert told["few"].tolist() == hidden.tolist()
    pd.testing.assert_frame_equal(told[COUNTS], table[COUNTS])
    assert told.loc[hidden, [*OF_REPORTS, *OF_USEFUL, "change"]].isna().all(axis=None)
    assert told.loc[table["useful"].isna(), OF_USEFUL].isna().all(axis=None)
    assert told["share_useful"].dropna().between(0, 1).all()
    assert np.isfinite(told[[*OF_REPORTS, *OF_USEFUL, "change"]].fillna(0)).all(axis=None)
