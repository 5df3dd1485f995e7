"""The files that reports are kept in: each beside the callers it names and the ids it holds."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data import fingerprints, schema, store
from data.pieces import Judgement

ENCODINGS = dict.fromkeys(["day", "received_at", *schema.INSTANTS], "DELTA_BINARY_PACKED")
ENCODINGS["report"] = "DELTA_BYTE_ARRAY"  # ids are mostly counted up: a half of the time and room
WORDS = [field.name for field in schema.REPORTS if pa.types.is_dictionary(field.type)]


def keep(change: store.Change, name: str, table: pa.Table, *, layer: str, intake: int) -> dict:
    """Write reports, as `Tidied.table`, and return their entry in the manifest's `parts`."""
    rows = len(table)
    callers = table.select(["report", "caller"])
    table = table.append_column("layer", pa.array([layer] * rows, schema.WORD))
    table = table.append_column("intake", pa.array(np.full(rows, intake, np.int32)))
    table = schema.require(table, schema.REPORTS)
    part = _write(change, name, table)
    callers = callers.filter(pc.is_valid(callers["caller"]))
    if len(callers):
        part["callers"] = _write_callers(change, name, callers)
    return part


def rewrite(change: store.Change, place: int, table: pa.Table) -> None:
    """Put a changed table, the same reports in the same order, in the place of a part."""
    old = change.manifest["parts"][place]
    part = _write(change, _anew(change, old["name"]), table)
    change.drop(f"reports/{old['name']}")
    change.drop(f"reports/{old['ids']}")
    change.manifest["parts"][place] = old | part


def drop(change: store.Change, place: int) -> None:
    """Let go of a part whole."""
    part = change.manifest["parts"].pop(place)
    change.drop(f"reports/{part['name']}")
    change.drop(f"reports/{part['ids']}")
    if "callers" in part:
        change.drop(f"callers/{part['callers']}")


def shorten(change: store.Change, place: int, table: pa.Table) -> None:
    """Put some of a part's reports in its place; who made the others is let go of, too."""
    part = change.manifest["parts"][place]
    if "callers" in part:
        callers = read_callers(change.directory, part)
        kept = pc.is_in(callers["report"], table["report"].combine_chunks())
        _put_callers(change, place, callers.filter(kept))
    rewrite(change, place, table)


def rename_callers(
    change: store.Change, place: int, after: Callable[[list[str]], list[str | None]]
) -> None:
    """Give a part's callers other pseudonyms; a report whose caller has none now tells no caller.

    A file of callers stays, even if nobody is left in it: a part without one is of a file that
    tells no callers at all, whose figures are protected in another way.
    """
    callers = read_callers(change.directory, change.manifest["parts"][place])
    held = callers["caller"].combine_chunks()
    before = held.dictionary.to_pylist()
    now = after(before)
    if now != before:
        column = pa.array(now, pa.string()).take(held.indices)
        callers = callers.set_column(1, "caller", column)
        _put_callers(change, place, callers.filter(pc.is_valid(column)))


def update(change: store.Change, place: int, updates: list[tuple[np.ndarray, Judgement]]) -> None:
    """Rewrite a part in which later rows have changed some reports."""
    table = read(change.directory, change.manifest["parts"][place])
    for rows, judged in updates:
        table = judged.put(table, rows)
    rewrite(change, place, table)


def read(directory: Path, part: dict, columns: list[str] | None = None) -> pa.Table:
    """Return the reports of a part, or some columns of them."""
    path = directory / "reports" / part["name"]
    names, there = columns or schema.REPORTS.names, set(pq.read_schema(path).names)
    table = pq.read_table(path, columns=[name for name in names if name in there])
    return schema.filled(table, names)


def read_callers(directory: Path, part: dict) -> pa.Table:
    """Return report and caller of those of a part's reports that tell one."""
    return pq.read_table(directory / "callers" / part["callers"], read_dictionary=["caller"])


def ids(directory: Path, part: dict) -> np.ndarray:
    """Return the fingerprints of a part's ids, in order."""
    return np.load(directory / "reports" / part["ids"], mmap_mode="r")


def _anew(change: store.Change, name: str) -> str:
    """Return what a file is called that takes the place of another."""
    return f"{name.partition('.')[0]}.{change.version.partition('-')[0]}"


def _put_callers(change: store.Change, place: int, callers: pa.Table) -> None:
    part = change.manifest["parts"][place]
    change.drop(f"callers/{part['callers']}")
    part["callers"] = _write_callers(change, _anew(change, part["callers"]), callers)


def _write_callers(change: store.Change, name: str, callers: pa.Table) -> str:
    pq.write_table(
        schema.require(callers, schema.CALLERS),
        change.path(f"callers/{name}.parquet"),
        compression="zstd",
        use_dictionary=["caller"],
        column_encoding={"report": ENCODINGS["report"]},
        write_statistics=False,
    )
    return f"{name}.parquet"


def _write(change: store.Change, name: str, table: pa.Table) -> dict:
    pq.write_table(
        table,
        change.path(f"reports/{name}.parquet"),
        compression="zstd",
        use_dictionary=WORDS,
        column_encoding=ENCODINGS,
        write_statistics=["day"],
    )
    known = fingerprints.of(table["report"].combine_chunks())
    np.save(change.path(f"reports/{name}.ids.npy"), np.sort(known))
    days = pc.min_max(table["day"]).as_py()
    return {
        "name": f"{name}.parquet",
        "ids": f"{name}.ids.npy",
        "rows": len(table),
        "first_day": days["min"].isoformat(),
        "last_day": days["max"].isoformat(),
    }
