"""Which months the store holds reports of, and which of them are over."""

from pathlib import Path

import numpy as np

from data import jalali, queries


def held(directory: Path, parts: list[dict]) -> list[int]:
    """Return every month that a report falls in, ascending, as year × 100 + month."""
    days = queries.days([directory / "reports" / part["name"] for part in parts])
    return np.unique(jalali.months(np.array(days, "datetime64[D]"))).tolist()


def over(directory: Path, parts: list[dict]) -> list[int]:
    """Return those that are over: there is a report of their last day, or of a later one."""
    newest = max((part["last_day"] for part in parts), default="")
    return [month for month in held(directory, parts) if str(jalali.last_day(month)) <= newest]
