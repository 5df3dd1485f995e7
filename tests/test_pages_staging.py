"""A console's acts reach the wall, and the wall shows nobody who does not agree."""

import dataclasses
import threading

import pytest

from data import ceremonies, decided
from data.access import Refused
from pages.views import staging
from tests import ceremonies_of, readers, rounds_of
from tests.ceremonies_of import BY, DESK, NAMES
from tests.refusing import refused


@pytest.fixture
def evening(tmp_path):
    """The ceremony of an approved round, running, with its store."""
    store = tmp_path / "store"
    return store, ceremonies_of.running(store, ceremonies_of.staged(store, county_cards=False))


def press(store, name, act, **what):
    staging.carry_out(store, name, act, holder=DESK, by=BY, **what)


def seen(store, name):
    shown = staging.shown(store, name)
    assert not (shown.blank and (shown.name or shown.said))
    return "blank" if shown.blank else shown.name or shown.kind


def test_pressing_next_shows_everybody_who_agreed_by_county_then_the_others_number(evening):
    store, name = evening
    told = [seen(store, name)]
    for _ in range(5):
        press(store, name, "next")
        told.append(seen(store, name))

    assert told == ["opening", NAMES["X"], NAMES["A"], "private", "closing", "closing"]


def test_the_wall_tells_whose_turn_it_is_of_how_many(evening):
    store, name = evening
    press(store, name, "next")
    before = staging.shown(store, name)
    press(store, name, "next")
    shown = staging.shown(store, name)

    assert (shown.kind, shown.key, shown.county, shown.said) == (
        *("person", "person:A", "RSH", "said A"),
    )
    assert (shown.number_of, shown.total, shown.revision) == (2, 2, before.revision + 1)
    press(store, name, "next")
    assert staging.shown(store, name).number_of == 1  # honoured in private


@pytest.mark.parametrize("over", [False, True])
def test_before_and_after_it_runs_the_wall_names_nobody(evening, over):
    store, name = evening
    press(store, name, "next")
    ceremonies.end(store, name, by=BY)
    if not over:
        store = store.with_name("other")
        name = ceremonies_of.staged(store)

    assert seen(store, name) == ("closing" if over else "opening")


def test_whoever_takes_the_consent_back_leaves_the_wall_at_once(evening):
    store, name = evening
    press(store, name, "next")
    assert seen(store, name) == NAMES["X"]

    rounds_of.answered(store, X="withdrawn")

    shown = staging.shown(store, name)
    assert (shown.blank, shown.name, shown.said, shown.county) == (True, "", "", "")
    press(store, name, "next")
    assert seen(store, name) == NAMES["A"]


def test_of_whoever_is_erased_neither_name_nor_arrival_is_left(evening):
    store, name = evening
    ceremonies.check_in(store, name, "X", seat="12", by=BY)
    ceremonies.check_in(store, name, "A", by=BY)
    press(store, name, "next")

    decided.rewrite(store, lambda who: [None if one == "who-X" else one for one in who])

    assert seen(store, name) == "blank"
    assert ceremonies.arrivals(store, name)["code"].tolist() == ["A"]
    assert [one.code for one in staging.slides(store, name) if one.code] == ["A"]


def test_an_absent_one_is_skipped_and_comes_late_after_another(evening):
    store, name = evening
    press(store, name, "skip", code="X")
    press(store, name, "next")
    assert seen(store, name) == NAMES["A"]

    press(store, name, "add_late", code="X", after="A")
    assert staging.stand(store, name).next.code == "X"
    press(store, name, "next")
    assert seen(store, name) == NAMES["X"]
    assert staging.stand(store, name).left == []


def test_a_jump_an_undo_and_a_blank_wall(evening):
    store, name = evening
    press(store, name, "jump", key="person:A")
    press(store, name, "blank")
    assert seen(store, name) == "blank"
    press(store, name, "undo")
    assert seen(store, name) == NAMES["A"]
    press(store, name, "undo")
    assert seen(store, name) == "opening"
    press(store, name, "unskip", code="A")
    press(store, name, "back")
    assert seen(store, name) == "opening"


def test_an_undo_never_loses_who_has_come(evening):
    store, name = evening
    press(store, name, "next")
    ceremonies.check_in(store, name, "A", by=BY)
    press(store, name, "undo")

    assert ceremonies.arrivals(store, name)["code"].tolist() == ["A"]


def test_by_scan_the_order_is_that_of_the_ramp(tmp_path):
    store = tmp_path / "store"
    name = ceremonies_of.rehearsal(store, mode="scan")
    for code in ("TRY-009", "TRY-002"):
        ceremonies.to_ramp(store, name, code, by=BY)

    stand = staging.stand(store, name)
    cast = staging.cast(store, ceremonies.of(store, name))

    assert [one.key for one in stand.slides] == [
        *("opening", "person:TRY-009", "person:TRY-002", "private", "closing")
    ]
    assert (len(stand.left), stand.total) == (12, 12)  # all of whom may still come
    assert (len(cast[1]), cast[2]) == (12, 3)
    assert sum(bool(one.code) for one in cast[0]) == 12  # on paper everybody


@pytest.mark.parametrize(
    ("act", "what", "code"),
    [
        ("dance", {}, "act"),
        ("next", {"key": "closing"}, "act"),
        ("jump", {}, "act"),
        ("jump", {"key": "person:B"}, "nobody"),  # honoured in private
        ("skip", {"code": "C"}, "nobody"),
        ("add_late", {"code": "B", "after": ""}, "nobody"),
    ],
)
def test_what_a_console_cannot_do_is_refused(evening, act, what, code):
    store, name = evening
    before = ceremonies.of(store, name)

    assert refused(press, store, name, act, **what) == f"ceremony.{code}"
    assert ceremonies.of(store, name) == before


def test_a_hundred_quick_presses_of_two_clickers_all_count(tmp_path):
    store = tmp_path / "store"
    name = ceremonies_of.rehearsal(store, guests=150, county_cards=False)

    def click(side):
        for place in range(50):
            press(store, name, "next", press=f"{side}-{place}")

    sides = [threading.Thread(target=click, args=[side]) for side in ("left", "right")]
    for side in sides:
        side.start()
    for side in sides:
        side.join()

    assert staging.shown(store, name).number_of == 100


def test_a_clicker_acts_in_the_name_of_whoever_is_signed_in_there(peopled_store):
    store = peopled_store
    name = ceremonies.make(store, round=None, settings={}, by=BY)
    ceremonies.begin(store, name, by=BY)
    sid = readers.sid(store, "presenter")
    asked = {"holder": staging.holder(sid, "desk"), "holder_name": BY, "by": BY}
    ceremonies.hold(store, name, **asked)
    sent = {"ceremony": name, "act": "next", "desk": "desk", "press": "p1"}

    staging.clicked(store, sid, sent)
    staging.clicked(store, sid, sent)

    assert ceremonies.of(store, name).calling["called"] == {}  # a county's card
    assert staging.shown(store, name).kind == "county"
    other = sent | {"desk": "another", "press": "p2"}
    assert refused(staging.clicked, store, sid, other) == "ceremony.not_held"
    for role in ("steward", "liaison"):
        with pytest.raises(Refused):
            staging.clicked(store, readers.sid(store, role), sent)


def test_what_the_wall_asks_for_holds_no_name_but_the_one_shown(evening):
    store, name = evening
    press(store, name, "next")
    told = str(dataclasses.asdict(staging.shown(store, name)))

    assert NAMES["X"] in told
    assert NAMES["A"] not in told
    assert not any(one in str(staging.stand(store, name)) for one in NAMES.values())
