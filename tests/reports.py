"""Small files of reports for the tests of intake."""

import csv
from pathlib import Path

from data import intake
from data.receipts import Receipt

HEADER = ["شناسه", "زمان تماس", "نوع", "دسته", "نتیجه", "شماره تماس گیرنده", "محله"]
FIRST = ["1", "1404/01/05 10:00:00", "تماس", "سرقت", "مفید", "09111234567", "گلسار"]


def row(**changed: str) -> list[str]:
    """Return a sound row with some fields changed: report, time, kind, category, outcome, ..."""
    names = ["report", "time", "kind", "category", "outcome", "caller", "place"]
    return [changed.get(name, value) for name, value in zip(names, FIRST, strict=True)]


def written(path: Path, rows: list[list[str]], header: list[str] | None = None) -> Path:
    """Write a CSV of reports and return where it is."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header or HEADER, *rows])
    return path


def taken(folder: Path, rows: list[list[str]], header: list[str] | None = None) -> Receipt:
    """Take rows into the store of a folder and return the receipt."""
    number = len(list(folder.glob("file-*.csv")))
    path = written(folder / f"file-{number}.csv", rows, header)
    return intake.take_in([path], folder / "store")
