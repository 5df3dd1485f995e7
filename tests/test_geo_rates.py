"""Rates: by hand, against published figures, and the law that steadying obeys."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import rates

# Sudden infant deaths and births in the 100 counties of North Carolina, 1974-78 (Cressie 1993).
# fmt: off
DEATHS = [
    1, 0, 5, 1, 9, 7, 0, 0, 4, 1, 2, 16, 4, 4, 4, 18, 3, 4, 1, 1, 1, 0, 1, 2, 10, 23, 13, 6,
    4, 16, 8, 0, 10, 6, 0, 2, 16, 2, 4, 1, 0, 8, 5, 5, 0, 5, 7, 2, 11, 3, 14, 5, 9, 6, 2, 0,
    7, 3, 4, 5, 12, 18, 6, 10, 8, 2, 5, 44, 3, 3, 5, 5, 0, 10, 3, 11, 1, 0, 4, 1, 2, 38, 1,
    4, 15, 7, 0, 4, 4, 0, 13, 8, 29, 31, 5, 8, 4, 15, 12, 5,
]
BIRTHS = [
    1091, 487, 3188, 508, 1421, 1452, 286, 420, 968, 1612, 1035, 4449, 1671, 1556, 2180,
    3608, 1638, 3146, 1323, 484, 751, 781, 1269, 1399, 11858, 16184, 4672, 1324, 3164, 7970,
    4021, 671, 3657, 3609, 770, 1549, 14484, 765, 4139, 1207, 1333, 5509, 3573, 990, 248,
    1946, 4456, 1646, 3702, 4606, 5094, 5754, 7515, 3999, 2110, 521, 2692, 675, 870, 2252,
    2992, 6638, 3776, 4866, 2216, 1143, 2648, 21588, 4099, 1258, 2356, 2574, 415, 3589,
    1173, 9014, 533, 797, 3025, 542, 1027, 20366, 578, 3915, 1570, 1494, 338, 2483, 2756,
    284, 5868, 2255, 11158, 7889, 2414, 1782, 1228, 3350, 5526, 2181,
]
# fmt: on
places = st.lists(st.tuples(st.integers(0, 500), st.integers(1, 100_000)), min_size=1, max_size=30)


def series(pairs):
    table = pd.DataFrame(pairs, columns=["events", "residents"])
    return table["events"], table["residents"]


def test_a_rate_is_events_for_a_thousand_residents():
    rate = rates.per_thousand(pd.Series([5, 0]), pd.Series([1000, 200]))

    assert rate.tolist() == [5.0, 0.0]


def test_steadied_rates_agree_with_the_published_ones():
    steadied = rates.shrunk_per_thousand(pd.Series(DEATHS), pd.Series(BIRTHS)) / 1000

    published = [0.0016973, 0.00170538, 0.00177309, 0.00201287, 0.00353491]
    assert steadied.head(5).tolist() == pytest.approx(published, abs=6e-9)
    assert sum(DEATHS) / sum(BIRTHS) == pytest.approx(0.00202144489)


def test_equal_places_keep_the_rate_of_all():
    steadied = rates.shrunk_per_thousand(pd.Series([2, 2]), pd.Series([1000, 1000]))

    assert steadied.tolist() == [2.0, 2.0]


def test_chance_alone_is_smoothed_away_and_never_turned_round():
    events, residents = pd.Series([10, 20, 15, 8, 1]), pd.Series([1000, 2000, 1500, 800, 50])

    steadied = rates.shrunk_per_thousand(events, residents)

    assert np.allclose(steadied, 1000 * 54 / 5350)  # an unclipped spread would be negative here


@settings(derandomize=True, deadline=None)
@given(places)
def test_lies_between_its_own_rate_and_everyones(pairs):
    events, residents = series(pairs)
    own = rates.per_thousand(events, residents)
    overall = 1000 * events.sum() / residents.sum()

    shrunk = rates.shrunk_per_thousand(events, residents)

    assert (shrunk >= np.minimum(own, overall) - 1e-9).all()
    assert (shrunk <= np.maximum(own, overall) + 1e-9).all()


@settings(derandomize=True, deadline=None)
@given(places)
def test_where_residents_are_unknown_there_is_no_rate_and_the_others_do_not_notice(pairs):
    events, residents = series(pairs)
    more_events = pd.concat([events, pd.Series([7, 7])], ignore_index=True)
    more_residents = pd.concat([residents, pd.Series([0, np.nan])], ignore_index=True)

    steadied = rates.shrunk_per_thousand(more_events, more_residents)

    assert steadied.tail(2).isna().all()
    assert np.allclose(steadied.head(-2), rates.shrunk_per_thousand(events, residents))


def test_a_count_that_is_not_told_has_no_rate():
    events, residents = pd.Series([None, 4], dtype="Int64"), pd.Series([100, 400], dtype="Int64")

    assert rates.per_thousand(events, residents).isna().tolist() == [True, False]
    assert rates.shrunk_per_thousand(events, residents).isna().tolist() == [True, False]


def test_nobody_anywhere_is_no_rate_anywhere():
    nothing = rates.shrunk_per_thousand(pd.Series([3, 4]), pd.Series([0, 0]))

    assert nothing.isna().all()


def test_silence_everywhere_is_nought_everywhere():
    assert rates.shrunk_per_thousand(pd.Series([0, 0]), pd.Series([9, 4])).tolist() == [0.0, 0.0]


# Garwood (1936): the ends for a count of 0, 1, 10 and 50, as printed to two digits
@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0.0, 3.69), (1, 0.03, 5.57), (10, 4.80, 18.39), (50, 37.11, 65.92)],
)
def test_the_interval_of_a_count_is_garwood_s(count, low, high):
    found = rates.interval_per_thousand(count, 1000)

    assert found == pytest.approx((low, high), abs=0.006)


@given(st.integers(0, 5000), st.integers(1, 200_000), st.integers(0, 12))
@settings(derandomize=True, max_examples=60)
def test_a_rounded_count_has_the_wider_interval_around_its_rate(count, residents, off):
    low, high = rates.interval_per_thousand(count, residents)
    wide = rates.interval_per_thousand(count, residents, off)

    assert low <= 1000 * count / residents <= high
    assert wide[0] <= low
    assert wide[1] >= high


def test_where_a_rate_has_no_meaning_it_has_no_interval():
    for events, residents in ((math.nan, 10), (10, math.nan), (10, 0)):
        assert all(map(math.isnan, rates.interval_per_thousand(events, residents)))
