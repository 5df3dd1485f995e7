"""Rounds as they are kept, and how one is held for changing it."""

import contextlib
import datetime
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from data import decisions
from data.decisions import Connection, Row, tables
from data.refusal import Refusal

ROUND, HONOREE = tables.round_, tables.honoree
OPEN, OVER = ("proposed", "consented"), ("approved", "announced")
LISTED = ("id", "name", "kind", "first", "last", "state", "revision", "begun_by", "approved_by")
PEOPLE = ("code", "who", "county", "place", "standing", "merit", "facts", "called_for", "why")


@dataclass(frozen=True)
class Round:
    """A round as it is kept.

    Parameters
    ----------
    id : int
    name : str
        As `awards.rounds.Round.name`.
    kind : {"week", "month"}
    first, last : date
        Both included.
    state : str
        One of `tables.ROUND_STATES`.
    revision : int
        Whoever changes a round tells which they saw.
    policy, told : dict
        What it is chosen by; how it came about, in numbers.
    method, version : str
        METHOD of the awards; the store's version.
    pool_hash, seed : str or None
    begun, approved, announced : float or None
        Seconds since 1970, UTC.
    begun_by, approved_by : str or None
    """

    id: int
    name: str
    kind: str
    first: datetime.date
    last: datetime.date
    state: str
    revision: int
    policy: dict[str, Any]
    method: str
    version: str
    pool_hash: str | None
    seed: str | None
    told: dict[str, Any]
    begun: float
    begun_by: str
    approved: float | None
    approved_by: str | None
    announced: float | None


def listed(directory: Path) -> pd.DataFrame:
    """Return every round, the one that ended last first: LISTED, and how many are chosen."""
    with decisions.reading(directory) as connection:
        rows = [
            [getattr(row, name) for name in LISTED]
            for row in connection.execute(ROUND.select().order_by(ROUND.c.last.desc()))
        ]
        asked = HONOREE.select().where(HONOREE.c.standing == "chosen")
        chosen = pd.Series([row.round for row in connection.execute(asked)], dtype=int)
    table = pd.DataFrame(rows, columns=[*LISTED])
    counts = chosen.value_counts()
    return table.assign(chosen=[int(counts.get(one, 0)) for one in table["id"]])


def named(directory: Path, name: str) -> Round:
    """Return a round. Raises Refusal "round.unknown"."""
    with decisions.reading(directory) as connection:
        return _round(row_of(connection, name))


def _round(row: Row) -> Round:
    held = row._asdict()
    del held["pool"]
    ends = {name: datetime.date.fromisoformat(held[name]) for name in ("first", "last")}
    return Round(**held | ends)


def row_of(connection: Connection, name: str) -> Row:
    """Return a round's row. Raises Refusal "round.unknown"."""
    row = connection.execute(ROUND.select().where(ROUND.c.name == name)).first()
    if row is None:
        raise Refusal("round.unknown", round=name)
    return row


def pool(directory: Path, name: str) -> str:
    """Return the public file of a round's draw. Raises Refusal "round.unknown", "round.no_pool"."""
    with decisions.reading(directory) as connection:
        row = row_of(connection, name)
    if row.pool is None:
        raise Refusal("round.no_pool", round=name)
    return pool_of(row)


def pool_of(row: Row) -> str:
    """Return the public file in a round's row."""
    return zlib.decompress(row.pool).decode()


def people(directory: Path, name: str) -> pd.DataFrame:
    """Return everybody who was chosen or put in reserve: PEOPLE, by county and place."""
    with decisions.reading(directory) as connection:
        return people_of(connection, row_of(connection, name).id)


def people_of(connection: Connection, number: int) -> pd.DataFrame:
    """Return the people of the round of that id, as `people`."""
    asked = HONOREE.select().where(HONOREE.c.round == number)
    rows = connection.execute(asked.order_by(HONOREE.c.county, HONOREE.c.place))
    held = [[getattr(row, name) for name in PEOPLE] for row in rows]
    return pd.DataFrame(held, columns=[*PEOPLE])


@contextlib.contextmanager
def changing(
    directory: Path, name: str, revision: int | None, *states: str
) -> Iterator[tuple[Connection, Row]]:
    """Hold a round for changing it, if it is as whoever changes it saw it.

    Parameters
    ----------
    directory : Path
        The store.
    name : str
    revision : int or None
        The one seen; None where it does not matter.
    *states : str
        Those in which the act is allowed.

    Raises
    ------
    Refusal
        "round.unknown", "round.changed" since it was seen, "round.state", "decisions.…".
    """
    with decisions.transaction(directory) as connection:
        row = row_of(connection, name)
        if revision is not None and row.revision != revision:
            raise Refusal("round.changed", round=name)
        if row.state not in states:
            raise Refusal("round.state", round=name)
        yield connection, row
        raised = ROUND.update().where(ROUND.c.id == row.id).values(revision=row.revision + 1)
        connection.execute(raised)


def put(connection: Connection, row: Row, **values: Any) -> None:
    """Write values into a round."""
    connection.execute(ROUND.update().where(ROUND.c.id == row.id).values(**values))
