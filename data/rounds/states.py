"""From a draft to the announcement: each step once, by whoever saw the step before."""

import datetime
import hashlib
import zlib
from pathlib import Path
from typing import Any

from data import audit, clock, decisions
from data.refusal import Refusal
from data.rounds.asking import settle, settled
from data.rounds.marking import require_reason
from data.rounds.rows import HONOREE, ROUND, Round, changing, named, people_of, put

SEED = range(4, 81)  # how long a seed may be


def begin(
    directory: Path,
    *,
    kind: str,
    first: datetime.date,
    last: datetime.date,
    policy: dict[str, Any],
    method: str,
    version: str,
    by: str,
) -> Round:
    """Begin a round as a draft. Raises Refusal "round.exists" if it was begun before."""
    name = f"{kind}-{first.isoformat()}"
    days = {"first": first.isoformat(), "last": last.isoformat()}
    values = {"policy": policy, "method": method, "version": version, "told": {}}
    values |= {"name": name, "kind": kind}
    begun = {"state": "draft", "begun": clock.now(), "begun_by": by}
    with decisions.transaction(directory) as connection:
        if connection.execute(ROUND.select().where(ROUND.c.name == name)).first():
            raise Refusal("round.exists", round=name)
        connection.execute(ROUND.insert().values(**values, **days, **begun))
        audit.record(connection, "round_begun", by, round=name)
    return named(directory, name)


def set_policy(
    directory: Path, name: str, policy: dict[str, Any], *, revision: int, by: str
) -> None:
    """Keep another policy for a draft. Raises as `changing`."""
    with changing(directory, name, revision, "draft") as (connection, row):
        put(connection, row, policy=policy)
        changed = sorted(one for one in policy if policy[one] != row.policy.get(one))
        audit.record(connection, "round_policy", by, round=name, changed=changed)


def fix_pool(
    directory: Path,
    name: str,
    *,
    revision: int,
    pool: str,
    pool_hash: str,
    told: dict[str, Any],
    version: str,
    by: str,
) -> None:
    """Keep who takes part in the draw; from now on the policy stays.

    Raises
    ------
    ValueError
        If the hash is not the pool's SHA-256.
    Refusal
        As `changing`.
    """
    if hashlib.sha256(pool.encode()).hexdigest() != pool_hash:
        raise ValueError("this is not the hash of the pool")
    with changing(directory, name, revision, "draft") as (connection, row):
        held = {"pool": zlib.compress(pool.encode(), 9), "pool_hash": pool_hash}
        put(connection, row, state="fixed", told=told, version=version, **held)
        audit.record(connection, "pool_fixed", by, round=name, pool=pool_hash[:16])


def reopen(directory: Path, name: str, *, revision: int, reason: str, by: str) -> None:
    """Make the pool void and the round a draft again. Raises as `changing`."""
    require_reason("reopened", reason)
    with changing(directory, name, revision, "fixed") as (connection, row):
        put(connection, row, state="draft", pool=None, pool_hash=None, told={})
        mark = row.pool_hash[:16]
        audit.record(connection, "pool_reopened", by, round=name, pool=mark, reason=reason)


def propose(
    directory: Path,
    name: str,
    *,
    revision: int,
    seed: str,
    people: list[dict[str, Any]],
    told: dict[str, Any],
    by: str,
) -> None:
    """Keep who was drawn with a seed: the chosen, then the reserves.

    Parameters
    ----------
    directory : Path
        The store.
    name : str
    revision : int
    seed : str
        4 to 80 printable characters, none of them blank at an end.
    people : list of dict
        code, who, county, place, standing ("chosen" or "reserve"), merit (thousandths), facts.
    told : dict
    by : str

    Raises
    ------
    Refusal
        "round.seed", and as `changing`.
    """
    if len(seed) not in SEED or not seed.isprintable() or seed != seed.strip():
        raise Refusal("round.seed")
    with changing(directory, name, revision, "fixed") as (connection, row):
        if people:
            held = [one | {"round": row.id} for one in people]
            connection.execute(HONOREE.insert(), held)
        put(connection, row, state="proposed", seed=seed, told=told)
        chosen = sum(one["standing"] == "chosen" for one in people)
        audit.record(connection, "proposed", by, round=name, chosen=chosen)
        settled(connection, row.id)


def approve(directory: Path, name: str, *, revision: int, number: int, by: str) -> None:
    """Make a choice final. Of two who saw the same round, one alone can.

    The answers count as they are now, even if whoever took them in was stopped before the round
    was brought up to them.

    Raises
    ------
    Refusal
        "round.number" if that is not how many are chosen, and as `changing`.
    """
    settle(directory, by=by)
    with changing(directory, name, revision, "consented") as (connection, row):
        if settled(connection, row.id):  # an answer came in between
            raise Refusal("round.changed", round=name)
        chosen = int((people_of(connection, row.id)["standing"] == "chosen").sum())
        if number != chosen:
            raise Refusal("round.number", number=number, chosen=chosen)
        put(connection, row, state="approved", approved=clock.now(), approved_by=by)
        audit.record(connection, "approval", by, round=name, chosen=chosen)


def announce(directory: Path, name: str, *, revision: int, by: str) -> None:
    """Note that a round was announced. Raises as `changing`."""
    with changing(directory, name, revision, "approved") as (connection, row):
        put(connection, row, state="announced", announced=clock.now())
        audit.record(connection, "announced", by, round=name)
