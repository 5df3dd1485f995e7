"""A file of what is known of people besides their reports: whether a woman, of which household."""

import hmac
from pathlib import Path

import numpy as np
import pandas as pd

from data import audit, decisions, listed, persian, store, traces
from data.decisions import Connection, tables
from data.keys import Key, derived
from data.listed import Receipt

PERSON = tables.person
MARK = 16  # bytes
WOMAN = {"yes": True, "no": False}
Told = tuple[bool | None, str | None]  # woman, household


def take_in(file: Path | str, directory: Path, *, by: str) -> Receipt:
    """Take in what is known of people. The same file again changes nothing.

    What a file does not tell of somebody stays as it was. Of whoever was erased nothing comes in.

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
    with store.change(directory) as change:  # the key stays what it is meanwhile
        callers = traces.settled(change)
        who, wrong = listed.callers_of(callers, held)
        words = [listed.word("woman", text) if text else "" for text in held.texts("woman")]
        wrong |= {
            "nobody": (who == "") & ~wrong["caller_unreadable"],
            "erased": np.isin(who, list(callers.erased)),
            "woman_unknown": np.array([word is None for word in words], bool),
            "said_twice": (pd.Series(who).duplicated(keep="last") & (who != "")).to_numpy(bool),
        }
        homes = [_mark(callers.key, text) for text in held.texts("household")]
        rows = {
            str(who[place]): (WOMAN.get(words[place] or ""), homes[place])
            for place in np.flatnonzero(~listed.refused(wrong, len(who)))
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


def _keep(connection: Connection, rows: dict[str, Told]) -> int:
    """Keep what is new of people; return of how many."""
    before = {row.who: (row.woman, row.household) for row in connection.execute(PERSON.select())}
    new: dict[str, Told] = {}
    for who, (woman, home) in rows.items():
        was_woman, was_home = before.get(who, (None, None))
        told = (was_woman if woman is None else woman, home or was_home)
        if told != before.get(who, (None, None)):
            new[who] = told
    gone = [{"one": who} for who in new.keys() & before.keys()]
    if gone:
        connection.execute(PERSON.delete().where(PERSON.c.who == decisions.bindparam("one")), gone)
    values = [{"who": who, "woman": told[0], "household": told[1]} for who, told in new.items()]
    if values:
        connection.execute(PERSON.insert(), values)
    return len(new)
