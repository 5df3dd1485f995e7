"""Ceremonies made, begun and ended."""

import secrets as chance
from pathlib import Path
from typing import Any

from data import audit, clock, decisions
from data.ceremonies import particulars
from data.ceremonies.rows import CEREMONY, changing, put
from data.decisions import Connection
from data.refusal import Refusal
from data.rounds.rows import OVER, row_of


def make(directory: Path, *, round: str | None, settings: dict[str, Any], by: str) -> str:
    """Make a ceremony of an approved round, or a rehearsal; return its name.

    Parameters
    ----------
    directory : Path
        The store.
    round : str or None
        Name of the round; None for a rehearsal with made-up names.
    settings : dict
        See `particulars.settled`.
    by : str

    Raises
    ------
    Refusal
        "round.unknown", "ceremony.not_approved", "ceremony.exists", and as `particulars.settled`.
    """
    held = particulars.settled(settings)
    name = round or f"rehearsal-{chance.token_hex(4)}"
    with decisions.transaction(directory) as connection:
        number = _approved(connection, round) if round else None
        if connection.execute(CEREMONY.select().where(CEREMONY.c.name == name)).first():
            raise Refusal("ceremony.exists")
        values: dict[str, Any] = {
            "name": name,
            "round": number,
            "state": "ready",
            "revision": 0,
            "calling": {},
        }
        made = {"begun": clock.now(), "begun_by": by}
        connection.execute(CEREMONY.insert().values(**values, **made, settings=held))
        audit.record(connection, "ceremony_made", by, ceremony=name)
    return name


def _approved(connection: Connection, name: str) -> int:
    row = row_of(connection, name)
    if row.state not in OVER:
        raise Refusal("ceremony.not_approved")
    return row.id


def set_settings(directory: Path, name: str, settings: dict[str, Any], *, by: str) -> None:
    """Keep other settings, those that are given. Raises as `particulars.settled` and `changing`."""
    with changing(directory, name) as (connection, one):
        put(connection, one, settings=particulars.settled(settings, one.settings))
        audit.record(connection, "ceremony_set", by, ceremony=name)


def begin(directory: Path, name: str, *, by: str) -> None:
    """Let the calling begin; after an end, go on where it was.

    Raises
    ------
    Refusal
        "ceremony.running" if it runs already, and as `changing`.
    """
    with changing(directory, name) as (connection, one):
        if one.state == "running":
            raise Refusal("ceremony.running")
        put(connection, one, state="running", ended=None)
        audit.record(connection, "ceremony_begun", by, ceremony=name)


def end(directory: Path, name: str, *, by: str) -> None:
    """End a ceremony. Raises as `changing`."""
    with changing(directory, name, "running") as (connection, one):
        free = {"holder": None, "holder_name": None, "held": None}
        put(connection, one, state="over", ended=clock.now(), **free)
        called = len(one.calling.get("called", {}))
        audit.record(connection, "ceremony_ended", by, ceremony=name, called=called)
