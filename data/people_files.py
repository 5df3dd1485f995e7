"""A file of what is known of people besides their reports: whether a woman, of which household."""

import hmac
from pathlib import Path

import numpy as np
import pandas as pd

from data import audit, decisions, listed, persian, secrets, traces
from data.callers import Callers
from data.decisions import Connection, tables
from data.keys import Key, derived
from data.listed import Receipt

PERSON = tables.person
MARK = 16  # bytes


def take_in(file: Path | str, directory: Path, *, by: str) -> Receipt:
    """Take in what is known of people. The same file again changes nothing.

    Parameters
    ----------
    file : Path
        Columns `listed.known("people")`; a row with a fault is set aside whole.
    directory : Path
        The store.
    by : str
        Who hands it in, for the audit.

    Raises
    ------
    Refusal
        "reading.…", "listed.…", "key.…", "decisions.…": nothing was taken in.
    """
    path = Path(file)
    held = listed.read(path, "people")
    traces.caught_up(directory)
    key = secrets.key(directory)
    who, wrong = listed.callers_of(Callers(key), held)
    texts = held.texts("woman")
    words = [listed.word("woman", text) if text else "" for text in texts]
    wrong |= {
        "nobody": who == "",
        "woman_unknown": np.array([word is None for word in words], bool),
        "said_twice": (pd.Series(who).duplicated(keep="last") & (who != "")).to_numpy(bool),
    }
    good = ~listed.refused(wrong, len(who))
    homes = [_mark(key, text) for text in held.texts("household")]
    rows = {
        str(who[place]): ({"yes": True, "no": False}.get(words[place] or ""), homes[place])
        for place in np.flatnonzero(good)
    }
    with decisions.transaction(directory) as connection:
        taken = _keep(connection, rows)
        if taken:
            audit.record(connection, "people", by, rows=taken)
    decisions.checkpoint(directory)
    return listed.receipt(path, held, wrong, taken)


def _mark(key: Key, household: str) -> str | None:
    """Return what stands for a household, made under the first key so that it stays."""
    text = persian.key(household)
    own = derived(key.master, "household")
    return hmac.digest(own, text.encode(), "sha256")[:MARK].hex() if text else None


def _keep(connection: Connection, rows: dict[str, tuple[bool | None, str | None]]) -> int:
    """Keep what is new of people; return of how many."""
    before = {row.who: (row.woman, row.household) for row in connection.execute(PERSON.select())}
    new = {who: told for who, told in rows.items() if before.get(who) != told}
    for who in new.keys() & before.keys():
        connection.execute(PERSON.delete().where(PERSON.c.who == who))
    if new:
        values = [
            {"who": who, "woman": woman, "household": home} for who, (woman, home) in new.items()
        ]
        connection.execute(PERSON.insert(), values)
    return len(new)
