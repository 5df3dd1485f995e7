"""Which months the store holds reports of, which of them are over, and how many reports."""

from pathlib import Path

import numpy as np

from data import areas, jalali, queries, store


def held(directory: Path, parts: list[dict]) -> list[int]:
    """Return every month that a report falls in, ascending, as year × 100 + month."""
    days = queries.days([directory / "reports" / part["name"] for part in parts])
    return np.unique(jalali.months(np.array(days, "datetime64[D]"))).tolist()


def over(directory: Path, parts: list[dict]) -> list[int]:
    """Return those that are over: there is a report of their last day, or of a later one."""
    newest = max((part["last_day"] for part in parts), default="")
    return [month for month in held(directory, parts) if str(jalali.last_day(month)) <= newest]


def late(directory: Path, parts: list[dict], through: dict[str, int]) -> dict[str, int]:
    """Return how many reports of each month told of came after it was, and wait.

    Parameters
    ----------
    directory : Path
        The store.
    parts : list of dict
        The manifest's.
    through : dict
        Month to the last intake whose reports are in its figures.
    """
    if not through:
        return {}
    first = min(through.values())
    newer = [part for part in parts if int(part["name"][:6]) > first]
    paths = [directory / "reports" / part["name"] for part in newer]
    found: dict[str, int] = {}
    for intake, day, reports in queries.days_by_intake(paths, first):
        month = str(jalali.month_of(day))
        if intake > through.get(month, intake):
            found[month] = found.get(month, 0) + reports
    return found


def counts(change: store.Change, layer: areas.Layer) -> dict:
    """Return what the store holds, for its steward, and which months and weeks are told of."""
    parts, intakes = change.manifest.get("parts", []), change.manifest["intakes"]
    paths = [change.directory / "reports" / part["name"] for part in parts]
    summed = {
        name: sum(intake[name] for intake in intakes)
        for name in ("refused", "duplicates", "updated")
    }
    released = change.manifest["released"]
    return {
        **queries.tallied(paths, layer.id),
        **summed,
        "first_day": min((part["first_day"] for part in parts), default=None),
        "last_day": max((part["last_day"] for part in parts), default=None),
        "made_up": any(intake.get("made_up", False) for intake in intakes),
        "neighbourhoods": len(areas.at_level(layer, "neighbourhood")),
        "months": released["months"],
        "weeks": released["weeks"],
    }
