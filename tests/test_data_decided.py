"""Pseudonyms in the tables of decisions: rotation lifts them, erasure leaves none."""

import pytest

from data import clock, decisions, erased, erasure, rotation, rounds, seals, secrets, traces
from data.decisions import engines, tables
from tests import reports, rounds_of
from tests.killing import at_every_step
from tests.traces import everywhere

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


def _traces(store, key):
    """Where the caller stands, under any key."""
    return {
        folder for folder, one in everywhere(store) if key.lifted([one]) == [key.pseudonym(NUMBER)]
    }


def test_killed_at_any_step_of_erasing_nothing_is_left_once_it_is_ended(decided, tmp_path):
    sealed = held(decided)[1][0].name

    left = at_every_step(decided, tmp_path / "killed", "erase")

    ended = 0
    for one in left:
        begun = bool(erased.read(one))
        erasure.replay(one)
        people, consents, persons = held(one)
        files = [path.read_bytes() for path in engines.path(one).parent.glob("decisions.db*")]
        assert people["who"].isna()["A"] == begun
        assert (len(consents), len(persons)) == ((0, 0) if begun else (1, 1))
        assert _traces(one, secrets.key(one)) == (set() if begun else {"callers", "decisions"})
        assert any(sealed.encode() in file for file in files) != begun
        ended += begun
    assert 0 < ended < len(left)


def test_killed_at_any_step_of_a_change_of_keys_names_open_and_people_are_found(decided, tmp_path):
    left = at_every_step(decided, tmp_path / "killed", "rotate")

    for one in left:
        traces.caught_up(one)
        people, [consent], [person] = held(one)
        key = secrets.key(one)
        assert people.at["A", "who"] == consent.who == person.who == key.pseudonym(NUMBER)
        assert {name for _, name in everywhere(one)} == {key.pseudonym(NUMBER)}
        for name in ("name", "said"):
            assert seals.opened(key, getattr(consent, name), row="c1", field=name) == NAME
