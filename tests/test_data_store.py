"""The store changes whole or not at all."""

import tempfile
import threading
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from data import store
from data.refusal import Refusal


class Fault(Exception):
    """What goes wrong in these tests."""


def add(directory: Path, name: str, text: str = "x") -> str:
    with store.change(directory) as change:
        change.path(f"reports/{name}").write_text(text)
        change.manifest["said"] = text
    return store.version(directory)


def test_an_empty_store_has_version_0_and_nothing_in_it(tmp_path):
    assert store.version(tmp_path / "none") == "0"
    assert store.manifest(tmp_path / "none")["files"] == []
    assert store.size(tmp_path / "none") == 0
    with pytest.raises(Refusal, match=r"store\.empty"):
        store.released(tmp_path / "none", "0")


def test_a_change_is_seen_when_it_is_done(tmp_path):
    with store.change(tmp_path) as change:
        change.path("reports/a").write_text("x")
        assert store.version(tmp_path) == "0"

    assert store.version(tmp_path) == change.version
    assert store.manifest(tmp_path)["files"] == ["reports/a"]


def test_a_change_that_fails_leaves_nothing(tmp_path):
    before = add(tmp_path, "a")

    with pytest.raises(Fault), store.change(tmp_path) as change:
        change.path("reports/b").write_text("x")
        change.scratch("c").write_text("x")
        raise Fault

    assert store.version(tmp_path) == before
    assert [path.name for path in (tmp_path / "reports").iterdir()] == ["a"]
    assert not (tmp_path / "scratch").exists()


def test_a_change_of_nothing_makes_no_new_version(tmp_path):
    before = add(tmp_path, "a")

    with store.change(tmp_path):
        pass

    assert store.version(tmp_path) == before


def test_what_a_killed_writer_left_is_swept_by_the_next(tmp_path):
    add(tmp_path, "a")
    (tmp_path / "reports" / "left").write_text("x")
    (tmp_path / "manifests" / "2-dead.json").write_text("{")
    (tmp_path / "scratch").mkdir()

    add(tmp_path, "b")

    assert sorted(path.name for path in (tmp_path / "reports").iterdir()) == ["a", "b"]
    assert not (tmp_path / "manifests" / "2-dead.json").exists()


def test_a_dropped_file_stays_until_nobody_can_be_reading_it(tmp_path):
    add(tmp_path, "a")
    with store.change(tmp_path) as change:
        change.drop("reports/a")
    assert (tmp_path / "reports" / "a").exists()

    add(tmp_path, "b")
    add(tmp_path, "c")

    assert not (tmp_path / "reports" / "a").exists()


def test_two_stores_at_one_place_never_share_a_version(tmp_path):
    assert add(tmp_path / "one", "a") != add(tmp_path / "two", "a")


def test_what_is_kept_is_for_its_owner_alone(tmp_path):
    add(tmp_path / "store", "a")

    modes = {path.stat().st_mode & 0o077 for path in (tmp_path / "store").rglob("*")}

    assert modes == {0}


def test_writers_take_turns(tmp_path):
    writers = [threading.Thread(target=add, args=(tmp_path, f"w{n}")) for n in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert len(store.manifest(tmp_path)["files"]) == 8


def test_a_manifest_that_cannot_be_read_is_told(tmp_path):
    version = add(tmp_path, "a")
    (tmp_path / "manifests" / f"{version}.json").write_text("{")

    with pytest.raises(Refusal, match=r"store\.damaged"):
        store.manifest(tmp_path)


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("x")

    with pytest.raises(Refusal, match=r"store\.not_writable"), store.change(tmp_path / "file"):
        pass


@pytest.mark.parametrize("name", ["cache/x", "../x", "x"])
def test_the_store_has_rooms_for_its_own_files_only(tmp_path, name):
    with pytest.raises(ValueError, match="no room"), store.change(tmp_path) as change:
        change.path(name)


def test_home_is_as_named_else_as_the_environment_says(tmp_path, monkeypatch):
    monkeypatch.setenv("MAHALLEH_STORE", str(tmp_path / "a"))

    assert store.home() == tmp_path / "a"
    assert store.home(tmp_path / "b") == tmp_path / "b"


class Keeping(RuleBasedStateMachine):
    """A store beside a dictionary that does the same."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.directory = Path(self.folder.name) / "store"
        self.model: dict[str, str] = {}
        self.number = 0

    @rule(text=st.text(max_size=3), fails=st.booleans())
    def add(self, text: str, fails: bool) -> None:
        self.number += 1
        name = f"reports/{self.number}"
        try:
            with store.change(self.directory) as change:
                change.path(name).write_text(text, encoding="utf-8")
                if fails:
                    raise Fault
            self.model[name] = text
        except Fault:
            pass

    @rule(data=st.data(), fails=st.booleans())
    def drop(self, data: st.DataObject, fails: bool) -> None:
        if not self.model:
            return
        name = data.draw(st.sampled_from(sorted(self.model)))
        try:
            with store.change(self.directory) as change:
                change.drop(name)
                if fails:
                    raise Fault
            del self.model[name]
        except Fault:
            pass

    @invariant()
    def holds_what_the_dictionary_holds(self) -> None:
        files = store.manifest(self.directory)["files"]
        held = {name: (self.directory / name).read_text(encoding="utf-8") for name in files}
        assert held == self.model

    def teardown(self) -> None:
        self.folder.cleanup()


TestKeeping = Keeping.TestCase
TestKeeping.settings = settings(
    max_examples=15, stateful_step_count=12, deadline=None, derandomize=True
)
