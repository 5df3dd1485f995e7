"""What a newcomer would write for the same figures, in a process of its own. Prints JSON.

`pandas.read_csv`, `geopandas.sjoin` with nothing but its two tables, and `groupby`. `whole` holds
the three tables that an intake releases, totals of every level among them, each figure with how
many callers it stands on and how many of its reports the busiest made, and hides those too few;
dates are turned one by one as the calendar's usual library does. `seconds` is for the finest cells
of the monthly table alone, no caller looked at. No figure is protected from subtraction or
attacked, no row set aside, no duplicate looked for and nothing kept: an intake's time holds all of
that besides.
"""

import itertools
import json
import sys
import time
from pathlib import Path

import geopandas as gpd
import pandas as pd
from persiantools.jdatetime import JalaliDate

from benchmarks.figures import peak_megabytes
from data import areas
from data.demo import clerks

BY = [clerks.KIND, clerks.CATEGORY, clerks.OUTCOME]
LEVELS = ("everywhere", "county", "district", "code")


def placed(path: str, layer: areas.Layer) -> pd.DataFrame:
    """Return the reports of a file with the areas that each lies in."""
    reports = pd.read_csv(path)
    longitude = pd.to_numeric(reports[clerks.LONGITUDE], errors="coerce")
    latitude = pd.to_numeric(reports[clerks.LATITUDE], errors="coerce")
    points = gpd.points_from_xy(longitude, latitude, crs="EPSG:4326")
    outlines = areas.at_level(layer, "neighbourhood")
    outlines = outlines.reset_index()[["code", "district", "county", "geometry"]]
    return gpd.sjoin(gpd.GeoDataFrame(reports, geometry=points), outlines)


def by_month(reports: pd.DataFrame) -> pd.Series:
    """Return reports by neighbourhood, month, kind, category and outcome."""
    return reports.groupby(["code", reports[clerks.DATE].str[:7], *BY]).size()


def released(reports: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the shown figures of months, weeks and hours, with totals at every level."""
    day = pd.to_datetime(reports[clerks.DATE].map(_day))
    weekday = (day.dt.day_of_week + 2) % 7
    table = reports.assign(
        everywhere="*",
        month=reports[clerks.DATE].str[:7],
        week=day - pd.to_timedelta(weekday, unit="D"),
        weekday=weekday,
        hour=reports[clerks.TIME].str[:2],
    )
    words = [by for many in range(len(BY) + 1) for by in itertools.combinations(BY, many)]
    monthly = [[level, "month", *by] for level in LEVELS for by in words]
    weekly = [[level, "week", *by] for level in LEVELS for by in ((), (clerks.KIND,))]
    hourly = [[level, "month", "weekday", "hour"] for level in LEVELS[:-1]]
    return [shown(table, keys) for keys in (*monthly, *weekly, *hourly)]


def shown(table: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return the figures of cells that stand on enough reports and callers."""
    each = table.groupby([*keys, clerks.CALLER], dropna=False).size()
    cells = each.groupby(level=keys).agg(["sum", "count", "max"])
    enough = (cells["sum"] >= 10) & (cells["count"] >= 5) & (2 * cells["max"] <= cells["sum"])
    return cells[enough]


def _day(text: str) -> object:
    try:
        return JalaliDate(*map(int, text.split("/"))).to_gregorian()
    except (ValueError, AttributeError):
        return None


if __name__ == "__main__":
    layer = areas.current(Path(sys.argv[2]))
    start = time.perf_counter()
    reports = placed(sys.argv[1], layer)
    by_month(reports)
    seconds = time.perf_counter() - start
    released(reports)
    whole = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "whole": whole, "megabytes": peak_megabytes()}))
