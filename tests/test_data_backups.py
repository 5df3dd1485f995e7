"""A backup is one consistent state, whole or not there; a restored store proves that it is it."""

import fcntl
import json
import shutil
import sqlite3
import threading
from dataclasses import replace
from types import SimpleNamespace

import pytest

from data import (
    accounts,
    audit,
    backups,
    erased,
    erasure,
    rotation,
    secrets,
    sessions,
    store,
    versions,
)
from data.__main__ import main
from data.backups import halves, listing
from data.decisions import copies
from tests import readers
from tests.killing import at_every_step
from tests.refusing import refused
from tests.reports import row, taken
from tests.traces import everywhere

CANARY, OTHER = "09111234567", "09117654321"


@pytest.fixture(scope="module")
def _filled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("filled")
    taken(folder, [row(report="1", caller=CANARY), row(report="2", caller=OTHER)])
    taken(folder, [row(report="3", caller=CANARY), row(report="9", kind="x")])
    return folder


@pytest.fixture
def directory(_filled, tmp_path, quick_passwords):  # noqa: ARG001
    shutil.copytree(_filled / "store", tmp_path / "store")
    shutil.copy2(_filled / "store.key", tmp_path)
    readers.named(tmp_path / "store", "steward")
    return tmp_path / "store"


@pytest.fixture
def backup(directory):
    backups.make(directory, directory.with_name("backup"), by="test")
    return directory.with_name("backup")


@pytest.fixture
def new(directory):
    """Where a store is to be restored: its key and journal lie there already."""
    place = directory.with_name("new")
    beside(directory, place)
    return place


def beside(directory, place):
    shutil.copy2(secrets.path(directory), secrets.path(place))
    if erased.path(directory).exists():
        shutil.copy2(erased.path(directory), erased.path(place))
    else:
        erased.path(place).touch(mode=0o600)


def restored(backup, new):
    return backups.restore(backup, new, by="test")


def held(folder):
    """Every file under a folder, with its bytes."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused_and_nothing_left(backup, new):
    before = {path.name for path in new.parent.iterdir()}
    code = refused(restored, backup, new)
    assert {path.name for path in new.parent.iterdir()} == before
    return code


def is_whole(backup):
    told, mac = listing.read(backup)
    listing.prove(told, mac, secrets.key(backup.with_name("store")))
    kept = {one.name: one for one in told.files}
    found = [path for path in (backup / "store").rglob("*") if path.is_file()]
    names = {str(path.relative_to(backup / "store")): path for path in found}
    return kept == {name: listing.hashed(path, name) for name, path in names.items()}


def test_a_restored_store_is_what_was_backed_up(directory, backup, new):
    done = restored(backup, new)

    before, after = store.manifest(directory), store.manifest(new)
    assert after == before
    figures = versions.fingerprint(new, after["version"])
    assert figures == versions.fingerprint(directory, before["version"]) == done.figures
    assert audit.verify(new, done.anchor).ok
    assert [name for name in after["files"] if name.startswith("released/")]
    assert done.reports == before["counts"]["reports"] == 3
    assert (done.erased, done.first_bad) == (0, None)
    assert [one.name for one in accounts.listed(new)] == [
        one.name for one in accounts.listed(directory)
    ]


def test_both_are_in_the_audit(directory, backup, new):
    restored(backup, new)

    assert audit.entries(directory, limit=1)[0].act == "backed_up"
    assert audit.entries(new, limit=1)[0].act == "restored"
    assert audit.verify(directory).ok


def test_a_restored_store_goes_on_working(directory, backup, tmp_path):
    (folder := tmp_path / "other").mkdir()
    beside(directory, folder / "store")
    restored(backup, folder / "store")
    taken(folder, [row(report="1", caller=CANARY), row(report="7")])

    assert store.manifest(folder / "store")["counts"]["reports"] == 4
    assert audit.verify(folder / "store").ok


def test_whoever_was_signed_in_has_to_sign_in_again(directory, new):
    [account] = accounts.listed(directory)
    token = sessions.begin(directory, account.id, method="password")
    backups.make(directory, directory.with_name("backup"), by="test")
    restored(directory.with_name("backup"), new)

    assert sessions.by_token(directory, token) is not None
    assert sessions.by_token(new, token) is None


def test_a_backup_taken_while_others_write_is_one_state(directory, tmp_path):
    done, failed = threading.Event(), []

    def writing():
        try:
            for number in range(12):
                taken(tmp_path, [row(report=f"w{number}", caller=CANARY)])
                accounts.add(directory, f"reader {number}", "steward", by="test")
        except BaseException as error:  # noqa: BLE001 - told by the test
            failed.append(error)
        finally:
            done.set()

    writer = threading.Thread(target=writing)
    writer.start()
    made = []
    while not done.is_set() and len(made) < 6:
        made.append(tmp_path / f"backup-{len(made)}")
        backups.make(directory, made[-1], by="test")
    writer.join()

    assert not failed
    assert len(made) > 1
    for place, backup in enumerate(made):
        beside(directory, new := tmp_path / f"new-{place}")
        done_with = restored(backup, new)
        manifest = store.manifest(new)
        acts = [one.act for one in audit.entries(new, limit=1000)]
        assert all((new / name).exists() for name in manifest["files"])
        assert sum(part["rows"] for part in manifest["parts"]) == done_with.reports
        assert acts.count("intake") == len(manifest["intakes"])
        assert acts.count("account_added") == len(accounts.listed(new))
        assert audit.verify(new, done_with.anchor).ok


def test_the_store_is_held_while_each_file_is_copied(directory, monkeypatch):
    free = []

    def watched(copied):
        def copying(*given):
            free.append(is_free(directory / "lock"))
            return copied(*given)

        return copying

    monkeypatch.setattr(listing, "copied", watched(listing.copied))
    monkeypatch.setattr(copies, "copied", watched(copies.copied))
    made = backups.make(directory, directory.with_name("backup"), by="test")

    assert free == [False] * len(made.files)
    assert is_free(directory / "lock")


def is_free(lock):
    with lock.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def test_a_flipped_byte_in_any_file_is_refused_by_name(backup, new):
    for path, content in held(backup).items():
        if not content:
            continue
        place = len(content) // 2
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert refused_and_nothing_left(backup, new) in {"backup.changed", "backup.none"}, path
        path.write_bytes(content)

    restored(backup, new)


def test_a_missing_file_is_refused_by_name(backup, new):
    for path, content in held(backup).items():
        path.unlink()
        code = "backup.none" if path.name == listing.NAME else "backup.missing"
        assert refused_and_nothing_left(backup, new) == code
        path.write_bytes(content)


def test_a_file_changed_together_with_its_hash_is_refused(backup, new):
    told = json.loads((backup / listing.NAME).read_text())
    path = backup / "store" / told["files"][0]["name"]
    path.write_bytes(b"forged")
    told["files"][0] |= vars(listing.hashed(path, told["files"][0]["name"]))
    (backup / listing.NAME).write_text(json.dumps(told))

    assert refused_and_nothing_left(backup, new) == "backup.changed"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"figures": "00000000"}, "backup.figures"),
        ({"anchor": f"1:{'0' * 16}"}, "backup.audit"),
        ({"anchor": f"999:{'0' * 16}"}, "backup.audit"),
    ],
)
def test_what_does_not_prove_itself_is_refused(changed, code, directory, backup, new):
    told = replace(listing.read(backup)[0], **changed)
    listing.write(backup, told, secrets.key(directory))

    assert refused_and_nothing_left(backup, new) == code


def test_a_name_that_leads_out_of_the_backup_is_refused(backup, new):
    told = json.loads((backup / listing.NAME).read_text())
    told["files"][0]["name"] = "../../outside"
    (backup / listing.NAME).write_text(json.dumps(told))

    assert refused_and_nothing_left(backup, new) == "backup.changed"


def test_killed_at_each_step_a_backup_is_whole_or_not_there(directory, tmp_path):
    left = at_every_step(directory, tmp_path / "killed", "backup")

    there = [one.with_name("backup").exists() for one in left]
    assert not there[0]
    assert there[-1]
    assert all(
        is_whole(one.with_name("backup")) for one in left if one.with_name("backup").exists()
    )
    half = next(one for one in left if list(one.parent.glob(f"{halves.HALF}*")))
    backups.make(half, half.with_name("again"), by="test")
    assert not list(half.parent.glob(f"{halves.HALF}*"))


def test_killed_at_each_step_a_restore_is_whole_or_not_there(directory, tmp_path):
    (folder := tmp_path / "kept").mkdir()
    backups.make(directory, folder / "store", by="test")  # beside it lies what the new store needs
    beside(directory, folder / "store.new")

    left = [
        one.with_name("store.new")
        for one in at_every_step(folder / "store", tmp_path / "killed", "restore")
    ]

    there = [one for one in left if one.exists()]
    assert len(there) < len(left)
    for one in there:
        assert audit.entries(one, limit=1)[0].act == "restored"
        assert store.manifest(one) == store.manifest(directory)


def test_who_was_erased_after_the_backup_is_not_in_the_restored_store(directory, backup):
    erasure.erase(directory, CANARY, by="test")
    beside(directory, new := directory.with_name("new"))
    done = restored(backup, new)

    gone = secrets.key(new).pseudonym(CANARY)
    assert done.erased == 1
    assert gone in {one for _, one in everywhere(backup / "store")}
    assert gone not in {one for _, one in everywhere(new)}
    assert not any(gone.partition(":")[2].encode() in content for content in held(new).values())
    assert done.figures == versions.fingerprint(new, store.version(new))


def test_a_backup_made_before_the_key_was_changed_is_brought_up_to_it(directory, backup):
    rotation.rotate(directory, by="test")
    beside(directory, new := directory.with_name("new"))
    done = restored(backup, new)

    assert audit.verify(new, done.anchor).ok
    assert {one for _, one in everywhere(new)} == {one for _, one in everywhere(directory)}


def test_the_key_is_never_in_it(directory, backup):
    [line] = secrets.path(directory).read_text().splitlines()
    key = line.split()[-1]

    for content in held(backup).values():
        assert key.encode() not in content
        assert bytes.fromhex(key) not in content


def test_a_backup_is_its_owners_alone(backup):
    assert not [path for path in [backup, *backup.rglob("*")] if path.stat().st_mode & 0o077]


def test_what_cannot_be_backed_up_is_refused(directory):
    made = backups.make
    assert refused(made, directory, directory / "backup", by="test") == "backup.inside"
    assert refused(made, directory, directory, by="test") == "backup.inside"
    assert refused(made, directory, directory.parent, by="test") == "backup.exists"
    nowhere = directory.with_name("nowhere")
    assert refused(made, nowhere, directory.with_name("b"), by="test") == "backup.nothing"
    assert not nowhere.exists()
    secrets.path(directory).unlink()
    assert refused(made, directory, directory.with_name("b"), by="test") == "key.missing"
    assert not directory.with_name("b").exists()


def test_what_cannot_be_restored_is_refused(directory, backup, new):
    assert refused(restored, backup, directory) == "backup.exists"
    assert refused(restored, directory, new) == "backup.none"
    assert refused(restored, backup, backup / "new") == "backup.inside"
    erased.path(new).unlink()
    assert refused(restored, backup, new) == "backup.no_journal"
    secrets.path(new).write_text(f"{'ab' * 32}\n")
    assert refused(restored, backup, new) == "backup.other_key"
    secrets.path(new).chmod(0o644)
    assert refused(restored, backup, new) == "key.readable"
    secrets.path(new).unlink()
    assert refused(restored, backup, new) == "backup.no_key"
    assert not new.exists()


def test_a_journal_that_is_shorter_than_the_backup_knows_is_refused(directory):
    erasure.erase(directory, CANARY, by="test")
    backups.make(directory, directory.with_name("backup"), by="test")
    shutil.copy2(secrets.path(directory), secrets.path(new := directory.with_name("new")))
    erased.path(new).touch(mode=0o600)

    assert refused_and_nothing_left(directory.with_name("backup"), new) == "erased.missing"


@pytest.mark.parametrize("name", ["format", "schema"])
def test_a_backup_of_a_newer_program_is_refused(name, backup, new):
    told = json.loads((backup / listing.NAME).read_text())
    (backup / listing.NAME).write_text(json.dumps(told | {name: 99}))

    assert refused_and_nothing_left(backup, new) == "backup.newer"


def test_no_room_is_told_before_anything_is_written(directory, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=10))
    before = set(directory.parent.iterdir())

    assert (
        refused(backups.make, directory, directory.with_name("b"), by="test") == "backup.no_space"
    )
    assert set(directory.parent.iterdir()) == before


def test_a_disk_that_fills_meanwhile_is_told_too(tmp_path):
    def writing():
        with halves.room(tmp_path, 1), open("/dev/full", "w") as full:  # noqa: PTH123
            full.write("a")

    assert refused(writing) == "backup.no_space"


def test_an_audit_that_was_broken_already_is_backed_up_and_told(directory, new):
    with sqlite3.connect(directory / "decisions" / "decisions.db") as connection:
        connection.execute("DROP TRIGGER audit_no_update")
        connection.execute("UPDATE audit SET by = 'nobody' WHERE seq = 2")
    connection.close()
    made = backups.make(directory, directory.with_name("backup"), by="test")

    assert made.first_bad == 2
    assert restored(directory.with_name("backup"), new).first_bad == 2


def test_the_drill_proves_both_and_leaves_nothing(directory, capsys):
    before = set(directory.parent.rglob("*"))
    acts = audit.verify(directory).count
    assert main(["drill", "--store", str(directory), "--language", "en", "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert told["proved"]["reports"] == 3
    assert told["proved"]["acts"] == acts + 1
    assert told["backup_seconds"] > 0
    assert audit.verify(directory).count == acts
    assert set(directory.parent.rglob("*")) == before


def test_a_drill_that_was_killed_is_swept_up_by_the_next(directory):
    left = directory.with_name(f"{halves.HALF}00000000")
    (left / "backup").mkdir(parents=True)
    with halves.scratch(directory.parent) as at_work:
        backups.drill(directory)
        assert at_work.exists()

    assert not left.exists()


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_commands_say_what_they_did(language, directory, new, capsys):
    backup = str(directory.with_name("backup"))
    spoken = ["--language", language]
    assert main(["backup", backup, "--store", str(directory), *spoken]) == 0
    assert main(["restore", backup, "--store", str(new), *spoken]) == 0
    assert main(["restore", backup, "--store", str(new), *spoken]) == 2

    told = capsys.readouterr()
    assert listing.read(directory.with_name("backup"))[0].anchor in told.out
    assert str(new) in told.err
