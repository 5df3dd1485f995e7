"""Merits: by hand, against a slow and literal reckoning, and their laws."""

import datetime
import math
from collections import Counter, defaultdict

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from awards import merit
from awards.policy import Policy
from tests import awarding
from tests.awarding import LAST, useful

POLICY = Policy()
laws = settings(derandomize=True, max_examples=60, deadline=None)
row = st.tuples(
    st.integers(0, 3),
    st.integers(-2, 95),
    st.sampled_from(awarding.CATEGORIES),
    st.sampled_from(awarding.OUTCOMES),
    st.sampled_from([*awarding.CODES, None]),
)
policies = st.builds(
    Policy,
    window_days=st.integers(7, 100),
    half_life_days=st.sampled_from([0, 7, 30]),
    per_day=st.integers(1, 3),
    per_week=st.integers(1, 5),
    pending=st.sampled_from([0.0, 0.05]),
)
PARTS = ["full", "to_caps", "to_age", "to_reliability"]


def of(rows, policy=POLICY, people=None) -> pd.DataFrame:
    return merit.of(awarding.reports(rows), policy, LAST, people=people)


def test_two_useful_reports_of_today_are_worth_two_times_how_sure_that_is():
    found = of(useful(0, 0, 0)).loc[0]

    assert found["full"] == 2000
    assert found["reliability"] == pytest.approx(0.05 ** (1 / 3), abs=1e-6)
    assert found["merit"] == math.floor(2000 * 0.05 ** (1 / 3))


def test_a_report_is_worth_half_after_a_half_life():
    assert of(useful(0, 30)).at[0, "to_age"] == 500


def test_a_third_report_of_a_day_counts_for_nothing_but_stands_in_the_full_sum():
    found = of(useful(0, 0, 0, 0)).loc[0]

    assert (found["full"], found["to_caps"], found["counted"]) == (3000, 1000, 2)


def test_the_week_of_the_cap_goes_from_saturday_to_friday():
    six_days_ago_is_saturday, the_friday_before = 6, 7

    assert of(useful(0, 0, 1, 2, 3, 4, six_days_ago_is_saturday)).at[0, "counted"] == 5
    assert of(useful(0, 0, 1, 2, 3, 4, the_friday_before)).at[0, "counted"] == 6


def test_the_most_weighty_of_a_day_count():
    found = of([(0, 0, "theft", "no_action", "A")] * 3 + useful(0, 0, 0)).loc[0]

    assert found["full"] - found["to_caps"] == 2000


def test_what_may_hold_morals_or_politics_never_counts_but_its_abuse_does():
    found = of([(0, 0, "drugs", "useful", "A"), (0, 0, "drugs", "abusive", "A")]).loc[0]

    assert (found["full"], found["useful"], found["abusive"]) == (0, 0, 1)


def test_home_is_where_most_reports_were_made_and_the_first_by_code_of_equals():
    rows = useful(0, 1, county="B") + useful(0, 2, county="A") + useful(1, 1, 2, county="C")
    found = of([*rows, *useful(1, 3), *useful(2, 1, county=None)])

    assert found["county"].astype(object).where(found["county"].notna(), None).tolist() == [
        "A",
        "C",
        None,
    ]
    assert found["district"].tolist()[:2] == ["A-1", "C-1"]


def test_nobody_and_nothing_are_no_trouble():
    assert of([]).empty
    assert of([], people=3)["merit"].tolist() == [0, 0, 0]


@laws
@given(st.lists(row, max_size=40), policies)
def test_equals_a_slow_and_literal_reckoning(rows, policy):
    found = of(rows, policy, people=4)

    for person in range(4):
        assert found.loc[person, [*PARTS, "merit"]].tolist() == slowly(rows, policy, person)


def slowly(rows: list[tuple], policy: Policy, person: int) -> list[int]:
    inside = [one for one in rows if one[0] == person and 0 <= one[1] < policy.window_days]
    may = [one for one in inside if one[2] in policy.categories]
    weights = {"useful": policy.useful, "no_action": policy.no_action, "pending": policy.pending}
    by_day = defaultdict(list)
    for _, days, _, outcome, _ in may:
        by_day[days].append(round(1000 * weights.get(outcome, 0)))
    by_week = defaultdict(list)
    for days, held in by_day.items():
        week = (LAST - datetime.timedelta(days=days) - datetime.date(2000, 1, 1)).days // 7
        half = 0.5 ** (days / policy.half_life_days) if policy.half_life_days else 1
        kept = sorted(held, reverse=True)[: policy.per_day]
        by_week[week] += [(round(weight * half), weight) for weight in kept if weight]
    left = [
        one for held in by_week.values() for one in sorted(held, reverse=True)[: policy.per_week]
    ]
    full = sum(sum(held) for held in by_day.values())
    kept, aged = sum(weight for _, weight in left), sum(worth for worth, _ in left)
    good = Counter(one[3] for one in may)
    bad = Counter(one[3] for one in inside)
    judged = good["useful"] + good["no_action"] + bad["unfounded"] + bad["abusive"]
    sure = stats.beta.ppf(0.05, 1 + good["useful"], 1 + judged - good["useful"])
    worth = aged * math.floor(sure * 1e6 + 1e-6) // 1_000_000
    return [full, full - kept, kept - aged, aged - worth, worth]


@laws
@given(st.lists(row, max_size=40), st.randoms(use_true_random=False))
def test_the_order_of_reports_changes_nothing(rows, chance):
    mixed = chance.sample(rows, len(rows))

    pd.testing.assert_frame_equal(of(rows, people=4), of(mixed, people=4))


@laws
@given(st.lists(row, max_size=60), policies)
def test_what_was_taken_off_is_what_is_not_left(rows, policy):
    found = of(rows, policy, people=4)

    left = found["full"] - found["to_caps"] - found["to_age"] - found["to_reliability"]
    assert (left == found["merit"]).all()
    assert (found[[*PARTS, "merit"]] >= 0).all().all()


careless = st.tuples(
    st.just(0),
    st.integers(0, 89),
    st.sampled_from(awarding.CATEGORIES),
    st.sampled_from(["no_action", "unfounded", "abusive"]),
    st.just("A"),
)


@laws
@given(st.lists(careless, max_size=300), st.integers(0, 89), st.integers(0, 89))
def test_many_careless_calls_never_beat_two_useful_ones(calls, first, second):
    found = of([*calls, *useful(1, first, second)], people=2)["merit"]

    assert found[0] < found[1]


@laws
@given(st.lists(row, max_size=30), st.sampled_from(["unfounded", "abusive"]), st.integers(0, 89))
def test_a_wasted_call_never_raises_a_merit(rows, outcome, days):
    more = [*rows, (0, days, "other", outcome, "A")]

    assert of(more, people=4).at[0, "merit"] <= of(rows, people=4).at[0, "merit"]


def test_reliability_is_the_lower_bound_of_the_posterior():
    useful_ones, judged = np.array([0, 1, 2, 9]), np.array([0, 1, 3, 10])

    found = merit.reliability(useful_ones, judged) / 1e6

    wanted = stats.beta.ppf(0.05, 1 + useful_ones, 1 + judged - useful_ones)
    assert found == pytest.approx(wanted, abs=1e-6)
