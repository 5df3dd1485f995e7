"""A backup put back as a new store, which is there only once it has proved itself."""

import os
from dataclasses import asdict, dataclass
from pathlib import Path

from data import audit, clock, decisions, erased, secrets, store, traces
from data.backups import halves, listing, making
from data.backups.listing import Backup, Kept
from data.decisions import copies, tables
from data.refusal import Refusal

SESSION = tables.session


@dataclass(frozen=True)
class Restored:
    """What was put back and proved.

    Parameters
    ----------
    made : float
        When the backup was made; seconds since 1970, UTC.
    reports, files : int
    megabytes : float
    figures : str or None
        Hash of the released figures: the same as when the backup was made.
    acts : int
        Rows of the audit, seen untouched up to the anchor and from there on.
    anchor : str
        As it was when the backup was made.
    first_bad : int or None
        First row that could not be relied on already then.
    erased : int
        How many were erased after the backup was made, and so once more.
    """

    made: float
    reports: int
    files: int
    megabytes: float
    figures: str | None
    acts: int
    anchor: str
    first_bad: int | None
    erased: int

    def as_dict(self) -> dict[str, object]:
        """Return it as plain values."""
        return asdict(self)


def restore(backup: Path, directory: Path, *, by: str) -> Restored:
    """Put a backup back as a store that is not there yet.

    Whoever was signed in is not any more; whoever was erased since is erased again.

    Parameters
    ----------
    backup : Path
    directory : Path
        The new store. Its key and its journal of erasures must lie beside it already.
    by : str
        Who does it, for the audit.

    Raises
    ------
    Refusal
        "backup.…", "key.…", "erased.…". There is no store then.
    """
    backup, directory = backup.absolute(), directory.absolute()
    told, mac = listing.read(backup)
    if os.path.lexists(directory):
        raise Refusal("backup.exists", path=directory)
    if directory.resolve().is_relative_to(backup.resolve()):
        raise Refusal("backup.inside", path=backup)
    listing.prove(told, mac, _key(directory, told))
    if not erased.path(directory).exists():
        raise Refusal("backup.no_journal", path=erased.path(directory))
    with halves.room(directory, told.size), halves.whole(directory) as half:
        for place in (secrets.path, erased.path):  # beside the half as beside the whole
            place(half).symlink_to(place(directory).resolve())
        for one in told.files:
            _put_back(backup / listing.STORE, half, one)
        try:
            return _proved(half, told, by)
        finally:
            copies.let_go(half)


def _key(directory: Path, told: Backup) -> secrets.Key:
    try:
        return secrets.key(directory, told.key)
    except Refusal as refusal:
        code = {"key.missing": "backup.no_key", "key.changed": "backup.other_key"}
        if refusal.code in code:
            path = secrets.path(directory)
            raise Refusal(code[refusal.code], path=path, name=told.key) from refusal
        raise


def _put_back(held: Path, half: Path, one: Kept) -> None:
    try:
        found = listing.copied(held / one.name, half / one.name, one.name)
    except FileNotFoundError as error:
        raise Refusal("backup.missing", name=one.name) from error
    if found != one:
        raise Refusal("backup.changed", name=one.name)


def _proved(half: Path, told: Backup, by: str) -> Restored:
    traces.caught_up(half)
    with decisions.transaction(half) as connection:
        open_ones = SESSION.update().where(SESSION.c.ended.is_(None))
        connection.execute(open_ones.values(ended=clock.now(), ended_why="revoked"))
        audit.record(connection, "restored", by, files=len(told.files))
    seen = audit.verify(half, told.anchor)
    if seen.first_bad != told.first_bad:
        raise Refusal("backup.audit", row=seen.first_bad or 0)
    figures = making.figures(half, store.version(half))
    if figures != told.figures:
        raise Refusal("backup.figures", before=told.figures, now=figures)
    return Restored(
        made=told.made,
        reports=store.manifest(half)["counts"].get("reports", 0),
        files=len(told.files),
        megabytes=told.size / 1e6,
        figures=figures,
        acts=seen.count,
        anchor=told.anchor,
        first_bad=told.first_bad,
        erased=len(erased.read(half)) - told.erased,
    )
