"""Files of people, one a row: read by a list of columns that may be there, and no others.

Of rows that cannot be taken nothing is kept but their numbers and the reasons: what stands in them
are names and telephone numbers.
"""

import functools
import tomllib
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data import persian, reading, repeated
from data.batches import Ragged, Table
from data.callers import Callers
from data.list_receipts import Listed, Receipt, receipt, refused
from data.refusal import Refusal

__all__ = ["Listed", "Receipt", "callers_of", "known", "read", "receipt", "refused", "word"]
WORDS = Path(__file__).with_name("listed.toml")
WHO = ("caller", "code")  # either tells whom a row is about
TOLD = {"people": ("woman", "household"), "consents": ("choice",)}  # one of them must be there
MOST_ROWS = 1_000_000


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
