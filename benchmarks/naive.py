"""What a newcomer would write first, in a process of its own: read, join, count. Prints JSON."""

import json
import sys
import time

import geopandas as gpd
import pandas as pd

from benchmarks import exports
from benchmarks.figures import peak_megabytes
from data import areas
from data.demo import clerks


def count(path: str) -> pd.DataFrame:
    """Return the reports by neighbourhood, month, kind, category and outcome."""
    reports = pd.read_csv(path)
    longitude, latitude = reports[clerks.LONGITUDE], reports[clerks.LATITUDE]
    points = gpd.points_from_xy(longitude, latitude, crs="EPSG:4326")
    outlines = areas.at_level(exports.LAYER, "neighbourhood").reset_index()[["code", "geometry"]]
    placed = gpd.sjoin(gpd.GeoDataFrame(reports, geometry=points), outlines, predicate="within")
    month = placed[clerks.DATE].str[:7]
    by = ["code", month, clerks.KIND, clerks.CATEGORY, clerks.OUTCOME]
    return placed.groupby(by).size().rename("reports").reset_index()


if __name__ == "__main__":
    start = time.perf_counter()
    counted = count(sys.argv[1])
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "megabytes": peak_megabytes(), "cells": len(counted)}))
