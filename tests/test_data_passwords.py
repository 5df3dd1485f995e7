"""Passwords are kept as hashes that take work, few at once; easily guessed ones are refused."""

import threading
import time

import argon2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import passwords
from data.refusal import Refusal
from tests.refusing import refused

GOOD = "seven blue herons"
PRODUCTION = (passwords.HASHER, argon2.extract_parameters(passwords.DUMMY))
pytestmark = pytest.mark.usefixtures("quick_passwords")


def test_in_production_a_hash_takes_three_passes_over_64_megabytes():
    for hasher in PRODUCTION:
        assert hasher.type is argon2.Type.ID
        assert (hasher.time_cost, hasher.memory_cost, hasher.parallelism) == (3, 64 * 1024, 4)
        assert (hasher.hash_len, hasher.salt_len) == (32, 16)


def test_a_password_is_known_again_and_another_is_not():
    kept = passwords.hashed(GOOD)

    assert GOOD not in kept
    assert passwords.matches(kept, GOOD) == (True, None)
    assert passwords.matches(kept, GOOD + "x") == (False, None)
    assert passwords.matches(kept, "") == (False, None)


def test_two_hashes_of_one_password_differ():
    assert passwords.hashed(GOOD) != passwords.hashed(GOOD)


def test_no_password_is_that_of_an_account_that_is_not_there(monkeypatch):
    tried = []
    verify = passwords.HASHER.verify
    monkeypatch.setattr(
        type(passwords.HASHER),
        "verify",
        lambda _, kept, typed: tried.append(kept) or verify(kept, typed),
    )

    assert passwords.matches(None, GOOD) == (False, None)
    assert passwords.matches(None, "of nobody") == (False, None)  # the dummy's own password
    assert tried == [passwords.DUMMY] * 2


def test_what_is_kept_damaged_matches_nothing():
    assert passwords.matches("$argon2id$", GOOD) == (False, None)
    assert passwords.matches("", GOOD) == (False, None)


def test_a_weak_hash_is_made_anew_when_its_password_is_typed(monkeypatch):
    kept = passwords.hashed(GOOD)
    monkeypatch.setattr(passwords, "HASHER", argon2.PasswordHasher(2, 16, 1))

    right, newer = passwords.matches(kept, GOOD)

    assert right
    assert newer is not None
    assert argon2.extract_parameters(newer).time_cost == 2
    assert passwords.matches(newer, GOOD) == (True, None)
    assert passwords.matches(kept, "another one at all") == (False, None)


def test_a_password_is_the_same_from_every_keyboard():
    composed, apart = "caf\u00e9 gol\u200cestan", "cafe\u0301 gol\u200cestan"

    assert passwords.matches(passwords.hashed(composed), apart)[0]


def test_a_password_too_long_to_be_one_is_not_hashed(monkeypatch):
    kept = passwords.hashed("x" * 256)
    assert passwords.matches(kept, "x" * 256)[0]
    monkeypatch.setattr(passwords, "_verified", lambda *_: pytest.fail("it was hashed"))

    assert passwords.matches(kept, "x" * 257) == (False, None)


def test_at_most_two_are_hashed_at_once(monkeypatch):
    now, most, lock = [0], [0], threading.Lock()

    def verified(*_):
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        time.sleep(0.01)
        with lock:
            now[0] -= 1
        return False

    monkeypatch.setattr(passwords, "_verified", verified)
    guesses = [
        threading.Thread(target=passwords.matches, args=(None, f"guess {number}"))
        for number in range(12)
    ]
    for guess in guesses:
        guess.start()
    for guess in guesses:
        guess.join()

    assert most[0] == 2


def test_whoever_waits_too_long_is_not_let_in(monkeypatch):
    monkeypatch.setattr(passwords, "PATIENCE", 0.01)
    kept = passwords.hashed(GOOD)

    with passwords._turns, passwords._turns:
        assert passwords.matches(kept, GOOD) == (False, None)
    assert passwords.matches(kept, GOOD) == (True, None)


def code(password, name="sara"):
    return refused(passwords.require, password, name)


@pytest.mark.parametrize("password", ["", "short", "elevenchars", "\ufdfa"])
def test_a_short_password_is_refused_though_its_one_sign_be_spelt_out(password):
    assert code(password) == "password.too_short"


def test_a_password_of_twelve_characters_will_do_and_of_256():
    passwords.require("abcdefghijkl", "sara")
    passwords.require(("abcdefghijkl" * 22)[:256], "sara")
    assert code("abcdefghijk") == "password.too_short"
    assert code(("abcdefghijkl" * 22)[:257]) == "password.too_long"


@pytest.mark.parametrize(
    ("password", "name"),
    [
        ("sara.rezaei.rasht", "sara.rezaei.rasht"),
        ("SARA-REZAEI-RASHT", "sara.rezaei.rasht"),
        ("sara.rezaei123", "Sara Rezaei"),
        ("سارا رضايي رشت", "سارا رضایی رشت"),
        ("saraSARAsara1404", "sara"),
    ],
)
def test_the_name_with_a_little_added_is_refused(password, name):
    assert code(password, name) == "password.is_name"


def test_a_password_that_merely_holds_the_name_will_do():
    passwords.require("sara and seven herons", "sara")
    passwords.require("sara-abcdefgh", "sara")  # eight letters beside it
    assert code("sara-abcdefg", "sara") == "password.is_name"


@pytest.mark.parametrize("password", ["aaaaaaaaaaaaaa", "abababababab", "111122223334"])
def test_a_password_of_few_different_characters_is_refused(password):
    assert code(password) == "password.too_plain"


def test_five_different_characters_will_do():
    passwords.require("111122223345", "sara")


@given(st.text(max_size=300), st.text(max_size=70))
def test_any_text_is_either_taken_or_refused(password, name):
    try:
        passwords.require(password, name)
    except Refusal as refusal:
        assert refusal.code.startswith("password.")


def test_first_passwords_may_be_chosen_and_none_is_like_another():
    made = [passwords.first() for _ in range(200)]

    assert len(set(made)) == 200
    for one in made:
        passwords.require(one, "sara")
        assert len(one.replace("-", "")) == 16
        assert not set(one) & set("lio01")
