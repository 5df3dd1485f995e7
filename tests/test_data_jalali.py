"""The Jalali calendar against another one's, and against days that can be looked up."""

import datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from persiantools.jdatetime import JalaliDate

from data import jalali

FIRST, LAST = jalali.first_day(120001), jalali.last_day(150012)
days = some.dates(FIRST, LAST)
months = some.builds(
    lambda year, number: year * 100 + number, some.integers(1200, 1500), some.integers(1, 12)
)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ((1404, 1, 1), datetime.date(2025, 3, 21)),
        ((1403, 12, 30), datetime.date(2025, 3, 20)),  # a leap year's last day
        ((1357, 11, 22), datetime.date(1979, 2, 11)),
        ((1405, 6, 31), datetime.date(2026, 9, 22)),
    ],
)
def test_days_that_can_be_looked_up(written, day):
    assert jalali.day(*written) == day
    assert jalali.parts_of(day) == written


def test_every_day_of_a_century_agrees_with_another_calendar():
    many = np.arange(np.datetime64("1950-01-01"), np.datetime64("2050-01-01"))

    year, month, number = jalali.parts(many)

    others = [JalaliDate(day.astype(object)) for day in many]
    assert [(other.year, other.month, other.day) for other in others] == list(
        zip(year.tolist(), month.tolist(), number.tolist(), strict=True)
    )


@settings(derandomize=True)
@given(days)
def test_there_and_back_is_the_same_day(day):
    assert jalali.day(*jalali.parts_of(day)) == day


@settings(derandomize=True)
@given(months)
def test_a_month_begins_where_the_one_before_ended(month):
    if month == 120001:
        return
    before = jalali.shifted(month, -1)

    assert jalali.last_day(before) + datetime.timedelta(days=1) == jalali.first_day(month)
    assert (jalali.last_day(month) - jalali.first_day(month)).days + 1 == jalali.length(month)


@settings(derandomize=True)
@given(months, some.integers(-30, 30))
def test_shifting_back_undoes_shifting(month, by):
    assert jalali.shifted(jalali.shifted(month, by), -by) == month


def test_the_months_of_a_half_year():
    assert jalali.months_between(140411, 140502) == [140411, 140412, 140501, 140502]


def test_the_week_begins_on_saturday():
    saturday = datetime.date(2025, 3, 22)

    assert jalali.weekday(
        np.array(["2025-03-22", "2025-03-28"], dtype="datetime64[D]")
    ).tolist() == [0, 6]
    assert all(
        jalali.saturday_of(saturday + datetime.timedelta(days=later)) == saturday
        for later in range(7)
    )


@pytest.mark.parametrize(
    "written", [(1404, 12, 30), (1404, 7, 31), (1404, 13, 1), (1404, 0, 1), (1199, 1, 1)]
)
def test_a_day_that_is_none_is_refused(written):
    with pytest.raises(ValueError, match="no such"):
        jalali.day(*written)


@pytest.mark.parametrize(
    "day", [FIRST - datetime.timedelta(days=1), LAST + datetime.timedelta(days=1)]
)
def test_a_day_outside_the_known_years_is_refused(day):
    with pytest.raises(ValueError, match="outside the years"):
        jalali.parts_of(day)
