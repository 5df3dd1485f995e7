"""At the 110 centre: from pseudonyms of those to be asked back to the numbers to call.

It runs where both the key and the centre's own export are. What it writes lies outside the store.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data import audit, callers, decisions, durable, exports, headers, persian, reading, secrets
from data.batches import Table
from data.refusal import Refusal

BY = "command line"


@dataclass(frozen=True)
class Found:
    """How many of those asked for were found."""

    asked: int
    found: int


def find(directory: Path, asked: Path, calls: Path, out: Path) -> Found:
    """Write number and code of those to be asked whose number is in the centre's export.

    Parameters
    ----------
    directory : Path
        The store, for its key.
    asked : Path
        The list: columns who and code.
    calls : Path
        With a column of callers; see `headers.columns`.
    out : Path
        Written anew, readable by its owner alone.

    Raises
    ------
    Refusal
        "asking.…", "reading.…", "key.…".
    """
    if out.resolve().is_relative_to(directory.resolve()):
        raise Refusal("asking.inside", path=out)
    if out.exists():
        raise Refusal("asking.exists", path=out)
    if not secrets.path(directory).exists():  # nor is one made: it would find nobody
        raise Refusal("key.missing", path=secrets.path(directory))
    wanted, key = _wanted(asked), secrets.key(directory)
    if not {who.partition(":")[0] for who in wanted} <= key.masters.keys():
        raise Refusal("key.changed", path=secrets.path(directory))
    lifted = key.lifted(list(wanted))
    codes = dict(zip(lifted, wanted.values(), strict=True))
    rows = _rows(calls, callers.Callers(key), codes)
    table = pd.DataFrame(rows, columns=["number", "code"]).drop_duplicates("code")
    os.close(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    durable.write(out, exports.csv(table.sort_values("code")).decode("utf-8"))
    out.chmod(0o600)
    told = Found(len(wanted), len(table))
    with decisions.transaction(directory) as connection:
        audit.record(connection, "called_back", BY, rows=told.found)
    return told


def _wanted(path: Path) -> dict[str, str]:
    """Return pseudonym to code."""
    found: dict[str, str] = {}
    for table in reading.tables(path):
        at = {persian.key(name): place for place, name in enumerate(table.header)}
        if not {"who", "code"} <= at.keys():
            raise Refusal("asking.no_list", file=path.name)
        for who, code in _columns(table, [at["who"], at["code"]]):
            found |= dict(zip(who.to_pylist(), code.to_pylist(), strict=True))
    return found


def _columns(table: Table, places: list[int]) -> Any:
    """Yield columns of texts, in the order asked for."""
    used = sorted(places)
    for batch in table.batches(used):
        yield [pc.fill_null(batch.columns[used.index(place)], "") for place in places]


def _rows(path: Path, known: callers.Callers, codes: dict[str, str]) -> list[tuple[str, str]]:
    """Return number and code of every row whose caller is asked for."""
    wanted, rows = pa.array(list(codes), pa.string()), []
    synonyms = headers.synonyms_of("columns")["caller"]
    for table in reading.tables(path):
        at = {persian.key(name): place for place, name in enumerate(table.header)}
        places = [at[name] for name in synonyms if name in at]
        if not places:
            raise Refusal("asking.no_caller", file=path.name)
        for (texts,) in _columns(table, places[:1]):
            who = pc.cast(known.pseudonyms(texts)[0], pa.string())
            here = pc.fill_null(pc.is_in(who, wanted), False)
            for text, one in zip(
                texts.filter(here).to_pylist(), who.filter(here).to_pylist(), strict=True
            ):
                rows.append((callers.number(text) or text, codes[one]))
    return rows
