"""What people said when asked: names sealed, opened for an approved round, gone when taken back."""

import csv
import json
from pathlib import Path

import pytest

from data import audit, consents, decisions, named, people, retention, rounds, secrets
from data.decisions import engines, tables
from data.refusal import Refusal
from tests import reports, rounds_of

NUMBERS = {"A": "09111234567", "B": "09111234568", "X": "09111234569"}
NAME = "گل‌اندام یکتای آزمون"
HEADER = ["شماره", "انتخاب", "نام", "تلفظ", "شهرستان"]


@pytest.fixture
def drawn(tmp_path):
    """A store in which A, B (of one county) and X were drawn; C, D and Y are reserves."""
    rows = [reports.row(caller=number) for number in NUMBERS.values()]
    reports.taken(tmp_path, rows)
    store = tmp_path / "store"
    key = secrets.key(store)
    drawn = [
        one | ({"who": key.pseudonym(NUMBERS[one["code"]])} if one["code"] in NUMBERS else {})
        for one in rounds_of.PEOPLE
    ]
    rounds_of.proposed(store, drawn)
    return store


def handed_in(store: Path, rows, header=HEADER, name="consents.csv"):
    path = store.parent / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return consents.take_in(path, store, by="a steward")


ALL = [
    ["۰۹۱۱۱۲۳۴۵۶۷", "در جمع", NAME, "gol-andam", "رشت"],
    [NUMBERS["B"], "خصوصی", "رضا", "", "رشت"],
    [NUMBERS["X"], "public", "مینا", "", "املش"],
]


def approved(store):
    handed_in(store, ALL)
    one = rounds.named(store, rounds_of.NAME)
    rounds.approve(store, rounds_of.NAME, revision=one.revision, number=3, by="a commander")


def raw(store):
    return b"".join(path.read_bytes() for path in engines.path(store).parent.glob("decisions.db*"))


def test_answers_come_in_and_the_round_is_ready(drawn):
    receipt = handed_in(drawn, ALL)

    assert (receipt.rows, receipt.taken, receipt.refused) == (3, 3, 0)
    assert receipt.choices == {"public": 2, "private": 1}
    assert rounds.named(drawn, rounds_of.NAME).state == "consented"


def test_the_same_file_again_changes_nothing_and_a_later_answer_counts(drawn):
    handed_in(drawn, ALL)
    before = audit.entries(drawn, limit=1)

    again = handed_in(drawn, ALL)
    assert (again.taken, again.unchanged) == (0, 3)
    assert audit.entries(drawn, limit=1) == before

    handed_in(drawn, [[NUMBERS["A"], "هیچ", "", "", ""]])
    assert rounds_of.standing(drawn)["A"] == "refused"
    assert rounds_of.standing(drawn)["C"] == "chosen"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["0911", "public", "رضا", "", ""], "caller_unreadable"),
        (["", "public", "رضا", "", ""], "nobody"),
        (["09120000000", "public", "رضا", "", ""], "not_chosen"),
        ([NUMBERS["A"], "شاید", "رضا", "", ""], "choice_unknown"),
        ([NUMBERS["A"], "public", "", "", ""], "name_missing"),
        ([NUMBERS["A"], "public", "ن" * 61, "", ""], "name_long"),
        ([NUMBERS["A"], "public", "رضا", "", "", "زیادی"], "fields_too_many"),
    ],
)
def test_a_row_with_a_fault_is_set_aside_with_its_reason_and_the_others_count(drawn, row, reason):
    receipt = handed_in(drawn, [row, ALL[1]])

    assert receipt.taken == 1
    assert [one["row"] for one in receipt.refused_rows] == [2]
    assert receipt.refused_by_reason.keys() == {reason}
    kept = json.dumps(receipt.as_dict())
    assert "رضا" not in kept
    assert NUMBERS["A"] not in kept


def test_a_column_that_has_no_place_refuses_the_file(drawn):
    with pytest.raises(Refusal) as refused:
        handed_in(drawn, [[*ALL[0], "دزد"]], header=[*HEADER, "مظنون"])

    assert refused.value.code == "listed.unknown_column"
    assert rounds.waiting(drawn, rounds_of.NAME) == 3


def test_a_code_of_the_round_tells_who_as_well(drawn):
    people_of = rounds.people(drawn, rounds_of.NAME)
    codes = rounds.codes_of(drawn, rounds_of.NAME, list(people_of["who"]))
    with decisions.transaction(drawn) as connection:
        for code, new in zip(people_of["code"], codes, strict=True):
            mine = tables.honoree.c.code == code
            connection.execute(tables.honoree.update().where(mine).values(code=new))

    receipt = handed_in(
        drawn,
        [[codes[list(people_of["code"]).index("A")].lower(), "public", NAME]],
        header=["code", "choice", "name"],
    )

    assert receipt.taken == 1


def test_a_name_is_sealed_and_opened_for_an_approved_round_alone(drawn):
    handed_in(drawn, ALL)
    assert NAME.encode() not in raw(drawn)
    with pytest.raises(Refusal) as refused:
        named.named(drawn, rounds_of.NAME)
    assert refused.value.code == "consent.not_approved"

    approved(drawn)

    found = {
        one.code: (one.choice, one.name, one.said) for one in named.named(drawn, rounds_of.NAME)
    }
    assert found == {
        "A": ("public", NAME, "gol-andam"),
        "B": ("private", "", ""),
        "X": ("public", "مینا", ""),
    }


def test_a_consent_taken_back_removes_the_name_and_leaves_the_arithmetic(drawn):
    approved(drawn)
    before = rounds.people(drawn, rounds_of.NAME).set_index("code")
    with decisions.reading(drawn) as connection:
        who = secrets.key(drawn).pseudonym(NUMBERS["A"])
        asked = tables.consent.select().where(tables.consent.c.who == who)
        sealed = connection.execute(asked).one().name

    consents.withdraw(drawn, NUMBERS["A"], by="a steward")

    assert "A" not in {one.code for one in named.named(drawn, rounds_of.NAME)}
    assert sealed.encode() not in raw(drawn)
    after = rounds.people(drawn, rounds_of.NAME).set_index("code")
    assert after["merit"].equals(before["merit"])
    assert after.at["A", "standing"] == "withdrawn"
    assert people.known(drawn, [who])["refused"].tolist() == [True]


@pytest.mark.parametrize("answer", [[], [[NUMBERS["A"], "هیچ", "", "", ""]]])
def test_a_former_file_brings_back_nobody_who_took_the_consent_back(drawn, answer):
    handed_in(drawn, ALL)
    consents.withdraw(drawn, NUMBERS["A"], by="a steward")
    if answer:
        assert handed_in(drawn, answer).taken == 0

    again = handed_in(drawn, ALL)

    assert (again.taken, again.unchanged) == (0, 2)
    assert again.refused_by_reason == {"taken_back": 1}
    with decisions.reading(drawn) as connection:
        held = connection.execute(tables.consent.select()).all()
    who = secrets.key(drawn).pseudonym(NUMBERS["A"])
    assert [one.name for one in held if one.who == who] == [None]


def test_whoever_agrees_once_more_is_taken_in_where_the_file_is_said_to_hold_it(drawn):
    handed_in(drawn, ALL)
    consents.withdraw(drawn, NUMBERS["A"], by="a steward")

    again = consents.take_in(drawn.parent / "consents.csv", drawn, by="a steward", renewed=True)

    assert (again.taken, again.unchanged, again.refused) == (1, 2, 0)


def test_what_turns_the_direction_of_a_line_is_no_part_of_a_name_and_a_half_space_is(drawn):
    handed_in(drawn, [[NUMBERS["A"], "public", "\u202e گل\u200cاندام\u2069  ب ", "", ""], *ALL[1:]])
    one = rounds.named(drawn, rounds_of.NAME)
    rounds.approve(drawn, rounds_of.NAME, revision=one.revision, number=3, by="a commander")

    assert "گل\u200cاندام ب" in {one.name for one in named.named(drawn, rounds_of.NAME)}


@pytest.mark.parametrize("typed", ["09120000000", "no number", ""])
def test_nobody_s_consent_cannot_be_taken_back(drawn, typed):
    handed_in(drawn, ALL)

    with pytest.raises(Refusal) as refused:
        consents.withdraw(drawn, typed, by="a steward")

    assert refused.value.code == "consent.nobody"


def test_the_audit_counts_answers_and_names_nobody(drawn):
    handed_in(drawn, ALL)

    told = {entry.act: entry.facts for entry in audit.entries(drawn, limit=99)}
    assert told["consent"] == {"rows": 3, "public": 2, "private": 1}
    assert NAME not in json.dumps(told, ensure_ascii=False)


def test_names_go_thirty_days_after_the_announcement_and_no_sooner(drawn, hours):
    approved(drawn)
    one = rounds.named(drawn, rounds_of.NAME)
    rounds.announce(drawn, rounds_of.NAME, revision=one.revision, by="a commander")

    hours.later(29 * 86_400)
    retention.retain(drawn, by="a steward")
    assert NAME in {one.name for one in named.named(drawn, rounds_of.NAME)}
    hours.later(2 * 86_400)
    retention.retain(drawn, by="a steward")

    assert {one.name for one in named.named(drawn, rounds_of.NAME)} == {""}
