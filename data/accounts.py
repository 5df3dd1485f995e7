"""Who may sign in, in which role, for which districts; each change ends their sessions."""

from collections.abc import Iterable
from pathlib import Path

from data import (
    account_rows,
    attempts,
    audit,
    clock,
    decisions,
    demo_passwords,
    names,
    passwords,
)
from data.account_rows import Account
from data.decisions import tables
from data.demo_passwords import demo_offered, refuse_demo
from data.own_account import change_password, totp_begin, totp_confirm, totp_remove
from data.refusal import Refusal

__all__ = [
    "Account",
    "add",
    "change_password",
    "change_role",
    "demo_offered",
    "disable",
    "enable",
    "listed",
    "named",
    "numbered",
    "of_subject",
    "refuse_demo",
    "reset",
    "totp_begin",
    "totp_confirm",
    "totp_remove",
]
ACCOUNT = tables.account


def listed(directory: Path) -> list[Account]:
    """Return every account, in the order of their names."""
    with decisions.reading(directory) as connection:
        rows = connection.execute(ACCOUNT.select().order_by(ACCOUNT.c.compared))
        return [account_rows.told(row) for row in rows]


def named(directory: Path, name: str) -> Account:
    """Return the account of that name; Refusal "account.unknown" where there is none."""
    with decisions.reading(directory) as connection:
        return account_rows.told(account_rows.by_name(connection, name))


def numbered(directory: Path, account_id: int) -> Account:
    """Return the account of that id; Refusal "account.unknown" where there is none."""
    with decisions.reading(directory) as connection:
        return account_rows.told(account_rows.by_id(connection, account_id))


def of_subject(directory: Path, subject: str) -> Account | None:
    """Return the account that a provider's subject signs in to, unless it is disabled."""
    asked = ACCOUNT.select().where(ACCOUNT.c.oidc_subject == subject, ~ACCOUNT.c.disabled)
    with decisions.reading(directory) as connection:
        row = connection.execute(asked).first()
    return account_rows.told(row) if row else None


def add(
    directory: Path,
    name: str,
    role: str,
    *,
    districts: Iterable[str] = (),
    oidc_subject: str | None = None,
    by: str,
    password: str | None = None,
    demo: bool = False,
) -> str | None:
    """Add an account; return its first password, which is told once and must then be changed.

    Parameters
    ----------
    directory : Path
        The store.
    name, role : str
    districts : iterable of str
        Codes; at least one for a liaison, none for others.
    oidc_subject : str, optional
        Such an account has no password: its provider says who it is.
    by : str
        Who adds it.
    password : str, optional
        Instead of a made one; it need not be changed. None is returned then.
    demo : bool
        Whether the password is told to everybody: made-up data alone.

    Raises
    ------
    Refusal
        "account.name", "account.taken", "account.role", "account.districts", "account.subject",
        "password.…".
    """
    shown, held = names.tidied(name), account_rows.districts_of(role, districts)
    if password is not None and oidc_subject is not None:
        raise ValueError("an account that a provider vouches for has no password")
    if password is not None and not demo:
        demo_passwords.require(password, shown)
    made = passwords.first() if password is None and oidc_subject is None else None
    typed, compared = password or made, names.compared(shown)
    kept = passwords.hashed(typed) if typed else None
    row = {
        "name": shown,
        "compared": compared,
        "role": role,
        "districts": held,
        "oidc_subject": oidc_subject,
        "demo": demo,
        "password": kept,
        "not_demo": demo_passwords.mark(kept) if kept and not demo else None,
        "must_change": made is not None,
        "added": clock.now(),
    }
    with decisions.transaction(directory) as connection:
        account_rows.free(connection, compared, oidc_subject)
        connection.execute(ACCOUNT.insert().values(**row))
        audit.record(connection, "account_added", by, account=shown, role=role, districts=held)
    return made


def change_role(
    directory: Path, name: str, role: str, *, districts: Iterable[str] = (), by: str
) -> None:
    """Give an account another role, or other districts.

    Raises
    ------
    Refusal
        "account.unknown", "account.role", "account.districts", "account.last_steward".
    """
    held = account_rows.districts_of(role, districts)
    with decisions.transaction(directory) as connection:
        row = account_rows.by_name(connection, name)
        if role != "steward":
            account_rows.another_steward(connection, row)
        account_rows.set_to(connection, row, role=role, districts=held)
        audit.record(connection, "role_changed", by, account=row.name, role=role, districts=held)


def reset(directory: Path, name: str, *, by: str) -> str:
    """Give an account a new first password and return it; its lock and one-time codes are gone.

    Raises
    ------
    Refusal
        "account.unknown", "account.no_password" where a provider says who it is.
    """
    made = passwords.first()
    kept = passwords.hashed(made)
    with decisions.transaction(directory) as connection:
        row = account_rows.by_name(connection, name)
        if row.oidc_subject is not None:
            raise Refusal("account.no_password", name=row.name)
        no_codes = dict.fromkeys(("totp", "totp_begun", "totp_step"))
        values = no_codes | {"password": kept, "not_demo": demo_passwords.mark(kept)}
        account_rows.set_to(connection, row, must_change=True, demo=False, **values)
        attempts.forgiven(connection, name=row.compared)
        audit.record(connection, "password_reset", by, account=row.name)
    return made


def disable(directory: Path, name: str, *, by: str) -> None:
    """Let an account sign in no longer. Refusal "account.unknown", "account.last_steward"."""
    with decisions.transaction(directory) as connection:
        row = account_rows.by_name(connection, name)
        account_rows.another_steward(connection, row)
        account_rows.set_to(connection, row, disabled=True)
        audit.record(connection, "account_disabled", by, account=row.name)


def enable(directory: Path, name: str, *, by: str) -> None:
    """Let an account sign in again. Refusal "account.unknown"."""
    with decisions.transaction(directory) as connection:
        row = account_rows.by_name(connection, name)
        account_rows.set_to(connection, row, disabled=False)
        audit.record(connection, "account_enabled", by, account=row.name)
