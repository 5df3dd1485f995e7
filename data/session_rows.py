"""Rows of sessions: found by a token or an id, and told whether they are alive."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from data import clock, decisions
from data.access import NOBODY, Access
from data.decisions import Row, bindparam, tables

ACCOUNT, SESSION = tables.account, tables.session
IDLE, ABSOLUTE = 30 * 60, 8 * 3600  # seconds
BACK = 60  # seconds that the clock may be put back
LONGEST = 128  # characters of a token or an id
_BOTH = (
    SESSION.join(ACCOUNT)
    .select()
    .with_only_columns(
        *(SESSION.c.mark, SESSION.c.sid, SESSION.c.epoch, SESSION.c.begun, SESSION.c.seen),
        *(SESSION.c.ended, SESSION.c.ended_why, SESSION.c.account, ACCOUNT.c.epoch.label("now")),
        *(ACCOUNT.c.name, ACCOUNT.c.role, ACCOUNT.c.districts, ACCOUNT.c.disabled),
        ACCOUNT.c.must_change,
    )
)
_BY_TOKEN = _BOTH.where(SESSION.c.mark == bindparam("mark"))
_BY_ID = _BOTH.where(SESSION.c.sid == bindparam("sid"))


@dataclass(frozen=True)
class SignedIn:
    """One session that is alive.

    Parameters
    ----------
    sid : str
        Names the session inside; the browser's token cannot be told from it.
    account : int
    name : str
    access : Access
        What they may see: nothing while the first password is to be changed.
    must_change : bool
    expires : float
        Seconds since 1970, if nothing is asked for until then.
    """

    sid: str
    account: int
    name: str
    access: Access
    must_change: bool
    expires: float


def mark(token: str) -> bytes:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).digest()


def of_token(directory: Path, token: str | None) -> Row | None:
    """Return the session of a browser's token with its account, alive or dead."""
    if not token or len(token) > LONGEST:
        return None
    return decisions.one(directory, _BY_TOKEN, mark=mark(token))


def of_id(directory: Path, sid: str | None) -> Row | None:
    """Return the session of an id with its account, alive or dead."""
    if not sid or len(sid) > LONGEST:
        return None
    return decisions.one(directory, _BY_ID, sid=sid)


def alive(row: Row | None) -> SignedIn | None:
    """Return the session, if it is alive."""
    if row is None or why_dead(row) is not None:
        return None
    districts = frozenset(row.districts) if row.role == "liaison" else None
    seen = NOBODY if row.must_change else Access(row.role, districts)
    expires = min(row.seen + IDLE, row.begun + ABSOLUTE)
    return SignedIn(row.sid, row.account, row.name, seen, row.must_change, expires)


def why_dead(row: Row) -> str | None:
    """Return why a session is dead: signed_out, revoked, absolute or idle; None if it is alive."""
    now = clock.now()
    if row.ended is not None or row.disabled or row.epoch != row.now:
        return row.ended_why or "revoked"
    if now >= row.begun + ABSOLUTE or now < row.begun - BACK:
        return "absolute"
    return "idle" if now >= row.seen + IDLE else None
