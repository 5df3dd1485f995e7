"""Where everything is kept: files that never change, and one small file that says which count.

A writer adds files, lists them in a new manifest and switches `current` to it in one step. Killed
at any moment, it leaves the store as it was; the next writer sweeps up what no manifest names.
"""

import contextlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from data import acts, durable, versions
from data.refusal import Refusal

EMPTY = "0"
KEPT = ("reports", "callers", "released", "refused", "layers", "surveys")
KEPT_MANIFESTS = 2  # a reader who has just read the former version may still open its files


def home(directory: Path | str | None = None) -> Path:
    """Return where the store is: as named, else MAHALLEH_STORE, else `store` where one stands."""
    return Path(directory or os.environ.get("MAHALLEH_STORE") or "store").absolute()


def version(directory: Path) -> str:
    """Return what names the store's present state; "0" for an empty store. One small read."""
    try:
        return (Path(directory) / "current").read_text(encoding="ascii").strip()
    except (FileNotFoundError, NotADirectoryError):
        return EMPTY


def manifest(directory: Path) -> dict:
    """Return what the store holds now; a fresh dictionary, with `version` in it.

    Raises
    ------
    Refusal
        "store.damaged" if the manifest cannot be read.
    """
    for last_try in (False, False, True):
        now = version(directory)
        if now == EMPTY:
            return {"version": EMPTY, "files": [], "layer": None, "intakes": [], "counts": {}}
        try:
            text = (Path(directory) / "manifests" / f"{now}.json").read_text(encoding="utf-8")
            return json.loads(text)
        except (OSError, ValueError) as error:
            if last_try:
                raise Refusal("store.damaged", path=directory) from error
    raise AssertionError("unreachable")


@dataclass
class Change:
    """One change to the store in the making; see `change`.

    Parameters
    ----------
    directory : Path
        The store.
    version : str
        What the store's version will be.
    manifest : dict
        What the store will hold; edit it. `files` is looked after by `path` and `drop`.
    """

    directory: Path
    version: str
    manifest: dict
    made: list[Path] = field(default_factory=list)

    def path(self, name: str) -> Path:
        """Return where to write a new file, such as `reports/3-0.parquet`; it will be kept."""
        if not name.startswith(tuple(f"{folder}/" for folder in KEPT)):
            raise ValueError(f"the store has no room for {name}")
        path = self.directory / name
        if path.exists():
            raise ValueError(f"what is kept is never written again: {name}")
        durable.folder(path.parent)
        self.made.append(path)
        return path

    def scratch(self, name: str) -> Path:
        """Return where to write a file that is gone when the change is over."""
        return durable.folder(self.directory / "scratch") / name

    def drop(self, name: str) -> None:
        """Let go of a kept file; it is deleted once nobody can be reading it."""
        self.manifest["files"].remove(name)

    def act(self, act: str, *, by: str, **facts: object) -> None:
        """Note what is done, and who does it: the audit copies it once the change counts."""
        self.manifest.setdefault("acts", []).append(acts.noted(act, by, facts))


@contextlib.contextmanager
def change(directory: Path) -> Iterator[Change]:
    """Hold the store for writing; on a clean end all that was changed counts, otherwise nothing.

    Waits for another writer to end. Where the manifest stays as it was there is no new version.

    Raises
    ------
    Refusal
        "store.not_writable", "store.damaged".
    """
    with durable.alone(_lock(directory := Path(directory))):
        before = manifest(directory)
        _sweep(directory)
        new = f"{_number(before['version']) + 1}-{secrets.token_hex(4)}"
        under_way = Change(directory, new, json.loads(json.dumps(before)))
        try:
            yield under_way
            files = {str(path.relative_to(directory)) for path in under_way.made if path.exists()}
            under_way.manifest["files"] = sorted(files.union(under_way.manifest["files"]))
            if under_way.manifest != before:
                _switch(under_way)
        except BaseException:
            if version(directory) != new:
                for path in under_way.made:
                    path.unlink(missing_ok=True)
            raise
        finally:
            shutil.rmtree(directory / "scratch", ignore_errors=True)


def released(directory: Path, version: str) -> Path:
    """Return the folder of the figures that a version of the store tells.

    Raises
    ------
    Refusal
        "store.empty" if that version tells none.
    """
    told = versions.manifest_of(directory, version).get("released", {}).get("version")
    if told is None:
        raise Refusal("store.empty", path=directory)
    return Path(directory) / "released" / told


def size(directory: Path) -> int:
    """Return how many bytes the files that count take up."""
    paths = [Path(directory) / name for name in manifest(directory)["files"]]
    return sum(path.stat().st_size for path in paths if path.exists())


def _lock(directory: Path) -> Path:
    try:
        lock = durable.folder(directory) / "lock"
        lock.touch(mode=0o600)
    except OSError as error:
        raise Refusal("store.not_writable", path=directory) from error
    return lock


def _sweep(directory: Path) -> None:
    named = {"current"}
    manifests = sorted(
        (directory / "manifests").glob("*.json"), key=lambda path: _number(path.stem)
    )
    committed = [one for one in manifests if _number(one.stem) <= _number(version(directory))]
    for path in committed[-KEPT_MANIFESTS:]:
        named.update(json.loads(path.read_text(encoding="utf-8"))["files"])
        named.add(str(path.relative_to(directory)))
    for folder in (*KEPT, "manifests"):
        for path in (directory / folder).rglob("*"):
            if path.is_file() and str(path.relative_to(directory)) not in named:
                path.unlink()
    for path in (directory / "released").glob("*/"):
        with contextlib.suppress(OSError):  # not empty: still in use
            path.rmdir()
    shutil.rmtree(directory / "scratch", ignore_errors=True)


def _number(version: str) -> int:
    return int(version.split("-", maxsplit=1)[0])


def _switch(under_way: Change) -> None:
    for path in under_way.made:
        if path.exists():
            path.chmod(0o600)
            durable.flush(path)
    for folder in {path.parent for path in under_way.made}:
        durable.flush(folder)
    under_way.manifest["version"] = under_way.version
    text = json.dumps(under_way.manifest, ensure_ascii=False, indent=1)
    manifests = durable.folder(under_way.directory / "manifests")
    durable.write(manifests / f"{under_way.version}.json", text)
    durable.flush(manifests)
    durable.write(under_way.directory / "current.new", under_way.version)
    (under_way.directory / "current.new").replace(under_way.directory / "current")
    durable.flush(under_way.directory)
