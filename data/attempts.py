"""How often somebody has tried: counted before the work, so that many at once gain nothing."""

import hmac

from data import clock, decisions, secrets
from data.decisions import Connection, tables

ATTEMPT = tables.attempt
WINDOW = 15 * 60  # seconds
LIMITS = {"name": 5, "address": 30, "own": 5}  # own: of an account, at its own password
KEPT = 24 * 60 * 60  # seconds


def counted(connection: Connection, **who: str) -> int | None:
    """Note an attempt of each of `who`, if none of them has used theirs up; else return None.

    Parameters
    ----------
    connection : Connection
        Of a transaction, which others wait for: what is counted is never counted past.
    **who : str
        name, address or own: what is counted by. Kept as a keyed mark: people type passwords where
        names belong.

    Returns
    -------
    int or None
        How many the first of `who` has left.
    """
    now, marks = clock.now(), _marks(connection, who)
    forget(connection)
    left = []
    for kind, mark in marks.items():
        recent = ATTEMPT.select().where(ATTEMPT.c.mark == mark, ATTEMPT.c.at > now - WINDOW)
        left.append(LIMITS[kind] - 1 - len(connection.execute(recent).all()))
    if min(left) < 0:
        return None
    rows = [{"mark": mark, "at": now} for mark in marks.values()]
    connection.execute(ATTEMPT.insert(), rows)
    return left[0]


def forgiven(connection: Connection, **who: str) -> None:
    """Forget all attempts of a name or an own account, the last one of an address."""
    for kind, mark in _marks(connection, who).items():
        same = ATTEMPT.c.mark == mark
        if kind == "address":
            last = ATTEMPT.select().where(same).order_by(ATTEMPT.c.id.desc()).limit(1)
            row = connection.execute(last).first()
            same = ATTEMPT.c.id == (row.id if row else None)
        connection.execute(ATTEMPT.delete().where(same))


def forget(connection: Connection) -> int:
    """Forget what is older than a day; return how many that were."""
    old = ATTEMPT.c.at < clock.now() - KEPT
    return connection.execute(ATTEMPT.delete().where(old)).rowcount


def _marks(connection: Connection, who: dict[str, str]) -> dict[str, str]:
    key = secrets.key(decisions.directory_of(connection))
    secret = secrets.derived(key.master, "attempts")
    return {
        kind: hmac.digest(secret, f"{kind} {one}".encode(), "sha256").hex()[:32]
        for kind, one in who.items()
    }
