"""What an intake has tidied and not yet kept: one scratch file for each batch."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa

from data import fingerprints, schema
from data.secrets import Key

NEVER = np.nan


@dataclass
class Piece:
    """One batch of reports on its way into the store.

    Parameters
    ----------
    path : Path
        Where it waits.
    ids : ndarray of uint64, shape (n,)
        Fingerprints of the reports' ids.
    repeatable : ndarray of int, shape (m,)
        Rows of which another one just like it would be another report.
    dropped : ndarray of bool, shape (n,)
        Rows whose report is known already.
    """

    path: Path
    ids: np.ndarray
    repeatable: np.ndarray
    dropped: np.ndarray
    updates: list[tuple[np.ndarray, "Judgement"]] = field(default_factory=list)

    def table(self) -> pa.Table:
        """Return the reports, settled: see `known.settle`."""
        table = read(self.path)
        for rows, judged in self.updates:
            table = judged.put(table, rows)
        return table.filter(pa.array(~self.dropped)) if self.dropped.any() else table


@dataclass(frozen=True)
class Judgement:
    """What later rows may change about a report.

    Parameters
    ----------
    words : dict of str to ndarray of int32, each of shape (n,)
        Positions in the vocabulary, of each of `schema.JUDGED`.
    instants : dict of str to ndarray of float, each of shape (n,)
        Milliseconds since 1970, NaN for never.
    """

    words: dict[str, np.ndarray]
    instants: dict[str, np.ndarray]

    @staticmethod
    def of(table: pa.Table) -> "Judgement":
        """Return what a table of reports says."""
        table = table.combine_chunks()
        return Judgement(
            {name: _positions(table[name], schema.VOCABULARY[name]) for name in schema.JUDGED},
            {name: _milliseconds(table[name]) for name in schema.INSTANTS},
        )

    def take(self, rows: np.ndarray) -> "Judgement":
        """Return the judgement of some rows."""
        return Judgement(
            {name: values[rows] for name, values in self.words.items()},
            {name: values[rows] for name, values in self.instants.items()},
        )

    def put(self, table: pa.Table, rows: np.ndarray) -> pa.Table:
        """Return a table of reports in which this is said of some rows."""
        said = Judgement.of(table)
        for name in schema.JUDGED:
            said.words[name][rows] = self.words[name]
            place = table.schema.get_field_index(name)
            table = table.set_column(place, name, schema.word(said.words[name], name))
        for name in schema.INSTANTS:
            values = said.instants[name].copy()
            values[rows] = self.instants[name]
            never = np.isnan(values)
            whole = pa.array(np.where(never, 0, values).astype(np.int64), mask=never)
            place = table.schema.get_field_index(name)
            table = table.set_column(place, name, whole.cast(schema.INSTANT))
        return table


def wait(table: pa.Table, path: Path) -> Piece:
    """Put a batch aside and return it as a piece."""
    repeatable = np.flatnonzero(table["repeatable"].to_numpy())
    write(table.drop_columns(["repeatable"]), path)
    ids = fingerprints.of(table["report"].combine_chunks())
    return Piece(path, ids, repeatable, np.zeros(len(table), bool))


def tell_apart(pieces: list[Piece], key: Key) -> None:
    """Give rows of one table that are just alike ids of their own, in the order they come.

    Two rows alike to the second are one report told twice. Of a time known by its day or month
    alone that cannot be said: many reports of a month are alike. They are numbered, so that the
    same table handed in again has the same ids and changes nothing.
    """
    if not any(piece.repeatable.size for piece in pieces):
        return
    owner = np.concatenate([np.full(len(one.repeatable), i) for i, one in enumerate(pieces)])
    ids = np.concatenate([piece.ids[piece.repeatable] for piece in pieces])
    order = np.argsort(ids, kind="stable")
    new = np.append(True, ids[order][1:] != ids[order][:-1])
    starts = np.flatnonzero(new)
    number = np.empty(len(ids), np.int64)
    number[order] = np.arange(len(ids)) - np.repeat(starts, np.diff(np.append(starts, len(ids))))
    for place, piece in enumerate(pieces):
        mine = number[owner == place]
        _rename(piece, piece.repeatable[mine > 0], mine[mine > 0], key)


def _rename(piece: Piece, rows: np.ndarray, numbers: np.ndarray, key: Key) -> None:
    if not rows.size:
        return
    table = read(piece.path)
    names = table["report"].to_numpy().astype(object)
    names[rows] = key.marks(
        [f"{name}\x1f{number}" for name, number in zip(names[rows], numbers, strict=True)]
    )
    renamed = pa.array(names, pa.string())
    write(table.set_column(table.schema.get_field_index("report"), "report", renamed), piece.path)
    piece.ids = fingerprints.of(renamed)


def read(path: Path, columns: list[str] | None = None) -> pa.Table:
    """Return what waits in a scratch file."""
    with pa.memory_map(str(path)) as file:
        table = pa.ipc.open_file(file).read_all()
    return table.select(columns) if columns else table


def write(table: pa.Table, path: Path) -> None:
    """Write a scratch file."""
    half = path.with_suffix(".half")
    with pa.OSFile(str(half), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)
    half.replace(path)


def _positions(column: pa.ChunkedArray, vocabulary: tuple[str, ...]) -> np.ndarray:
    words = column.cast(pa.string()).combine_chunks().dictionary_encode()
    known = [vocabulary.index(word) for word in words.dictionary.to_pylist()]
    return np.array(known, np.int32)[words.indices.to_numpy()]


def _milliseconds(column: pa.ChunkedArray) -> np.ndarray:
    numbers = column.cast(pa.int64())
    return numbers.cast(pa.float64()).to_numpy().astype(float)
