"""What people said when they were asked: taken in from the 110 centre, taken back at any time.

Only of those who stand in a round anything is kept. Names are sealed, and opened for whoever was
chosen in a round that is approved, while the consent stands.
"""

import secrets as chance
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from data import (
    audit,
    clock,
    codes,
    decisions,
    listed,
    persian,
    rounds,
    seals,
    secrets,
    store,
    traces,
)
from data.decisions import Connection, tables
from data.listed import Listed, Receipt
from data.refusal import Refusal

CONSENT, HONOREE = tables.consent, tables.honoree
AGREED, LONGEST = ("public", "private"), 60  # letters of a name
DAYS_AFTER, DAY = 30, 86_400  # a name is kept for after the announcement; seconds


def take_in(file: Path | str, directory: Path, *, by: str, renewed: bool = False) -> Receipt:
    """Take in what people said. Later answers take the place of earlier ones.

    A consent that was taken back stays so, unless the file is said to hold renewed ones: a file
    from before, handed in again, must not bring a name back.

    Parameters
    ----------
    file : Path
        Columns `listed.known("consents")`; a row with a fault is set aside whole.
    directory : Path
        The store.
    by : str
        Who hands it in, for the audit.
    renewed : bool
        Whether those who had taken their consent back were asked, and agreed, once more.

    Raises
    ------
    Refusal
        "reading.…", "listed.…", "key.…", "decisions.…": nothing was taken in.
    """
    path = Path(file)
    held = listed.read(path, "consents")
    traces.caught_up(directory)
    with store.change(directory) as change:  # the key stays what it is meanwhile
        callers = traces.settled(change)
        who, wrong = listed.callers_of(callers, held)
        with decisions.transaction(directory) as connection:
            _by_code(connection, held, who)
            rows = _rows(held, who)
            wrong |= _wrong(connection, rows, renewed=renewed)
            wrong["nobody"] = wrong["nobody"] & ~wrong["caller_unreadable"]
            good = rows[~listed.refused(wrong, len(rows))]
            taken = sum(_kept(connection, callers.key, row) for row in good.itertuples())
            choices = dict(Counter(good["choice"]))
            if taken:
                audit.record(connection, "consent", by, rows=taken, **choices)
    decisions.checkpoint(directory)
    rounds.settle(directory, by=by)
    return listed.receipt(path, held, wrong, taken, choices=choices)


def _by_code(connection: Connection, held: Listed, who: np.ndarray) -> None:
    """Put pseudonyms in the place of codes of a round, where a row tells no caller."""
    asked = HONOREE.select().where(HONOREE.c.who.is_not(None))
    known = {row.code: row.who for row in connection.execute(asked)}
    for place, text in enumerate(held.texts("code")):
        if not who[place] and text:
            who[place] = known.get(codes.read(text) or "", "")


def _rows(held: Listed, who: np.ndarray) -> pd.DataFrame:
    """Return the rows as they would be kept: who, choice ("" unknown), name, said, county."""
    texts = {
        name: [persian.tidy(text) for text in held.texts(name)]
        for name in ("name", "said", "county")
    }
    choice = [listed.word("choice", text) or "" for text in held.texts("choice")]
    return pd.DataFrame({"who": who, "choice": choice} | texts)


def _wrong(connection: Connection, rows: pd.DataFrame, *, renewed: bool) -> dict[str, np.ndarray]:
    """Return the reasons why rows cannot be taken, each with the rows."""
    back = CONSENT.select().where(CONSENT.c.withdrawn.is_not(None))
    taken_back = set() if renewed else {row.who for row in connection.execute(back)}
    asked = HONOREE.select().where(HONOREE.c.who.is_not(None))
    stand = {row.who for row in connection.execute(asked)}
    nobody = (rows["who"] == "").to_numpy()
    agreed, long = rows["choice"].isin(AGREED), rows["name"].str.len() > LONGEST
    return {
        "nobody": nobody,
        "not_chosen": ~nobody & ~rows["who"].isin(stand).to_numpy(),
        "choice_unknown": (rows["choice"] == "").to_numpy(),
        "taken_back": (agreed & rows["who"].isin(taken_back)).to_numpy(),
        "name_missing": (agreed & (rows["name"] == "")).to_numpy(),
        "name_long": (long | (rows["said"].str.len() > LONGEST)).to_numpy(),
        "said_twice": (rows["who"].duplicated(keep="last") & (rows["who"] != "")).to_numpy(),
    }


def _kept(connection: Connection, key: secrets.Key, row: Any) -> bool:
    """Keep one answer; return whether it was new."""
    mine = CONSENT.c.who == row.who
    before = connection.execute(CONSENT.select().where(mine)).first()
    agreed = row.choice in AGREED
    told = {name: getattr(row, name) if agreed else "" for name in ("name", "said")}
    if before is not None and before.withdrawn and not agreed:
        return False
    if before is not None and not before.withdrawn and before.choice == row.choice:
        held = {
            name: seals.opened(key, sealed, row=before.id, field=name) if sealed else ""
            for name in told
            for sealed in [getattr(before, name)]
        }
        if held == told:
            return False
    number = chance.token_hex(8)
    sealed = {
        name: seals.seal(key, text, row=number, field=name) if text else None
        for name, text in told.items()
    }
    connection.execute(CONSENT.delete().where(mine))
    values = {"id": number, "who": row.who, "choice": row.choice, "county": row.county or None}
    connection.execute(CONSENT.insert().values(**values, **sealed, given=clock.now()))
    return True


def withdraw(directory: Path, who: str, *, by: str) -> None:
    """Take a consent back: the name is gone at once, the round's arithmetic stays.

    Parameters
    ----------
    directory : Path
        The store.
    who : str
        A caller's number, or a pseudonym.
    by : str

    Raises
    ------
    Refusal
        "consent.nobody" if it is neither, or nobody who was ever asked.
    """
    traces.caught_up(directory)
    gone = {"choice": "none", "name": None, "said": None, "withdrawn": clock.now()}
    with store.change(directory) as change:
        callers = traces.settled(change)
        [one] = callers.pseudonyms(pa.array([who.strip()], pa.string()))[0].to_pylist()
        with decisions.transaction(directory) as connection:
            mine = CONSENT.c.who == (one or "")
            if connection.execute(CONSENT.select().where(mine)).first() is None:
                raise Refusal("consent.nobody")
            connection.execute(CONSENT.update().where(mine).values(**gone))
            audit.record(connection, "consent_withdrawn", by)
    decisions.checkpoint(directory)
    rounds.settle(directory, by=by)


def forget(directory: Path) -> int:
    """Delete names that are needed no more; return how many.

    A name is kept while its person stands in a round that is not announced, or was announced no
    more than thirty days ago.
    """
    with decisions.transaction(directory) as connection:
        since = clock.now() - DAYS_AFTER * DAY
        needed = {
            row.id
            for row in connection.execute(tables.round_.select())
            if row.announced is None or row.announced > since
        }
        kept = {row.who for row in connection.execute(HONOREE.select()) if row.round in needed}
        gone = [
            row.who
            for row in connection.execute(CONSENT.select().where(CONSENT.c.name.is_not(None)))
            if row.who not in kept
        ]
        for who in gone:
            mine = CONSENT.update().where(CONSENT.c.who == who)
            connection.execute(mine.values(name=None, said=None))
    decisions.checkpoint(directory)
    return len(gone)
