"""What people change of their own account: the password, and one-time codes beside it."""

import hmac
from pathlib import Path

import pyotp

from data import account_rows, attempts, audit, clock, decisions, demo_passwords, passwords, seals
from data import secrets as keys
from data.decisions import Connection, Row, tables
from data.refusal import Refusal

ACCOUNT = tables.account
STEP, ASIDE = 30, 1  # seconds; steps that a clock may be wrong by
ISSUER = "Mahalleh"


def change_password(
    directory: Path, account_id: int, old: str, new: str, *, sid: str | None = None
) -> None:
    """Give oneself another password; all one's sessions end, but the one of `sid`.

    Raises
    ------
    Refusal
        "password.too_many" (wrong ones within a quarter of an hour), "password.wrong",
        "password.same", and those of a password that may not be chosen.
    """
    with decisions.transaction(directory) as connection:
        row = account_rows.by_id(connection, account_id)
        if attempts.counted(connection, own=str(account_id)) is None:
            raise Refusal("password.too_many")
    if not passwords.matches(row.password, old)[0]:
        raise Refusal("password.wrong")
    if new == old:
        raise Refusal("password.same")
    demo_passwords.require(new, row.name)
    kept = passwords.hashed(new)
    with decisions.transaction(directory) as connection:
        now = account_rows.by_id(connection, account_id)
        if now.password != row.password:
            raise Refusal("password.wrong")
        values = {"password": kept, "not_demo": demo_passwords.mark(kept), "demo": False}
        account_rows.set_to(connection, now, keep=sid, must_change=False, **values)
        attempts.forgiven(connection, own=str(account_id))
        audit.record(connection, "password_changed", row.name, account=row.name)


def totp_begin(directory: Path, account_id: int) -> tuple[str, str]:
    """Return the address for an app that makes one-time codes, and its secret to be typed.

    Codes are asked for once `totp_confirm` has seen one.
    """
    secret = pyotp.random_base32()
    with decisions.transaction(directory) as connection:
        row = account_rows.by_id(connection, account_id)
        sealed = seals.seal(keys.key(directory), secret, row=str(account_id), field="totp")
        mine = ACCOUNT.c.id == account_id
        connection.execute(ACCOUNT.update().where(mine).values(totp_begun=sealed))
    return pyotp.TOTP(secret).provisioning_uri(name=row.name, issuer_name=ISSUER), secret


def totp_confirm(directory: Path, account_id: int, code: str, *, sid: str | None = None) -> None:
    """Ask for one-time codes from now on, if this one is right; other sessions end.

    Raises
    ------
    Refusal
        "totp.not_begun", "totp.wrong".
    """
    with decisions.transaction(directory) as connection:
        row = account_rows.by_id(connection, account_id)
        if row.totp_begun is None:
            raise Refusal("totp.not_begun")
        step = _step_of(_opened(directory, row, row.totp_begun), code, None)
        if step is None:
            raise Refusal("totp.wrong")
        values = {"totp": row.totp_begun, "totp_begun": None, "totp_step": step}
        account_rows.set_to(connection, row, keep=sid, **values)
        audit.record(connection, "totp_added", row.name, account=row.name)


def totp_remove(directory: Path, account_id: int, code: str, *, sid: str | None = None) -> None:
    """Ask for one-time codes no longer, once one was shown; other sessions end.

    An open session alone must not be able to make the account weaker.

    Raises
    ------
    Refusal
        "totp.not_begun", "totp.wrong", "password.too_many" (wrong ones within a quarter of an
        hour).
    """
    with decisions.transaction(directory) as connection:
        if attempts.counted(connection, own=str(account_id)) is None:
            raise Refusal("password.too_many")
    with decisions.transaction(directory) as connection:
        row = account_rows.by_id(connection, account_id)
        if row.totp is None:
            raise Refusal("totp.not_begun")
        if not used(connection, row, code):
            raise Refusal("totp.wrong")
        none = dict.fromkeys(("totp", "totp_begun", "totp_step"))
        account_rows.set_to(connection, row, keep=sid, **none)
        attempts.forgiven(connection, own=str(account_id))
        audit.record(connection, "totp_removed", row.name, account=row.name)


def used(connection: Connection, row: Row, code: str | None) -> bool:
    """Return whether a code is right where one is needed, and see to it that it counts once."""
    if row.totp is None:
        return True
    directory = decisions.directory_of(connection)
    step = _step_of(_opened(directory, row, row.totp), code or "", row.totp_step)
    if step is None:
        return False
    connection.execute(ACCOUNT.update().where(ACCOUNT.c.id == row.id).values(totp_step=step))
    return True


def _opened(directory: Path, row: Row, sealed: str) -> str:
    return seals.opened(keys.key(directory), sealed, row=str(row.id), field="totp")


def _step_of(secret: str, code: str, last: int | None) -> int | None:
    """Return the time step that a code is of, later than the last one used; None if of none."""
    now = int(clock.now() // STEP)
    typed = "".join(code.split())
    for step in range(now - ASIDE, now + ASIDE + 1):
        right = hmac.compare_digest(pyotp.HOTP(secret).at(step).encode(), typed.encode())
        if right and (last is None or step > last):
            return step
    return None
