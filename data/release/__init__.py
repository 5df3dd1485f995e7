"""Reports to released figures, in fixed bins of time and place: all that the pages ever read.

A month is told of once, when data of a later day show that it is over; reports that come later
wait until a steward releases it again under a name. What a layer's figures were is not told of
another layer's areas: under new outlines all months are told anew.
"""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from data import areas, audit, schema, settings, store
from data.refusal import Refusal
from data.release import making, months_held
from data.release.making import Asked
from geo.privacy import Floor

__all__ = ["again", "floor", "publish", "write"]
NOTHING: dict = {
    **{"layer": None, "version": None, "files": [], "months": [], "weeks": []},
    **{"named": {}, "through": {}, "neighbourhoods": {}, "held": [], "late": {}},
}


def of(manifest: dict) -> dict:
    """Return what a store's manifest says of its released figures; see `NOTHING` for its names."""
    return NOTHING | manifest.get("released", {})


def write(change: store.Change, layer: areas.Layer, *, anew: str = "") -> None:
    """Tell of every month that is over and was not told of before; part of that change.

    Writes `schema.RELEASED` to `released/<version>/` and the manifest's `released`, `layer_id` and
    `counts`. Whoever changes reports or the layer calls this last. A release in
    which an attack finds a hidden figure is not published: `released["held"]` says which months
    wait, and what was found.

    Parameters
    ----------
    change : store.Change
        A change under way; its manifest's `parts` names the files of reports.
    layer : areas.Layer
        The layer that the figures are told by.
    anew : str
        The name under which all months are told again; empty for those alone that were not.
    """
    before = of(change.manifest)
    if before["layer"] != layer.id:
        _drop(change, before)
        before = NOTHING
    over = months_held.over(change.directory, change.manifest.get("parts", []))
    fresh = [month for month in over if anew or month not in before["months"]]
    publish(change, layer, before, fresh, name=anew)


def again(
    directory: Path, months: list[int], name: str, *, by: str = "command line"
) -> dict[str, object]:
    """Tell of some months anew, or of one that is not over yet, under a name that is kept.

    Parameters
    ----------
    directory : Path
        The store.
    months : list of int
        Year × 100 + month.
    name : str
        Why: what a reader of the audit finds.
    by : str
        Who.

    Returns
    -------
    dict
        The manifest's `released`.

    Raises
    ------
    Refusal
        "release.no_name"; "release.no_reports" of a month that the store holds no reports of.
    """
    if not name.strip():
        raise Refusal("release.no_name")
    with store.change(directory) as change:
        layer = areas.current(directory)
        held = months_held.held(directory, change.manifest.get("parts", []))
        for month in months:
            if month not in held:
                raise Refusal("release.no_reports", month=f"{month // 100}/{month % 100:02}")
        before = of(change.manifest)
        publish(change, layer, before, sorted(set(months)), name=name.strip())
        change.act("release", by=by, months=len(set(months)), first=min(months), last=max(months))
    audit.note_store_acts(directory)
    return change.manifest["released"]


def publish(
    change: store.Change, layer: areas.Layer, before: dict, months: list[int], name: str = ""
) -> None:
    """Make figures of months, attack them, and publish them where nothing was found."""
    told = before | {"layer": layer.id, "held": []}
    tables = _tables(change.directory, before)
    if months:
        made = making.make(_asked(change, layer, before, months, tables))
        told |= {"attacks": made.attacks.as_dict()}
        if made.attacks.found:
            told |= {"held": months}
        else:
            tables = made.tables
            told |= _about(change, before, made, months, name)
    if months or before["version"] is None:
        _drop(change, before)
        told |= _written(change, tables)
    told |= {
        "late": months_held.late(
            change.directory, change.manifest.get("parts", []), told["through"]
        )
    }
    change.manifest["released"] = told
    change.manifest["layer_id"] = layer.id
    change.manifest["counts"] = months_held.counts(change, layer)


def floor(directory: Path) -> Floor:
    """Return on what a figure must stand in a store, by its settings."""
    told = settings.read(directory)
    try:
        return Floor(told.fewest_reports, told.fewest_callers, told.largest_share, told.step)
    except ValueError as error:
        raise Refusal("settings.wrong_value", name="step", value=told.step) from error


def _asked(
    change: store.Change,
    layer: areas.Layer,
    before: dict,
    months: list[int],
    tables: dict[str, pa.Table],
) -> Asked:
    return Asked(
        directory=change.directory,
        parts=change.manifest["parts"],
        layer=layer,
        floor=floor(change.directory),
        months=months,
        published=tables,
        told=before["months"],
        weeks=before["weeks"],
        held=months_held.held(change.directory, change.manifest["parts"]),
    )


def _about(
    change: store.Change, before: dict, made: making.Made, months: list[int], name: str
) -> dict:
    last = len(change.manifest["intakes"])
    names = {str(month): name for month in months if name}
    return {
        "months": sorted({*before["months"], *months}),
        "weeks": made.weeks,
        "named": before["named"] | names,
        "through": before["through"] | {str(month): last for month in months},
        "neighbourhoods": before["neighbourhoods"] | made.neighbourhoods,
    }


def _tables(directory: Path, before: dict) -> dict[str, pa.Table]:
    """Return what is published by now."""
    if before["version"] is None:
        return {name: what.empty_table() for name, what in schema.RELEASED.items()}
    folder = directory / "released" / before["version"]
    files = {name: folder / f"{name}.parquet" for name in schema.RELEASED}
    return {  # a release made before a table was thought of lacks it
        name: pq.read_table(file) if file.exists() else schema.RELEASED[name].empty_table()
        for name, file in files.items()
    }


def _written(change: store.Change, tables: dict[str, pa.Table]) -> dict:
    files = [f"released/{change.version}/{name}.parquet" for name in tables]
    for file, (name, table) in zip(files, tables.items(), strict=True):
        pq.write_table(schema.require(table, schema.RELEASED[name]), change.path(file))
    return {"version": change.version, "files": files}


def _drop(change: store.Change, before: dict) -> None:
    for name in before["files"]:
        change.drop(name)
