"""Questions to the released figures and to reports: one function for each file in sql/.

The only file that knows DuckDB. It asks, in memory; it never keeps a file of its own and never
fetches an extension.
"""

import datetime
import functools
import threading
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from data import schema

SQL = Path(__file__).parent / "sql"
RELEASED = ("monthly", "weekly", "hourly", "response", "feedback")
_opening = threading.Lock()


def connect(threads: int = 2) -> duckdb.DuckDBPyConnection:
    """Return a new database in memory that may read files but never asks the internet."""
    return duckdb.connect(
        config={
            "threads": threads,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )


@functools.cache
def _text(name: str) -> str:
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


@functools.lru_cache(maxsize=3)
def _opened(folder: Path) -> duckdb.DuckDBPyConnection:
    connection = connect()
    for name in RELEASED:
        file = _file(connection, folder / f"{name}.parquet", name)
        columns = [_as_number(connection, file, name, column) for column in file.columns]
        file.select(", ".join(columns)).create(name)
    return connection


def _file(connection: duckdb.DuckDBPyConnection, path: Path, name: str) -> duckdb.DuckDBPyRelation:
    """Return a released table; empty where a release was made before there was such a one."""
    if path.exists():
        return connection.read_parquet(str(path))
    return connection.from_arrow(schema.RELEASED[name].empty_table())


def _as_number(
    connection: duckdb.DuckDBPyConnection, file: duckdb.DuckDBPyRelation, name: str, column: str
) -> str:
    """Return how a column is kept: words as numbers, which are counted several times faster."""
    if schema.RELEASED[name].field(column).type != schema.WORD:
        return column
    words = file.filter(f"{column} is not null").select(column).distinct().order(column)
    words.create_view("words")
    connection.execute(f"create type {name}_{column} as enum (from words)")
    return f"{column}::{name}_{column} as {column}"


def _ask(folder: Path, name: str, **asked: object) -> pd.DataFrame:
    with _opening:
        cursor = _opened(folder).cursor()
    table = cursor.execute(_text(name), asked).df()
    words = table.select_dtypes("category").columns
    return table.astype(dict.fromkeys(words, object))


def figures_by_area(
    folder: Path,
    months: list[int],
    *,
    kind: str | None = None,
    category: str | None = None,
    outcome: str | None = None,
) -> pd.DataFrame:
    """Return the figures of some months together, a row per area of any level.

    Parameters
    ----------
    folder : Path
        Where the released figures lie.
    months : list of int
        Year × 100 + month; each told of.
    kind, category, outcome : str, optional
        Words of the vocabulary in `data.schema`; None for all.

    Returns
    -------
    DataFrame
        area; reports, calls, tips, useful: missing where one of the months' is hidden; pending: of
        the months in which it is shown.
    """
    asked = {"months": months, "kind": kind, "category": category, "outcome": outcome}
    return _ask(folder, "figures_by_area", **asked)


def figures_by_area_weekly(
    folder: Path, weeks: list[datetime.date], *, kind: str | None = None
) -> pd.DataFrame:
    """Return the figures of some weeks (their Saturdays) together: area, reports, calls, tips."""
    return _ask(folder, "figures_by_area_weekly", weeks=weeks, kind=kind)


def figures_by_week(folder: Path, **asked: object) -> pd.DataFrame:
    """Return week (its Saturday) and reports; asked: area, kind, weeks."""
    return _ask(folder, "figures_by_week", **asked)


def figures_by_month(folder: Path, **asked: object) -> pd.DataFrame:
    """Return month and reports; asked: area, kind, category, outcome."""
    return _ask(folder, "figures_by_month", **asked)


def figures_over_months(folder: Path, categories: list[str]) -> pd.DataFrame:
    """Return area, month, what ("useful", or one of the categories) and reports; hidden: no row."""
    return _ask(folder, "figures_over_months", categories=categories)


def figures_by_category(folder: Path, **asked: object) -> pd.DataFrame:
    """Return category and reports, most first; asked: area, months, kind, outcome."""
    return _ask(folder, "figures_by_category", **asked)


def figures_by_hour(folder: Path, **asked: object) -> pd.DataFrame:
    """Return weekday (0 is Saturday), hour (Tehran), reports; asked: area, months."""
    return _ask(folder, "figures_by_hour", **asked)


def response_by_area(folder: Path, month: int) -> pd.DataFrame:
    """Return area, stage and what `data.schema` names in RELEASED["response"] of one month."""
    return _ask(folder, "response_by_area", month=month)


def response_by_hour(folder: Path, **asked: object) -> pd.DataFrame:
    """Return hour (Tehran) and what is told of the whole way; asked: area, month."""
    return _ask(folder, "response_by_hour", **asked)


def feedback_by_area(folder: Path, months: list[int]) -> pd.DataFrame:
    """Return area, tips known, answered, unanswered (missing: one month's is hidden), and months.

    Months in which it is known of no tip at all, anywhere, are left out. The column `tells_no`, the
    same in all rows, is whether anything is told anywhere of tips without an answer.
    """
    return _ask(folder, "feedback_by_area", months=months)


def tallied(parts: list[Path], layer: str) -> dict[str, int]:
    """Return how many reports files hold, of each kind and in each way of being on a map.

    What was placed under another layer than the one whose id is given, is `older`.
    """
    names = ("reports", "calls", "tips", "placed", "outside", "unplaced", "older")
    if not parts:
        return dict.fromkeys(names, 0)
    asked = {"parts": [str(part) for part in parts], "layer": layer}
    found = connect().execute(_text("tallied"), asked).fetchone()
    return dict(zip(names, found or (), strict=True))


def days(parts: list[Path]) -> list[datetime.date]:
    """Return the days that reports fall on, in order.

    Parameters
    ----------
    parts : list of Path
        Files of reports, `data.schema.REPORTS`.
    """
    if not parts:
        return []
    found = connect().execute(_text("days"), {"parts": [str(part) for part in parts]}).fetchall()
    return [day for (day,) in found]


def days_by_intake(parts: list[Path], after: int) -> list[tuple[int, datetime.date, int]]:
    """Return intake, day and reports of the reports that came by a later intake than `after`."""
    if not parts:
        return []
    asked = {"parts": [str(part) for part in parts], "after": after}
    return connect().execute(_text("days_by_intake"), asked).fetchall()


def contributions(files: list[tuple[Path, Path]], **asked: object) -> pa.Table:
    """Return caller, day, kind, category, outcome, neighbourhood of reports by known callers.

    Files of reports, each with that of its callers; asked: layer, first, last (both included).
    """
    reports, callers = ([str(one) for one in paths] for paths in zip(*files, strict=True))
    asked |= {"parts": reports, "callers": callers}
    return connect().sql(_text("contributions"), params=asked).to_arrow_table()
