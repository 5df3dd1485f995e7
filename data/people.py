"""What is known of people besides their reports: women, households, former honours, refusals."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from data import decisions
from data.decisions import Connection, tables

PERSON, CONSENT, HONOREE, ROUND = tables.person, tables.consent, tables.honoree, tables.round_
# States of a round that honours those chosen: of those running side by side each has its own.
HONOURED = ("proposed", "consented", "approved", "announced")


def known(directory: Path, pseudonyms: ArrayLike | Sequence[str]) -> pd.DataFrame:
    """Return what is known of people besides their reports.

    Parameters
    ----------
    directory : Path
        The store.
    pseudonyms : array of str, shape (n,)

    Returns
    -------
    DataFrame, shape (n, 4), index: position in `pseudonyms`
        `woman` (boolean, missing where nobody knows), `household` (str or missing), `honoured`
        (datetime64: last day of the newest round that was drawn in which they are chosen, missing
        for never), `refused` (bool: asked, they wished not to be honoured, or withdrew).
    """
    who = pd.Index(np.asarray(pseudonyms, object))
    with decisions.reading(Path(directory)) as connection:
        told = _table(connection, [PERSON.c.who, PERSON.c.woman, PERSON.c.household])
        honoured = _honoured(connection)
        asked = _table(connection, [CONSENT.c.who, CONSENT.c.choice, CONSENT.c.withdrawn])
    refused = asked.index[(asked["choice"] == "none") | asked["withdrawn"].notna()]
    own = told.reindex(who)
    return pd.DataFrame(
        {
            "woman": own["woman"].astype("boolean").array,
            "household": own["household"].array,
            "honoured": honoured.reindex(who).array,
            "refused": who.isin(refused),
        }
    )


def _table(connection: Connection, columns: list) -> pd.DataFrame:
    """Return columns of one table, the first of them as its index."""
    names = [column.name for column in columns]
    rows = connection.execute(columns[0].table.select().with_only_columns(*columns)).all()
    held = pd.DataFrame([tuple(row) for row in rows], columns=names, dtype=object)
    return held.set_index(names[0])


def _honoured(connection: Connection) -> pd.Series:
    """Return the last day of the newest round that honours each, by pseudonym."""
    asked = (
        HONOREE.join(ROUND, HONOREE.c.round == ROUND.c.id)
        .select()
        .with_only_columns(HONOREE.c.who, ROUND.c.last)
        .where(ROUND.c.state.in_(HONOURED), HONOREE.c.standing == "chosen")
        .where(HONOREE.c.who.is_not(None))
    )
    rows = [tuple(row) for row in connection.execute(asked).all()]
    table = pd.DataFrame(rows, columns=["who", "last"], dtype=object)
    days = table.groupby("who")["last"].max()
    return pd.Series(pd.to_datetime(days.array), days.index, dtype="datetime64[s]")
