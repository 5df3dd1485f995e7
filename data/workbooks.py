"""Excel's workbooks, read sheet by sheet without ever holding one whole."""

import datetime
import zipfile
from collections.abc import Iterator

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from data.archives import Part
from data.batches import Batch, Table, of_rows
from data.refusal import Refusal

UNREADABLE = (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError)


def tables(part: Part) -> Iterator[Table]:
    """Yield the visible sheets with anything in them.

    Raises
    ------
    Refusal
        "reading.workbook" if it cannot be read, "reading.empty" if all its sheets are.
    """
    with part.open() as file:
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        except UNREADABLE as error:
            raise Refusal("reading.workbook", file=part.name) from error
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        found = [table for sheet in visible if (table := _table(part.name, sheet)) is not None]
        if not found:
            raise Refusal("reading.empty", file=part.name)
        yield from found


def _table(name: str, sheet: ReadOnlyWorksheet) -> Table | None:
    header = next(_rows(sheet), None)
    if header is None:
        return None
    number, names = header[0], _fitted(header[1], 1)
    progress = {"row": number}

    def batches(used: list[int]) -> Iterator[Batch]:
        def rows() -> Iterator[tuple[int, list[str]]]:
            for row, fields in _rows(sheet):
                progress["row"] = row
                if row > number:
                    yield row, _fitted(fields, len(names))

        yield from of_rows(rows(), used, len(names))
        if progress["row"] == number:
            raise Refusal("reading.header_only", file=f"{name} [{sheet.title}]")

    return Table(
        f"{name} [{sheet.title}]",
        names,
        batches,
        lambda: min(1.0, progress["row"] / max(sheet.max_row or 1, 1)),
    )


def _rows(sheet: ReadOnlyWorksheet) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        fields = [_text(value) for value in row]
        if any(fields):
            yield number, fields


def _fitted(fields: list[str], width: int) -> list[str]:
    """Return a row as wide as the header; what is typed beside the table makes it too wide."""
    while len(fields) > width and not fields[-1]:
        fields.pop()
    return fields + [""] * (width - len(fields))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()
