"""`python -m data certificate`: what is typed, and what is said of a number."""

import json

import pytest

from data import certificates
from data.__main__ import main
from tests import rounds_of


@pytest.fixture
def directory(tmp_path):
    rounds_of.approved(tmp_path / "store")
    return tmp_path / "store"


def typed(capsys, *asked, directory):
    code = main(["certificate", *asked, "--store", str(directory), "--language", "en"])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_a_number_is_on_a_list_on_none_or_no_number(directory, capsys):
    number = certificates.numbers(directory, rounds_of.NAME)["A"]

    assert typed(capsys, number, directory=directory) == (
        0,
        f"This number is on the list of {rounds_of.NAME}.\n",
        "",
    )
    code, out, _ = typed(capsys, certificates.made_up(3), directory=directory)
    assert (code, "no list" in out) == (1, True)
    code, out, _ = typed(capsys, "0" * 12, directory=directory)
    assert (code, "no certificate" in out) == (1, True)


def test_the_list_of_a_round_is_numbers_with_its_name(directory, capsys):
    code, out, _ = typed(capsys, "--list", rounds_of.NAME, directory=directory)

    head, *lines = out.split()
    numbers = certificates.published(directory, rounds_of.NAME)
    assert (code, head) == (0, "number,round")
    assert lines == [f"{one},{rounds_of.NAME}" for one in numbers]


def test_as_json_a_program_reads_it(directory, capsys):
    _, out, _ = typed(capsys, "--list", rounds_of.NAME, "--json", directory=directory)

    assert json.loads(out)["numbers"] == certificates.published(directory, rounds_of.NAME)


def test_a_round_that_is_not_there_is_refused(directory, capsys):
    code, _, err = typed(capsys, "--list", "month-1", directory=directory)

    assert code == 2
    assert "month-1" in err
