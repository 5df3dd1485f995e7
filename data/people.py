"""What is known of people besides their reports: women, households, former honours, refusals."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from data import audit, decisions, listed, persian, store, traces
from data.decisions import Connection, tables
from data.keys import Key
from data.listed import Receipt

PERSON, CONSENT, HONOREE, ROUND = tables.person, tables.consent, tables.honoree, tables.round_
HONOURED = ("approved", "announced")  # states of a round that honours those chosen
LONGEST = 100  # letters of a household's code


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
        (datetime64: last day of the newest approved or announced round in which they are chosen,
        missing for never), `refused` (bool: asked, they wished not to be honoured, or withdrew).
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


def take_in(file: Path | str, directory: Path, *, by: str = "command line") -> Receipt:
    """Take in a file that tells of callers whether they are women, and their households.

    What it does not tell of somebody stays as it was; the same file again changes nothing.
    Households are kept as keyed marks, which tell no code.

    Parameters
    ----------
    file : Path
        See `listed.read`.
    directory : Path
        The store.
    by : str
        Who hands it in, for the audit.

    Raises
    ------
    Refusal
        "reading.…", "listed.…", "key.…", "erased.…", "store.…", "decisions.…": nothing is taken in.
    """
    path = Path(file)
    held = listed.read(path, "people")
    with store.change(Path(directory)) as change:
        callers = traces.settled(change)
        who, wrong = listed.callers_of(callers, held)
        table = pd.DataFrame({"who": who, "woman": _women(held, wrong)}, dtype=object)
        table["household"] = _households(held, callers.key, wrong)
        _reasons(table, wrong, callers.erased)
        sound = table[~listed.refused(wrong, len(table))].drop_duplicates()
        with decisions.transaction(change.directory) as connection:
            taken = _kept(connection, sound)
            receipt = listed.receipt(path, held, wrong, taken)
            if taken:
                facts = {name: getattr(receipt, name) for name in ("rows", "taken", "refused")}
                audit.record(connection, "people", by, **facts)
    return receipt


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


def _women(held: listed.Listed, wrong: dict[str, np.ndarray]) -> list[bool | None]:
    texts = held.texts("woman")
    told = [listed.word("woman", text) if text else None for text in texts]
    pairs = zip(texts, told, strict=True)
    wrong["woman_unreadable"] = np.array([bool(text) and not one for text, one in pairs], bool)
    return [None if one is None else one == "yes" for one in told]


def _households(held: listed.Listed, key: Key, wrong: dict[str, np.ndarray]) -> list[str | None]:
    """Return what stands for each household, made as pseudonyms are, so that a new key lifts it."""
    texts = [persian.key(text) for text in held.texts("household")]
    wrong["household_too_long"] = np.array([len(text) > LONGEST for text in texts], bool)
    codes = sorted({text for text in texts if text})
    marks = dict(zip(codes, key.pseudonyms([f"household,{one}" for one in codes]), strict=True))
    return [marks.get(text) for text in texts]


def _reasons(table: pd.DataFrame, wrong: dict[str, np.ndarray], erased: dict[str, float]) -> None:
    """Add the reasons that are seen once rows are read."""
    none = (table["who"] == "").to_numpy()
    wrong["caller_missing"] = none & ~wrong["caller_unreadable"]
    wrong["erased"] = table["who"].isin(list(erased)).to_numpy()
    silent = table["woman"].isna() & table["household"].isna()
    wrong["nothing_told"] = silent.to_numpy() & ~listed.refused(wrong, len(table))
    others = table.drop_duplicates()["who"].value_counts()
    twice = table["who"].isin(others.index[others > 1]).to_numpy()
    wrong["told_twice"] = twice & ~listed.refused(wrong, len(table))


def _kept(connection: Connection, sound: pd.DataFrame) -> int:
    """Write what is new of people, and return how many rows that were."""
    before = _table(connection, [PERSON.c.who, PERSON.c.woman, PERSON.c.household])
    now = sound.set_index("who")
    known_as = before.reindex(now.index)
    now = now.where(now.notna(), known_as)
    same = ((now == known_as) | (now.isna() & known_as.isna())).all(axis=1)
    new = now[~same]
    gone = [{"one": who} for who in new.index.intersection(before.index)]
    if gone:
        mine = PERSON.c.who == decisions.bindparam("one")
        connection.execute(PERSON.delete().where(mine), gone)
    rows = new.astype(object).where(new.notna(), None).reset_index()
    if len(rows):
        connection.execute(PERSON.insert(), rows.to_dict("records"))
    return len(rows)
