"""Rounds: weeks begin on Saturdays, months have a month's days."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awards import rounds
from awards.nonsense import Nonsense
from awards.rounds import Round
from words import Say


def test_a_week_goes_from_saturday_to_friday():
    week = rounds.week_of(datetime.date(2026, 11, 17))

    assert (week.first, week.last) == (datetime.date(2026, 11, 14), datetime.date(2026, 11, 20))
    assert week.name == "week-2026-11-14"


@settings(derandomize=True, deadline=None)
@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2100, 1, 1)))
def test_every_day_is_in_one_week(day):
    week = rounds.require(rounds.week_of(day))

    assert week.first <= day <= week.last
    assert (week.days, week.first.strftime("%A")) == (7, "Saturday")
    assert rounds.week_of(week.first) == rounds.week_of(week.last) == week


@pytest.mark.parametrize(
    ("kind", "days", "code"),
    [
        ("week", 6, "round_week"),
        ("month", 28, "round_month"),
        ("month", 32, "round_month"),
        ("year", 30, "period_word"),
    ],
)
def test_another_length_is_refused_in_words(kind, days, code):
    first = datetime.date(2026, 11, 14)
    with pytest.raises(Nonsense) as refused:
        rounds.require(Round(kind, first, first + datetime.timedelta(days=days - 1)))

    assert refused.value.code == code
    assert Say("fa")(refused.value.key, **refused.value.facts)


def test_a_week_from_a_sunday_is_refused():
    first = datetime.date(2026, 11, 15)
    with pytest.raises(Nonsense):
        rounds.require(Round("week", first, first + datetime.timedelta(days=6)))
