"""Sealed texts open where they belong, with their key, as they were; else not at all."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import seals
from data.refusal import Refusal
from data.secrets import Key

KEY = Key(bytes(range(32)))
NEWER = Key(KEY.master, (bytes(32),))
PLACE = {"row": 7, "field": "totp"}


def is_broken(key: Key, sealed: str, **place: object) -> bool:
    try:
        seals.opened(key, sealed, **(PLACE | place))
    except Refusal as refusal:
        return refusal.code == "seal.broken"
    return False


@given(st.text())
def test_what_is_sealed_opens_as_it_was(text):
    assert seals.opened(KEY, seals.seal(KEY, text, **PLACE), **PLACE) == text


def test_a_seal_names_its_key_and_shows_nothing():
    sealed = seals.seal(KEY, "JBSWY3DPEHPK3PXP", **PLACE)

    assert sealed.startswith(f"{KEY.id}:")
    assert "JBSWY3DP" not in sealed
    assert b"JBSWY3DP" not in base64.urlsafe_b64decode(sealed.partition(":")[2])


def test_no_two_seals_are_alike():
    assert len({seals.seal(KEY, "x", **PLACE) for _ in range(1000)}) == 1000


def test_a_seal_opens_in_its_own_row_and_field_alone():
    sealed = seals.seal(KEY, "x", **PLACE)

    assert not is_broken(KEY, sealed)
    assert is_broken(KEY, sealed, row=8)
    assert is_broken(KEY, sealed, field="name")


def test_a_mark_in_a_name_makes_no_other_place_of_it():
    sealed = seals.seal(KEY, "x", row='7", "a', field="b")

    assert is_broken(KEY, sealed, row="7", field='a", "b')
    assert is_broken(KEY, seals.seal(KEY, "x", row="7|a", field="b"), row="7", field="a|b")


def test_a_seal_with_any_bit_turned_is_broken():
    name, _, held = seals.seal(KEY, "secret", **PLACE).partition(":")
    whole = base64.urlsafe_b64decode(held)
    for bit in range(8 * len(whole)):
        turned = bytearray(whole)
        turned[bit // 8] ^= 1 << bit % 8
        assert is_broken(KEY, f"{name}:{base64.urlsafe_b64encode(turned).decode()}")


def test_a_seal_that_was_cut_is_broken():
    sealed = seals.seal(KEY, "secret", **PLACE)
    for length in range(len(sealed)):
        assert is_broken(KEY, sealed[:length])


@pytest.mark.parametrize("more", ["x", "=", "\n", "!", " "])
def test_a_seal_with_something_put_to_it_is_broken(more):
    assert is_broken(KEY, seals.seal(KEY, "secret", **PLACE) + more)


def test_another_key_opens_nothing():
    sealed = seals.seal(KEY, "x", **PLACE)
    other = Key(bytes(reversed(range(32))))

    assert is_broken(other, sealed)
    assert is_broken(other, sealed.replace(KEY.id, other.id))


def test_a_seal_of_one_key_that_names_another_of_the_same_store_is_broken():
    sealed = seals.seal(KEY, "x", **PLACE)

    assert is_broken(NEWER, sealed.replace(KEY.id, NEWER.id))


def test_older_seals_open_and_are_put_under_the_newest_key():
    sealed = seals.seal(KEY, "x", **PLACE)

    again = seals.resealed(NEWER, sealed, **PLACE)

    assert seals.opened(NEWER, sealed, **PLACE) == "x"
    assert again.startswith(f"{NEWER.id}:")
    assert seals.opened(NEWER, again, **PLACE) == "x"
    assert is_broken(KEY, again)
    assert seals.resealed(NEWER, again, **PLACE) == again


def test_a_broken_seal_is_not_sealed_anew():
    with pytest.raises(Refusal, match=r"seal\.broken"):
        seals.resealed(NEWER, seals.seal(KEY, "x", **PLACE), row=8, field="totp")
