"""Rows that cannot be taken, as a file that can be corrected and handed in again."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# Read over when handed in again.
ROW, BECAUSE, NEAREST, SINCE = "سطر", "علت رد", "نزدیک ترین نام ها", "نگه داری از"
GUARDED = r"^'([=+\-@＝＋－＠−|%])"
_LIVE = re.compile(r"^[\s\u200b-\u200f\u2028-\u202e\ufeff]*[=+\-@＝＋－＠−|%\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


@dataclass(frozen=True)
class Refused:
    """One row that cannot be taken.

    Parameters
    ----------
    row : int
        Its number in the file; the header is row 1.
    fields : list of str
        What stands in the columns that are read, callers' numbers as pseudonyms.
    reasons : list of str
        Codes.
    nearest : str
        Known names nearest to what was typed as a place.
    since : str
        Day of the report, or on which it was refused; by it the row is let go of.
    """

    row: int
    fields: list[str]
    reasons: list[str]
    nearest: str = ""
    since: str = ""


class Writer:
    """Writes refused rows as they come, under the headers of their own file.

    Parameters
    ----------
    path : Path
        Made when the first row comes.
    names : list of str
        Headers of the columns that are read.
    """

    def __init__(self, path: Path, names: list[str]) -> None:
        self.path, self.names = path, names
        self._begun = False

    def write(self, refused: Iterable[Refused]) -> None:
        """Add rows."""
        rows = list(refused)
        if not rows:
            return
        encoding = "utf-8" if self._begun else "utf-8-sig"
        with self.path.open("a", encoding=encoding, newline="") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_ALL)
            if not self._begun:
                writer.writerow(inert(name) for name in [ROW, *self.names, BECAUSE, NEAREST, SINCE])
                self._begun = True
            for row in rows:
                told = [*row.fields, " ".join(row.reasons), row.nearest, row.since]
                writer.writerow([str(row.row), *map(inert, told)])


def read(path: Path) -> tuple[list[str], list[list[str]]]:
    """Return the header and the rows of a file of refused rows, as they stand."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    return header, rows


def write(path: Path, header: list[str], rows: list[list[str]]) -> None:
    """Write rows that were read from such a file."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([header, *rows])


def renamed(name: str, version: str) -> str:
    """Return what a file is called that a version of the store puts in the place of another."""
    return f"{name.partition('.')[0]}.{version.partition('-')[0]}.csv"


def inert(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; plain numbers stay as they are."""
    return f"'{text}" if _LIVE.match(text) and not _NUMBER.fullmatch(text) else text
