"""The audit is only added to; whatever was done behind its back is found, at the right row."""

import os
import subprocess
import sys

import pytest
import sqlalchemy

import words
from data import acts, area_intake, audit, decisions, intake, re_placing, secrets, store
from data.area_columns import AreaColumns
from data.decisions import engines, tables
from data.refusal import Refusal
from tests.reports import row, written
from tests.source import ROOT

NUMBER = "09111234567"
AUDIT = tables.audit


@pytest.fixture
def place(tmp_path, hours):
    """A store with five acts in its audit, a minute apart."""
    directory = tmp_path / "store"
    for number in range(5):
        with decisions.transaction(directory) as connection:
            audit.record(connection, "export", "sara", rows=number, name="ranking")
        hours.later(60)
    return directory


def tampered(directory, *changes):
    """Do as somebody would who can write the database's file, but has no key."""
    with decisions.transaction(directory) as connection:
        for change in ("update", "delete"):
            connection.exec_driver_sql(f"DROP TRIGGER audit_no_{change}")
        for change in changes:
            connection.execute(change)


def edit(number, **values):
    return AUDIT.update().where(AUDIT.c.seq == number).values(**values)


def cut(seq):
    return AUDIT.delete().where(AUDIT.c.seq > seq)


def take_out(seq):
    return AUDIT.delete().where(AUDIT.c.seq == seq)


def columns(directory, seq):
    with decisions.reading(directory) as connection:
        same = AUDIT.c.seq == seq
        return connection.execute(AUDIT.select().where(same)).one()._asdict()


def test_an_untouched_audit_is_sound(place):
    verdict = audit.verify(place)

    assert (verdict.ok, verdict.count, verdict.first_bad) == (True, 5, None)
    assert verdict.anchor == f"5:{columns(place, 5)['mac'][:16]}"
    assert audit.verify(place, verdict.anchor) == verdict


def test_an_empty_audit_is_sound(tmp_path):
    verdict = audit.verify(tmp_path / "store")

    assert (verdict.ok, verdict.count, verdict.anchor) == (True, 0, "0:" + "0" * 16)
    assert audit.verify(tmp_path / "store", verdict.anchor).ok


def test_acts_are_read_newest_first_and_page_by_page(place, hours):
    newest = audit.entries(place, limit=2)

    assert [entry.seq for entry in newest] == [5, 4]
    assert [entry.seq for entry in audit.entries(place, limit=2, before=4)] == [3, 2]
    assert audit.entries(place, limit=9, before=1) == []
    assert newest[0] == audit.Entry(
        5, hours.now - 60, "export", "sara", {"rows": 4, "name": "ranking"}
    )


EDITS = {
    "the act": {"act": "intake"},
    "who": {"by": "reza"},
    "when": {"at": AUDIT.c.at + 1},
    "a fact": {"facts": '{"name":"ranking","rows":7}'},
    "the key": {"key": "deadbeef"},
    "a ref": {"ref": "x"},
    "the mac": {"mac": "a" * 64},
    "a mac of no length": {"mac": ""},
}


@pytest.mark.parametrize("seq", [1, 3, 5])
@pytest.mark.parametrize("values", EDITS.values(), ids=EDITS)
def test_an_edit_is_found_at_its_row(place, values, seq):
    tampered(place, edit(seq, **values))

    verdict = audit.verify(place)

    assert (verdict.ok, verdict.count, verdict.first_bad) == (False, 5, seq)


@pytest.mark.parametrize("seq", [1, 2, 4])
def test_a_row_taken_out_is_missed_at_its_place(place, seq):
    tampered(place, take_out(seq))

    assert (audit.verify(place).ok, audit.verify(place).first_bad) == (False, seq)


@pytest.mark.parametrize("seq", [1, 2, 4])
def test_a_row_taken_out_is_found_though_the_rest_be_numbered_anew(place, seq):
    tampered(place, take_out(seq), *(edit(later, seq=later - 1) for later in range(seq + 1, 6)))

    verdict = audit.verify(place)

    assert (verdict.ok, verdict.count, verdict.first_bad) == (False, 4, seq)


def test_two_rows_in_each_others_place_are_found(place):
    tampered(place, edit(2, seq=0), edit(3, seq=2), edit(0, seq=3))

    assert audit.verify(place).first_bad == 2


def test_a_forged_row_at_the_end_is_found(place):
    tampered(place, AUDIT.insert().values(columns(place, 5) | {"seq": 6, "act": "approval"}))

    assert (audit.verify(place).ok, audit.verify(place).first_bad) == (False, 6)


def test_a_forged_row_before_the_first_is_found(place):
    tampered(place, AUDIT.insert().values(columns(place, 1) | {"seq": 0}))

    assert not audit.verify(place).ok


def test_a_forged_row_in_the_place_of_one_is_found(place):
    tampered(place, take_out(3), AUDIT.insert().values(columns(place, 2) | {"seq": 3}))

    assert audit.verify(place).first_bad == 3


def test_a_chain_forged_with_another_key_is_found(place, tmp_path):
    other = tmp_path / "other"
    with decisions.transaction(other) as connection:
        audit.record(connection, "export", "sara", rows=0, name="ranking")
    tampered(place, edit(1, **columns(other, 1)))

    assert audit.verify(place).first_bad == 1


def test_an_end_that_was_cut_off_is_found_by_the_anchor_alone(place):
    anchor = audit.verify(place).anchor
    tampered(place, cut(3))

    assert audit.verify(place).ok
    verdict = audit.verify(place, anchor)
    assert (verdict.ok, verdict.count, verdict.first_bad) == (False, 3, 4)


def test_an_end_that_was_cut_off_is_found_though_new_acts_came_after(place):
    anchor = audit.verify(place).anchor
    tampered(place, cut(3))
    for _ in range(4):
        with decisions.transaction(place) as connection:
            audit.record(connection, "export", "reza")

    assert audit.verify(place).ok
    assert audit.verify(place, anchor).first_bad == 5


def test_everything_cut_off_is_found_by_the_anchor(place):
    anchor = audit.verify(place).anchor
    tampered(place, cut(0))

    assert audit.verify(place, anchor).first_bad == 1


def test_an_old_anchor_holds_for_ever(place):
    anchor = audit.verify(place).anchor
    with decisions.transaction(place) as connection:
        audit.record(connection, "export", "sara")

    assert audit.verify(place, anchor).ok


@pytest.mark.parametrize("anchor", ["5", "5:xyz", "5:" + "A" * 16, "-1:" + "a" * 16, "x:y"])
def test_what_is_no_anchor_is_refused(place, anchor):
    with pytest.raises(Refusal, match=r"audit\.anchor"):
        audit.verify(place, anchor)


@pytest.mark.parametrize("change", ["UPDATE audit SET by = 'x'", "DELETE FROM audit"])
def test_rows_cannot_be_changed_by_the_program_itself(place, change):
    with (
        pytest.raises(sqlalchemy.exc.IntegrityError, match="only ever added to"),
        decisions.transaction(place) as connection,
    ):
        connection.exec_driver_sql(change)

    assert audit.verify(place).count == 5


def test_an_act_that_is_rolled_back_was_never_told(place):
    class Fault(Exception):
        pass

    with pytest.raises(Fault), decisions.transaction(place) as connection:
        connection.execute(tables.attempt.insert().values(mark="x", at=1.0))
        audit.record(connection, "export", "sara")
        raise Fault

    with decisions.reading(place) as connection:
        assert connection.execute(tables.attempt.select()).first() is None
    assert audit.verify(place).count == 5


def test_the_chain_goes_on_under_a_new_key(place):
    before = audit.verify(place).anchor
    secrets.add(place)
    with decisions.transaction(place) as connection:
        audit.record(connection, "key_rotated", "sara")

    assert columns(place, 6)["key"] != columns(place, 5)["key"]
    assert audit.verify(place).ok
    assert audit.verify(place, before).ok


def test_without_its_key_the_audit_is_refused_and_no_other_is_made(place):
    secrets.path(place).unlink()

    with pytest.raises(Refusal, match=r"key\.missing"):
        audit.verify(place)
    with pytest.raises(Refusal, match=r"key\.missing"), decisions.transaction(place) as connection:
        audit.record(connection, "export", "sara")
    assert not secrets.path(place).exists()


def test_with_another_stores_key_nothing_is_added_nor_sound(place):
    secrets.path(place).unlink()
    secrets.key(place)

    assert audit.verify(place).first_bad == 1
    with pytest.raises(Refusal, match=r"key\.changed"), decisions.transaction(place) as connection:
        audit.record(connection, "export", "sara")


# What may be told


@pytest.mark.parametrize(
    "fact",
    [
        *(NUMBER, "0911-123-4567", "+98 911 123 4567", "989111234567", "9111234567"),
        *("۰۹۱۱۱۲۳۴۵۶۷", "call 0911 123 4567 back", "tel:+989111234567", 9111234567, 9111234567.0),
        *("01333221100", "0deadbee:" + "0123456789abcdef" * 2, f"x {'a' * 8}:{'b' * 32} y"),
        *([1, NUMBER], ("x", "0911 1234567"), "x" * 81, {"a": 1}, b"x", {1}),
    ],
    ids=repr,
)
def test_what_could_name_a_caller_is_not_told(place, fact):
    with pytest.raises(ValueError, match="fact"), decisions.transaction(place) as connection:
        audit.record(connection, "export", "sara", fact=fact)

    assert audit.verify(place).count == 5


def test_who_does_it_is_looked_at_as_well(place):
    with pytest.raises(ValueError, match="by"), decisions.transaction(place) as connection:
        audit.record(connection, "export", NUMBER)


@pytest.mark.parametrize(
    "fact",
    [
        *(0, 1_503_123, 0.9123456789, True, None, "RSH-1", "N-12345678", "3-0a1b2c3d", ""),
        *("d41d8cd98f00b204e9800998ecf8427e", "2026-11-24", "سارا رضایی", ["RSH-1", "AML-1"]),
        *("140506", 1e300, -5, "12:30:45", "x" * 80),
    ],
    ids=repr,
)
def test_numbers_codes_and_names_of_staff_may_be_told(place, fact):
    with decisions.transaction(place) as connection:
        audit.record(connection, "export", "sara", fact=fact)

    assert audit.entries(place, limit=1)[0].facts == {"fact": fact}
    assert audit.verify(place).ok


def test_an_act_that_is_not_known_is_not_told(place):
    with pytest.raises(ValueError, match="no such act"), decisions.transaction(place) as connection:
        audit.record(connection, "shrugged", "sara")


def test_every_act_has_its_words():
    assert {f"act.{act}" for act in acts.ACTS} == {
        key for key in words.catalogue() if key.startswith("act.")
    }


# Acts of the store


def taken(folder, report="1", **asked):
    path = written(folder / f"{report}.csv", [row(report=report)])
    return intake.take_in([path], folder / "store", **asked)


def told(directory):
    return [(one.act, one.by) for one in audit.entries(directory, limit=100)][::-1]


def test_an_intake_is_told_with_numbers_alone(tmp_path):
    taken(tmp_path, by="steward")

    [entry] = audit.entries(tmp_path / "store", limit=9)
    assert (entry.act, entry.by) == ("intake", "steward")
    assert entry.facts == {
        **{"intake": 1, "rows": 1, "reports": 1, "updated": 0, "duplicates": 0, "refused": 0},
        "made_up": False,
    }
    assert audit.verify(tmp_path / "store").ok


def test_a_file_taken_in_before_is_not_told_again(tmp_path):
    taken(tmp_path)
    taken(tmp_path)

    assert told(tmp_path / "store") == [("intake", "command line")]


def test_new_outlines_and_re_placing_are_told(tmp_path, chequerboard):
    directory, board = tmp_path / "store", tmp_path / "board.gpkg"
    taken(tmp_path)
    chequerboard.assign(name=chequerboard.index).to_file(board)
    asked = AreaColumns(code="code", name_fa="name", district="district")
    for _ in range(2):
        area_intake.take_in(board, directory, asked, by="steward")
        re_placing.re_place(directory, by="steward")

    assert told(directory)[1:] == [("areas", "steward"), ("re_placed", "steward")]


def test_an_intake_that_fails_is_not_told(tmp_path):
    taken(tmp_path)
    path = written(tmp_path / "bad.csv", [["1404/01/05", "x"]], ["تاریخ", "متهم"])

    with pytest.raises(Refusal):
        intake.take_in([path], tmp_path / "store")

    assert told(tmp_path / "store") == [("intake", "command line")]


KILLED = """
import os, sys
from pathlib import Path
from data import audit, intake

audit.note_store_acts = lambda directory: os._exit(9)
intake.take_in([sys.argv[1]], Path(sys.argv[2]))
"""


def test_killed_after_the_stores_change_it_is_copied_at_the_next_start(tmp_path):
    taken(tmp_path)
    directory = tmp_path / "store"
    file = written(tmp_path / "2.csv", [row(report="2")])
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(file), str(directory)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert killed.returncode == 9
    assert len(store.manifest(directory)["intakes"]) == 2
    assert len(told(directory)) == 1

    for _ in range(2):
        audit.note_store_acts(directory)

    assert told(directory) == [("intake", "command line")] * 2
    assert audit.entries(directory, limit=1)[0].facts["intake"] == 2
    assert audit.verify(directory).ok


def test_an_act_keeps_the_moment_of_the_change(tmp_path, hours):
    directory = tmp_path / "store"
    with store.change(directory) as change:
        change.act("areas", by="sara", layer="x")
    at = hours.now
    hours.later(3600)

    audit.note_store_acts(directory)

    assert audit.entries(directory, limit=1)[0].at == at


def test_an_act_of_a_change_that_fails_is_not_told(tmp_path):
    with pytest.raises(RuntimeError), store.change(tmp_path / "store") as change:
        change.act("areas", by="sara", layer="x")
        raise RuntimeError

    audit.note_store_acts(tmp_path / "store")

    assert told(tmp_path / "store") == []


def test_the_store_does_not_note_what_the_audit_may_not_tell(tmp_path):
    with pytest.raises(ValueError, match="caller"), store.change(tmp_path / "store") as change:
        change.act("erased", by="sara", who=NUMBER)


def test_a_store_without_acts_needs_no_database(tmp_path):
    audit.note_store_acts(tmp_path / "store")

    assert not engines.path(tmp_path / "store").exists()


def test_the_database_outlives_the_sweeping_of_the_store(place, tmp_path):
    for report in ("1", "2", "3"):
        taken(tmp_path, report)

    assert audit.verify(place).count == 8
