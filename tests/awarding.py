"""Made-up callers for the tests of the awards."""

import datetime
from collections.abc import Iterable

import numpy as np
import pandas as pd

from awards.policy import MAY_COUNT

LAST = datetime.date(2026, 11, 20)  # a Friday
OUTCOMES = ("useful", "no_action", "unfounded", "abusive", "pending")
CATEGORIES = (*MAY_COUNT, "drugs", "other")
CODES = ("A", "B", "C")
GROUPS = ("woman", "first_time", "rural")


def reports(rows: Iterable[tuple]) -> pd.DataFrame:
    """Return contributions of (person, days before the last, category, outcome, county)."""
    columns = ["person", "days", "category", "outcome", "county"]
    table = pd.DataFrame([*rows], columns=columns)
    day = np.datetime64(LAST, "s") - table["days"].to_numpy(int).astype("timedelta64[D]")
    return pd.DataFrame(
        {
            "person": table["person"].astype("int32"),
            "day": day.astype("datetime64[s]"),
            "category": pd.Categorical(table["category"], CATEGORIES),
            "outcome": pd.Categorical(table["outcome"], OUTCOMES),
            "county": pd.Categorical(table["county"], CODES),
            "district": pd.Categorical(table["county"].map(lambda one: f"{one}-1")),
            "rural": np.zeros(len(table), bool),
        }
    )


def useful(person: int, *days: int, county: str = "A") -> list[tuple]:
    """Return useful reports of a person, so many days before the last."""
    return [(person, before, "theft", "useful", county) for before in days]


def people(count: int, **columns: object) -> pd.DataFrame:
    """Return what is known of people: nothing, but for the columns given."""
    known = pd.DataFrame(
        {"woman": False, "household": None, "honoured": pd.NaT, "refused": False},
        index=pd.RangeIndex(count),
    )
    known["household"] = known["household"].astype(object)
    return known.assign(**columns)


def pool(rows: Iterable[tuple]) -> pd.DataFrame:
    """Return a pool of (county, merit, woman, first-timer, rural), called P0, P1, ..."""
    table = pd.DataFrame([*rows], columns=["county", "merit", *GROUPS])
    types = {"merit": int} | dict.fromkeys(GROUPS, bool)
    return table.astype(types).set_axis([f"P{row}" for row in range(len(table))], axis=0)
