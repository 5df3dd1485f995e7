"""The made-up export that the benchmarks take in, written once for a run and not timed."""

import functools
import shutil
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks import province
from data import areas, secrets
from data.demo import clerks, export, plan

REPORTS, SEED, YEAR = 1_500_000, 1404, 1405
_folder = tempfile.TemporaryDirectory(prefix="benchmarks-")


@functools.cache
def empty_store() -> Path:
    """Return a store with a thousand neighbourhoods and no report."""
    directory = Path(_folder.name) / "empty"
    province.lay(directory)
    return directory


@functools.cache
def layer() -> areas.Layer:
    """Return the areas that the reports are drawn in and placed by."""
    return areas.current(empty_store())


def new_store() -> Path:
    """Return a copy of the store without reports."""
    directory = Path(tempfile.mkdtemp(prefix="store-", dir=_folder.name)) / "store"
    shutil.copytree(empty_store(), directory)
    shutil.copy2(secrets.path(empty_store()), secrets.path(directory))
    return directory


@functools.cache
def written() -> Path:
    """Return the export of the later half-year: 1.5 million reports."""
    half = plan.half_years(layer(), REPORTS, SEED)[plan.YEARS.index(YEAR)]
    path = Path(_folder.name) / f"{YEAR}.csv"
    export.write(path, half, plan.stream(SEED, "file", YEAR), lambda _: None)
    return path


def points() -> tuple[np.ndarray, np.ndarray]:
    """Return longitudes and latitudes of all that the export has on a map."""
    columns = [clerks.LONGITUDE, clerks.LATITUDE]
    table = pd.read_csv(written(), usecols=columns, dtype=str)[columns]
    table = table.apply(pd.to_numeric, errors="coerce").dropna()
    return tuple(table[column].to_numpy() for column in columns)
