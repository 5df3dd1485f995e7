"""Nobody is named who did not agree, or agrees no longer; who has come is kept by code."""

import pytest

from data import audit, ceremonies, certificates, consents, decisions, rounds, secrets
from data.ceremonies import making
from data.decisions import tables
from tests import ceremonies_of, rounds_of
from tests.ceremonies_of import BY, NAMES
from tests.refusing import refused


@pytest.fixture
def evening(tmp_path):
    """The ceremony of an approved round, with its store."""
    store = tmp_path / "store"
    return store, ceremonies_of.staged(store)


def test_those_who_agreed_to_it_are_named_with_county_and_number(evening):
    store, name = evening
    numbers = certificates.numbers(store, rounds_of.NAME)

    held = ceremonies.people(store, name)

    assert [(one.code, one.county, one.name, one.said) for one in held] == [
        ("X", "AML", NAMES["X"], "said X"),
        ("A", "RSH", NAMES["A"], "said A"),
    ]
    assert [one.number for one in held] == [numbers["X"], numbers["A"]]
    assert ceremonies.private(store, name) == 1


def test_one_honoured_in_private_is_no_guest_by_any_way(evening):
    store, name = evening
    number = certificates.numbers(store, rounds_of.NAME)["B"]

    assert ceremonies.guest(store, ceremonies.of(store, name), "B") is None
    assert ceremonies.by_number(store, name, number) is None
    assert ceremonies.search(store, name, NAMES["B"]) == []
    assert refused(ceremonies.check_in, store, name, "B", by=BY) == "ceremony.nobody"


def test_whoever_takes_the_consent_back_is_gone_at_once(evening):
    store, name = evening
    one = ceremonies.of(store, name)
    assert ceremonies.guest(store, one, "A").name == NAMES["A"]

    rounds_of.answered(store, A="withdrawn")

    assert [who.code for who in ceremonies.people(store, name)] == ["X"]
    assert ceremonies.guest(store, one, "A") is None
    assert ceremonies.stand(store, name)[1].order["code"].tolist() == ["X"]


def test_once_names_are_let_go_of_nobody_is_a_guest(evening, hours):
    store, name = evening
    one = rounds.named(store, rounds_of.NAME)
    rounds.announce(store, one.name, revision=one.revision, by=BY)
    hours.later(31 * 86_400)
    assert consents.forget(store) == 3

    assert ceremonies.people(store, name) == []
    assert ceremonies.guest(store, ceremonies.of(store, name), "A") is None
    assert ceremonies.private(store, name) == 1


def test_new_keys_change_nothing(evening):
    store, name = evening
    before = ceremonies.people(store, name)
    secrets.add(store)
    ceremonies_of.name_them(store, NAMES)

    assert ceremonies.people(store, name) == before


def test_a_rehearsal_has_made_up_guests(tmp_path):
    store = tmp_path / "store"
    name = ceremonies_of.rehearsal(store)
    held = ceremonies.people(store, name)

    assert len(held) == 12
    assert all(ceremonies.guest(store, ceremonies.of(store, name), who.code) for who in held)
    assert ceremonies.by_number(store, name, held[3].number) == held[3].code
    assert ceremonies.private(store, name) > 0


def test_a_card_is_read_however_its_number_is_typed(evening):
    store, name = evening
    number = certificates.numbers(store, rounds_of.NAME)["A"]
    persian = number.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))

    assert ceremonies.by_number(store, name, number) == "A"
    assert (
        ceremonies.by_number(store, name, f" {persian[:4]} {persian[4:8]} {persian[8:]}\n") == "A"
    )
    for wrong in (number[:-1], f"{number}0", "000000000195", "پروانه", ""):
        assert ceremonies.by_number(store, name, wrong) is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [("پروانه", "A"), ("بهاري", "A"), ("پروانه سادات", "A"), ("تور", "X"), ("گيلاني تورج", "X")],
)
def test_a_name_is_found_by_how_it_begins_and_otherwise_written(evening, typed, code):
    store, name = evening

    assert ceremonies.search(store, name, typed)[0].code == code


def test_a_search_finds_five_at_most_and_of_what_is_like_nobody_none(tmp_path, monkeypatch):
    monkeypatch.setattr(making.chance, "token_hex", lambda size: "1" * 2 * size)  # the same names
    store = tmp_path / "store"
    name = ceremonies_of.rehearsal(store, guests=60)

    assert len(ceremonies.search(store, name, "خیالی")) == 5
    assert ceremonies.search(store, name, "خیالی")[0].name.endswith("خیالی")
    assert ceremonies.search(store, name, "زظژط") == ceremonies.search(store, name, " ") == []


def come(store, name):
    table = ceremonies.arrivals(store, name).astype(object)
    table = table.where(table.notna(), None)
    return {row.code: (row.seat, row.ramp) for row in table.itertuples()}


def test_who_has_come_is_kept_once_with_a_seat_and_a_turn_at_the_ramp(evening):
    store, name = evening
    ceremonies.check_in(store, name, "X", seat=" ب\u202eـ ۱۲ ", by=BY)
    ceremonies.check_in(store, name, "X", by=BY)
    ceremonies.to_ramp(store, name, "A", by=BY)
    ceremonies.to_ramp(store, name, "X", by=BY)
    ceremonies.to_ramp(store, name, "A", by=BY)

    assert come(store, name) == {"X": ("ب ۱۲", 2), "A": (None, 1)}
    assert ceremonies.stand(store, name)[1].ramp == ["A", "X"]
    ceremonies.off_ramp(store, name, "A", by=BY)
    ceremonies.undo_check_in(store, name, "X", by=BY)
    assert come(store, name) == {"A": (None, None)}
    assert refused(ceremonies.check_in, store, name, "A", seat="ا" * 21, by=BY) == "ceremony.seat"


def test_after_thirty_days_nothing_tells_who_came(evening, hours):
    store, name = evening
    ceremonies_of.running(store, name)
    ceremonies.check_in(store, name, "A", by=BY)
    given = {"act": "next", "by": BY, "holder": ceremonies_of.DESK}
    ceremonies.act(store, name, lambda held, _: held | {"called": {"A": 1.0}}, **given)
    hours.now = ceremonies.of(store, name).begun + 29 * 86_400
    assert ceremonies.forget(store) == 0
    hours.later(2 * 86_400)

    assert ceremonies.forget(store) == 2  # though nobody ended it

    assert ceremonies.arrivals(store, name).empty
    assert ceremonies.of(store, name).calling == {}
    with decisions.reading(store) as connection:
        assert connection.execute(tables.ceremony_act.select()).all() == []


def test_what_is_made_long_before_its_day_keeps_seats_until_thirty_days_after_it(tmp_path, hours):
    store = tmp_path / "store"
    name = ceremonies_of.staged(store, day="2026-02-01")  # 69 days later
    ceremonies.check_in(store, name, "A", seat="12", by=BY)
    hours.later(90 * 86_400)
    assert ceremonies.forget(store) == 0
    hours.later(11 * 86_400)

    assert ceremonies.forget(store) == 1


def test_who_took_a_check_in_back_and_who_changed_the_settings_is_told(evening):
    store, name = evening
    ceremonies.check_in(store, name, "A", by=BY)
    ceremonies.undo_check_in(store, name, "A", by="one at the door")
    ceremonies.undo_check_in(store, name, "A", by="another")  # nothing is left to take back
    ceremonies.set_settings(store, name, {"place": "تالار"}, by="a presenter")

    told = [(one.act, one.by) for one in audit.entries(store, limit=2)]
    assert told == [("ceremony_set", "a presenter"), ("check_in_undone", "one at the door")]
