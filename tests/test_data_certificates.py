"""Numbers on certificates: given once, checked by their digits, telling nobody's name."""

import random
import threading

import pytest

from data import certificates, decisions, rotation
from data.decisions import tables
from data.refusal import Refusal
from tests import ceremonies_of, rounds_of
from tests.reports import row, taken

NAME = rounds_of.NAME


@pytest.fixture
def approved(tmp_path):
    rounds_of.approved(tmp_path)
    return tmp_path


def test_everybody_honoured_has_a_number_in_public_or_in_private(approved):
    numbers = certificates.numbers(approved, NAME)

    assert [*numbers] == ["A", "B", "X"]
    assert all(len(one) == 12 and "1" <= one[0] <= "8" for one in numbers.values())


def test_a_number_once_given_stays(approved):
    before = certificates.numbers(approved, NAME)
    rounds_of.answered(approved, A="withdrawn")

    assert certificates.numbers(approved, NAME) == {code: before[code] for code in "BX"}
    assert certificates.published(approved, NAME) == sorted(before.values())


def test_new_keys_and_an_erasure_change_no_number(tmp_path):
    taken(tmp_path, [row()])
    store = tmp_path / "store"
    ceremonies_of.staged(store)
    before = certificates.numbers(store, NAME)

    rotation.rotate(store, by="a steward")
    assert certificates.numbers(store, NAME) == before
    with decisions.transaction(store) as connection:  # as an erasure leaves it
        connection.execute(
            tables.honoree.update().where(tables.honoree.c.code == "A"), {"who": None}
        )
        connection.execute(tables.consent.delete().where(tables.consent.c.id == "A"))
    assert certificates.numbers(store, NAME) == {code: before[code] for code in "BX"}
    assert certificates.verify(store, before["A"]) == NAME


def test_two_who_ask_at_once_get_the_same(approved):
    answers = []
    ask = [
        threading.Thread(target=lambda: answers.append(certificates.numbers(approved, NAME)))
        for _ in range(4)
    ]
    for one in ask:
        one.start()
    for one in ask:
        one.join()

    assert len(answers) == 4
    assert all(one == answers[0] for one in answers)


def test_a_round_that_is_not_approved_has_no_numbers(tmp_path):
    rounds_of.consented(tmp_path)

    with pytest.raises(Refusal, match=r"consent\.not_approved"):
        certificates.numbers(tmp_path, NAME)
    with decisions.reading(tmp_path) as connection:
        assert connection.execute(tables.certificate.select()).first() is None


def test_a_number_leads_to_its_round_and_no_further(approved):
    number = certificates.numbers(approved, NAME)["A"]
    typed = f" {number[:4]} {number[4:8]}-{number[8:]} ".translate(
        str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
    )

    assert certificates.verify(approved, typed) == NAME
    assert certificates.verify(approved, certificates.checked(int(number[:10]) ^ 1)) is None


def test_a_rehearsals_number_is_in_order_and_on_no_list(approved):
    number = certificates.made_up(7)

    assert number.startswith("00")
    assert certificates.valid(number) == number
    assert certificates.verify(approved, number) is None


@pytest.mark.parametrize("text", ["", "12", "1" * 12, "9" * 13, "a" * 12, "١٢٣", "1e10"])
def test_what_is_no_number_is_none(text):
    assert certificates.valid(text) is None


def test_the_check_digits_are_those_of_the_standard():
    assert certificates.checked(794) == "000000079444"  # ISO 7064's own example: 794 44


def test_one_wrong_digit_or_two_that_changed_places_are_found():
    chance = random.Random(6)
    for _ in range(40):
        number = certificates.checked(chance.randrange(10**9, 9 * 10**9))
        assert certificates.valid(number) == number
        for place in range(12):
            wrong = [*number]
            wrong[place] = str((int(wrong[place]) + chance.randrange(1, 10)) % 10)
            assert certificates.valid("".join(wrong)) is None
        for place in range(11):
            turned = [*number]
            turned[place], turned[place + 1] = turned[place + 1], turned[place]
            assert turned == [*number] or certificates.valid("".join(turned)) is None
