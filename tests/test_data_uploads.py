"""Files handed in at a page are files for as long as they are read; only refused rows go back."""

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from data import intake, store, uploads
from data.refusal import Refusal
from tests import reports

ROOT = Path(__file__).parents[1]


def test_files_have_their_names_and_bytes_and_are_gone_afterwards():
    with uploads.as_files([("گزارش.csv", b"a"), ("b.xlsx", b"\x00b")]) as paths:
        assert [path.name for path in paths] == ["گزارش.csv", "b.xlsx"]
        assert [path.read_bytes() for path in paths] == [b"a", b"\x00b"]
        folder = paths[0].parents[1]

    assert not folder.exists()


def test_files_are_gone_when_the_intake_fails():
    seen = []

    def fail():
        with uploads.as_files([("a.csv", b"a")]) as paths:
            seen.extend(paths)
            raise OSError

    with pytest.raises(OSError):
        fail()

    assert not seen[0].exists()


def test_files_handed_in_never_lie_on_the_disk():
    with uploads.as_files([("a.csv", b"a"), ("b.csv", b"b")]) as paths:
        folder = paths[0].parents[1]
        lying = [one for one in folder.rglob("*") if one.is_file() and not one.is_symlink()]
        assert lying == []
        assert [path.read_bytes() for path in paths] == [b"a", b"b"]
        assert [path.stat().st_size for path in paths] == [1, 1]


def test_nothing_of_them_is_left_by_one_who_is_killed(tmp_path):
    asked = """
import os, signal
from data import uploads
with uploads.as_files([("a.csv", b"canary")]) as [path]:
    assert path.read_bytes() == b"canary"
    os.kill(os.getpid(), signal.SIGKILL)
"""
    ended = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(tmp_path)},
        check=False,
    )

    assert ended.returncode == -9
    assert list(tmp_path.iterdir())
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_where_the_system_cannot_they_are_files_as_long_as_they_are_read(monkeypatch):
    monkeypatch.setattr(uploads, "IN_MEMORY", False)

    with uploads.as_files([("a.csv", b"a")]) as [path]:
        assert path.read_bytes() == b"a"

    assert not path.exists()


def test_two_files_of_one_name_are_two_files():
    with uploads.as_files([("a.csv", b"1"), ("a.csv", b"2")]) as paths:
        assert [path.read_bytes() for path in paths] == [b"1", b"2"]


@pytest.mark.parametrize(
    "name",
    [
        *("../../etc/passwd", "/etc/passwd", "a/../../b.csv", "..", ".", "", "/", "a/b/"),
        *("../", "x/..", "x/../..", "..//..//x", "...", "a\0b.csv", "\\..\\x.csv", "C:\\x.csv"),
    ],
)
def test_a_name_with_a_path_stays_inside_the_folder(name):
    with uploads.as_files([(name, b"a")]) as [path]:
        folder = path.parents[1]
        assert path.parent.resolve() == folder.resolve() / "0"
        assert path.is_file()
        assert [found for found in folder.rglob("*") if found.is_file()] == [path]


@pytest.fixture
def store_with_refused(tmp_path):
    reports.taken(tmp_path, [reports.row(), reports.row(report="2", time="روزی")])
    return tmp_path / "store"


def test_refused_rows_are_handed_back_as_they_came(store_with_refused):
    [name] = store.manifest(store_with_refused)["intakes"][0]["refused_files"]

    held = uploads.refused_rows(store_with_refused, name).decode("utf-8-sig")

    assert "روزی" in held
    assert len(list(csv.reader(io.StringIO(held)))) == 2  # a header and the one row


def test_refused_rows_that_were_corrected_come_in(store_with_refused):
    [name] = store.manifest(store_with_refused)["intakes"][0]["refused_files"]
    held = uploads.refused_rows(store_with_refused, name).decode("utf-8-sig")

    corrected = held.replace("روزی", "1404/01/06 10:00:00").encode()
    with uploads.as_files([("corrected.csv", corrected)]) as paths:
        receipt = intake.take_in(paths, store_with_refused)

    assert (receipt.rows, receipt.reports, receipt.refused) == (1, 1, 0)


@pytest.mark.parametrize(
    "name",
    ["", "1-9.csv", "../current", "../../own.key", "/etc/passwd", "..", "1-1.csv/../1-1.csv"],
)
def test_a_name_that_no_intake_has_left_is_refused(store_with_refused, name):
    with pytest.raises(Refusal, match=r"store\.no_such_file"):
        uploads.refused_rows(store_with_refused, name)


def test_another_store_s_refused_rows_are_not_handed_back(store_with_refused, tmp_path):
    [name] = store.manifest(store_with_refused)["intakes"][0]["refused_files"]

    with pytest.raises(Refusal, match=r"store\.no_such_file"):
        uploads.refused_rows(tmp_path / "empty", name)
