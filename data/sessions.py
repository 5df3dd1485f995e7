"""Who is signed in: begun by a password or a provider, ended by idling, by time or by a change."""

import secrets
from dataclasses import replace
from pathlib import Path

from data import account_rows, attempts, audit, clock, decisions, names, own_account, passwords
from data import session_rows as rows
from data.decisions import Connection, Row, tables
from data.refusal import Refusal
from data.session_rows import ABSOLUTE, IDLE, SignedIn

__all__ = [
    "ABSOLUTE",
    "IDLE",
    "SignedIn",
    "begin",
    "by_id",
    "by_token",
    "end",
    "end_all",
    "ended_why",
    "forget",
    "keep",
    "sign_in",
]
ACCOUNT, SESSION = tables.account, tables.session
TOUCHED_AFTER = 30  # seconds: what is seen more often is not written
KEPT = 30 * 24 * 3600  # seconds


def sign_in(
    directory: Path, name: str, password: str, *, address: str, code: str | None = None
) -> str | None:
    """Return a token for whoever knows the password, and the one-time code where one is needed.

    Whatever is wrong, the answer is None after the same work.

    Parameters
    ----------
    directory : Path
        The store.
    name, password : str
        As typed.
    address : str
        Where it comes from.
    code : str, optional
    """
    compared = names.compared(name)
    with decisions.transaction(directory) as connection:
        left = attempts.counted(connection, name=compared, address=address)
        row = connection.execute(ACCOUNT.select().where(ACCOUNT.c.compared == compared)).first()
    if left is None:
        return None
    kept = row.password if row is not None and not row.disabled else None
    right, newer = passwords.matches(kept, password)
    with decisions.transaction(directory) as connection:
        now = _unchanged(connection, row) if row is not None and right else None
        if now is not None and own_account.used(connection, now, code):
            attempts.forgiven(connection, name=compared, address=address)
            return _begun(connection, now, "password", newer)
        _tell_refused(connection, row.name if row is not None else "unknown", left)
    return None


def _unchanged(connection: Connection, row: Row) -> Row | None:
    """Return an account as it now stands, if it may still be signed in to as before the hashing."""
    now = account_rows.by_id(connection, row.id)
    same = (now.epoch, now.password, now.disabled) == (row.epoch, row.password, row.disabled)
    return now if same else None


def _tell_refused(connection: Connection, account: str, left: int) -> None:
    audit.record(connection, "sign_in_refused", "unknown", account=account)
    if left == 0:
        audit.record(connection, "locked", "unknown", account=account)


def begin(directory: Path, account_id: int, method: str) -> str:
    """Begin a session for an account that a provider vouches for, and return its token.

    Raises
    ------
    Refusal
        "account.unknown", "account.disabled".
    """
    with decisions.transaction(directory) as connection:
        row = account_rows.by_id(connection, account_id)
        if row.disabled:
            raise Refusal("account.disabled", name=row.name)
        return _begun(connection, row, method)


def _begun(connection: Connection, row: Row, method: str, newer: str | None = None) -> str:
    token, now = secrets.token_urlsafe(32), clock.now()
    session = {"mark": rows.mark(token), "sid": secrets.token_hex(16), "account": row.id}
    session |= {"epoch": row.epoch, "method": method, "begun": now, "seen": now}
    connection.execute(SESSION.insert().values(**session))
    seen = {"last_seen": now} | ({"password": newer} if newer else {})
    connection.execute(ACCOUNT.update().where(ACCOUNT.c.id == row.id).values(**seen))
    audit.record(connection, "sign_in", row.name, method=method)
    return token


def by_token(directory: Path, token: str | None, *, touch: bool = True) -> SignedIn | None:
    """Return the session that a browser's token stands for, if it is alive.

    Unless it is only looked at, it idles from now on; written at most every half minute.
    """
    row = rows.of_token(directory, token)
    found, now = rows.alive(row), clock.now()
    if row is not None and found and touch and now - row.seen >= TOUCHED_AFTER:
        found = replace(found, expires=min(now + IDLE, row.begun + ABSOLUTE))
        with decisions.transaction(directory) as connection:
            mine = SESSION.c.mark == row.mark
            connection.execute(SESSION.update().where(mine).values(seen=now))
            same = ACCOUNT.c.id == row.account
            connection.execute(ACCOUNT.update().where(same).values(last_seen=now))
    return found


def by_id(directory: Path, sid: str | None) -> SignedIn | None:
    """Return the session of that id, if it is alive. It goes on idling."""
    return rows.alive(rows.of_id(directory, sid))


def keep(directory: Path, sid: str) -> None:
    """Let a session that is alive idle from now on: a screen on the wall has nobody to press a key.

    It still ends when its eight hours are over; written at most every half minute.
    """
    row, now = rows.of_id(directory, sid), clock.now()
    if row is not None and rows.alive(row) and now - row.seen >= TOUCHED_AFTER:
        with decisions.transaction(directory) as connection:
            mine = SESSION.c.mark == row.mark
            connection.execute(SESSION.update().where(mine).values(seen=now))


def ended_why(directory: Path, token: str | None) -> str | None:
    """Return why a token stands for no session any more: idle, absolute, revoked; else None."""
    row = rows.of_token(directory, token)
    why = rows.why_dead(row) if row is not None else None
    return None if why == "signed_out" else why


def end(directory: Path, token: str | None) -> None:
    """End the session of a token: its reader signs out."""
    row = rows.of_token(directory, token)
    if row is None or rows.why_dead(row) is not None:
        return
    with decisions.transaction(directory) as connection:
        values = {"ended": clock.now(), "ended_why": "signed_out"}
        connection.execute(SESSION.update().where(SESSION.c.mark == row.mark).values(**values))
        audit.record(connection, "sign_out", row.name)


def end_all(directory: Path, account_id: int, by: str) -> None:
    """End every session of an account. Refusal "account.unknown"."""
    with decisions.transaction(directory) as connection:
        row = account_rows.by_id(connection, account_id)
        account_rows.set_to(connection, row)
        audit.record(connection, "sessions_ended", by, account=row.name)


def forget(directory: Path) -> int:
    """Forget sessions begun more than 30 days ago and attempts of former days; return how many."""
    old = SESSION.c.begun < clock.now() - KEPT
    with decisions.transaction(directory) as connection:
        gone = connection.execute(SESSION.delete().where(old)).rowcount
        gone += attempts.forget(connection)
    decisions.checkpoint(directory)
    return gone
