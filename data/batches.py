"""What every kind of file is read as: a header, and batches of rows of texts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa


@dataclass(frozen=True)
class Ragged:
    """A row with more fields than the header, or fewer.

    Parameters
    ----------
    row : int
        Its number in the file; the header is row 1.
    fields : list of str
    wanted : int
        How many there should be.
    """

    row: int
    fields: list[str]
    wanted: int


@dataclass(frozen=True)
class Batch:
    """Some rows of a file, all of it text.

    Parameters
    ----------
    columns : list of Array of string, each of shape (n,)
        The columns that were asked for, in the file's order; null or blank where there is nothing.
    rows : ndarray of int64, shape (n,)
        The rows' numbers in the file; the header is row 1.
    ragged : list of Ragged
        Rows among these that could not be put in columns.
    """

    columns: list[pa.Array]
    rows: np.ndarray
    ragged: list[Ragged] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.rows) + len(self.ragged)


@dataclass(frozen=True)
class Table:
    """One table in a file.

    Parameters
    ----------
    name : str
        What a reader knows it by.
    header : list of str
        Names of its columns.
    batches : callable
        Given the positions of the columns that are wanted, yields `Batch`.
    done : callable
        Returns the share of the table that has been read, 0 to 1.
    inner : tuple of str
        Names of what is nested in columns.
    """

    name: str
    header: list[str]
    batches: Callable[[list[int]], Iterator[Batch]]
    done: Callable[[], float]
    inner: tuple[str, ...] = ()


def of_rows(rows: Iterator[tuple[int, list[str]]], used: list[int], width: int) -> Iterator[Batch]:
    """Yield batches of rows that come one by one, each with its number."""
    held: list[tuple[int, list[str]]] = []
    ragged: list[Ragged] = []
    for number, fields in rows:
        if len(fields) == width:
            held.append((number, fields))
        else:
            ragged.append(Ragged(number, fields, width))
        if len(held) + len(ragged) == ROWS:
            yield _batch(held, ragged, used)
            held, ragged = [], []
    if held or ragged:
        yield _batch(held, ragged, used)


ROWS = 100_000


def _batch(held: list[tuple[int, list[str]]], ragged: list[Ragged], used: list[int]) -> Batch:
    columns = [pa.array([fields[place] for _, fields in held], pa.string()) for place in used]
    return Batch(columns, np.array([number for number, _ in held], np.int64), ragged)
