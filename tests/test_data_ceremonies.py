"""A ceremony is made of an approved round alone, begun, held by one console, and ended."""

import pytest

from data import audit, ceremonies, rounds
from tests import ceremonies_of, rounds_of
from tests.ceremonies_of import BY, DESK
from tests.refusing import refused

MAKE = {"round": rounds_of.NAME, "settings": {}, "by": BY}


def told(store, act):
    return [one.facts for one in audit.entries(store, limit=50) if one.act == act]


@pytest.mark.parametrize("state", ["begun", "fixed", "proposed", "consented"])
def test_a_round_that_is_not_approved_has_no_ceremony(tmp_path, state):
    store = tmp_path / "store"
    getattr(rounds_of, state)(store)

    assert refused(ceremonies.make, store, **MAKE) == "ceremony.not_approved"
    assert ceremonies.listed(store) == []


def test_an_approved_round_has_one_ceremony_announced_or_not(tmp_path):
    store = tmp_path / "store"
    one = rounds_of.approved(store)
    rounds.announce(store, one.name, revision=one.revision, by=BY)

    assert ceremonies.make(store, **MAKE) == rounds_of.NAME
    assert refused(ceremonies.make, store, **MAKE) == "ceremony.exists"
    assert told(store, "ceremony_made") == [{"ceremony": rounds_of.NAME}]


def test_a_rehearsal_has_no_round_and_there_may_be_many(tmp_path):
    store = tmp_path / "store"
    names = [ceremonies.make(store, round=None, settings={}, by=BY) for _ in range(2)]

    assert len(set(names)) == 2
    assert [one.name for one in ceremonies.listed(store)] == names[::-1]
    assert all(one.rehearsal and one.round is None for one in ceremonies.listed(store))


def test_what_is_not_there_is_refused(tmp_path):
    store = tmp_path / "store"

    assert refused(ceremonies.of, store, "rehearsal-0") == "ceremony.unknown"
    assert refused(ceremonies.make, store, **MAKE) == "round.unknown"
    assert ceremonies.latest(store) is None


def test_the_one_that_runs_is_the_latest(tmp_path):
    store = tmp_path / "store"
    runs = ceremonies_of.rehearsal(store)
    newer = ceremonies.make(store, round=None, settings={}, by=BY)

    assert ceremonies.latest(store) == runs
    ceremonies.end(store, runs, by=BY)
    assert ceremonies.latest(store) == newer


def test_settings_are_tidied_and_those_not_given_stay(tmp_path):
    store = tmp_path / "store"
    name = ceremonies.make(
        store, round=None, settings={"title": " آيين\u202e  تجليل ", "hour": "۹:۳۰"}, by=BY
    )
    ceremonies.set_settings(store, name, {"day": "2026-10-01", "mode": "scan"}, by=BY)

    held = ceremonies.of(store, name).settings
    assert (held["title"], held["hour"], held["day"]) == ("آیین تجلیل", "09:30", "2026-10-01")
    assert (held["mode"], held["language"], held["county_cards"]) == ("scan", "fa", True)


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"title": "ا" * 121}, "title"),
        ({"place": "ا" * 121}, "place"),
        ({"host": "ا" * 81}, "host"),
        ({"hour": "24:00"}, "hour"),
        ({"day": "1404-13-01"}, "day"),
    ],
)
def test_settings_that_cannot_be_are_refused(tmp_path, settings, code):
    assert (
        refused(ceremonies.make, tmp_path / "store", round=None, settings=settings, by=BY)
        == f"ceremony.{code}"
    )


@pytest.mark.parametrize(
    "settings", [{"colour": 1}, {"mode": "merit"}, {"language": "de"}, {"theme": "<b>"}]
)
def test_settings_that_no_form_gives_are_a_mistake(tmp_path, settings):
    with pytest.raises(ValueError, match=r"cannot be|no such"):
        ceremonies.make(tmp_path / "store", round=None, settings=settings, by=BY)


def test_a_ceremony_is_begun_once_ended_and_gone_on_with(tmp_path):
    store = tmp_path / "store"
    name = ceremonies.make(store, round=None, settings={}, by=BY)

    assert refused(ceremonies.end, store, name, by=BY) == "ceremony.not_running"
    ceremonies.begin(store, name, by=BY)
    assert refused(ceremonies.begin, store, name, by=BY) == "ceremony.running"
    ceremonies.end(store, name, by=BY)
    assert ceremonies.of(store, name).state == "over"
    ceremonies.begin(store, name, by=BY)
    assert ceremonies.of(store, name).state == "running"
    assert len(told(store, "ceremony_begun")) == 2
    assert told(store, "ceremony_ended") == [{"ceremony": name, "called": 0}]


def hold(store, name, holder, **more):
    return ceremonies.hold(store, name, holder=holder, holder_name=holder, by=BY, **more)


def test_one_console_holds_and_another_watches_until_it_takes_over(tmp_path, hours):
    store = tmp_path / "store"
    name = ceremonies.make(store, round=None, settings={}, by=BY)

    assert hold(store, name, "left") == ceremonies.Held(True, "left", False)
    assert hold(store, name, "right") == ceremonies.Held(False, "left", False)
    hours.later(16)
    assert hold(store, name, "right") == ceremonies.Held(False, "left", True)
    assert told(store, "console_taken") == []
    assert hold(store, name, "right", take=True).mine
    assert hold(store, name, "left") == ceremonies.Held(False, "right", False)
    assert told(store, "console_taken") == [{"ceremony": name}]


def test_a_console_that_goes_on_holding_writes_at_most_every_two_seconds(tmp_path, hours):
    store = tmp_path / "store"
    name = ceremonies.make(store, round=None, settings={}, by=BY)
    hold(store, name, "left")
    begun = ceremonies.of(store, name)

    hours.later(1)
    hold(store, name, "left")
    assert ceremonies.of(store, name) == begun
    hours.later(2)
    hold(store, name, "left")
    assert ceremonies.of(store, name).held == begun.held + 3


def test_a_console_that_is_let_go_of_is_free_but_only_its_own(tmp_path):
    store = tmp_path / "store"
    name = ceremonies_of.rehearsal(store)

    ceremonies.release(store, name, holder="another")
    assert ceremonies.of(store, name).holder == DESK
    ceremonies.release(store, name, holder=DESK)
    assert ceremonies.of(store, name).holder is None
    assert hold(store, name, "right").mine
