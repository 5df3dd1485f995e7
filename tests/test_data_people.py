"""What is known of people: it comes in once, for the picker alone, and without a code in it."""

import csv
import datetime

import pandas as pd
import pytest

from data import audit, clock, decisions, erasure, people, people_files, rotation, secrets
from data.decisions import engines, tables
from data.refusal import Refusal
from tests import reports

ONE, TWO, THREE = "09111234567", "09117654321", "09120000001"
HEADER = ["شماره", "زن", "خانوار"]


@pytest.fixture
def directory(tmp_path):
    reports.taken(tmp_path, [reports.row(caller=ONE)])
    return tmp_path / "store"


def handed_in(directory, rows, header=HEADER):
    path = directory.parent / "people.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return people_files.take_in(path, directory, by="a steward")


def known(directory, *numbers):
    return people.known(directory, secrets.key(directory).pseudonyms(list(numbers)))


def in_round(directory, number, state, last, standing="chosen"):
    """Put somebody in a round of their own."""
    with decisions.transaction(directory) as connection:
        told = {"kind": "week", "first": "2026-01-03", "last": last, "state": state}
        told |= {"policy": {}, "method": "1", "version": "1", "told": {}, "begun_by": "test"}
        name = f"{state}-{last}-{standing}-{number}"
        row = tables.round_.insert().values(name=name, revision=0, begun=clock.now(), **told)
        [held] = connection.execute(row).inserted_primary_key
        one = {"round": held, "code": "A", "county": "RSH", "place": 1, "standing": standing}
        who = secrets.key(directory).pseudonym(number)
        connection.execute(tables.honoree.insert().values(**one, who=who, merit=1, facts={}))


def test_nothing_is_known_of_those_of_whom_nothing_was_told(directory):
    found = known(directory, ONE, TWO)

    assert found.index.tolist() == [0, 1]
    assert found["woman"].isna().all()
    assert found["household"].isna().all()
    assert found["honoured"].isna().all()
    assert found["refused"].tolist() == [False, False]
    assert len(people.known(directory, [])) == 0


def test_what_is_known_stands_in_the_order_of_those_asked_for(directory):
    receipt = handed_in(directory, [[ONE, "بله", "خ ۱"], [TWO, "no", "خ 1"], [THREE, "زن", ""]])

    found = known(directory, TWO, ONE, THREE)
    assert (receipt.rows, receipt.taken, receipt.refused) == (3, 3, 0)
    assert found["woman"].tolist() == [False, True, True]
    assert found["household"].iloc[0] == found["household"].iloc[1]
    assert pd.isna(found["household"].iloc[2])


def test_the_same_file_again_changes_nothing(directory):
    rows = [[ONE, "yes", "h1"], [TWO, "", "h1"]]
    handed_in(directory, rows)
    before = audit.entries(directory, limit=9)

    again = handed_in(directory, rows)

    assert (again.taken, again.unchanged) == (0, 2)
    assert audit.entries(directory, limit=9) == before
    assert before[0].facts == {"rows": 2}


def test_what_a_file_does_not_tell_stays_as_it_was(directory):
    handed_in(directory, [[ONE, "yes", "h1"]])
    before = known(directory, ONE)
    handed_in(directory, [[ONE, "no"]], header=HEADER[:2])

    found = known(directory, ONE)
    assert found["woman"].tolist() == [False]
    assert found["household"].tolist() == before["household"].tolist()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["", "yes", "h"], "nobody"),
        (["0911", "yes", "h"], "caller_unreadable"),
        ([ONE, "شاید", "h"], "woman_unknown"),
        ([ONE, "yes"], "fields_too_few"),
    ],
)
def test_a_row_with_a_fault_is_told_by_its_number_and_the_others_count(directory, row, reason):
    receipt = handed_in(directory, [[TWO, "yes", "h"], row])

    assert (receipt.taken, receipt.refused) == (1, 1)
    [refused] = receipt.refused_rows
    assert refused["row"] == 3
    assert reason in refused["reasons"]


@pytest.mark.parametrize("column", ["نام", "کد ملی", "آدرس", "suspect"])
def test_a_column_that_has_no_place_refuses_the_file(directory, column):
    with pytest.raises(Refusal, match=r"listed\.unknown_column"):
        handed_in(directory, [[ONE, "yes", "h", "x"]], header=[*HEADER, column])

    assert known(directory, ONE)["woman"].isna().all()


def test_no_code_of_a_household_is_in_the_database_and_no_number(directory):
    handed_in(directory, [[ONE, "yes", "canary-17"]])

    held = b"".join(
        path.read_bytes() for path in engines.path(directory).parent.glob("decisions.db*")
    )
    assert b"canary-17" not in held
    assert b"canary 17" not in held
    assert ONE[1:].encode() not in held


def test_a_new_key_leaves_people_and_their_households_known(directory):
    rows = [[ONE, "yes", "h1"], [TWO, "no", "h1"]]
    handed_in(directory, rows)
    before = known(directory, ONE, TWO)

    rotation.rotate(directory, by="test")

    assert known(directory, ONE, TWO).equals(before)
    assert handed_in(directory, [*rows, [THREE, "", "h1"]]).taken == 1
    assert known(directory, ONE, TWO, THREE)["household"].nunique() == 1


def test_whoever_is_erased_does_not_come_back_by_a_former_file(directory):
    rows = [[ONE, "yes", "h1"], [TWO, "no", "h1"]]
    handed_in(directory, rows)
    erasure.erase(directory, ONE, by="test")

    again = handed_in(directory, rows)

    assert again.refused_by_reason == {"erased": 1}
    assert known(directory, ONE)["woman"].isna().all()
    assert known(directory, TWO)["woman"].tolist() == [False]


def test_the_last_honour_is_that_of_the_newest_round_that_was_drawn(directory):
    in_round(directory, ONE, "approved", "2026-01-09")
    in_round(directory, ONE, "announced", "2025-12-05")
    in_round(directory, ONE, "fixed", "2026-02-06")
    in_round(directory, TWO, "announced", "2026-01-09", standing="reserve")
    in_round(directory, THREE, "announced", "2026-01-09", standing="withdrawn")

    found = known(directory, ONE, TWO, THREE)["honoured"]

    assert found.iloc[0].date() == datetime.date(2026, 1, 9)
    assert found.iloc[1:].isna().all()


@pytest.mark.parametrize(
    ("choice", "withdrawn", "refused"),
    [("none", None, True), ("public", None, False), ("private", None, False), ("none", 1.0, True)],
)
def test_whoever_said_no_or_took_it_back_has_refused(directory, choice, withdrawn, refused):
    who = secrets.key(directory).pseudonym(ONE)
    with decisions.transaction(directory) as connection:
        told = {"id": "1", "who": who, "choice": choice, "given": 0.5, "withdrawn": withdrawn}
        connection.execute(tables.consent.insert().values(**told))

    assert known(directory, ONE, TWO)["refused"].tolist() == [refused, False]
