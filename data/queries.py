"""Questions to the released figures and to reports: one function for each file in sql/.

The only file that knows DuckDB. It asks, in memory; it never keeps a file of its own and never
fetches an extension.
"""

import functools
import threading
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from data import schema
from data.periods import Period

SQL = Path(__file__).parent / "sql"
RELEASED = ("monthly", "weekly", "hourly")
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
        file = connection.read_parquet(str(folder / f"{name}.parquet"))
        columns = [_as_number(connection, file, name, column) for column in file.columns]
        file.select(", ".join(columns)).create(name)
    everywhere(connection)
    return connection


def everywhere(connection: duckdb.DuckDBPyConnection) -> None:
    """Add a table of the monthly figures without neighbourhoods: for all of them, much shorter."""
    connection.execute(_text("everywhere"))


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


def reports_by_neighbourhood(
    folder: Path,
    period: Period,
    *,
    kind: str | None = None,
    category: str | None = None,
    outcome: str | None = None,
) -> pd.DataFrame:
    """Return the reports of a period, a row per neighbourhood and per way of not being on the map.

    Parameters
    ----------
    folder : Path
        Where the released figures lie.
    period : Period
        Whole months, or whole weeks: then neither category nor outcome can be asked for.
    kind, category, outcome : str, optional
        Words of the vocabulary in `data.schema`; None for all.

    Returns
    -------
    DataFrame
        neighbourhood (code, or null), placed, reports, calls, tips; for months useful and judged.
    """
    ends = {"first": period.first, "last": period.last, "kind": kind}
    if period.bins == "weeks":
        if category or outcome:
            raise ValueError("weeks are released by kind alone")
        return reports_by_neighbourhood_weekly(folder, **ends)
    asked = ends | {"category": category, "outcome": outcome}
    return _ask(folder, "reports_by_neighbourhood", **asked)


def reports_by_neighbourhood_weekly(folder: Path, **ends: object) -> pd.DataFrame:
    """Return the reports of whole weeks; see `reports_by_neighbourhood`."""
    return _ask(folder, "reports_by_neighbourhood_weekly", **ends)


def reports_by_week(folder: Path, **asked: object) -> pd.DataFrame:
    """Return week (its Saturday) and reports; asked: first, last, kind, neighbourhoods."""
    return _ask(folder, "reports_by_week", **asked)


def reports_by_month(folder: Path, **asked: object) -> pd.DataFrame:
    """Return month, reports, useful; asked: also kind, category, outcome, neighbourhoods."""
    return _ask(folder, "reports_by_month", **asked)


def reports_by_category(folder: Path, **asked: object) -> pd.DataFrame:
    """Return category, reports, useful; asked: first, last, kind, outcome, neighbourhoods."""
    return _ask(folder, "reports_by_category", **asked)


def reports_by_hour(folder: Path, **asked: object) -> pd.DataFrame:
    """Return weekday (0 is Saturday), hour (Tehran), reports; asked: first, last, districts."""
    return _ask(folder, "reports_by_hour", **asked)


def counted(
    parts: list[Path], layer: str, districts: pa.Table, days: pa.Table
) -> duckdb.DuckDBPyConnection:
    """Return a database in which every report stands with its bins, to be counted by `released_…`.

    Parameters
    ----------
    parts : list of Path
        Files of reports, `data.schema.REPORTS`; at least one.
    layer : str
        Id of the layer that is current.
    districts : Table
        code (of a neighbourhood in that layer), district.
    days : Table
        day, month, week, weekday: every day that a report may fall on.
    """
    connection = connect()
    connection.execute("set variable parts = $it", {"it": [str(part) for part in parts]})
    connection.execute("set variable layer = $it", {"it": layer})
    connection.register("districts", districts)
    connection.register("days", days)
    connection.execute(_text("counted"))
    return connection


def released_monthly(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """Return the figures by month; asked of what `counted` returns."""
    return connection.sql(_text("released_monthly")).to_arrow_table()


def released_weekly(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """Return the figures by week; asked of what `counted` returns."""
    return connection.sql(_text("released_weekly")).to_arrow_table()


def released_hourly(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """Return the figures by hour of the day; asked of what `counted` returns."""
    return connection.sql(_text("released_hourly")).to_arrow_table()
