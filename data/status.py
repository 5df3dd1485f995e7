"""The store in a few numbers, for people and for programs."""

from pathlib import Path

from data import areas, store

NUMBERS = (
    *("reports", "calls", "tips", "placed", "outside", "unplaced", "older"),
    *("refused", "duplicates", "updated"),
)


def of(directory: Path) -> dict[str, object]:
    """Return what the store holds, counted; zeros where it is empty.

    Returns
    -------
    dict
        reports, calls, tips, placed, outside, unplaced, older, refused, duplicates, updated,
        neighbourhoods (of the layer that counts), first_day, last_day (ISO, in Tehran; None where
        empty), made_up, months and weeks (those told of), layer, intakes (how many), version,
        store_bytes.
    """
    manifest = store.manifest(directory)
    layer = areas.current(directory)
    empty: dict[str, object] = {
        **dict.fromkeys(NUMBERS, 0),
        **dict.fromkeys(("first_day", "last_day")),
        "made_up": False,
        "neighbourhoods": len(areas.at_level(layer, "neighbourhood")),
        **{"months": [], "weeks": []},
    }
    return {
        **empty,
        **manifest["counts"],
        "layer": layer.id,
        "intakes": len(manifest["intakes"]),
        "version": manifest["version"],
        "store_bytes": store.size(directory),
    }
