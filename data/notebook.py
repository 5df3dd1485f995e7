"""The liaison's notebook: what was agreed with residents of a neighbourhood, and what came of it.

Nobody who lives there is named in it: numbers that could be somebody's are refused. A code may
stand for another place in a new layer of areas: entries are told under the layer they are of.
"""

import datetime
from pathlib import Path

from data import access, areas, audit, clock, decisions, note_texts
from data.access import Access
from data.decisions import Connection, Row, Select, tables
from data.note_entries import KINDS, STATES, Entry, Written
from data.refusal import Refusal

__all__ = [
    "KINDS",
    "STATES",
    "Entry",
    "Written",
    "add",
    "carry",
    "change",
    "left",
    "listed",
    "remove",
]
NOTE = tables.note
MOST = 500  # entries of one neighbourhood


def listed(directory: Path, neighbourhood: str, reader: Access) -> list[Entry]:
    """Return the entries of a neighbourhood of the layer that counts, the newest day first.

    Raises
    ------
    access.Refused
        If the reader may not see the neighbourhood.
    """
    asked = _of(_require(directory, neighbourhood, reader, "maps"), neighbourhood)
    with decisions.reading(directory) as connection:
        return [
            _entry(row) for row in connection.execute(asked.order_by(NOTE.c.day.desc(), NOTE.c.id))
        ]


def left(directory: Path, reader: Access) -> list[Entry]:
    """Return the entries of former layers, by neighbourhood and day.

    Raises
    ------
    access.Refused
        If the reader is no commander: whose district they were of, the layer of today cannot say.
    """
    _require_all(reader)
    asked = NOTE.select().where(NOTE.c.layer != areas.current(directory).id)
    with decisions.reading(directory) as connection:
        ordered = asked.order_by(NOTE.c.neighbourhood, NOTE.c.day, NOTE.c.id)
        return [_entry(row) for row in connection.execute(ordered)]


def add(directory: Path, neighbourhood: str, written: Written, reader: Access, *, by: str) -> int:
    """Add an entry and return its id.

    Raises
    ------
    Refusal
        "note.empty", "note.long", "note.somebody", "note.subject", "note.day", "note.full".
    access.Refused
        If the reader keeps no notebook, or not of this neighbourhood.
    """
    layer = _require(directory, neighbourhood, reader, "notebook")
    told = {"layer": layer, "neighbourhood": neighbourhood, "added": clock.now()}
    values = _values(written) | told
    with decisions.transaction(directory) as connection:
        if len(connection.execute(_of(layer, neighbourhood)).all()) >= MOST:
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
        As `add`; "note.changed" if somebody changed it since, "note.gone" if it was removed,
        or is of a former layer.
    access.Refused
        As `add`.
    """
    values = _values(written)
    with decisions.transaction(directory) as connection:
        row = _row(connection, number, revision)
        if row.layer != _require(directory, row.neighbourhood, reader, "notebook"):
            raise Refusal("note.gone")
        asked = NOTE.update().where(NOTE.c.id == number)
        connection.execute(asked.values(**values, by=by, revision=row.revision + 1))
        _told(connection, "note_changed", by, row)


def carry(
    directory: Path, number: int, neighbourhood: str, reader: Access, *, revision: int, by: str
) -> None:
    """Take an entry of a former layer over to a neighbourhood of today's. Raises as `change`.

    Raises
    ------
    access.Refused
        If the reader is no commander.
    """
    _require_all(reader)
    layer = _require(directory, neighbourhood, reader, "notebook")
    with decisions.transaction(directory) as connection:
        row = _row(connection, number, revision)
        if row.layer == layer:
            raise Refusal("note.changed")
        if len(connection.execute(_of(layer, neighbourhood)).all()) >= MOST:
            raise Refusal("note.full", most=MOST)
        here = {"layer": layer, "neighbourhood": neighbourhood, "changed": clock.now()}
        asked = NOTE.update().where(NOTE.c.id == number)
        connection.execute(asked.values(**here, revision=row.revision + 1))
        _told(connection, "note_changed", by, row)


def remove(directory: Path, number: int, reader: Access, *, revision: int, by: str) -> None:
    """Remove an entry; nothing of it stays but that it was. Raises as `change`.

    One of a former layer is a commander's to remove.
    """
    with decisions.transaction(directory) as connection:
        row = _row(connection, number, revision)
        if row.layer != areas.current(directory).id:
            _require_all(reader)
        else:
            _require(directory, row.neighbourhood, reader, "notebook")
        connection.execute(NOTE.delete().where(NOTE.c.id == number))
        _told(connection, "note_removed", by, row)


def _require(directory: Path, neighbourhood: str, reader: Access, ability: str) -> str:
    """Return the id of the layer that counts, having made sure of the reader."""
    access.require(reader, ability)
    layer = areas.current(directory)
    known = areas.at_level(layer, "neighbourhood")
    if access.narrow(reader, known[known.index == neighbourhood]).empty:
        raise access.Refused(ability)
    return layer.id


def _require_all(reader: Access) -> None:
    access.require(reader, "notebook")
    if not reader.all_areas:
        raise access.Refused("notebook")


def _of(layer: str, neighbourhood: str) -> Select:
    return NOTE.select().where(NOTE.c.layer == layer, NOTE.c.neighbourhood == neighbourhood)


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
    return Entry(row.id, row.neighbourhood, written, row.revision, row.layer)
