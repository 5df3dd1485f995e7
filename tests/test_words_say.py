"""Numbers, shares and days as a reader of either language writes them."""

import datetime
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import words
from data import jalali
from words import Say

FA, EN = Say("fa"), Say("en")
ASCII = str.maketrans("۰۱۲۳۴۵۶۷۸۹٬٫٪−", "0123456789,.%-")


@pytest.mark.parametrize(
    ("value", "decimals", "fa", "en"),
    [
        (0, 0, "۰", "0"),
        (1234567, 0, "۱٬۲۳۴٬۵۶۷", "1,234,567"),
        (-1234.5, 1, "−۱٬۲۳۴٫۵", "−1,234.5"),
        (0.25, 2, "۰٫۲۵", "0.25"),
        (None, 0, "—", "—"),
        (math.nan, 1, "—", "—"),
    ],
)
def test_a_number_is_written_with_thousands_apart(value, decimals, fa, en):
    assert FA.number(value, decimals) == fa
    assert EN.number(value, decimals) == en


@pytest.mark.parametrize(
    ("share", "decimals", "fa", "en"),
    [
        (0.123, 0, "۱۲٪", "12%"),
        (-0.123, 1, "−۱۲٫۳٪", "−12.3%"),
        (1, 0, "۱۰۰٪", "100%"),
        (None, 0, "—", "—"),
        (math.nan, 0, "—", "—"),
    ],
)
def test_a_share_is_written_as_per_cent(share, decimals, fa, en):
    assert FA.percent(share, decimals) == fa
    assert EN.percent(share, decimals) == en


@pytest.mark.parametrize("say", [FA, EN])
def test_what_rounds_to_nought_has_no_sign(say):
    assert say.number(-0.4) == say.number(0)
    assert say.percent(-0.004) == say.percent(0)


@settings(derandomize=True, deadline=None)
@given(st.integers(-(10**15), 10**15))
def test_a_number_can_be_read_back_in_either_language(value):
    for say in (FA, EN):
        assert int(say.number(value).translate(ASCII).replace(",", "")) == value


def test_a_day_is_written_in_the_jalali_calendar():
    day = datetime.date(2025, 3, 25)

    assert FA.day(day) == "۵ فروردین ۱۴۰۴"
    assert EN.day(day) == "5 Farvardin 1404"
    assert FA.short_day(day) == "۵ فروردین"
    assert EN.short_day(day) == "5 Farvardin"


def test_a_month_is_written_with_its_year_and_the_week_begins_on_saturday():
    assert FA.month(140412) == "اسفند ۱۴۰۴"
    assert EN.month(140412) == "Esfand 1404"
    assert (FA.weekday(0), FA.weekday(6)) == ("شنبه", "جمعه")
    assert (EN.weekday(0), EN.weekday(6)) == ("Saturday", "Friday")


@settings(derandomize=True, deadline=None)
@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)))
def test_a_day_ends_with_its_month(day):
    for say in (FA, EN):
        assert say.day(day).endswith(say.month(jalali.month_of(day)))
        assert say.day(day).startswith(say.short_day(day))


def test_blanks_are_put_in_words_first():
    assert FA("frame.data_until", day=datetime.date(2025, 3, 25)) == "داده‌ها تا ۵ فروردین ۱۴۰۴"
    assert EN("frame.older_reports", reports=1234).startswith("1,234 reports")
    assert FA("frame.older_reports", reports=1234.0).startswith("۱٬۲۳۴ گزارش")
    assert EN("map.from_to", low=0.25, high=12.5) == "0.25 to 12"


def test_a_text_in_a_blank_is_left_as_it_is():
    assert FA("map.back", place="<b>{x} 12%") == "بازگشت به <b>{x} 12%"


def test_a_blank_that_is_not_filled_is_an_error():
    with pytest.raises(KeyError):
        EN("frame.data_until")


def test_a_key_that_nobody_knows_is_an_error():
    assert not EN.knows("frame.nothing_of_the_kind")
    with pytest.raises(KeyError):
        EN("frame.nothing_of_the_kind")


def test_digits_are_the_reader_s_own():
    assert FA.digits("1404/01") == "۱۴۰۴/۰۱"
    assert EN.digits("1404/01") == "1404/01"


def test_a_name_is_english_only_where_there_is_one():
    assert FA.pick("رشت", "Rasht") == "رشت"
    assert EN.pick("رشت", "Rasht") == "Rasht"
    assert EN.pick("رشت", "") == EN.pick("رشت", None) == "رشت"


@pytest.mark.parametrize("language", [None, "", "de", "FA", "<script>"])
def test_an_unknown_language_is_persian_for_a_reader_and_an_error_for_a_caller(language):
    assert words.speaker(language) == FA
    with pytest.raises(ValueError, match="language"):
        Say(language)


def test_the_marks_that_keep_a_code_in_one_piece_are_a_pair():
    assert words.ISOLATE + "a" + words.END == "\u2066a\u2069"  # left-to-right isolate, its end
