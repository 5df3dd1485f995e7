"""Tickets of the public draw, as `printf '%s' 'SEED,ID' | sha256sum` makes them."""

import hashlib
import subprocess

import pytest

from awards import draw

# The four ids of the published example, ranked by the plain rule; each line by sha256sum.
VECTORS = {
    "B-2": "5041eb4b25f4c4121f49bc9e17bb77c2a4314503f844ebe84b5dae32f03f6f3a",
    "D-4": "593b07a7696dc51bd61db2af19a9a007911c09e862f316d456a2feeb18f0d23d",
    "C-3": "9b463f81a369e0b851530d45ddbb5b1ad8b725c0ef73632c425fb9ec85c3d1b6",
    "A-1": "bbdb04cba46af1b35a903b03a1c7bbee7a0078c92fd844c8aa975eb96e201a75",
}
# What consistent-sampler 1.0.10 prints for the same ids and seed.
SAMPLED = {"D-4": "0.038977235", "B-2": "0.410310858", "C-3": "0.554613624"}


def test_tickets_are_these_and_rank_so():
    assert {one: draw.ticket("314159", one) for one in VECTORS} == VECTORS
    assert draw.tickets("314159", [*VECTORS]) == [*VECTORS.values()] == sorted(VECTORS.values())


def test_the_first_three_of_ten_are_those_of_the_reference():
    ids = [f"GIL-{number:04d}" for number in range(1, 11)]

    first = sorted(ids, key=lambda one: draw.ticket("314159", one))[:3]
    assert first == ["GIL-0004", "GIL-0009", "GIL-0001"]


@pytest.mark.parametrize("code", VECTORS)
def test_anybody_can_make_a_ticket_with_sha256sum(code):
    made = subprocess.run(
        ["sha256sum"], input=f"314159,{code}".encode(), capture_output=True, check=True
    )

    assert made.stdout.decode().split()[0] == draw.ticket("314159", code)


@pytest.mark.parametrize("code", SAMPLED)
def test_the_library_s_published_numbers_come_of_a_rule_that_is_not_ours(code):
    """It hashes the seed's own hash before the id, and reads the decimal digits backwards."""
    seed = hashlib.sha256(b"314159").hexdigest()
    number = int(hashlib.sha256(f"{seed}{code}".encode()).hexdigest(), 16)

    assert ("0." + f"{number:064d}"[::-1]).startswith(SAMPLED[code])


def test_letters_beyond_ascii_are_utf_8():
    assert draw.ticket("۳", "الف") == hashlib.sha256("۳,الف".encode()).hexdigest()
    assert draw.tickets("۳", ["الف"]) == [draw.ticket("۳", "الف")]
