"""A key changed: every pseudonym with it, none lost, at whatever moment it is killed."""

import os

import pyotp
import pytest

from data import (
    accounts,
    audit,
    decisions,
    intake,
    own_account,
    rotation,
    seals,
    secrets,
    store,
)
from data.decisions import tables
from data.refusal import Refusal
from tests.killing import at_every_step
from tests.reports import HEADER, row, taken, written
from tests.traces import callers, everywhere

NUMBERS = ["09111234567", "09117654321", "09120000001"]


def filled(folder):
    """A store of five reports by three callers, one row refused."""
    rows = [row(report=str(place), caller=number) for place, number in enumerate(NUMBERS)]
    taken(folder, [*rows, row(report="9", kind="x", caller=NUMBERS[0])])
    taken(folder, [row(report="5", caller=NUMBERS[0]), row(report="6", caller="")])
    return folder / "store"


def test_a_later_key_hashes_the_pseudonym_of_the_one_before():
    one, two, three = bytes(range(32)), bytes(32), b"x" * 32
    first, chain = secrets.Key(one), secrets.Key(one, (two, three))
    names = list(chain.masters)
    second = secrets.Key(two)
    hashed = [secrets.Key(one).pseudonym("09111234567")]
    for name, master in zip(names[1:], (two, three), strict=True):
        hashed.append(f"{name}:{secrets.Key(master).digests([hashed[-1]]).hex()}")

    assert chain.pseudonym("09111234567") == hashed[-1]
    assert chain.lifted(hashed) == [hashed[-1]] * 3
    assert chain.first == first
    assert names[0] == first.id
    assert names[1] != second.id


def test_a_key_vouches_for_those_before_it():
    one, two = bytes(32), b"x" * 32

    assert secrets.Key(one, (two,)).id != secrets.Key(two, (two,)).id


def test_every_pseudonym_is_of_the_new_key_and_of_the_same_caller(tmp_path):
    directory = filled(tmp_path)
    before, version = callers(directory), store.version(directory)
    old = secrets.key(directory)

    new = rotation.rotate(directory, by="test")

    key = secrets.key(directory)
    assert (key.id, list(key.masters)) == (new, [old.id, new])
    assert callers(directory) == {report: key.lifted([one])[0] for report, one in before.items()}
    assert callers(directory)["0"] == key.pseudonym(NUMBERS[0])
    assert store.version(directory) != version
    assert store.manifest(directory)["key"] == new


def test_pseudonyms_stand_beside_reports_and_in_refused_rows_and_nowhere_else(tmp_path):
    directory = filled(tmp_path)
    old = secrets.key(directory)
    assert everywhere(directory) == {
        *(("callers", old.pseudonym(number)) for number in NUMBERS),
        ("refused", old.pseudonym(NUMBERS[0])),
    }

    rotation.rotate(directory, by="test")

    key = secrets.key(directory)
    assert everywhere(directory) == {
        *(("callers", key.pseudonym(number)) for number in NUMBERS),
        ("refused", key.pseudonym(NUMBERS[0])),
    }


def test_reports_keep_their_ids_so_that_a_file_again_still_changes_nothing(tmp_path):
    rows = [row(caller=number)[1:] for number in NUMBERS]
    taken(tmp_path, rows, HEADER[1:])
    directory = tmp_path / "store"
    before = set(callers(directory))

    rotation.rotate(directory, by="test")
    again = taken(tmp_path, [*rows, row(caller="09120000009")[1:]], HEADER[1:])

    assert (again.reports, again.duplicates) == (1, 3)
    assert before < set(callers(directory))
    assert callers(directory)[next(iter(before))].startswith(secrets.key(directory).id)


def test_refused_rows_of_an_older_key_are_taken_in_under_the_new_one(tmp_path):
    directory = filled(tmp_path)
    [name] = store.manifest(directory)["intakes"][0]["refused_files"]
    held = (directory / "refused" / name).read_text(encoding="utf-8-sig")
    rotation.rotate(directory, by="test")
    corrected = tmp_path / "corrected.csv"
    corrected.write_text(held.replace('"x"', '"خبر"'), encoding="utf-8")

    intake.take_in([corrected], directory)

    assert callers(directory)["9"] == secrets.key(directory).pseudonym(NUMBERS[0])


def test_refused_rows_are_found_under_the_name_that_the_store_tells(tmp_path):
    directory = filled(tmp_path)
    rotation.rotate(directory, by="test")

    [name] = store.manifest(directory)["intakes"][0]["refused_files"]

    assert [path.name for path in (directory / "refused").iterdir()] == [name]
    assert store.manifest(directory)["intakes"][0]["refused"] == 1


def test_the_audit_stays_sound_and_tells_of_it_without_a_name(tmp_path):
    directory = filled(tmp_path)
    anchor = audit.verify(directory).anchor

    rotation.rotate(directory, by="test")

    [entry] = audit.entries(directory, limit=1)
    assert (entry.act, entry.by, entry.facts) == (
        "key_rotated",
        "test",
        {"key": secrets.key(directory).id},
    )
    assert audit.verify(directory, anchor).ok


def test_what_is_sealed_is_sealed_anew_and_still_opens(tmp_path):
    directory = filled(tmp_path)
    accounts.add(directory, "reza", "steward", by="test")
    account = accounts.named(directory, "reza")
    _, secret = own_account.totp_begin(directory, account.id)
    own_account.totp_confirm(directory, account.id, pyotp.TOTP(secret).now())
    old = secrets.key(directory)

    rotation.rotate(directory, by="test")

    key = secrets.key(directory)
    with decisions.reading(directory) as connection:
        [sealed] = connection.execute(tables.account.select()).all()
    assert sealed.totp.startswith(f"{key.id}:")
    assert key.id != old.id
    assert seals.opened(key, sealed.totp, row=account.id, field="totp") == secret


def test_it_may_be_done_again_and_again(tmp_path):
    directory = filled(tmp_path)
    for _ in range(3):
        rotation.rotate(directory, by="test")

    key = secrets.key(directory)
    assert len(key.masters) == 4
    assert callers(directory)["0"] == key.pseudonym(NUMBERS[0])


def test_a_store_without_a_key_has_none_to_change(tmp_path):
    with pytest.raises(Refusal, match=r"key\.none"):
        rotation.rotate(tmp_path / "store", by="test")


def test_a_backup_from_before_is_brought_up_by_whoever_writes_next(tmp_path):
    directory = filled(tmp_path)
    files = {path: path.read_bytes() for path in directory.rglob("*") if path.is_file()}
    rotation.rotate(directory, by="test")
    for path, held in files.items():
        if "decisions" not in path.parts:
            path.write_bytes(held)

    taken(tmp_path, [row(report="20", caller=NUMBERS[1])])

    key = secrets.key(directory)
    assert {one.partition(":")[0] for one in callers(directory).values()} == {key.id}
    assert callers(directory)["20"] == callers(directory)["1"] == key.pseudonym(NUMBERS[1])


def test_a_backup_from_after_is_refused_with_the_key_from_before(tmp_path):
    directory = filled(tmp_path)
    held = secrets.path(directory).read_bytes()
    rotation.rotate(directory, by="test")
    secrets.path(directory).write_bytes(held)

    with pytest.raises(Refusal, match=r"key\.changed"):
        taken(tmp_path, [row(report="20")])


def test_killed_at_any_step_the_store_works_and_the_change_is_ended_later(tmp_path):
    directory = filled(tmp_path)
    old = secrets.key(directory)
    reports = set(callers(directory))

    left = at_every_step(directory, tmp_path / "killed", "rotate")

    assert len(left) > 20
    begun = set()
    for one in left:
        held, known = callers(one), store.manifest(one)["key"]
        key = secrets.key(one, known)
        begun.add((len(key.masters), known == key.id))
        expected = old if known == old.id else key
        assert {report: held[report] for report in ("0", "1", "5")} == {
            report: expected.pseudonym(NUMBERS[number])
            for report, number in (("0", 0), ("1", 1), ("5", 0))
        }
        path = written(one.parent / "next.csv", [row(report="20", caller=NUMBERS[1])])
        intake.take_in([path], one)

        now = secrets.key(one)
        assert set(callers(one)) == reports | {"20"}
        assert callers(one)["20"] == callers(one)["1"] == now.pseudonym(NUMBERS[1])
        assert {name for _, name in everywhere(one)} == {now.pseudonym(one) for one in NUMBERS}
    assert begun == {(1, True), (2, False), (2, True)}


def test_a_change_that_was_killed_is_ended_and_not_begun_again(tmp_path):
    directory = filled(tmp_path)
    secrets.add(directory)

    rotation.rotate(directory, by="test")

    assert len(secrets.key(directory).masters) == 2
    assert store.manifest(directory)["key"] == secrets.key(directory).id


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: [lines[0]],
        lambda lines: lines[::-1],
        lambda lines: [lines[0], lines[1], lines[1]],
        lambda lines: [os.urandom(32).hex(), lines[1]],
        lambda lines: [lines[0].split()[1], lines[1].split()[1]],
        lambda lines: [*lines, "x"],
        lambda lines: lines[:0],
    ],
)
def test_keys_that_are_not_all_there_in_their_order_are_refused(tmp_path, spoil):
    directory = filled(tmp_path)
    rotation.rotate(directory, by="test")
    lines = secrets.path(directory).read_text().splitlines()
    secrets.path(directory).write_text("".join(f"{line}\n" for line in spoil(lines)))

    with pytest.raises(Refusal, match=r"key\.(damaged|changed)"):
        taken(tmp_path, [row(report="20")])
