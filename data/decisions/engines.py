"""The databases of decisions: each made where it is missing, its connections kept open."""

import functools
import os
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect

from data import durable
from data.decisions import tables
from data.refusal import Refusal

PRAGMAS = (
    "PRAGMA busy_timeout = 5000",  # milliseconds
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is deleted leaves no bytes
    "PRAGMA synchronous = FULL",  # what counts outlives a fall of the power
)


def path(directory: Path) -> Path:
    """Return where a store's database lies."""
    return Path(directory).absolute() / "decisions" / "decisions.db"


WRITING, READING, ASKING = "BEGIN IMMEDIATE", "BEGIN", ""


def of(directory: Path, begin: str) -> Engine:
    """Return the engine of a store's database.

    Parameters
    ----------
    directory : Path
        The store.
    begin : str
        WRITING holds the database alone; READING looks at one state of it; ASKING is for a single
        question, which is such a look by itself.
    """
    place = path(directory)
    try:
        inode = place.stat().st_ino
    except FileNotFoundError:
        durable.folder(place.parent)
        os.close(os.open(place, os.O_RDWR | os.O_CREAT, 0o600))
        inode = place.stat().st_ino
    return _made(place, inode)[begin]


@functools.lru_cache(maxsize=32)
def _made(place: Path, inode: int) -> dict[str, Engine]:  # noqa: ARG001 - of another file there
    engine = create_engine(f"sqlite:///{place}", pool_size=8, max_overflow=24)
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begun)
    known = {"directory": place.parent.parent}
    made: dict[str, Engine] = {
        begin: engine.execution_options(begin=begin, **known)
        for begin in (WRITING, READING, ASKING)
    }
    with durable.alone(place.with_name("lock")):
        _prepare(made)
    return made


def _connected(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver must not begin by itself
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begun(connection: Connection) -> None:
    begin = connection.get_execution_options()["begin"]
    if begin:
        connection.exec_driver_sql(begin)


def _prepare(made: dict[str, Engine]) -> None:
    with made[ASKING].connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")
    with made[WRITING].begin() as connection:
        if not inspect(connection).has_table("schema"):
            tables.metadata.create_all(connection)
            connection.execute(tables.schema.insert().values(version=tables.VERSION))
        [version] = connection.execute(tables.schema.select()).one()
        if version > tables.VERSION:
            raise Refusal("decisions.newer", version=version)
        if version < tables.VERSION:  # so far a step only ever added a table
            tables.metadata.create_all(connection)
            connection.execute(tables.schema.update().values(version=tables.VERSION))
