"""Who has come to a ceremony, where they sit, and the queue at the ramp. No undo touches it."""

from pathlib import Path
from typing import Any

import pandas as pd

from data import audit, clock, decisions, persian
from data.ceremonies.members import context
from data.ceremonies.rows import Ceremony, changing, found
from data.decisions import Connection, Row, tables
from data.refusal import Refusal

ARRIVAL = tables.arrival
COLUMNS = ("code", "at", "seat", "ramp")
LONGEST = 20  # characters of a seat


def arrivals(directory: Path, name: str) -> pd.DataFrame:
    """Return who has come, in that order: COLUMNS; at in seconds since 1970, ramp from 1 or none.

    Raises
    ------
    Refusal
        "ceremony.unknown", "decisions.…".
    """
    with decisions.reading(directory) as connection:
        asked = ARRIVAL.select().where(ARRIVAL.c.ceremony == found(connection, name).id)
        rows = connection.execute(asked.order_by(ARRIVAL.c.at, ARRIVAL.c.id)).all()
    table = pd.DataFrame(
        [[getattr(row, one) for one in COLUMNS] for row in rows], columns=[*COLUMNS]
    )
    return table.astype({"seat": object, "ramp": "Int64"})


def check_in(directory: Path, name: str, code: str, *, seat: str | None = None, by: str) -> None:
    """Note that somebody has come, once; a seat that is given counts each time.

    Raises
    ------
    Refusal
        "ceremony.nobody" if nobody who is called has that code, "ceremony.seat" if it is longer
        than twenty characters; "ceremony.unknown", "decisions.…".
    """
    place = None if seat is None else _seat(seat)
    with changing(directory, name) as (connection, one):
        row = _come(connection, one, code, by)
        if place is not None:
            _write(connection, row, seat=place)


def undo_check_in(directory: Path, name: str, code: str, *, by: str) -> None:
    """Forget that somebody has come. Raises "ceremony.unknown", "decisions.…"."""
    with changing(directory, name) as (connection, one):
        mine = (ARRIVAL.c.ceremony == one.id) & (ARRIVAL.c.code == code)
        if connection.execute(ARRIVAL.delete().where(mine)).rowcount:
            audit.record(connection, "check_in_undone", by, ceremony=one.name, code=code)


def to_ramp(directory: Path, name: str, code: str, *, by: str) -> None:
    """Let somebody join the end of the queue at the ramp; they have come, then.

    Raises as `check_in`.
    """
    with changing(directory, name) as (connection, one):
        row = _come(connection, one, code, by)
        if row.ramp is None:
            asked = ARRIVAL.select().with_only_columns(ARRIVAL.c.ramp)
            queue = connection.execute(asked.where(ARRIVAL.c.ceremony == one.id)).scalars()
            _write(connection, row, ramp=1 + max((place or 0 for place in queue), default=0))


def off_ramp(directory: Path, name: str, code: str, *, by: str) -> None:
    """Let somebody leave the queue at the ramp. Raises "ceremony.unknown", "decisions.…"."""
    with changing(directory, name) as (connection, one):
        row = _row(connection, one, code)
        if row is not None:
            _write(connection, row, ramp=None, by=by)


def _come(connection: Connection, one: Ceremony, code: str, by: str) -> Any:
    """Return somebody's row, made where there is none yet."""
    row = _row(connection, one, code)
    if row is not None:
        return row
    if code not in set(context(connection, one).order["code"]):
        raise Refusal("ceremony.nobody")
    told = {"ceremony": one.id, "code": code, "at": clock.now(), "by": by}
    connection.execute(ARRIVAL.insert().values(**told))
    audit.record(connection, "checked_in", by, ceremony=one.name, code=code)
    return _row(connection, one, code)


def _row(connection: Connection, one: Ceremony, code: str) -> Row | None:
    mine = (ARRIVAL.c.ceremony == one.id) & (ARRIVAL.c.code == code)
    return connection.execute(ARRIVAL.select().where(mine)).first()


def _write(connection: Connection, row: Row, **values: Any) -> None:
    connection.execute(ARRIVAL.update().where(ARRIVAL.c.id == row.id).values(**values))


def _seat(text: str) -> str:
    seat = persian.tidy(text)
    if len(seat) > LONGEST:
        raise Refusal("ceremony.seat", most=LONGEST)
    return seat
