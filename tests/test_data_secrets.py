"""The key beside the store, pseudonyms, and callers' numbers."""

import hmac
import os

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import secrets
from data.callers import Callers, number
from data.refusal import Refusal

KEY = secrets.Key(bytes(range(32)))


def test_the_derived_key_is_that_of_rfc_5869():
    extracted = hmac.digest(bytes(32), KEY.master, "sha256")

    assert secrets.derived(KEY.master, "x") == hmac.digest(extracted, b"x\x01", "sha256")


def test_a_pseudonym_is_a_keyed_hash_of_the_number():
    key = secrets.derived(KEY.master, "pseudonym/caller")
    hashed = hmac.new(key, b"09111234567", "sha256").hexdigest()[:32]

    assert KEY.pseudonym("09111234567") == f"{KEY.id}:{hashed}"


@pytest.mark.parametrize(
    "text",
    [
        *("09111234567", "9111234567", "+989111234567", "00989111234567", "989111234567"),
        *("۰۹۱۱۱۲۳۴۵۶۷", "٠٩١١١٢٣٤٥٦٧", "0911 123 4567", "(0911) 123-4567", "+98 (0)911 1234567"),
        *("9111234567.0", "9.111234567E9", "9.111234567E+09"),
    ],
)
def test_a_mobile_number_is_one_however_it_is_written(text):
    assert number(text) == "09111234567"


@pytest.mark.parametrize(
    "text", ["9.11E+09", "0911123456", "091112345678", "33221144", "abc", "۰۹"]
)
def test_what_is_no_whole_number_is_not_guessed(text):
    assert number(text) is None


def test_landlines_and_numbers_from_abroad_are_callers_too():
    assert number("013-33221144") == "01333221144"
    assert number("+1 (215) 555-0100") == "+12155550100"


def test_a_column_of_callers_becomes_pseudonyms():
    said = KEY.pseudonym("09111234567")
    texts = ["09111234567", "+989111234567", said, None, "ناشناس", "12", f"{'0' * 8}:{'a' * 32}"]

    found, wrong = Callers(KEY).pseudonyms(pa.array(texts))

    assert found.to_pylist() == [said, said, said, None, None, None, None]
    assert wrong.tolist() == [False, False, False, False, False, True, True]


@given(st.lists(st.lists(st.integers(9_000_000_000, 9_000_000_030), max_size=9), max_size=4))
def test_a_number_has_one_pseudonym_in_every_batch(batches):
    callers = Callers(KEY)
    for batch in batches:
        texts = [f"0{value}" for value in batch]

        found, _ = callers.pseudonyms(pa.array(texts, pa.string()))

        assert found.to_pylist() == [KEY.pseudonym(text) for text in texts]


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path):
    first = secrets.key(tmp_path / "store")

    assert secrets.key(tmp_path / "store") == first
    assert (tmp_path / "store.key").stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda path: path.chmod(0o644), "key.readable"),
        (lambda path: path.unlink(), "key.missing"),
        (lambda path: path.write_text("x"), "key.damaged"),
        (lambda path: path.write_text("ab"), "key.damaged"),
        (lambda path: path.write_text(os.urandom(32).hex()), "key.changed"),
    ],
)
def test_a_key_that_is_not_as_it_was_is_refused(tmp_path, spoil, code):
    known = secrets.key(tmp_path / "store").id
    spoil(tmp_path / "store.key")

    with pytest.raises(Refusal) as refused:
        secrets.key(tmp_path / "store", known)

    assert refused.value.code == code
