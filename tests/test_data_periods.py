"""Periods are whole Jalali months or whole weeks, and each has one name in the address."""

import datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data import jalali, periods
from data.periods import Period

DAY = datetime.timedelta(days=1)
SATURDAY = datetime.date(2025, 3, 22)  # 2 Farvardin 1404

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
    assert half.months_touched() == (140401, 140406)
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
        assert period.months_touched()[0] <= period.months_touched()[1]
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


def test_the_periods_most_asked_for_as_seen_from_the_15th_of_shahrivar():
    ready = periods.presets(jalali.day(1404, 6, 15))  # a Saturday

    assert {name: period.code for name, period in ready.items()} == {
        "this_week": "w20250906",
        "last_week": "w20250830",
        "this_month": "m140406",
        "last_month": "m140405",
        "half_year": "m140401-140406",
        "year": "m140401-140412",
    }


def test_the_month_before_farvardin_is_esfand_and_mehr_begins_the_second_half():
    assert periods.presets(jalali.day(1404, 1, 1))["last_month"].code == "m140312"
    assert periods.presets(jalali.day(1404, 7, 1))["half_year"].code == "m140407-140412"


@lawful
@given(st.dates(datetime.date(1830, 1, 1), datetime.date(2100, 1, 1)))
def test_this_week_month_half_and_year_hold_the_day_and_last_ones_end_before_it(day):
    ready = periods.presets(day)

    for name in ("this_week", "this_month", "half_year", "year"):
        assert ready[name].first_day <= day <= ready[name].last_day
    assert ready["last_week"].last_day + DAY == ready["this_week"].first_day
    assert ready["last_month"].last_day + DAY == ready["this_month"].first_day


@lawful
@given(
    st.dates(datetime.date(1990, 1, 1), datetime.date(2040, 1, 1)),
    st.integers(0, 800),
)
def test_every_month_and_week_that_holds_a_day_is_offered_newest_first(first, days):
    last = first + days * DAY
    every = [first + number * DAY for number in range(days + 1)]

    assert periods.months(first, last) == sorted({*map(jalali.month_of, every)}, reverse=True)
    assert periods.weeks(first, last) == sorted({*map(jalali.saturday_of, every)}, reverse=True)
