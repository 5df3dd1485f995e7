"""The key beside the store, pseudonyms, and callers' numbers."""

import hmac
import os
from concurrent.futures import ThreadPoolExecutor

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


def _into(directory):
    directory.mkdir()
    return directory


@pytest.mark.parametrize(
    "hide",
    [
        lambda path, inside: path.symlink_to(path.rename(inside / "k")),
        lambda path, inside: path.symlink_to(path.rename(_into(inside / "decisions") / "store")),
        lambda path, inside: (inside / "copy.key").write_bytes(path.read_bytes()),
    ],
)
def test_a_key_in_the_store_is_refused_since_it_leaves_with_every_copy(tmp_path, hide):
    secrets.key(tmp_path / "store")
    hide(tmp_path / "store.key", _into(tmp_path / "store"))

    with pytest.raises(Refusal, match=r"key\.inside"):
        secrets.key(tmp_path / "store")


def test_a_key_may_lie_on_another_disk_and_is_changed_there(tmp_path):
    first = secrets.key(tmp_path / "store")
    place = (tmp_path / "store.key").rename(_into(tmp_path / "disk") / "mahalleh")
    (tmp_path / "store.key").symlink_to(place)

    assert secrets.key(tmp_path / "store") == first
    second = secrets.add(tmp_path / "store")

    assert second.first == first
    assert secrets.key(tmp_path / "store") == second
    assert (tmp_path / "store.key").is_symlink()
    assert place.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o602, 0o610, 0o601])
def test_a_key_that_others_may_so_much_as_touch_is_refused(tmp_path, mode):
    secrets.key(tmp_path / "store")
    (tmp_path / "store.key").chmod(mode)

    with pytest.raises(Refusal, match=r"key\.readable"):
        secrets.key(tmp_path / "store")


def test_a_key_written_before_keys_had_names_is_read(tmp_path):
    (tmp_path / "store.key").touch(0o600)
    (tmp_path / "store.key").write_text(KEY.master.hex() + "\n")

    assert secrets.key(tmp_path / "store", KEY.id) == KEY


def test_two_that_make_the_first_key_at_once_have_the_same(tmp_path):
    with ThreadPoolExecutor(8) as workers:
        found = list(workers.map(secrets.key, [tmp_path / "store"] * 8))

    assert len(set(found)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["store.key"]


def test_a_new_key_leaves_nothing_of_one_that_was_killed_while_it_was_written(tmp_path):
    secrets.key(tmp_path / "store")
    (tmp_path / "store.key.0a1b2c3d").write_text("x")
    (tmp_path / "store.key.bak").write_text("a copy of the owner's")

    secrets.add(tmp_path / "store")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["store.key", "store.key.bak"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("0911 123 4567", KEY.pseudonym("09111234567")),
        (KEY.pseudonym("09111234567"), KEY.pseudonym("09111234567")),
        ("ناشناس", "ناشناس"),
        ("", ""),
        ("0911 123 456", "ناخوانا"),
        ("9.11E+09", "ناخوانا"),
        ("رضا احمدی", "ناخوانا"),
        (f"{'0' * 8}:{'a' * 32}", "ناخوانا"),
    ],
)
def test_a_refused_row_holds_of_a_caller_a_pseudonym_or_nothing(text, kept):
    assert Callers(KEY).hidden(text) == kept


def test_what_stands_for_an_unreadable_number_is_refused_again():
    found, wrong = Callers(KEY).pseudonyms(pa.array(["ناخوانا"]))

    assert (found.to_pylist(), wrong.tolist()) == ([None], [True])
