"""A person erased: no byte is left, nothing comes back, and nothing tells that they were there."""

import json
import shutil

import pytest

from data import audit, erased, erasure, intake, parts, rotation, secrets, store
from data.refusal import Refusal
from door import starting
from tests.killing import at_every_step
from tests.reports import row, taken, written
from tests.traces import callers, everywhere, plain

CANARY, OTHER = "09111234567", "09117654321"


def filled(folder):
    """A store of four reports, three of them and one refused row by the canary."""
    rows = [
        row(report="1", caller=CANARY),
        row(report="2", caller=OTHER),
        row(report="3", caller=CANARY),
    ]
    taken(folder, [*rows, row(report="9", kind="x", caller=CANARY)])
    taken(folder, [row(report="4", caller=CANARY)])
    return folder / "store"


def backed_up(directory):
    backup = directory.with_name("backup")
    shutil.copytree(directory, backup)
    return backup


def restored(directory, backup):
    shutil.rmtree(directory)
    shutil.copytree(backup, directory)


def traces(directory):
    """Where the canary stands, under any key, in any file."""
    key = secrets.key(directory)
    found = key.pseudonym(CANARY)
    return {folder for folder, one in everywhere(directory) if key.lifted([one]) == [found]}


def raw_traces(directory):
    """Files that hold the canary's number or a part of a pseudonym of theirs, in any way."""
    first = secrets.key(directory).first.pseudonym(CANARY)
    sought = [CANARY[1:], first, first.partition(":")[2]]
    sought += [secrets.key(directory).pseudonym(CANARY).partition(":")[2]]
    return {
        path
        for path in directory.rglob("*")
        if path.is_file()
        for held in plain(path)
        if any(one.encode() in held for one in sought)
        or any(bytes.fromhex(one) in held for one in sought[2:])
    }


def test_not_a_byte_of_an_erased_person_is_left_and_all_else_is(tmp_path):
    directory = filled(tmp_path)
    assert traces(directory) == {"callers", "refused"}
    assert len(raw_traces(directory)) == 3
    version, counts = store.version(directory), store.manifest(directory)["counts"]

    erasure.erase(directory, CANARY, by="test")

    assert traces(directory) == set()
    assert raw_traces(directory) == set()
    assert callers(directory) == {"2": secrets.key(directory).pseudonym(OTHER)}
    assert store.manifest(directory)["counts"] == counts
    assert store.version(directory) != version


def test_reports_of_one_erased_are_told_from_those_of_a_file_without_callers(tmp_path):
    """Where a file names callers, those without one count as one caller's: figures hide more."""
    directory = filled(tmp_path)

    erasure.erase(directory, CANARY, by="test")

    first, second = store.manifest(directory)["parts"]
    assert parts.read_callers(directory, first).num_rows == 1
    assert parts.read_callers(directory, second).num_rows == 0
    taken(tmp_path, [row(report="70", caller="")])
    assert "callers" not in store.manifest(directory)["parts"][2]


@pytest.mark.parametrize("who", ["۰۹۱۱ ۱۲۳ ۴۵۶۷", "+98 911 123 4567", "9.111234567E9"])
def test_a_number_may_be_typed_as_people_do(tmp_path, who):
    directory = filled(tmp_path)

    erasure.erase(directory, who, by="test")

    assert traces(directory) == set()


def test_a_pseudonym_will_do_also_one_of_an_older_key(tmp_path):
    directory = filled(tmp_path)
    old = secrets.key(directory).pseudonym(CANARY)
    rotation.rotate(directory, by="test")
    assert traces(directory) == {"callers", "refused"}

    erasure.erase(directory, f" {old}\n", by="test")

    assert traces(directory) == set()


@pytest.mark.parametrize(
    ("who", "code"),
    [
        *(("", "erased.nobody"), ("0911 123", "erased.nobody"), ("رضا", "erased.nobody")),
        (f"{'0' * 8}:{'a' * 32}", "erased.other_key"),
    ],
)
def test_what_names_nobody_is_refused_and_not_repeated(tmp_path, who, code):
    directory = filled(tmp_path)

    with pytest.raises(Refusal) as refused:
        erasure.erase(directory, who, by="test")

    assert (refused.value.code, refused.value.facts) == (code, {})
    assert not erased.path(directory).exists()


def test_nothing_tells_whether_a_person_was_there(tmp_path):
    directory = filled(tmp_path)
    told = []
    for who in (CANARY, "09120000009"):
        before = store.manifest(directory)
        result = erasure.erase(directory, who, by="test")
        after = store.manifest(directory)
        [entry] = audit.entries(directory, limit=1)
        told.append((result, entry.act, entry.by, entry.facts))
        assert after["counts"] == before["counts"]
        assert after["erased"] == before.get("erased", 0) + 1

    assert told == [(None, "erased", "test", {})] * 2


def test_the_audit_tells_of_it_without_a_name(tmp_path):
    directory = filled(tmp_path)

    erasure.erase(directory, CANARY, by="test")

    assert audit.verify(directory).ok
    held = b"".join(path.read_bytes() for path in (directory / "decisions").iterdir())
    assert b"erased" in held
    assert CANARY[1:].encode() not in held
    assert secrets.key(directory).pseudonym(CANARY).encode() not in held


def test_a_backup_forgets_again_when_the_journal_is_replayed(tmp_path):
    directory = filled(tmp_path)
    backup = backed_up(directory)
    erasure.erase(directory, CANARY, by="test")
    restored(directory, backup)
    assert traces(directory) == {"callers", "refused"}

    erasure.replay(directory)

    assert traces(directory) == set()
    assert set(callers(directory)) == {"2"}
    version = store.version(directory)
    erasure.replay(directory)
    assert store.version(directory) == version


def test_a_backup_that_nobody_replayed_forgets_at_the_next_intake(tmp_path):
    directory = filled(tmp_path)
    backup = backed_up(directory)
    erasure.erase(directory, CANARY, by="test")
    restored(directory, backup)

    taken(tmp_path, [row(report="20", caller=OTHER)])

    assert traces(directory) == set()
    assert set(callers(directory)) == {"2", "20"}


def test_a_backup_forgets_before_the_first_page_is_served(tmp_path):
    directory = filled(tmp_path)
    backup = backed_up(directory)
    erasure.erase(directory, CANARY, by="test")
    restored(directory, backup)

    starting.require_sound(directory)

    assert traces(directory) == set()


def test_starting_waits_for_nobody_where_nobody_was_erased(tmp_path):
    directory = filled(tmp_path)

    with store.change(directory):
        erasure.replay(directory)


@pytest.mark.parametrize("first", ["erase", "rotate"])
def test_a_backup_from_before_the_key_was_changed_forgets_too(tmp_path, first):
    directory = filled(tmp_path)
    backup = backed_up(directory)
    acts = {
        "erase": lambda: erasure.erase(directory, CANARY, by="test"),
        "rotate": lambda: rotation.rotate(directory, by="test"),
    }
    for name in (first, *(acts.keys() - {first})):
        acts[name]()
    restored(directory, backup)
    assert traces(directory) == {"callers", "refused"}

    erasure.replay(directory)

    assert traces(directory) == set()
    assert set(callers(directory)) == {"2"}


def test_what_an_erased_person_reports_afterwards_is_new(tmp_path):
    directory = filled(tmp_path)
    erasure.erase(directory, CANARY, by="test")
    later = "1450/01/05 10:00:00"
    path = written(
        tmp_path / "later.csv",
        [
            row(report="30", caller=CANARY),
            row(report="31", caller=CANARY, time=later),
            row(report="32", caller=OTHER),
        ],
    )
    folder = tmp_path / "new"
    _future(folder, directory, path)

    held = callers(folder / "store")
    assert set(held) == {"31", "32"}
    assert held["31"] == secrets.key(folder / "store").pseudonym(CANARY)


def _future(folder, directory, path):
    """Take a file into a store of made-up reports, which may be of days to come, with this key."""
    folder.mkdir()
    for beside in (secrets.path(directory), erased.path(directory)):
        shutil.copy2(beside, folder / beside.name)
    intake.take_in([path], folder / "store", made_up=True)


def test_erasing_somebody_else_leaves_new_reports_of_one_erased_before(tmp_path):
    directory = filled(tmp_path)
    erasure.erase(directory, CANARY, by="test")
    path = written(
        tmp_path / "later.csv", [row(report="31", caller=CANARY, time="1450/01/05 10:00:00")]
    )
    folder = tmp_path / "new"
    _future(folder, directory, path)

    erasure.erase(folder / "store", OTHER, by="test")

    assert set(callers(folder / "store")) == {"31"}


def test_a_file_that_tells_of_former_reports_brings_nobody_back(tmp_path):
    directory = filled(tmp_path)
    erasure.erase(directory, CANARY, by="test")

    receipt = taken(
        tmp_path,
        [
            row(report="1", caller=CANARY),
            row(report="50", caller=CANARY),
            row(report="51", time="x", caller=CANARY),
        ],
    )

    assert (receipt.reports, receipt.duplicates, receipt.refused) == (1, 1, 1)
    assert traces(directory) == set()


def test_refused_rows_taken_away_before_bring_nobody_back(tmp_path):
    directory = filled(tmp_path)
    [name] = store.manifest(directory)["intakes"][0]["refused_files"]
    held = (directory / "refused" / name).read_text(encoding="utf-8-sig")
    erasure.erase(directory, CANARY, by="test")
    corrected = tmp_path / "corrected.csv"
    corrected.write_text(held.replace('"x"', '"خبر"'), encoding="utf-8")

    receipt = intake.take_in([corrected], directory)

    assert receipt.reports == 1
    assert traces(directory) == set()


def test_a_report_without_an_id_stays_the_same_report_when_its_caller_is_erased(tmp_path):
    header = ["زمان تماس", "نوع", "شماره تماس گیرنده", "محله"]
    line = ["1404/01/05 10:00:00", "تماس", CANARY, "گلسار"]
    taken(tmp_path, [line], header)
    directory = tmp_path / "store"
    erasure.erase(directory, CANARY, by="test")

    again = taken(tmp_path, [line, [*line[:2], OTHER, line[3]]], header)

    assert (again.reports, again.duplicates) == (1, 1)
    assert traces(directory) == set()


def test_made_up_citizens_are_erased_too(tmp_path):
    directory = filled(tmp_path)
    consents = directory / "demo" / "consents.csv"
    consents.parent.mkdir()
    consents.write_text(f"number,choice,name\n{OTHER},public,ب\n{CANARY},none,الف\n")

    erasure.erase(directory, CANARY, by="test")

    assert consents.read_text() == f"number,choice,name\n{OTHER},public,ب\n"
    assert consents.stat().st_mode & 0o077 == 0


def test_the_journal_is_for_its_owner_alone_and_outside_the_store(tmp_path):
    directory = filled(tmp_path)

    erasure.erase(directory, CANARY, by="test")

    place = erased.path(directory)
    assert place.parent == directory.parent
    assert place.stat().st_mode & 0o777 == 0o600
    [line] = place.read_text().splitlines()
    assert json.loads(line)["caller"] == secrets.key(directory).pseudonym(CANARY)


def _cut(place):
    place.write_text(place.read_text().splitlines(keepends=True)[0])


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda place: place.chmod(0o644), "erased.readable"),
        (lambda place: place.write_text("x\n"), "erased.damaged"),
        (lambda place: place.write_text('{"at": 1}\n'), "erased.damaged"),
        (lambda place: place.write_text("\n"), "erased.damaged"),
        (lambda place: place.unlink(), "erased.missing"),
        (_cut, "erased.missing"),
    ],
)
def test_a_journal_that_is_not_as_it_was_is_refused(tmp_path, spoil, code):
    directory = filled(tmp_path)
    for who in (CANARY, OTHER):
        erasure.erase(directory, who, by="test")
    spoil(erased.path(directory))

    for act in (
        lambda: taken(tmp_path, [row(report="60")]),
        lambda: erasure.erase(directory, "09120000009", by="test"),
        lambda: erasure.replay(directory),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == code


def test_a_line_that_was_cut_short_counts_for_nothing_and_is_written_over(tmp_path):
    directory = filled(tmp_path)
    erasure.erase(directory, OTHER, by="test")
    with erased.path(directory).open("a") as file:
        file.write('{"at": 17')

    assert len(erased.read(directory)) == 1
    erasure.erase(directory, CANARY, by="test")

    assert len(erased.read(directory)) == 2
    assert traces(directory) == set()


def test_killed_at_any_step_the_person_is_there_whole_or_goes_at_the_next_writing(tmp_path):
    directory = filled(tmp_path)

    left = at_every_step(directory, tmp_path / "killed", "erase")

    assert len(left) > 20
    whole = 0
    for one in left:
        begun = bool(erased.read(one))
        if not begun:
            whole += 1
            assert traces(one) == {"callers", "refused"}
        erasure.replay(one)
        assert traces(one) == (set() if begun else {"callers", "refused"})
        assert set(callers(one)) == ({"2"} if begun else {"1", "2", "3", "4"})
        taken(one.parent, [row(report="20", caller=OTHER)])
        assert "20" in callers(one)
    assert 0 < whole < len(left)
