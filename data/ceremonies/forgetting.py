"""What of a ceremony is let go of: who came and where they sat, thirty days after it."""

import datetime
from pathlib import Path
from typing import Any

from data import clock, decisions
from data.ceremonies.rows import CEREMONY
from data.consents import DAY, DAYS_AFTER
from data.decisions import tables

ARRIVAL, ACT = tables.arrival, tables.ceremony_act


def forget(directory: Path) -> int:
    """Delete arrivals and acts of former ceremonies; return how many rows.

    Thirty days count from its day, or from when it was made or ended if that was later. Its
    settings stay.
    """
    with decisions.transaction(directory) as connection:
        since = clock.now() - DAYS_AFTER * DAY
        old = [
            row.id
            for row in connection.execute(CEREMONY.select())
            if max(row.ended or row.begun, _day(row.settings)) < since
        ]
        gone = sum(
            connection.execute(table.delete().where(table.c.ceremony.in_(old))).rowcount
            for table in (ARRIVAL, ACT)
        )
        mine = CEREMONY.update().where(CEREMONY.c.id.in_(old))
        connection.execute(mine.values(calling={}))
    decisions.checkpoint(directory)
    return gone


def _day(settings: dict[str, Any]) -> float:
    """Return the end of a ceremony's day, in seconds since 1970; 0 where none is set."""
    if not settings.get("day"):
        return 0.0
    day = datetime.date.fromisoformat(settings["day"]) + datetime.timedelta(days=1)
    return datetime.datetime.combine(day, datetime.time(), clock.TEHRAN).timestamp()
