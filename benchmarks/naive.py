"""What a newcomer would write for the same figures, in a process of its own. Prints JSON.

`pandas.read_csv`, `geopandas.sjoin` with nothing but its two tables, and `groupby`. `whole` holds
the three tables that an intake releases, dates turned one by one as the calendar's usual library
does; `seconds` the monthly table alone. No caller is hidden, no row set aside, no duplicate looked
for and nothing kept: an intake's time holds all of that besides.
"""

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


def placed(path: str, layer: areas.Layer) -> pd.DataFrame:
    """Return the reports of a file with the neighbourhood and the district of each."""
    reports = pd.read_csv(path)
    longitude = pd.to_numeric(reports[clerks.LONGITUDE], errors="coerce")
    latitude = pd.to_numeric(reports[clerks.LATITUDE], errors="coerce")
    points = gpd.points_from_xy(longitude, latitude, crs="EPSG:4326")
    outlines = areas.at_level(layer, "neighbourhood")
    outlines = outlines.reset_index()[["code", "district", "geometry"]]
    return gpd.sjoin(gpd.GeoDataFrame(reports, geometry=points), outlines)


def by_month(reports: pd.DataFrame) -> pd.Series:
    """Return reports by neighbourhood, month, kind, category and outcome."""
    return reports.groupby(["code", reports[clerks.DATE].str[:7], *BY]).size()


def by_week_and_hour(reports: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return reports by neighbourhood, week and kind; and by district, month, weekday and hour."""
    day = pd.to_datetime(reports[clerks.DATE].map(_day))
    weekday = (day.dt.day_of_week + 2) % 7
    week = day - pd.to_timedelta(weekday, unit="D")
    hour = reports[clerks.TIME].str[:2]
    month = reports[clerks.DATE].str[:7]
    weekly = reports.groupby(["code", week.rename("week"), clerks.KIND]).size()
    return weekly, reports.groupby(["district", month, weekday.rename("weekday"), hour]).size()


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
    by_week_and_hour(reports)
    whole = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "whole": whole, "megabytes": peak_megabytes()}))
