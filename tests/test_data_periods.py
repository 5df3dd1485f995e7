"""Periods are whole Jalali months or whole weeks, and each has one name in the address."""

import datetime
import itertools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data import jalali, periods
from data.periods import DAY, WEEK, Period

SATURDAY = datetime.date(2025, 3, 22)  # 2 Farvardin 1404
SEPTEMBER = datetime.date(2025, 9, 13)  # 22 Shahrivar 1404: the last whole week of its month

months = st.builds(
    lambda year, number: year * 100 + number, st.integers(1202, 1498), st.integers(1, 12)
)
saturdays = st.dates(datetime.date(1824, 1, 1), datetime.date(2118, 1, 1)).map(jalali.saturday_of)
of_months = st.builds(lambda ends: Period("months", *sorted(ends)), st.tuples(months, months))
of_weeks = st.builds(lambda ends: Period("weeks", *sorted(ends)), st.tuples(saturdays, saturdays))
any_period = of_months | of_weeks
lawful = settings(derandomize=True, deadline=None)


def test_the_first_half_of_1404_runs_from_its_first_day_to_31_shahrivar():
    half = Period("months", 140401, 140406)

    assert half.code == "m140401-140406"
    assert half.first_day == datetime.date(2025, 3, 21)
    assert half.last_day == datetime.date(2025, 9, 22)
    assert half.bins_in() == [140401, 140402, 140403, 140404, 140405, 140406]
    assert half.in_months() == half
    assert half.year_before() == Period("months", 140301, 140306)


def test_a_week_runs_from_saturday_to_friday_and_has_one_day_as_its_name():
    week = Period("weeks", SATURDAY, SATURDAY)

    assert week.code == "w20250322"
    assert (week.last_day - week.first_day).days == 6
    assert week.last_day.weekday() == 4
    assert week.year_before().first == datetime.date(2024, 3, 23)


def test_a_single_month_has_one_month_as_its_name():
    assert Period("months", 140401, 140401).code == "m140401"
    assert periods.read("m140401") == Period("months", 140401, 140401)


@lawful
@given(any_period)
def test_what_is_written_into_an_address_is_read_back(period):
    assert periods.read(period.code) == period


@lawful
@given(any_period)
def test_the_year_before_is_as_long_in_the_same_bins(period):
    past = period.year_before()

    assert past.bins == period.bins
    assert past.last_day < period.last_day
    if period.bins == "months":
        assert (period.first - past.first, period.last - past.last) == (100, 100)
    else:
        assert period.first_day - past.first_day == 364 * DAY
        assert period.last_day - past.last_day == 364 * DAY


@lawful
@given(any_period)
def test_the_year_of_weeks_holds_every_day_of_the_year_that_the_period_ends_in(period):
    first, last = period.year_of_weeks()
    year = jalali.parts_of(period.last_day)[0]

    assert first.weekday() == last.weekday() == 5
    assert first <= jalali.day(year, 1, 1) < first + 7 * DAY
    assert last <= jalali.last_day(year * 100 + 12) < last + 7 * DAY


@pytest.mark.parametrize(
    "code",
    [
        *(None, "", "m", "w", "x", "xyz", "m1404", "m140413", "m140400", "m140406-140401"),
        *("m119912", "m150101", "-m140401", "m140401-140402-140403", "m99999999999"),
        *("w20250323", "w2025", "w20251399", "w20250322-20250315", "W20250322", "m-140401"),
        *("w20250322\n", "<script>", "../../etc/passwd", "m1e9", "m" + "9" * 5000, "w00000000"),
    ],
)
def test_what_names_no_period_is_none(code):
    assert periods.read(code) is None


@lawful
@example("w00010106")
@example("w99991225")
@example("m120001")
@example("m120201")
@example("m149812")
@example("m150012")
@given(st.text(max_size=20) | st.from_regex(r"[mw][0-9]{5,8}(-[0-9]{5,8})?", fullmatch=True))
def test_whatever_the_address_says_gives_a_period_that_can_be_worked_with_or_none(code):
    period = periods.read(code)

    if period is not None:
        assert period.first_day <= period.last_day
        assert periods.read(period.code) == period
        assert period.year_before().last_day < period.last_day
        assert period.bins_in()[0] == period.first
        assert period.bins_in()[-1] == period.last
        assert period.in_months().last_day >= period.last_day
        assert period.year_of_weeks()[0] < period.year_of_weeks()[1]


@pytest.mark.parametrize(
    ("first", "last"),
    [(140402, 140401), (140413, 140413), (140400, 140401)],
)
def test_a_period_that_runs_backwards_or_has_no_such_month_is_none(first, last):
    with pytest.raises(ValueError, match=r"period|month"):
        Period("months", first, last)


def test_a_week_that_does_not_begin_on_saturday_is_none():
    with pytest.raises(ValueError, match="Saturday"):
        Period("weeks", SATURDAY + DAY, SATURDAY + DAY)
    with pytest.raises(ValueError, match="period"):
        Period("days", SATURDAY, SATURDAY)


@lawful
@given(any_period)
def test_the_months_of_a_period_hold_its_days_and_no_month_besides(period):
    months = period.in_months()
    touched = {*map(jalali.month_of, (period.first_day, period.last_day))}

    assert months.first_day <= period.first_day
    assert period.last_day <= months.last_day
    assert {months.first, months.last} == touched


@settings(lawful, max_examples=30)
@given(any_period)
def test_the_bins_of_a_period_follow_each_other_and_hold_its_days_once(period):
    each = [Period(period.bins, one, one) for one in period.bins_in()]

    assert each[0].first_day == period.first_day
    assert each[-1].last_day == period.last_day
    for one, following in itertools.pairwise(each):
        assert one.last_day + DAY == following.first_day


def test_the_periods_most_asked_for_as_seen_from_the_end_of_shahrivar():
    ready = periods.presets([140404, 140405, 140406], [SEPTEMBER - WEEK, SEPTEMBER])

    assert {name: period.code for name, period in ready.items()} == {
        "this_week": "w20250913",
        "last_week": "w20250906",
        "this_month": "m140406",
        "last_month": "m140405",
        "half_year": "m140401-140406",
        "year": "m140401-140412",
    }


def test_the_month_before_farvardin_is_esfand_and_mehr_begins_the_second_half():
    assert periods.presets([140401], [])["last_month"].code == "m140312"
    assert periods.presets([140407], [])["half_year"].code == "m140407-140412"


def test_where_no_week_is_told_of_the_newest_month_s_last_one_stands_for_this_week():
    ready = periods.presets([140405, 140406], [])

    assert ready["this_week"].code == "w20250920"
    assert ready["last_week"].code == "w20250913"


@lawful
@given(months, saturdays)
def test_this_month_half_and_year_hold_the_newest_month_and_last_ones_end_before_it(month, week):
    ready = periods.presets([month], [week])

    assert (ready["this_month"].first, ready["this_week"].first) == (month, week)
    for name in ("this_month", "half_year", "year"):
        assert month in ready[name].bins_in()
    assert ready["last_week"].last_day + DAY == ready["this_week"].first_day
    assert ready["last_month"].last_day + DAY == ready["this_month"].first_day
