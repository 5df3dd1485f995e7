"""Pseudonyms in the tables of decisions: rotation lifts them, erasure leaves none."""

import pytest

from data import clock, decisions, erasure, rotation, rounds, seals, secrets
from data.decisions import engines, tables
from tests import reports, rounds_of

NUMBER, NAME = "09111234567", "نام آزمون یکتا"


@pytest.fixture
def decided(tmp_path):
    """A store with one caller, who was chosen and has agreed to be named."""
    reports.taken(tmp_path, [reports.row(caller=NUMBER)])
    store = tmp_path / "store"
    key = secrets.key(store)
    who = key.pseudonym(NUMBER)
    one = rounds_of.person("A", "RSH", 1) | {"who": who}
    rounds_of.proposed(store, [one, *rounds_of.PEOPLE[1:]])
    with decisions.transaction(store) as connection:
        sealed = {name: seals.seal(key, NAME, row="c1", field=name) for name in ("name", "said")}
        values = {"id": "c1", "who": who, "choice": "public", "given": clock.now()}
        connection.execute(tables.consent.insert().values(**values, **sealed))
        connection.execute(tables.person.insert().values(who=who, woman=True, household="h"))
    return store


def held(store):
    with decisions.reading(store) as connection:
        consents = connection.execute(tables.consent.select()).all()
        persons = connection.execute(tables.person.select()).all()
    people = rounds.people(store, rounds_of.NAME).set_index("code")
    return people, consents, persons


def test_erasing_leaves_a_place_in_the_round_and_nothing_else(decided):
    before, consents, _ = held(decided)
    who, sealed = before.at["A", "who"], consents[0].name

    erasure.erase(decided, NUMBER, by="a steward")

    people, consents, persons = held(decided)
    assert people["who"].isna().to_dict()["A"]
    assert (
        people["standing"].to_dict() | {"A": "withdrawn", "C": "chosen"}
        == people["standing"].to_dict()
    )
    assert people["merit"].equals(before["merit"])
    assert (consents, persons) == ([], [])
    files = [path.read_bytes() for path in engines.path(decided).parent.glob("decisions.db*")]
    for trace in (who, sealed):
        assert not any(trace.encode() in file for file in files)


def test_a_new_key_lifts_whoever_was_chosen_and_seals_names_anew(decided):
    before = held(decided)[0].at["A", "who"]

    rotation.rotate(decided, by="a steward")

    people, [consent], [person] = held(decided)
    key = secrets.key(decided)
    now = people.at["A", "who"]
    assert now == consent.who == person.who == key.pseudonym(NUMBER) != before
    assert consent.name.startswith(f"{key.id}:")
    for name in ("name", "said"):
        assert seals.opened(key, getattr(consent, name), row="c1", field=name) == NAME
