"""The database of decisions copied while it is in use, as it stands at one moment."""

import contextlib
import errno
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from data import durable
from data.decisions import engines
from data.refusal import Refusal


@dataclass(frozen=True)
class Copied:
    """What a copy holds.

    Parameters
    ----------
    schema : int
        Version of the tables.
    acts : int
        Number of the last row of the audit; 0 where there is none.
    mac : str or None
        Of that row.
    """

    schema: int
    acts: int
    mac: str | None


def copied(directory: Path, target: Path) -> Copied:
    """Copy the database of a store into one file; whoever writes meanwhile goes on.

    Raises
    ------
    Refusal
        "decisions.…"; OSError where the disk is full.
    """
    durable.folder(target.parent)
    os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    try:
        with (
            engines.of(directory, engines.ASKING).connect() as held,
            contextlib.closing(sqlite3.connect(target, isolation_level=None)) as written,
        ):
            cast(sqlite3.Connection, held.connection.driver_connection).backup(written)
            return _told(written, directory)
    except sqlite3.Error as error:
        if "full" in str(error):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
        raise Refusal("decisions.damaged", path=engines.path(directory)) from error


def _told(written: sqlite3.Connection, directory: Path) -> Copied:
    written.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
    if written.execute("PRAGMA quick_check").fetchone() != ("ok",):
        raise Refusal("decisions.damaged", path=engines.path(directory))
    [schema] = written.execute("SELECT version FROM schema").fetchone()
    last = written.execute("SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    return Copied(schema, *(last or (0, None)))


def let_go(directory: Path) -> None:
    """Close the connections to a store's database, so that its folder may be moved."""
    if engines.path(directory).exists():
        engines.of(directory, engines.ASKING).dispose()
