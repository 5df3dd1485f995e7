"""What of a ceremony is let go of: who came and where they sat, thirty days after it."""

from pathlib import Path

from data import clock, decisions
from data.ceremonies.rows import CEREMONY
from data.consents import DAY, DAYS_AFTER
from data.decisions import tables

ARRIVAL, ACT = tables.arrival, tables.ceremony_act


def forget(directory: Path) -> int:
    """Delete arrivals and acts of former ceremonies; return how many rows.

    Of one that was ended, or made and never ended, more than thirty days ago, its settings stay.
    """
    with decisions.transaction(directory) as connection:
        since = clock.now() - DAYS_AFTER * DAY
        old = [
            row.id
            for row in connection.execute(CEREMONY.select())
            if (row.ended or row.begun) < since and row.state != "running"
        ]
        gone = sum(
            connection.execute(table.delete().where(table.c.ceremony.in_(old))).rowcount
            for table in (ARRIVAL, ACT)
        )
        mine = CEREMONY.update().where(CEREMONY.c.id.in_(old))
        connection.execute(mine.values(calling={}))
    decisions.checkpoint(directory)
    return gone
