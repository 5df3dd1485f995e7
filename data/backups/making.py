"""A backup made while the store is in use: one consistent state, whole or not at all."""

import os
from pathlib import Path

from data import audit, clock, decisions, secrets, store, versions
from data.backups import halves, listing
from data.backups.listing import Backup, Kept
from data.decisions import copies
from data.refusal import Refusal

DATABASE = "decisions/decisions.db"


def make(directory: Path, to: Path, *, by: str) -> Backup:
    """Back a store up to a new folder.

    Parameters
    ----------
    directory : Path
        The store.
    to : Path
        What is made; it must not be there yet.
    by : str
        Who does it, for the audit.

    Raises
    ------
    Refusal
        "backup.…", "key.…", "store.…", "decisions.…".
    """
    made = copy(directory, to)
    with decisions.transaction(directory) as connection:
        audit.record(connection, "backed_up", by, files=len(made.files))
    return made


def copy(directory: Path, to: Path) -> Backup:
    """Back a store up without noting it in the audit. Parameters and refusals as `make`.

    The store is held meanwhile, so that nothing lets go of a file: who reads, or decides, goes on;
    who takes files in, erases or releases waits.
    """
    directory, to = directory.absolute(), to.absolute()
    _check(directory, to)
    with halves.room(to, _bytes(directory)), halves.whole(to) as half:
        with store.change(directory):
            told, key = _copied(directory, half / listing.STORE)
        listing.write(half, told, key)
    return told


def _check(directory: Path, to: Path) -> None:
    if not (directory / "current").exists() and not (directory / DATABASE).exists():
        raise Refusal("backup.nothing", path=directory)
    if to.resolve().is_relative_to(directory.resolve()):
        raise Refusal("backup.inside", path=directory)
    if os.path.lexists(to):
        raise Refusal("backup.exists", path=to)


def _copied(directory: Path, half: Path) -> tuple[Backup, secrets.Key]:
    """Copy a store that is held; return what was copied, and the key."""
    manifest = store.manifest(directory)
    key = secrets.key(directory, manifest.get("key"))
    audit.note_store_acts(directory)
    first_bad = audit.verify(directory).first_bad
    files = _files(directory, half, manifest)
    database = copies.copied(directory, half / DATABASE)
    told = Backup(
        format=listing.FORMAT,
        made=clock.now(),
        version=manifest["version"],
        layer=manifest["layer"],
        schema=database.schema,
        key=key.id,
        anchor=f"{database.acts}:{(database.mac or audit.NOTHING)[: audit.SHOWN]}",
        first_bad=first_bad,
        figures=figures(directory, manifest["version"]),
        reports=manifest["counts"].get("reports", 0),
        erased=manifest.get("erased", 0),
        files=(*files, listing.hashed(half / DATABASE, DATABASE)),
    )
    return told, key


def figures(directory: Path, version: str) -> str | None:
    """Return the hash of the released figures; None where nothing was ever kept."""
    return None if version == store.EMPTY else versions.fingerprint(directory, version)


def _names(directory: Path, manifest: dict) -> list[str]:
    names = list(manifest["files"])
    if manifest["version"] != store.EMPTY:
        names += [f"manifests/{manifest['version']}.json", "current"]
    made_up = sorted((directory / "demo").glob("*"))  # the made-up citizens
    return names + [f"demo/{path.name}" for path in made_up if path.is_file()]


def _files(directory: Path, half: Path, manifest: dict) -> list[Kept]:
    try:
        return [
            listing.copied(directory / name, half / name, name)
            for name in _names(directory, manifest)
        ]
    except FileNotFoundError as error:
        raise Refusal("store.damaged", path=directory) from error


def _bytes(directory: Path) -> int:
    """Return how many bytes a backup comes to."""
    held = [path for path in (directory / "decisions").glob("*") if path.is_file()]
    return store.size(directory) + sum(path.stat().st_size for path in held)
