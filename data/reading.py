"""Files as they come, to tables of texts: CSV and its kin, workbooks, Parquet, packed or not."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data import separated, workbooks
from data.archives import Part, parts
from data.batches import ROWS, Batch, Table
from data.refusal import Refusal


def tables(path: Path, name: str | None = None) -> Iterator[Table]:
    """Yield every table in a file: one for a text or a Parquet file, one for each sheet or member.

    Each is to be read before the next is asked for.

    Parameters
    ----------
    path : Path
        The file; what it is, its first bytes tell.
    name : str, optional
        What a reader knows the file by, where `path` is a copy with another name.

    Raises
    ------
    Refusal
        "reading.…", naming the file and, where there is one, the line.
    """
    for part in parts(path, name):
        if part.kind == "workbook":
            yield from workbooks.tables(part)
        elif part.kind == "parquet":
            yield from _parquet(part)
        else:
            yield separated.table(part)


def _parquet(part: Part) -> Iterator[Table]:
    with part.open() as opened:
        try:
            file = pq.ParquetFile(opened)
        except (pa.ArrowInvalid, OSError) as error:
            raise Refusal("reading.parquet", file=part.name) from error
        rows, names = file.metadata.num_rows, file.schema_arrow.names
        if not rows:
            raise Refusal("reading.header_only", file=part.name)
        progress = {"rows": 0}

        def batches(used: list[int]) -> Iterator[Batch]:
            wanted = [names[place] for place in used]
            for batch in file.iter_batches(ROWS, columns=wanted):
                first = 2 + progress["rows"]
                progress["rows"] += len(batch)
                columns = [_texts(batch.column(name)) for name in wanted]
                yield Batch(columns, np.arange(first, first + len(batch)))

        inner = tuple(column.path for column in map(file.schema.column, range(len(file.schema))))
        yield Table(part.name, list(names), batches, lambda: progress["rows"] / rows, inner)


def _texts(column: pa.Array) -> pa.Array:
    """Return a column as texts; whole numbers that were kept as decimals lose their `.0`."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_floating(column.type):
        whole = pc.fill_null(pc.equal(column, pc.round(column)), False)
        small = pc.and_(whole, pc.fill_null(pc.less(pc.abs(column), 1e15), False))
        numbers = pc.cast(pc.if_else(small, column, None), pa.int64())
        return pc.coalesce(pc.cast(numbers, pa.string()), pc.cast(column, pa.string()))
    try:
        return pc.cast(column, pa.string())
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid):
        return pa.nulls(len(column), pa.string())
