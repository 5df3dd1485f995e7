"""What was decided, in a SQL database: accounts, sessions, the audit. Alone knows SQLAlchemy.

Others write with the tables' own words, `tables.account.select().where(...)`, inside a
`transaction`; what they change counts whole or not at all.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Row, Select, bindparam, exc

from data.decisions import engines
from data.refusal import Refusal

__all__ = [
    "Connection",
    "Row",
    "Select",
    "bindparam",
    "checkpoint",
    "directory_of",
    "one",
    "reading",
    "transaction",
]


@contextlib.contextmanager
def transaction(directory: Path) -> Iterator[Connection]:
    """Hold the database for writing; on a clean end all counts, otherwise nothing.

    Raises
    ------
    Refusal
        "decisions.busy" if another writer does not end within 5 s, "decisions.damaged",
        "decisions.newer" if a newer version of this program wrote it.
    """
    with _told(directory), engines.of(directory, engines.WRITING).begin() as connection:
        yield connection


@contextlib.contextmanager
def reading(directory: Path) -> Iterator[Connection]:
    """Look at one state of the database; whatever is written is forgotten. Raises as above."""
    with _told(directory), engines.of(directory, engines.READING).connect() as connection:
        yield connection


def one(directory: Path, asked: Select, **values: object) -> Row | None:
    """Return the first row of a single question, None for none; the quickest way to one.

    Parameters
    ----------
    directory : Path
        The store.
    asked : Select
        Put together once, with a `bindparam` for each of the values.
    **values
    """
    with _told(directory), engines.of(directory, engines.ASKING).connect() as connection:
        return connection.execute(asked, values).first()


def checkpoint(directory: Path) -> None:
    """Empty the log of changes into the database: what was deleted is then in neither."""
    with _told(directory), engines.of(directory, engines.ASKING).connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def directory_of(connection: Connection) -> Path:
    """Return the store that a connection belongs to."""
    return connection.get_execution_options()["directory"]


@contextlib.contextmanager
def _told(directory: Path) -> Iterator[None]:
    try:
        yield
    except exc.OperationalError as error:
        code = "decisions.busy" if "locked" in str(error) else "decisions.damaged"
        raise Refusal(code, path=engines.path(directory)) from error
    except exc.DatabaseError as error:
        if isinstance(error, exc.IntegrityError):
            raise
        raise Refusal("decisions.damaged", path=engines.path(directory)) from error
