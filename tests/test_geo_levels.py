"""Counts of neighbourhoods, told for the areas above them: nothing lost, silence is nought."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import levels

AREA_OF = pd.Series({"a1": "down", "a2": "down", "c1": "up", "d1": "north"})
AREAS = pd.Index(["north", "up", "down", "silent"])


def test_two_neighbourhoods_add_up_and_an_area_without_any_report_has_nought():
    counts = pd.DataFrame({"reports": [1, 2, 4]}, index=["a1", "a2", "c1"])

    told = levels.summed(counts, AREA_OF, AREAS)

    assert told["reports"].to_dict() == {"north": 0, "up": 4, "down": 3, "silent": 0}
    assert told.index.equals(AREAS)


def test_rows_of_one_neighbourhood_add_up():
    counts = pd.DataFrame({"reports": [1, 2]}, index=["a1", "a1"])

    assert levels.summed(counts, AREA_OF, AREAS).at["down", "reports"] == 3


def test_what_is_not_counted_stays_missing_even_where_nobody_reported():
    counts = pd.DataFrame({"reports": [1, 4], "useful": [None, None]}, index=["a1", "c1"])

    assert levels.summed(counts.astype(float), AREA_OF, AREAS)["useful"].isna().all()


def test_no_report_at_all_is_nought_everywhere():
    none = pd.DataFrame({"reports": pd.Series([], dtype=float)})

    assert levels.summed(none, AREA_OF, AREAS)["reports"].tolist() == [0, 0, 0, 0]


def test_a_neighbourhood_in_no_area_is_an_error_that_names_it():
    with pytest.raises(ValueError, match="zz"):
        levels.summed(pd.DataFrame({"reports": [1]}, index=["zz"]), AREA_OF, AREAS)


@settings(derandomize=True, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([*AREA_OF.index]), st.integers(0, 10**6))))
def test_nothing_is_lost_or_won(pairs):
    counts = pd.DataFrame(
        {"reports": [count for _, count in pairs]}, index=[code for code, _ in pairs], dtype=float
    )

    assert levels.summed(counts, AREA_OF, AREAS)["reports"].sum() == counts["reports"].sum()
