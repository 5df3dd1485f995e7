"""Persian text as shown, as compared, in order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import persian

TYPED = st.text(alphabet=st.sampled_from("ابپتكيکی ۀةأآ\u200c\u0640\u064b۱۲٣4-aZ_\u202e\ufeff "))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("كياشهر", "کیاشهر"),
        ("گلســار", "گلسار"),
        ("مُحَمَّد", "محمد"),
        ("آتش\u200cسوزی", "آتش سوزی"),
        ("آستانه", "استانه"),
        ("منطقهٔ ۲", "منطقه 2"),
        ("٢٢ بهمن", "۲۲ بهمن"),
        ("شناسه_تماس", "شناسه تماس"),
        ("ﮔﯿﻼﻥ", "گیلان"),
        ("Received-At", "received at"),
    ],
)
def test_what_people_take_for_the_same_has_the_same_key(one, other):
    assert persian.key(one) == persian.key(other)


def test_the_half_space_is_shown():
    assert persian.tidy(" آتش\u200cسوزي  ") == "آتش\u200cسوزی"


def test_nothing_that_turns_a_text_around_is_shown():
    assert persian.tidy("\u202eevil\u2066\ufeff\u200d") == "evil"


def test_names_stand_in_the_order_of_the_persian_alphabet():
    names = ["یزد", "گیلان", "کوچصفهان", "پره\u200cسر", "آستارا", "ژاله", "زنجان", "بندر", "هشتپر"]
    names += ["ابکنار", "واجارگاه", "چابکسر", "جیرنده", "املش"]

    assert sorted(names, key=persian.sort_key) == [
        *("آستارا", "ابکنار", "املش", "بندر", "پره\u200cسر", "جیرنده", "چابکسر", "زنجان", "ژاله"),
        *("کوچصفهان", "گیلان", "واجارگاه", "هشتپر", "یزد"),
    ]


@given(TYPED)
def test_tidying_twice_changes_nothing(text):
    assert persian.tidy(persian.tidy(text)) == persian.tidy(text)


@given(TYPED)
def test_a_tidied_text_has_the_key_of_what_was_typed(text):
    assert persian.key(persian.tidy(text)) == persian.key(text)
