"""Codes of people in a round: short, keyed, of one round alone, and never two alike."""

import hashlib
import hmac
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import codes, secrets

KEY = secrets.Key(bytes(range(32)))
WHO = [KEY.pseudonym(f"0911{number:07d}") for number in range(500)]
ROUND = "month-2026-04-21"


def test_a_code_is_the_first_fifty_bits_of_an_hmac_in_base_32():
    """Worked out once with the functions of the standard library alone."""
    extracted = hmac.new(bytes(32), bytes(range(32)), hashlib.sha256).digest()
    own = hmac.new(extracted, b"award\x01", hashlib.sha256).digest()
    text = f"{ROUND},{WHO[0]}".encode()
    bits = int(hmac.new(own, text, hashlib.sha256).hexdigest(), 16) >> (256 - 50)
    letters = ""
    for _ in range(10):
        letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[bits % 32] + letters
        bits //= 32

    assert codes.of(KEY, ROUND, WHO[:1]).tolist() == [f"{letters[:5]}-{letters[5:]}"]
    assert codes.of(KEY, ROUND, [f"{'0' * 8}:{'a' * 32}"]).tolist() == ["1YPSJ-B87J1"]


def test_codes_are_in_the_order_of_the_people_and_each_their_own():
    found = codes.of(KEY, ROUND, WHO)

    assert len(set(found)) == len(WHO)
    assert codes.of(KEY, ROUND, WHO[::-1]).tolist() == found.tolist()[::-1]
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}", one) for one in found)


def test_nobody_has_the_same_code_in_another_round_or_with_another_key():
    found = set(codes.of(KEY, ROUND, WHO))

    assert not found & set(codes.of(KEY, "month-2026-05-22", WHO))
    assert not found & set(codes.of(secrets.Key(bytes(32)), ROUND, WHO))
    assert not found & set(codes.of(secrets.Key(KEY.master, (bytes(32),)), ROUND, WHO))


def test_nobody_has_no_code():
    assert codes.of(KEY, ROUND, []).tolist() == []


def test_two_people_with_one_code_are_never_passed_over(monkeypatch):
    monkeypatch.setattr(codes.hmac, "digest", lambda *_: bytes(32))

    with pytest.raises(ValueError, match="same code"):
        codes.of(KEY, ROUND, WHO[:2])


def test_one_person_asked_for_twice_is_not_two():
    assert len(set(codes.of(KEY, ROUND, [WHO[0], WHO[0]]))) == 1


@pytest.mark.parametrize("typed", ["K7Q2M-9MXPA", "k7q2m9mxpa", " K7Q2M – 9MXPA ", "k۷q۲m-۹mxpa"])
def test_a_code_may_be_typed_as_people_do(typed):
    assert codes.read(typed) == "K7Q2M-9MXPA"


def test_letters_that_look_like_digits_are_read_as_digits():
    assert codes.read("OIL00-00000") == "01100-00000"


@pytest.mark.parametrize(
    "typed", ["", "K7Q2M", "K7Q2M-9MXPAA", "K7Q2M-9MXPU", "09111234567", "رضا"]
)
def test_what_is_no_code_is_none(typed):
    assert codes.read(typed) is None


@given(st.text(max_size=20))
def test_nothing_that_is_typed_makes_it_fall_over(typed):
    found = codes.read(typed)
    assert found is None or codes.read(found) == found
