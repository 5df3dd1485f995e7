"""Who may be considered: each reason by an example, their order, and households."""

import datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awards import eligibility, merit
from awards.policy import Policy
from tests import awarding
from tests.awarding import LAST, useful

POLICY = Policy()
TWO = useful(0, 0, 1)


def judged(rows, *, policy=POLICY, count=1, set_aside=(), **known) -> list[str]:
    merits = merit.of(awarding.reports(rows), policy, LAST, people=count)
    people = awarding.people(count, **known)
    return eligibility.judge(merits, people, policy, LAST, set_aside).astype(str).tolist()


@pytest.mark.parametrize(
    ("reason", "rows", "known"),
    [
        ("", TWO, {}),
        ("no_reports", [], {}),
        ("no_county", useful(0, 0, 1, county=None), {}),
        ("resting", TWO, {"honoured": pd.Timestamp("2025-11-21")}),
        ("", TWO, {"honoured": pd.Timestamp("2025-11-20")}),
        ("refused", TWO, {"refused": True}),
        ("few_useful", useful(0, 0), {}),
        ("wasted", [*TWO, (0, 0, "drugs", "abusive", "A")], {}),
        ("under_threshold", useful(0, 80, 81), {"policy": Policy(rule="draw")}),
        ("set_aside", TWO, {"set_aside": [0]}),
    ],
)
def test_each_reason_has_its_case(reason, rows, known):
    assert judged(rows, **known) == [reason]


def test_of_several_reasons_the_first_is_told():
    assert judged(useful(0, 0), refused=True, honoured=pd.Timestamp(LAST)) == ["resting"]


def test_a_fifth_wasted_is_still_allowed():
    rows = [*useful(0, 0, 1, 2, 3), (0, 0, "theft", "unfounded", "A")]

    assert judged(rows) == [""]


def test_of_a_household_the_most_meritorious_is_considered():
    rows = TWO + useful(1, 0, 1, 2) + useful(2, 0, 1, 2)

    assert judged(rows, count=3, household="one") == ["household", "", "household"]
    policy = Policy(one_per_household=False)
    assert judged(rows, count=3, household="one", policy=policy) == ["", "", ""]


def test_nobody_is_considered_while_one_of_the_household_rests():
    honoured = pd.Series([pd.NaT, pd.Timestamp("2026-10-01")])

    assert judged(TWO + useful(1, 0), count=2, household="one", honoured=honoured) == [
        "household",
        "resting",
    ]


def test_whoever_was_set_aside_does_not_stand_in_their_household_s_way():
    rows = TWO + useful(1, 0, 1, 2)

    assert judged(rows, count=2, household="one", set_aside=[1]) == ["", "set_aside"]


days = st.dates(datetime.date(2024, 1, 1), LAST)


@settings(derandomize=True, max_examples=40, deadline=None)
@given(st.lists(st.none() | days, min_size=1, max_size=8), st.integers(0, 24))
def test_nobody_who_rests_is_ever_eligible(honoured, months):
    rows = [one for person in range(len(honoured)) for one in useful(person, 0, 1)]
    column = pd.to_datetime(pd.Series(honoured, dtype="datetime64[s]"))
    policy = Policy(rest_months=months)
    found = judged(rows, count=len(honoured), policy=policy, honoured=column)

    for reason, day in zip(found, honoured, strict=True):
        again = day and (pd.Timestamp(day) + pd.DateOffset(months=months)).date()
        # The last day of a month may be a day apart, counted forwards or back.
        if day and again > LAST + datetime.timedelta(days=3):
            assert reason == "resting"
        if not day or again < LAST - datetime.timedelta(days=3):
            assert reason == ""
