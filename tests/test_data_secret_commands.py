"""`python -m data erase | retain | key rotate`: what is typed, done and said."""

import io
import json
import sys

import pytest

from data import erased, retention, secrets, store
from data.__main__ import main
from tests.reports import row, taken
from tests.traces import callers, everywhere

CANARY, OTHER = "09111234567", "09117654321"


@pytest.fixture
def directory(tmp_path):
    taken(tmp_path, [row(report="1", caller=CANARY), row(report="2", caller=OTHER)])
    return tmp_path / "store"


def typed(capsys, *asked, directory):
    code = main([*asked, "--store", str(directory), "--language", "en"])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_a_person_is_erased_by_a_number_that_is_piped_in(directory, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("0911 123 4567\n"))

    code, out, err = typed(capsys, "erase", "-", directory=directory)

    assert (code, err) == (0, "")
    assert "history" not in out
    assert set(callers(directory)) == {"2"}


def test_a_number_typed_on_the_line_is_warned_of_and_never_repeated(directory, capsys):
    code, out, err = typed(capsys, "erase", CANARY, directory=directory)

    assert code == 0
    assert "history" in out
    assert CANARY[1:] not in out + err
    assert set(callers(directory)) == {"2"}


def test_the_same_is_said_of_one_who_was_never_there(directory, capsys):
    there = typed(capsys, "erase", CANARY, directory=directory)
    not_there = typed(capsys, "erase", "09120000009", directory=directory)

    assert there == not_there


@pytest.mark.parametrize("who", ["", "0911 123", "رضا"])
def test_what_names_nobody_is_refused_and_not_repeated(directory, capsys, monkeypatch, who):
    monkeypatch.setattr(sys, "stdin", io.StringIO(who))

    code, out, err = typed(capsys, "erase", "-", directory=directory)

    assert (code, out) == (2, "")
    assert not who or who not in err
    assert not erased.path(directory).exists()


def test_nobody_named_is_refused(directory, capsys):
    assert typed(capsys, "erase", directory=directory)[0] == 2


def test_after_a_restore_all_are_erased_again(directory, capsys):
    files = {path: path.read_bytes() for path in directory.rglob("*") if path.is_file()}
    typed(capsys, "erase", CANARY, directory=directory)
    for path, held in files.items():
        if "decisions" not in path.parts:
            path.write_bytes(held)
    assert set(callers(directory)) == {"1", "2"}

    assert typed(capsys, "erase", "--again", directory=directory)[0] == 0

    assert set(callers(directory)) == {"2"}


def test_the_key_is_changed_and_its_owner_told_to_copy_it_anew(directory, capsys):
    code, out, _ = typed(capsys, "key", "rotate", directory=directory)

    key = secrets.key(directory)
    assert code == 0
    assert key.id in out
    assert str(secrets.path(directory)) in out
    assert all(master.hex() not in out for master in key.masters.values())
    assert {one for _, one in everywhere(directory)} == {
        key.pseudonym(number) for number in (CANARY, OTHER)
    }


def test_retaining_tells_its_counts(directory, capsys, tmp_path):
    taken(tmp_path, [row(report="3", time="1405/02/03 10:00:00")])

    code, out, _ = typed(capsys, "retain", "--json", directory=directory)

    assert code == 0
    assert json.loads(out) == {
        "since": "2025-04-21",
        "reports": 2,
        "refused": 0,
        "unpublished": [],
        "sign_ins": 0,
    }
    _, out, _ = typed(capsys, "retain", directory=directory)
    assert "0 single reports" in out
    assert store.manifest(directory)["counts"]["reports"] == 1


def test_of_an_empty_store_nothing_is_told_but_sign_ins(tmp_path, capsys):
    code, out, _ = typed(capsys, "retain", directory=tmp_path / "store")

    assert (code, len(out.splitlines())) == (0, 1)
    assert retention.retain(tmp_path / "store", by="test").since is None


@pytest.mark.parametrize("asked", [["erase", "-h"], ["retain", "-h"], ["key", "rotate", "-h"]])
@pytest.mark.parametrize("language", ["fa", "en"])
def test_help_is_there_in_both_languages(capsys, asked, language):
    with pytest.raises(SystemExit) as left:
        main([*asked, "--language", language])

    assert left.value.code == 0
    out = capsys.readouterr().out
    assert "-" in out
    if asked[0] == "erase":
        assert ("تاریخچه" if language == "fa" else "history") in out
