"""Tables as text: commas, semicolons, tabs; quoted or not; every field read as it stands."""

import csv
import io
import re
from collections.abc import Callable, Generator, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.csv

from data.archives import DAMAGED, Part
from data.batches import Batch, Ragged, Table, of_rows
from data.encodings import HEAD, Utf8
from data.refusal import Refusal

UNUSUAL = "،"  # of two bytes, which the fast reader cannot take
MARKS = (",", ";", "\t", "|", UNUSUAL)
BLOCK = 16 << 20  # bytes; no row may be longer
SAMPLE = 200  # rows looked at to find what separates fields
LONGEST = 1 << 20  # characters of a field
csv.field_size_limit(LONGEST)


def table(part: Part) -> Table:
    """Return the table that a text holds; its batches are strict about the number of fields.

    Raises
    ------
    Refusal
        "reading.…": empty, header_only, nul, encoding, mojibake, row_too_long, unclosed_quote.
    """
    with _opened(part) as source:
        text = source.head.decode(source.encoding, errors="ignore").lstrip("\ufeff")
    mark, header = _sniffed(text)
    if not header:
        raise Refusal("reading.empty", file=part.name)
    now = {"source": source}

    def batches(used: list[int]) -> Iterator[Batch]:
        with _opened(part) as source:
            now["source"] = source
            rows = yield from _counted(_read(source, mark, used, len(header)), source)
        if not rows:
            raise Refusal("reading.header_only", file=part.name)
        if mark != UNUSUAL and source.lines > rows + 1:
            _check_quotes(part, mark, len(header))

    def done() -> float:
        return min(1.0, now["source"].passed / max(part.size, 1))

    return Table(part.name, header, batches, done)


def _counted(batches: Iterator[Batch], source: Utf8) -> Generator[Batch, None, int]:
    """Yield the batches, note how far in the source they are, and return how many rows it had."""
    rows = 0
    for batch in batches:
        rows += len(batch)
        step = BLOCK if source.passed else HEAD  # `consumed` runs far ahead
        source.passed = min(source.consumed, source.passed + step)
        yield batch
    return rows


def _read(source: Utf8, mark: str, used: list[int], width: int) -> Iterator[Batch]:
    read = _by_rows if mark == UNUSUAL else _by_blocks
    return read(source, mark, used, width)


def _opened(part: Part) -> Utf8:
    try:
        return Utf8(part.open(), part.name)
    except DAMAGED as error:
        raise Refusal("reading.damaged_archive", file=part.name) from error


def _sniffed(text: str) -> tuple[str, list[str]]:
    """Return what separates the fields, and the header: the mark that most rows agree on."""
    found = {}
    for mark in MARKS:
        rows = [row for row in _rows(text, mark, SAMPLE) if row]
        if rows:
            alike = sum(len(row) == len(rows[0]) for row in rows) / len(rows)
            found[mark] = (len(rows[0]) > 1, alike > 0.5, len(rows[0]), rows[0])
    best = max(found, key=lambda mark: found[mark][:3], default=",")
    return best, [name.strip() for name in found[best][3]] if found else []


def _rows(text: str, mark: str, most: int) -> list[list[str]]:
    rows = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            rows.append(row)
            if len(rows) == most:
                break
    except csv.Error:
        pass
    return rows


def _by_blocks(source: Utf8, mark: str, used: list[int], width: int) -> Iterator[Batch]:
    ragged: list[Ragged] = []

    def aside(row: pyarrow.csv.InvalidRow) -> str:
        fields = next(csv.reader([row.text], delimiter=mark), [])
        ragged.append(Ragged(row.number, fields, row.expected_columns))
        return "skip"

    first, told = 1, 0
    for batch in _blocks(source, mark, used, width, aside):
        rows = _numbers(first, len(batch), [row.row for row in ragged])
        first = int(rows[-1]) + 1 if rows.size else first
        without = 1 if rows.size and rows[0] == 1 else 0  # the header
        columns = [column.slice(without) for column in batch.columns]
        yield Batch(columns, rows[without:], ragged[told:])
        told = len(ragged)
    if ragged[told:]:
        nothing = [pa.array([], pa.string()) for _ in used]
        yield Batch(nothing, np.array([], np.int64), ragged[told:])


def _blocks(
    source: Utf8, mark: str, used: list[int], width: int, aside: Callable[..., str]
) -> Iterator[pa.RecordBatch]:
    """Yield what pyarrow reads, the header among it; `aside` gets the rows that do not fit."""
    names = [f"f{place}" for place in range(width)]
    reader = pyarrow.csv.open_csv(
        pa.PythonFile(source, "r"),
        pyarrow.csv.ReadOptions(block_size=BLOCK, use_threads=False, column_names=names),
        pyarrow.csv.ParseOptions(
            delimiter=mark, newlines_in_values=True, invalid_row_handler=aside
        ),
        pyarrow.csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            include_columns=[names[place] for place in used],
            strings_can_be_null=False,
        ),
    )
    return _caught(reader, source)


def _caught(reader: pyarrow.csv.CSVStreamingReader, source: Utf8) -> Iterator[pa.RecordBatch]:
    try:
        yield from reader
    except pa.ArrowInvalid as error:
        code = "reading.encoding" if "UTF8" in str(error) else "reading.row_too_long"
        found = re.search(r"Row #(\d+)", str(error))
        line = int(found[1]) if found else source.lines
        raise Refusal(code, file=source.name, line=line) from error
    except DAMAGED as error:
        raise Refusal("reading.damaged_archive", file=source.name) from error


def _numbers(first: int, count: int, wrong: list[int]) -> np.ndarray:
    """Return the numbers of the rows that fit, those that do not having theirs."""
    numbers = np.arange(first, first + count + len(wrong))
    return numbers[~np.isin(numbers, wrong)][:count]


def _by_rows(source: Utf8, mark: str, used: list[int], width: int) -> Iterator[Batch]:
    text = io.TextIOWrapper(source, encoding="utf-8", newline="")
    rows = ((number, row) for number, row in enumerate(csv.reader(text, delimiter=mark), 1) if row)
    next(rows)
    return of_rows(rows, used, width)


def _check_quotes(part: Part, mark: str, width: int) -> None:
    """Refuse a text in which a quote that is never closed has swallowed rows."""
    line = 1
    with io.TextIOWrapper(_opened(part), encoding="utf-8", newline="") as text:
        reader = csv.reader(text, delimiter=mark, strict=True)
        try:
            for row in reader:
                inner = [line for field in row if "\n" in field for line in field.split("\n")]
                if any(line.count(mark) >= max(width - 1, 2) for line in inner):
                    raise Refusal("reading.unclosed_quote", file=part.name, line=line)
                line = reader.line_num + 1
        except csv.Error as error:
            raise Refusal("reading.unclosed_quote", file=part.name, line=line) from error
