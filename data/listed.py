"""Files of people, one a row: read by a list of columns that may be there, and no others.

Of rows that cannot be taken nothing is kept but their numbers and the reasons: what stands in them
are names and telephone numbers.
"""

import functools
import tomllib
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data import persian, reading, repeated
from data.batches import Ragged, Table
from data.callers import Callers
from data.refusal import Refusal

WORDS = Path(__file__).with_name("listed.toml")
WHO = ("caller", "code")  # either tells whom a row is about
TOLD = {"people": ("woman", "household"), "consents": ("choice",)}  # one of them must be there
MOST_ROWS = 1_000_000


@dataclass(frozen=True)
class Listed:
    """What a file says of people.

    Parameters
    ----------
    columns : dict of str to Array of string, each of shape (n,)
        Our name of a column to its texts, blank where there is nothing; those that the file has.
    rows : ndarray of int, shape (n,)
        Numbers of the rows; the header is row 1.
    ragged : list of (int, str)
        Rows that could not be put in columns, and why.
    """

    columns: dict[str, pa.Array]
    rows: np.ndarray
    ragged: list[tuple[int, str]]

    def texts(self, name: str) -> list[str]:
        """Return a column's texts, blank where the file has no such column."""
        held = self.columns.get(name)
        return held.to_pylist() if held is not None else [""] * len(self.rows)


@dataclass(frozen=True)
class Receipt:
    """What became of a file of people: rows = taken + unchanged + refused.

    Parameters
    ----------
    file : str
    rows, taken, unchanged, refused : int
        `unchanged` were known as they are told.
    refused_by_reason : dict
        Reason's code to rows.
    refused_rows : list of dict
        `row` (the header is row 1) and `reasons`, in the file's order.
    choices : dict
        Of consents: choice to rows taken or unchanged.
    """

    file: str
    rows: int = 0
    taken: int = 0
    unchanged: int = 0
    refused: int = 0
    refused_by_reason: dict[str, int] = field(default_factory=dict)
    refused_rows: list[dict[str, Any]] = field(default_factory=list)
    choices: dict[str, int] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return asdict(self)


def read(path: Path, kind: str) -> Listed:
    """Return what a file says of people.

    Parameters
    ----------
    path : Path
        See `reading.tables` for what it may be.
    kind : {"people", "consents"}

    Raises
    ------
    Refusal
        "reading.…"; "listed.unknown_column", "listed.no_column", "listed.too_many",
        "intake.column_twice".
    """
    pieces = [
        _piece(batch.columns, batch.rows, batch.ragged, used)
        for table in reading.tables(path)
        for used in [_columns(table, kind)]
        for batch in table.batches(sorted(used.values()))
    ]
    names = [name for name in known(kind) if any(name in one.columns for one in pieces)]
    rows = np.concatenate([np.empty(0, np.int64), *(one.rows for one in pieces)])
    if len(rows) > MOST_ROWS:
        raise Refusal("listed.too_many", most=MOST_ROWS)
    columns = {
        name: pa.concat_arrays(
            [one.columns.get(name, pa.array([""] * len(one.rows), pa.string())) for one in pieces]
        )
        for name in names
    }
    return Listed(columns, rows, [row for one in pieces for row in one.ragged])


def receipt(
    path: Path, held: Listed, wrong: dict[str, np.ndarray], taken: int, **told: Any
) -> Receipt:
    """Return what became of a file.

    Parameters
    ----------
    path : Path
    held : Listed
    wrong : dict of str to ndarray of bool, each of shape (n,)
        Reason's code to the rows that are refused for it.
    taken : int
    **told
        Further fields of the receipt.
    """
    bad = refused(wrong, len(held.rows))
    rows = {
        int(held.rows[at]): [why for why in wrong if wrong[why][at]] for at in np.flatnonzero(bad)
    }
    rows |= {row: [why] for row, why in held.ragged}
    reasons = Counter(why for whys in rows.values() for why in whys)
    return Receipt(
        path.name,
        rows=len(held.rows) + len(held.ragged),
        taken=taken,
        unchanged=len(held.rows) - int(bad.sum()) - taken,
        refused=len(rows),
        refused_by_reason=dict(sorted(reasons.items())),
        refused_rows=[{"row": row, "reasons": rows[row]} for row in sorted(rows)],
        **told,
    )


def refused(wrong: dict[str, np.ndarray], count: int) -> np.ndarray:
    """Return which rows are refused for any reason."""
    return np.logical_or.reduce([np.zeros(count, bool), *wrong.values()])


def callers_of(callers: Callers, held: Listed) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Return pseudonyms under the newest key, "" for none, and the rows that tell none.

    Who was erased is told by no pseudonym: a file from before would bring them back.
    """
    found, wrong = callers.pseudonyms(pa.array(held.texts("caller"), pa.string()))
    who = np.array(pc.fill_null(pc.cast(found, pa.string()), "").to_pylist(), object)
    return who, {"caller_unreadable": wrong}


def word(kind: str, text: str) -> str | None:
    """Return our word for somebody's: "public", "yes"; None for one that is not known."""
    return _words()[kind].get(persian.key(text))


@functools.cache
def known(kind: str) -> dict[str, list[str]]:
    """Return the columns that a file may have, each with the keys of its names."""
    held = tomllib.loads(WORDS.read_text(encoding="utf-8"))[kind]
    return {name: [persian.key(text) for text in texts] for name, texts in held.items()}


@functools.cache
def _words() -> dict[str, dict[str, str]]:
    held = tomllib.loads(WORDS.read_text(encoding="utf-8"))["words"]
    return {
        kind: {persian.key(text): ours for ours, texts in table.items() for text in texts}
        for kind, table in held.items()
    }


def _columns(table: Table, kind: str) -> dict[str, int]:
    """Return where each of our columns stands in a table."""
    ours = {key: name for name, keys in known(kind).items() for key in keys}
    found: dict[str, int] = {}
    for place, header in enumerate(table.header):
        name = ours.get(persian.key(header))
        if name is None:
            shown = " · ".join(known(kind))
            raise Refusal("listed.unknown_column", column=repeated.name(header), known=shown)
        if name in found:
            raise Refusal("intake.column_twice", column=repeated.name(header))
        found[name] = place
    for wanted in (WHO, TOLD[kind]):
        if not found.keys() & set(wanted):
            raise Refusal(
                "listed.no_column", known=" · ".join(w for w in wanted if w in known(kind))
            )
    return found


def _piece(
    texts: list[pa.Array], rows: np.ndarray, ragged: list[Ragged], used: dict[str, int]
) -> Listed:
    order = sorted(used.values())
    columns = {
        name: pc.utf8_trim_whitespace(pc.fill_null(texts[order.index(place)], ""))
        for name, place in used.items()
    }
    told = [
        (one.row, "fields_too_many" if len(one.fields) > one.wanted else "fields_too_few")
        for one in ragged
    ]
    return Listed(columns, rows, told)
