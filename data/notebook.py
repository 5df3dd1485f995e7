"""The liaison's notebook: what was agreed with residents of a neighbourhood, and what came of it.

Nobody who lives there is named in it: numbers that could be somebody's are refused.
"""

import datetime
from dataclasses import dataclass
from pathlib import Path

from data import access, areas, audit, clock, decisions, note_texts
from data.access import Access
from data.decisions import Connection, Row, tables
from data.decisions.note_tables import NOTE_KINDS as KINDS
from data.decisions.note_tables import NOTE_STATES as STATES
from data.refusal import Refusal

__all__ = ["KINDS", "STATES", "Entry", "Written", "add", "change", "listed", "remove"]
NOTE = tables.note
MOST = 500  # entries of one neighbourhood


@dataclass(frozen=True)
class Written:
    """What an entry says.

    Parameters
    ----------
    kind : {"priority", "said_done", "meeting"}
    state : {"open", "under_way", "done", "dropped"}
    day : datetime.date
    said : str
        What residents said, agreed or met about.
    done : str
        What came of it; may be empty.
    """

    kind: str
    state: str
    day: datetime.date
    said: str
    done: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS or self.state not in STATES:
            raise ValueError(f"no such entry: {self.kind}, {self.state}")


@dataclass(frozen=True)
class Entry:
    """An entry as it is kept.

    Parameters
    ----------
    id : int
    neighbourhood : str
    written : Written
    revision : int
        Whoever changes it says which one they saw.
    """

    id: int
    neighbourhood: str
    written: Written
    revision: int


def listed(directory: Path, neighbourhood: str, reader: Access) -> list[Entry]:
    """Return the entries of a neighbourhood, the newest day first.

    Raises
    ------
    access.Refused
        If the reader may not see the neighbourhood.
    """
    _require(directory, neighbourhood, reader, "maps")
    asked = NOTE.select().where(NOTE.c.neighbourhood == neighbourhood)
    with decisions.reading(directory) as connection:
        return [
            _entry(row) for row in connection.execute(asked.order_by(NOTE.c.day.desc(), NOTE.c.id))
        ]


def add(directory: Path, neighbourhood: str, written: Written, reader: Access, *, by: str) -> int:
    """Add an entry and return its id.

    Raises
    ------
    Refusal
        "note.empty", "note.long", "note.somebody", "note.subject", "note.day", "note.full".
    access.Refused
        If the reader keeps no notebook, or not of this neighbourhood.
    """
    _require(directory, neighbourhood, reader, "notebook")
    values = _values(written) | {"neighbourhood": neighbourhood, "added": clock.now()}
    with decisions.transaction(directory) as connection:
        asked = NOTE.select().where(NOTE.c.neighbourhood == neighbourhood)
        if len(connection.execute(asked).all()) >= MOST:
            raise Refusal("note.full", most=MOST)
        made = connection.execute(NOTE.insert().values(**values, by=by, revision=0))
        number = made.lastrowid
        _told(connection, "note_added", by, _row(connection, number, None))
    return number


def change(
    directory: Path, number: int, written: Written, reader: Access, *, revision: int, by: str
) -> None:
    """Write an entry anew.

    Raises
    ------
    Refusal
        As `add`; "note.changed" if somebody changed it since, "note.gone" if it was removed.
    access.Refused
        As `add`.
    """
    values = _values(written)
    with decisions.transaction(directory) as connection:
        row = _row(connection, number, revision)
        _require(directory, row.neighbourhood, reader, "notebook")
        asked = NOTE.update().where(NOTE.c.id == number)
        connection.execute(asked.values(**values, by=by, revision=row.revision + 1))
        _told(connection, "note_changed", by, row)


def remove(directory: Path, number: int, reader: Access, *, revision: int, by: str) -> None:
    """Remove an entry; nothing of it stays but that it was. Raises as `change`."""
    with decisions.transaction(directory) as connection:
        row = _row(connection, number, revision)
        _require(directory, row.neighbourhood, reader, "notebook")
        connection.execute(NOTE.delete().where(NOTE.c.id == number))
        _told(connection, "note_removed", by, row)


def _require(directory: Path, neighbourhood: str, reader: Access, ability: str) -> None:
    access.require(reader, ability)
    known = areas.at_level(areas.current(directory), "neighbourhood")
    if access.narrow(reader, known[known.index == neighbourhood]).empty:
        raise access.Refused(ability)


def _values(written: Written) -> dict[str, object]:
    """Return what is kept of an entry, having made sure that it may be."""
    said, done = note_texts.checked(written.said), note_texts.checked(written.done)
    if not said:
        raise Refusal("note.empty")
    day = note_texts.near(written.day).isoformat()
    told = {"kind": written.kind, "state": written.state, "day": day}
    return told | {"said": said, "done": done, "changed": clock.now()}


def _row(connection: Connection, number: int, revision: int | None) -> Row:
    row = connection.execute(NOTE.select().where(NOTE.c.id == number)).first()
    if row is None:
        raise Refusal("note.gone")
    if revision not in (None, row.revision):
        raise Refusal("note.changed")
    return row


def _told(connection: Connection, act: str, by: str, row: Row) -> None:
    audit.record(connection, act, by, note=row.id, neighbourhood=row.neighbourhood, kind=row.kind)


def _entry(row: Row) -> Entry:
    day = datetime.date.fromisoformat(row.day)
    written = Written(row.kind, row.state, day, row.said, row.done)
    return Entry(row.id, row.neighbourhood, written, row.revision)
