"""What is known of people besides their reports: whether a woman, of which household, honoured."""

import datetime
from pathlib import Path

import numpy as np
import pandas as pd

from data import decisions
from data.decisions import tables

OVER = ("approved", "announced")


def known(directory: Path, pseudonyms: np.ndarray) -> pd.DataFrame:
    """Return what the decisions know of people.

    Parameters
    ----------
    directory : Path
        The store.
    pseudonyms : ndarray of str, shape (n,)

    Returns
    -------
    DataFrame, index: position in `pseudonyms`
        woman (boolean, missing where unknown), household (str or missing), honoured (datetime64:
        last day of the last round that is over in which they stood as chosen; missing for never),
        refused (bool: said no, or took the consent back).
    """
    with decisions.reading(directory) as connection:
        persons = {row.who: row for row in connection.execute(tables.person.select())}
        refused = {
            row.who
            for row in connection.execute(tables.consent.select())
            if row.withdrawn or row.choice == "none"
        }
        ends = {
            row.id: datetime.date.fromisoformat(row.last)
            for row in connection.execute(tables.round_.select())
            if row.state in OVER
        }
        asked = tables.honoree.select().where(tables.honoree.c.standing == "chosen")
        honoured: dict[str, datetime.date] = {}
        for row in connection.execute(asked):
            if row.who is not None and row.round in ends:
                last = ends[row.round]
                honoured[row.who] = max(last, honoured.get(row.who, last))
    at = pd.Series(np.arange(len(pseudonyms)), index=pseudonyms)
    made = pd.DataFrame(index=pd.RangeIndex(len(pseudonyms)))
    women = {one: row.woman for one, row in persons.items()}
    homes = {one: row.household for one, row in persons.items()}
    made["woman"] = _put(at, women, "boolean")
    made["household"] = _put(at, homes, object)
    made["honoured"] = pd.to_datetime(_put(at, honoured, object))
    made["refused"] = _put(at, dict.fromkeys(refused, True), "boolean").fillna(False).astype(bool)
    return made


def _put(at: pd.Series, held: dict, kind: object) -> pd.Series:
    """Return values in the places of those they are of, missing elsewhere."""
    made = pd.Series(pd.NA, index=pd.RangeIndex(len(at)), dtype=kind)
    here = at.index.intersection(list(held))
    made.loc[at.loc[here].to_numpy()] = [held[one] for one in here]
    return made
