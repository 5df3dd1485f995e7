"""Contributions: reports as they count for the people who made them. Only the picker opens them.

Nothing is written: each time the reports are put beside their callers anew, so that whoever was
erased is in none.
"""

import datetime
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data import areas, parts, queries, schema, versions
from geo import settlement

WORDS = ("kind", "category", "outcome")


@dataclass(frozen=True, eq=False)
class Contributed:
    """Contributions of some days.

    Parameters
    ----------
    table : DataFrame
        One row a report by a known caller, in the order of person and day. `person` (int32,
        position in `pseudonyms`), `day` (datetime64, in Tehran); `kind`, `category`, `outcome`
        (Categorical, all words of `schema.VOCABULARY` in their order); `neighbourhood`,
        `district`, `county` (Categorical of the layer's codes; missing where the report is not on
        the map); `rural` (bool; False where nobody knows).
    pseudonyms : ndarray of str, shape (people,)
        Ascending.
    """

    table: pd.DataFrame
    pseudonyms: np.ndarray


def read(directory: Path, version: str, first: datetime.date, last: datetime.date) -> Contributed:
    """Return who contributed what from one day to another, both included.

    Parameters
    ----------
    directory : Path
        The store.
    version : str
        Of the store.
    first, last : date
        In Tehran.

    Raises
    ------
    Refusal
        "store.empty" if there is no such version any more.
    """
    manifest = versions.manifest_of(directory, version)
    layer = areas.by_id(directory, manifest["layer"])
    within = [
        part
        for part in _with_callers(manifest)
        if part["first_day"] <= last.isoformat() and part["last_day"] >= first.isoformat()
    ]
    if not within:
        return _contributed(_NOTHING.empty_table(), layer)
    files = [_files(directory, part) for part in within]
    rows = queries.contributions(files, layer=layer.id, first=first, last=last)
    return _contributed(rows, layer)


def last_day(directory: Path, version: str) -> datetime.date | None:
    """Return the newest day of a report whose caller is known; None where there is none.

    Raises
    ------
    Refusal
        "store.empty" if there is no such version any more.
    """
    found: datetime.date | None = None
    kept = _with_callers(versions.manifest_of(directory, version))
    for part in sorted(kept, key=lambda one: one["last_day"], reverse=True):
        if found is not None and part["last_day"] <= found.isoformat():
            break
        reports = parts.read(Path(directory), part, ["report", "day"])
        callers = parts.read_callers(Path(directory), part)["report"].combine_chunks()
        days = reports["day"].filter(pc.is_in(reports["report"], callers))
        found = max(filter(None, (found, pc.max(days).as_py())), default=None)
    return found


_NOTHING = pa.schema(
    [pa.field("day", pa.date32())]
    + [pa.field(name, pa.string()) for name in ("caller", *WORDS, "neighbourhood")]
)


def _with_callers(manifest: dict) -> list[dict]:
    return [part for part in manifest.get("parts", []) if "callers" in part]


def _files(directory: Path, part: dict) -> tuple[Path, Path]:
    folder = Path(directory)
    return folder / "reports" / part["name"], folder / "callers" / part["callers"]


def _contributed(rows: pa.Table, layer: areas.Layer) -> Contributed:
    """Return rows that are in the order of their callers, as contributions."""
    callers = rows["caller"].combine_chunks().dictionary_encode()
    held = {
        "person": callers.indices.to_numpy(zero_copy_only=False).astype(np.int32),
        "day": rows["day"].to_numpy().astype("datetime64[s]"),
    }
    for name in WORDS:
        held[name] = _categorical(rows[name], pd.Index(schema.VOCABULARY[name]))
    lowest = areas.at_level(layer, "neighbourhood")
    place = _categorical(rows["neighbourhood"], lowest.index)
    held["neighbourhood"] = place
    for level in ("district", "county"):
        codes = areas.at_level(layer, level).index
        above = np.append(codes.get_indexer(lowest[level]), -1)  # the last for what is nowhere
        held[level] = pd.Categorical.from_codes(above[place.codes], codes)
    metres = lowest.geometry.to_crs(layer.about["metric_epsg"])
    rural = settlement.is_rural(metres, lowest["residents"]).to_numpy()
    held["rural"] = np.append(rural, False)[place.codes]
    return Contributed(pd.DataFrame(held), np.array(callers.dictionary.to_pylist(), object))


def _categorical(texts: pa.ChunkedArray, known: pd.Index) -> pd.Categorical:
    """Return texts as positions among known ones; what is not among them is missing."""
    encoded = texts.combine_chunks().dictionary_encode()
    at = pc.index_in(encoded.dictionary, pa.array(known, pa.string()))
    places = pc.fill_null(at.take(encoded.indices), -1)
    return pd.Categorical.from_codes(places.to_numpy(zero_copy_only=False), known)
