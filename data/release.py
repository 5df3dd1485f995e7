"""Reports to released figures, in fixed bins of time and place: all that the pages ever read."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from data import areas, jalali, queries, schema, store

PLACES = ("placed", "outside", "unplaced", "older")
NOTHING = dict.fromkeys(("reports", "calls", "tips", *PLACES), 0)


def write(change: store.Change, layer: areas.Layer) -> None:
    """Count all reports of a change anew, for the layer that will be current; part of that change.

    Writes `released/<version>/{monthly,weekly,hourly}.parquet` and the manifest's `released`,
    `layer_id` and `counts`. Whoever changes reports or the layer calls this last.

    Parameters
    ----------
    change : store.Change
        A change under way; its manifest's `parts` names the files of reports.
    layer : areas.Layer
        The layer that the figures are told by.
    """
    names = [part["name"] for part in change.manifest.get("parts", [])]
    places = areas.at_level(layer, "neighbourhood")
    tables = {name: what.empty_table() for name, what in schema.RELEASED.items()}
    counts: dict[str, object] = {**NOTHING, "first_day": None, "last_day": None}
    if names:
        districts = pa.table(
            {"code": places.index.astype(str), "district": places["district"].astype(str)}
        )
        paths = [change.directory / "reports" / name for name in names]
        connection = queries.counted(paths, layer.id, districts, _days(change.manifest["parts"]))
        tables["monthly"] = queries.released_monthly(connection)
        tables["weekly"] = queries.released_weekly(connection)
        tables["hourly"] = queries.released_hourly(connection)
        connection.close()
        counts |= _told(tables["monthly"], change.manifest["parts"])
    for name in change.manifest.get("released", {}).get("files", []):
        change.drop(name)
    files = [f"released/{change.version}/{name}.parquet" for name in tables]
    for file, (name, table) in zip(files, tables.items(), strict=True):
        pq.write_table(schema.require(table, schema.RELEASED[name]), change.path(file))
    change.manifest["released"] = {"version": change.version, "files": files}
    change.manifest["layer_id"] = layer.id
    change.manifest["counts"] = _counts(counts, change.manifest) | {"neighbourhoods": len(places)}


def refresh(directory: Path) -> None:
    """Count all reports anew, for the layer that is current."""
    with store.change(directory) as change:
        write(change, areas.current(directory))


def _told(monthly: pa.Table, parts: list[dict]) -> dict[str, object]:
    """Return what the monthly figures come to, by kind and by place, and the first and last day."""
    held = monthly.to_pandas()
    kinds = held.groupby("kind")["reports"].sum()
    placed = held.groupby("placed")["reports"].sum().rename({"none": "unplaced"})
    return {
        "reports": int(held["reports"].sum()),
        **{f"{kind}s": int(kinds.get(kind, 0)) for kind in schema.KINDS},
        **{name: int(placed.get(name, 0)) for name in PLACES},
        "first_day": min(part["first_day"] for part in parts),
        "last_day": max(part["last_day"] for part in parts),
    }


def _counts(counted: dict, manifest: dict) -> dict:
    intakes = manifest["intakes"]
    summed = {
        name: sum(intake[name] for intake in intakes)
        for name in ("refused", "duplicates", "updated")
    }
    made_up = any(intake.get("made_up", False) for intake in intakes)
    return counted | summed | {"made_up": made_up}


def _days(parts: list[dict]) -> pa.Table:
    """Return the bins of every day from the first report's to the last one's."""
    first, last = min(part["first_day"] for part in parts), max(part["last_day"] for part in parts)
    days = np.arange(np.datetime64(first), np.datetime64(last) + 1)
    weekday = jalali.weekday(days)
    return pa.table(
        {
            "day": days,
            "month": pa.array(jalali.months(days), pa.int32()),
            "week": days - weekday,
            "weekday": pa.array(weekday, pa.int8()),
        }
    )
