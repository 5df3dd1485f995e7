"""Reports that were placed under an older layer, moved to the one that counts now.

Coordinates are dropped at the door, so a report can only follow its old neighbourhood: to the new
one that holds the largest part of it. Where that part is small, the steward is told.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from data import areas, audit, parts, release, schema, store
from geo import coverage

SURE = 0.9  # of the old neighbourhood in one new one


@dataclass(frozen=True)
class Unsure:
    """An old neighbourhood of which less than `SURE` lies in one new one.

    Parameters
    ----------
    layer, code, name_fa, name_en : str
        Of the old neighbourhood.
    successor : str or None
        Code of the new one; None where none holds any of it, and its reports are outside now.
    share : float
        The part of the old one that the new one holds, 0 to 1.
    reports : int
    """

    layer: str
    code: str
    name_fa: str
    name_en: str
    successor: str | None
    share: float
    reports: int


@dataclass(frozen=True)
class Replaced:
    """What became of the reports placed under older layers.

    Parameters
    ----------
    layer : str
        Id of the layer that counts now.
    moved : int
        Reports that have a neighbourhood of this layer now.
    outside : int
        Reports whose old neighbourhood no area of this layer holds.
    unsure : list of Unsure
        The most reports first.
    """

    layer: str
    moved: int
    outside: int
    unsure: list[Unsure]

    def as_dict(self) -> dict:
        """Return it as plain values."""
        return asdict(self)


def re_place(
    directory: Path,
    progress: Callable[[int, int], None] | None = None,
    *,
    by: str = "command line",
) -> Replaced:
    """Move every report that was placed under an older layer to the present one, or none.

    Parameters
    ----------
    directory : Path
        The store.
    progress : callable, optional
        Told how many files of reports are done, and of how many.
    by : str
        Who does it, for the audit.

    Raises
    ------
    Refusal
        "areas.unknown_layer" if a layer under which reports were placed is gone.
    """
    counted: dict[tuple[str, str], int] = {}
    with store.change(directory) as change:
        layer = areas.current(directory)
        after = Successors(directory, layer)
        kept = change.manifest.get("parts", [])
        for place, part in enumerate(list(kept)):
            moved = _moved(parts.read(directory, part), after, counted)
            if moved is not None:
                parts.rewrite(change, place, moved)
            if progress:
                progress(place + 1, len(kept))
        if counted:
            release.write(change, layer, anew="re-place")
            change.act("re_placed", by=by, layer=layer.id, reports=sum(counted.values()))
    audit.note_store_acts(directory)
    return after.told(counted)


class Successors:
    """Which neighbourhood of the present layer follows each one of the older layers.

    Parameters
    ----------
    directory : Path
        The store.
    layer : areas.Layer
        The present one.
    """

    def __init__(self, directory: Path, layer: areas.Layer) -> None:
        self.layer = layer
        self._directory = directory
        self._tables: dict[str, pd.DataFrame] = {}

    def of(self, layer: str) -> pd.DataFrame:
        """Return `geo.coverage.successors` from an older layer, with the old names."""
        if layer not in self._tables:
            old = areas.at_level(areas.by_id(self._directory, layer), "neighbourhood")
            new = areas.at_level(self.layer, "neighbourhood")
            table = coverage.successors(old.geometry, new.geometry)
            self._tables[layer] = table.join(old[["name_fa", "name_en"]])
        return self._tables[layer]

    def told(self, counted: dict[tuple[str, str], int]) -> Replaced:
        """Return what became of so many reports of each (old layer, old neighbourhood)."""
        moved = outside = 0
        unsure = []
        for (layer, code), reports in counted.items():
            row = self.of(layer).loc[code]
            successor = None if pd.isna(row["successor"]) else str(row["successor"])
            moved += reports if successor else 0
            outside += 0 if successor else reports
            if row["share"] < SURE:
                names = (row["name_fa"], row["name_en"])
                share = float(row["share"])
                unsure.append(Unsure(layer, code, *names, successor, share, reports))
        unsure.sort(key=lambda one: (-one.reports, one.code))
        return Replaced(self.layer.id, moved, outside, unsure)


def _moved(
    reports: pa.Table, after: Successors, counted: dict[tuple[str, str], int]
) -> pa.Table | None:
    """Return a part with its older reports moved, None where there are none; count them."""
    held = reports.select(["layer", "placed", "neighbourhood"]).to_pandas()
    older = (held["layer"] != after.layer.id) & (held["placed"] == "placed")
    if not older.any():
        return None
    held = held.astype(object)
    pairs = held[older].groupby(["layer", "neighbourhood"])
    successors = {}
    for (layer, code), rows in pairs.indices.items():
        counted[layer, code] = counted.get((layer, code), 0) + len(rows)
        successors[layer, code] = after.of(layer).loc[code, "successor"]
    keys = pd.MultiIndex.from_frame(held.loc[older, ["layer", "neighbourhood"]])
    new = pd.Series(successors, dtype=object).reindex(keys).to_numpy()
    held.loc[older, "neighbourhood"] = np.where(pd.isna(new), None, new)
    held.loc[older, "placed"] = np.where(pd.isna(new), "outside", "placed")
    held.loc[older, "layer"] = after.layer.id
    for name in held:
        words = pa.array(held[name], pa.string(), from_pandas=True).dictionary_encode()
        column = reports.schema.get_field_index(name)
        reports = reports.set_column(column, reports.field(name), words.cast(schema.WORD))
    return schema.require(reports, schema.REPORTS)
