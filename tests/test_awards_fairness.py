"""Fairness in numbers one can do in the head; what a change would change."""

import numpy as np
import pandas as pd

from awards import choosing, fairness, whatif
from awards.policy import Policy
from tests import awarding

ROWS = [("A", 9, True, True, False), ("A", 5, False, True, False), ("B", 4, True, False, True)]


def test_a_county_s_places_stand_against_residents_reports_and_chances():
    counts = pd.DataFrame(
        {
            "places": [3, 1],
            "chosen": [3, 1],
            "eligible": [30, 0],
            "residents": [300_000, 100_000],
            "reports": [900, np.nan],
        },
        index=["A", "B"],
    )

    found = fairness.by_county(counts)

    assert found["places_share"].tolist() == [0.75, 0.25]
    assert found["residents_share"].tolist() == [0.75, 0.25]
    assert found["per_100_000"].tolist() == [1.0, 1.0]
    assert found.at["A", "chance"] == 0.1
    assert found.loc["B", ["chance", "reports_share"]].isna().all()


def test_groups_are_told_among_eligible_and_chosen():
    found = fairness.by_group(awarding.pool(ROWS), pd.Index(["P0", "P2"]))

    assert found["eligible"].to_dict() == {"woman": 2, "first_time": 2, "rural": 1}
    assert found["chosen_share"].to_dict() == {"woman": 1.0, "first_time": 0.5, "rural": 0.5}
    assert found.at["rural", "chance"] == 1.0


def test_a_change_tells_who_comes_in_and_who_goes_out():
    pool, places = awarding.pool(ROWS), pd.Series({"A": 1, "B": 1})
    before = choosing.choose(pool, places, Policy(), "")
    after = choosing.choose(pool, pd.Series({"A": 2, "B": 0}), Policy(), "")

    change = whatif.compared(before, after)

    assert (change.come_in, change.go_out) == (["P1"], ["P2"])
