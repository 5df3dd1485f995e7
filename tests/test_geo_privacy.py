"""On what a figure must stand to be shown."""

import numpy as np
import pandas as pd
import pytest

from geo import privacy
from geo.privacy import Floor


@pytest.mark.parametrize(
    ("reports", "callers", "most", "shown"),
    [
        (10, 5, 5, True),
        (9, 9, 1, False),
        (0, 0, 0, False),
        (10, 4, 3, False),
        (10, 5, 6, False),
        (1000, 500, 501, False),
        (1000, 500, 500, True),
    ],
)
def test_a_figure_stands_on_ten_reports_by_five_callers_none_above_half(
    reports, callers, most, shown
):
    told = privacy.passes(np.array([reports]), np.array([callers]), np.array([most]))

    assert told.tolist() == [shown]


def test_twelve_calls_by_one_person_are_hidden():
    assert not privacy.passes(np.array([12]), np.array([1]), np.array([12]))[0]


def test_figures_are_rounded_to_five_halves_up():
    told = privacy.rounded(np.array([10, 12, 13, 17, 18, 99, 1002, 1003]))

    assert told.tolist() == [10, 10, 15, 15, 20, 100, 1000, 1005]


def test_rounding_moves_nothing_by_more_than_two():
    counts = np.arange(10, 5000)

    assert np.abs(privacy.rounded(counts) - counts).max() == 2
    assert (privacy.rounded(counts) % 5 == 0).all()


@pytest.mark.parametrize(
    "laxer",
    [
        {"fewest_reports": 9},
        {"fewest_callers": 4},
        {"largest_share": 0.51},
        {"largest_share": 0.0},
        {"step": 3},
        {"step": 6},
        {"step": 11},
    ],
)
def test_no_threshold_is_laxer_than_the_floor(laxer):
    with pytest.raises(ValueError, match=r"\w"):
        Floor(**laxer)


def test_a_threshold_may_lie_at_the_floor_itself():
    assert Floor(10, 5, 0.5, 5) == Floor()


def test_a_stricter_floor_hides_more():
    floor = Floor(fewest_reports=20, fewest_callers=10, largest_share=0.25, step=9)

    assert privacy.passes(np.array([19]), np.array([19]), np.array([1]), floor).tolist() == [False]
    assert privacy.passes(np.array([40]), np.array([10]), np.array([11]), floor).tolist() == [False]
    assert privacy.passes(np.array([40]), np.array([10]), np.array([10]), floor).tolist() == [True]
    assert privacy.rounded(np.array([22, 23]), floor).tolist() == [18, 27]


def test_hidden_figures_look_like_nought():
    assert privacy.few(pd.Series([np.nan, 10.0, 15.0])).tolist() == [True, False, False]


def test_a_survey_s_figure_stands_on_ten_answers_and_thirty_to_compare():
    answers = pd.Series([9, 10, 29, 30, None])

    assert privacy.answers_shown(answers).tolist() == [False, True, True, True, False]
    assert privacy.answers_compared(answers).tolist() == [False, False, False, True, False]


def test_a_survey_never_tells_all_or_none():
    told = privacy.share_of_answers(pd.Series([0, 20, 0, 200, 9]), pd.Series([20, 20, 200, 200, 9]))

    assert told.iloc[:4].round(2).tolist() == [0.05, 0.95, 0.01, 0.99]
    assert np.isnan(told.iloc[4])


def test_a_survey_s_shares_are_told_to_five_per_cent_below_a_hundred_answers():
    told = privacy.share_of_answers(pd.Series([13, 123]), pd.Series([40, 300]))

    assert told.round(2).tolist() == [0.3, 0.41]
