"""Times until somebody came: against published intervals, exact coverage, and their laws."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from geo import response

times = st.lists(st.floats(0, response.LONGEST), min_size=1, max_size=120)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"), [(9, 10, 0.59585, 0.98212), (90, 100, 0.82563, 0.94477)]
)
def test_a_share_has_wilson_s_interval(part, whole, low, high):
    found = response.wilson(np.array([part]), np.array([whole]))

    assert [end[0] for end in found] == pytest.approx([low, high], abs=5e-6)


def test_of_nothing_there_is_no_share():
    assert np.isnan(response.wilson(np.array([0]), np.array([0]))).all()


# The median's ranks as tables of binomial intervals print them; the others worked out by hand.
@pytest.mark.parametrize(
    ("count", "share", "low", "high"),
    [
        (6, 0.5, 1, 6),
        (10, 0.5, 2, 9),
        (20, 0.5, 6, 15),
        (50, 0.5, 18, 33),
        (100, 0.5, 40, 61),
        (36, 0.9, 29, 36),
        (100, 0.9, 84, 96),
    ],
)
def test_a_quantile_lies_between_these_order_statistics(count, share, low, high):
    found = response.ranks(np.array([count]), share)

    assert [int(end[0]) for end in found] == [low, high]


@pytest.mark.parametrize(("share", "least"), [(0.5, 6), (0.9, 36)])
def test_too_few_times_have_no_interval(share, least):
    low, high = response.ranks(np.arange(least + 1), share)

    assert not low[:least].any()
    assert not high[:least].any()
    assert low[least] > 0


@pytest.mark.parametrize("share", [0.5, 0.9])
def test_the_interval_covers_what_it_says_whatever_the_distribution(share):
    counts = np.arange(36, 3000)
    low, high = response.ranks(counts, share)

    covered = stats.binom.cdf(high - 1, counts, share) - stats.binom.cdf(low - 1, counts, share)
    assert covered.min() >= 0.95
    assert covered[-100:].max() < 0.96  # nor much more than it says


def test_a_hand_worked_sample():
    told = response.of(np.array([3, 9, 4, 8, 5, 7, 6, 2, 10, 1, np.nan, -2, 1441.0]), [5, 10])

    assert (told.count, told.negative, told.over_a_day) == (10, 1, 1)
    assert told.median == response.Estimate(5.5, 2, 9)
    assert np.isnan(told.ninetieth.value)
    assert told.within[5].value == 0.5
    assert told.within[10].value == 1


def test_nothing_is_told_of_no_times():
    told = response.of(np.array([np.nan, -1]), [15])

    assert (told.count, told.negative) == (0, 1)
    assert np.isnan([told.median.value, told.ninetieth.value, told.within[15].value]).all()


@given(times)
@settings(derandomize=True, deadline=None)
def test_quantiles_are_numpy_s_and_lie_in_their_intervals(minutes):
    told = response.of(np.array(minutes), [15])

    for estimate, share, least in ((told.median, 0.5, 6), (told.ninetieth, 0.9, 36)):
        if len(minutes) < least:
            assert np.isnan(estimate.value)
        else:
            assert estimate.value == pytest.approx(np.quantile(minutes, share))
            assert estimate.low <= estimate.value + 1e-9
            assert estimate.value <= estimate.high + 1e-9
    share = told.within[15]
    assert 0 <= share.low <= share.value + 1e-12
    assert share.value <= share.high + 1e-12 <= 1 + 2e-12


@given(times, st.floats(0, 500))
@settings(derandomize=True, deadline=None)
def test_whoever_waits_longer_by_a_while_has_a_longer_median(minutes, longer):
    now = np.array(minutes)
    now = now[now + longer <= response.LONGEST]
    before, after = response.of(now), response.of(now + longer)

    assert after.median.value == pytest.approx(before.median.value + longer, nan_ok=True)


def test_many_runs_at_once_are_each_by_itself():
    generator = np.random.default_rng(1)
    runs = [np.sort(generator.lognormal(2, 0.5, size)) for size in (0, 5, 6, 40, 400)]
    counts = np.array([len(run) for run in runs])
    starts = np.cumsum(counts) - counts

    value, low, high = response.at(np.concatenate(runs), starts, counts, 0.9)

    for place, run in enumerate(runs):
        alone = response.of(run).ninetieth
        found = [value[place], low[place], high[place]]
        assert found == pytest.approx([alone.value, alone.low, alone.high], nan_ok=True)
