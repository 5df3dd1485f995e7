"""The command line: what it prints, in which language, with which exit code."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from data import __main__ as command
from data import store
from data.receipts import Progress
from data.telling import Teller
from tests.reports import row, written
from words import Say

STATUS = {
    *("reports", "calls", "tips", "refused", "duplicates", "outside", "placed"),
    *("neighbourhoods", "first_day", "last_day", "store_bytes"),
}


def said(capsys, *given):
    """Exit code, stdout and stderr of a command."""
    code = command.main([str(part) for part in given])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.fixture
def folder(tmp_path):
    written(tmp_path / "file.csv", [row(), row(), row(report="2", time="x", category="پرنده")])
    return tmp_path


def test_a_file_is_taken_in_and_told_in_either_language(capsys, folder):
    asked = ("intake", folder / "file.csv", "--store", folder / "store")

    code, english, _ = said(capsys, *asked, "--language", "en")
    again, persian, _ = said(capsys, *asked)

    assert (code, again) == (0, 0)
    assert "3 rows read: 1 new reports, 1 duplicates" in english
    assert "the time cannot be read" in english
    assert str(folder / "store" / "refused" / "1-1.csv") in english
    assert "پیش‌تر گرفته شده بود (۳ سطر)" in persian


def test_the_language_may_come_from_the_environment(capsys, folder, monkeypatch):
    monkeypatch.setenv("MAHALLEH_LANGUAGE", "en")

    assert "no reports yet" in said(capsys, "status", "--store", folder / "store")[1]


def test_the_status_is_printed_for_programs(capsys, folder):
    said(capsys, "intake", folder / "file.csv", "--store", folder / "store", "--kind", "calls")

    code, out, _ = said(capsys, "status", "--json", "--store", folder / "store")

    told = json.loads(out)
    assert code == 0
    assert told.keys() >= STATUS
    assert {name: told[name] for name in ("reports", "calls", "refused", "duplicates")} == {
        "reports": 1,
        "calls": 1,
        "refused": 1,
        "duplicates": 1,
    }
    assert told["first_day"] == told["last_day"] == "2025-03-25"
    assert told["store_bytes"] > 1000


def test_the_status_of_an_empty_store_is_printed_for_programs(capsys, folder):
    code, out, _ = said(capsys, "status", "--json", "--store", folder / "store")

    told = json.loads(out)
    assert code == 0
    assert told.keys() >= STATUS
    assert {told[name] for name in ("reports", "calls", "tips", "placed", "refused")} == {0}
    assert (told["months"], told["weeks"]) == ([], [])


def test_a_receipt_is_printed_for_programs(capsys, folder):
    out = said(capsys, "intake", folder / "file.csv", "--store", folder / "store", "--json")[1]

    told = json.loads(out)
    assert told["rows"] == told["reports"] + told["refused"] + told["duplicates"] == 3


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["none.csv"], "There is no file none.csv"),
        (["suspects.csv"], "about suspects"),
        (["file.csv", "--kind", "x"], "no kind “x”"),
        (["file.csv", "--columns", "none.toml"], "no mapping file"),
    ],
)
def test_what_is_refused_is_told_and_ends_with_2(capsys, folder, monkeypatch, given, told):
    written(folder / "suspects.csv", [["1404/01/05", "x"]], ["تاریخ", "متهم"])
    monkeypatch.chdir(folder)

    code, out, err = said(capsys, "intake", *given, "--language", "en", "--json")

    assert code == 2
    assert told in err
    assert json.loads(out)["refusal"].partition(".")[0] in {"reading", "intake", "mapping"}
    assert store.version(folder / "store") == "0"


def test_the_status_is_told_to_people(capsys, folder):
    said(capsys, "intake", folder / "file.csv", "--store", folder / "store")

    out = said(capsys, "status", "--store", folder / "store")[1]

    assert "۱ گزارش (۱ تماس، ۰ خبر)، از ۵ فروردین ۱۴۰۴ تا ۵ فروردین ۱۴۰۴" in out


def test_re_placing_where_nothing_is_older_says_so(capsys, folder):
    code, out, _ = said(capsys, "re-place", "--store", folder / "store", "--language", "en")

    assert code == 0
    assert out.startswith("0 reports were moved")


def test_help_is_in_the_language_asked_for(capsys):
    with pytest.raises(SystemExit) as ended:
        command.main(["intake", "--help", "--language", "en"])

    assert ended.value.code == 0
    assert "take in reports" in capsys.readouterr().out


def test_stopping_is_told_and_ends_with_130(capsys, folder, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Teller, "progress", stop)
    code, _, err = said(
        capsys, "intake", folder / "file.csv", "--store", folder / "store", "--language", "en"
    )

    assert (code, err.strip()) == (130, "Stopped; the store is as it was.")
    assert store.version(folder / "store") == "0"


def test_the_bar_is_drawn_where_somebody_watches(capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    tell = Teller(Say("en"))

    tell.progress(Progress("reading", 500, 1000, 3.2))
    tell.progress(Progress("counting", 1000))
    tell.done()

    err = capsys.readouterr().err
    assert "Reading: 500 of about 1,000 rows, about 3 s left" in err
    assert "Counting: 1,000 rows" in err


def test_it_starts_as_a_module():
    ended = subprocess.run(
        [sys.executable, "-m", "data", "--help"],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0
    assert "intake" in ended.stdout
