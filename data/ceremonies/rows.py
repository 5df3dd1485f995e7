"""Ceremonies as rows, and how one is held for changing it."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data import decisions
from data.decisions import Connection, Row, tables
from data.refusal import Refusal

ON = ("running", "ready", "over")
CEREMONY, ROUND = tables.ceremony, tables.round_
ASKED = CEREMONY.outerjoin(ROUND, CEREMONY.c.round == ROUND.c.id)


@dataclass(frozen=True)
class Ceremony:
    """A ceremony as it is kept.

    Parameters
    ----------
    id : int
    name : str
        The round's, or "rehearsal-" and eight letters of hexadecimal.
    round : str or None
        Name of the round; none of a rehearsal.
    state : {"ready", "running", "over"}
    revision : int
        Raised by every act.
    settings : dict
        See `particulars.DEFAULTS`.
    calling : dict
        As `awards.calling.Calling.to_json` gives it.
    holder, holder_name : str or None
        The console that calls.
    held : float or None
        When that was last heard of; seconds since 1970.
    begun : float
        When it was made.
    begun_by : str
    ended : float or None
    """

    id: int
    name: str
    round: str | None
    state: str
    revision: int
    settings: dict[str, Any]
    calling: dict[str, Any]
    holder: str | None
    holder_name: str | None
    held: float | None
    begun: float
    begun_by: str
    ended: float | None

    @property
    def rehearsal(self) -> bool:
        """Whether its names are made up."""
        return self.round is None


_SELECT = (
    CEREMONY.select()
    .select_from(ASKED)
    .with_only_columns(CEREMONY, ROUND.c.name.label("round_name"))
)


_ONE = _SELECT.where(CEREMONY.c.name == decisions.bindparam("name"))


def listed(directory: Path) -> list[Ceremony]:
    """Return every ceremony, the one made last first."""
    with decisions.reading(directory) as connection:
        rows = connection.execute(_SELECT.order_by(CEREMONY.c.id.desc())).all()
    return [_ceremony(row) for row in rows]


def latest(directory: Path) -> str | None:
    """Return the name of the ceremony that is on: one that runs, else is ready, else is over.

    Of these one of a round before a rehearsal, and the one made last; None where there is none.
    """
    held = sorted(listed(directory), key=lambda one: (ON.index(one.state), one.rehearsal))
    return held[0].name if held else None


def of(directory: Path, name: str) -> Ceremony:
    """Return a ceremony. Raises Refusal "ceremony.unknown"."""
    with decisions.reading(directory) as connection:
        return found(connection, name)


def found(connection: Connection, name: str) -> Ceremony:
    """Return a ceremony. Raises Refusal "ceremony.unknown"."""
    row = connection.execute(_ONE, {"name": name}).first()
    if row is None:
        raise Refusal("ceremony.unknown")
    return _ceremony(row)


def _ceremony(row: Row) -> Ceremony:
    held = row._asdict()
    held["round"] = held.pop("round_name")
    return Ceremony(**held)


@contextlib.contextmanager
def changing(directory: Path, name: str, *states: str) -> Iterator[tuple[Connection, Ceremony]]:
    """Hold a ceremony for one act upon it; its revision is raised by one.

    Parameters
    ----------
    directory : Path
        The store.
    name : str
    *states : str
        Those in which the act is allowed; none for all.

    Raises
    ------
    Refusal
        "ceremony.unknown", "ceremony.not_running" in another state, "decisions.…".
    """
    with decisions.transaction(directory) as connection:
        one = found(connection, name)
        if states and one.state not in states:
            raise Refusal("ceremony.not_running")
        yield connection, one
        put(connection, one, revision=one.revision + 1)


def put(connection: Connection, one: Ceremony, **values: Any) -> None:
    """Write values into a ceremony."""
    connection.execute(CEREMONY.update().where(CEREMONY.c.id == one.id).values(**values))
