"""Made-up surveys of a few lines, for tests."""

import csv
from collections.abc import Iterable
from pathlib import Path

HEADER = ["wave", "code", "place", "age", "sex", "weight", "day", "night", "came", "worry", "name"]
MAPPING = """
[columns]
wave = "wave"
code = "code"
place = "place"
worry = "worry"
{more}
[items.safe_by_day]
column = "day"
low = 1
high = 5
none = ["نمی‌دانم"]
[items.safe_by_night]
column = "night"
low = 10
high = 0
[items.police_came]
column = "came"
low = 0
high = 1
values = {{ "بله" = 1, "خیر" = 0 }}
{after}
"""
USUAL = {"wave": "1404", "age": "young", "sex": "f", "weight": "1", "day": "3", "night": "5"}


def answer(**told: str) -> list[str]:
    """Return a row; what is not told is usual, or blank."""
    return [(USUAL | told).get(name, "") for name in HEADER]


def written(path: Path, rows: Iterable[list[str]], header: list[str] = HEADER) -> Path:
    """Write a file of answers."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def mapping(path: Path, more: str = "", after: str = "") -> Path:
    """Write a mapping; `more` stands under `[columns]`, `after` at the end."""
    path.write_text(MAPPING.format(more=more, after=after), encoding="utf-8")
    return path
