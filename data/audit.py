"""Who did what: only ever added to, chained with a key that lies outside the database."""

import functools
import hmac
import json
import re
from dataclasses import dataclass
from pathlib import Path

from data import acts, clock, decisions, secrets, store
from data.decisions import Connection, Row, tables
from data.refusal import Refusal

AUDIT = tables.audit
NOTHING = "0" * 64  # what the first row is chained to
SHOWN = 16  # characters of a mac in an anchor
ANCHOR = re.compile(rf"(\d+):([0-9a-f]{{{SHOWN}}})")


@dataclass(frozen=True)
class Entry:
    """One act.

    Parameters
    ----------
    seq : int
        From 1, without gaps.
    at : float
        Seconds since 1970, UTC.
    act : str
        One of `acts.ACTS`.
    by : str
        Name of the account, or "command line".
    facts : dict
    """

    seq: int
    at: float
    act: str
    by: str
    facts: dict[str, object]


@dataclass(frozen=True)
class Verdict:
    """Whether the audit is what was written.

    Parameters
    ----------
    ok : bool
    count : int
        Rows found.
    first_bad : int or None
        Number of the first row that was changed, forged or is gone.
    anchor : str
        Number and beginning of the mac of the last row: to be kept elsewhere, since only by it is
        it seen that rows were cut off the end.
    """

    ok: bool
    count: int
    first_bad: int | None
    anchor: str


def record(connection: Connection, act: str, by: str, **facts: object) -> None:
    """Add an act, in the transaction of what it tells of.

    Raises
    ------
    ValueError
        See `acts.sound`.
    """
    _add(connection, act, by, acts.sound(act, by, facts), at=clock.now())


def _add(
    connection: Connection, act: str, by: str, facts: str, *, at: float, ref: str | None = None
) -> None:
    last = connection.execute(AUDIT.select().order_by(AUDIT.c.seq.desc()).limit(1)).first()
    known = last.key if last else None
    key = secrets.key(decisions.directory_of(connection), known)
    row = {
        "seq": last.seq + 1 if last else 1,
        "at": at,
        "act": act,
        "by": by,
        "facts": facts,
        "ref": ref,
        "key": key.id,
    }
    mac = _mac(key, last.mac if last else NOTHING, row)
    connection.execute(AUDIT.insert().values(**row, mac=mac))


def _mac(key: secrets.Key, before: str, row: dict[str, object]) -> str:
    told = json.dumps([before, *row.values()], ensure_ascii=False, separators=(",", ":"))
    chain = secrets.derived(key.masters[str(row["key"])], "audit")
    return hmac.digest(chain, told.encode(), "sha256").hex()


def entries(directory: Path, *, limit: int, before: int | None = None) -> list[Entry]:
    """Return the last acts, the newest first; those before a number where one is given."""
    asked = AUDIT.select().order_by(AUDIT.c.seq.desc()).limit(limit)
    if before is not None:
        asked = asked.where(AUDIT.c.seq < before)
    with decisions.reading(directory) as connection:
        return [
            Entry(row.seq, row.at, row.act, row.by, json.loads(row.facts))
            for row in connection.execute(asked)
        ]


def verify(directory: Path, anchor: str | None = None) -> Verdict:
    """Return whether every row is as it was written, none is gone and none was put between.

    Parameters
    ----------
    directory : Path
        The store.
    anchor : str, optional
        An earlier verdict's; without one, rows cut off the end are not missed.

    Raises
    ------
    Refusal
        "audit.anchor" if that is none; "key.…".
    """
    number, shown = _parts(anchor) if anchor else (0, NOTHING[:SHOWN])
    mac, count, first_bad = NOTHING, 0, None
    known = functools.cache(functools.partial(_known, directory))
    with decisions.reading(directory) as connection:
        for row in connection.execute(AUDIT.select().order_by(AUDIT.c.seq)):
            count += 1
            sound = row.seq == count and _sound(known(row.key), mac, row)
            if number == row.seq and not hmac.compare_digest(row.mac[:SHOWN], shown):
                sound = False
            if first_bad is None and not sound:
                first_bad = min(row.seq, count)
            mac = row.mac
    if first_bad is None and number > count:
        first_bad = count + 1
    return Verdict(first_bad is None, count, first_bad, f"{count}:{mac[:SHOWN]}")


def _parts(anchor: str) -> tuple[int, str]:
    found = ANCHOR.fullmatch(anchor.strip())
    if found is None:
        raise Refusal("audit.anchor", anchor=anchor)
    return int(found[1]), found[2]


def _known(directory: Path, key: str) -> secrets.Key | None:
    """Return the key of that id; None where the store never had it, as in a forged row."""
    try:
        return secrets.key(directory, key)
    except Refusal as refusal:
        if refusal.code == "key.changed":
            return None
        raise


def _sound(key: secrets.Key | None, before: str, row: Row) -> bool:
    told = {name: value for name, value in row._asdict().items() if name != "mac"}
    return key is not None and hmac.compare_digest(row.mac, _mac(key, before, told))


def note_store_acts(directory: Path) -> None:
    """Copy the acts of the store that the audit lacks: its manifest holds them until then.

    A change of the store cannot share a transaction with the audit. Killed between the two, the act
    stands in the manifest and is copied at the next start.
    """
    held = store.manifest(directory).get("acts", [])
    if not held:
        return
    with decisions.transaction(directory) as connection:
        asked = AUDIT.select().where(AUDIT.c.ref.is_not(None)).with_only_columns(AUDIT.c.ref)
        known = set(connection.execute(asked).scalars())
        for one in held:
            if one["id"] not in known:
                facts = acts.sound(one["act"], one["by"], one["facts"])
                _add(connection, one["act"], one["by"], facts, at=one["at"], ref=one["id"])
