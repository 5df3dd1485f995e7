"""Rows of accounts: found, made sure of, changed with the end of their sessions."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from data import access, names
from data.decisions import Connection, Row, tables
from data.refusal import Refusal

ACCOUNT, SESSION = tables.account, tables.session


@dataclass(frozen=True)
class Account:
    """One account, without its secrets.

    Parameters
    ----------
    id : int
    name : str
    role : str
        One of `access.ROLES`.
    districts : frozenset of str
        Codes; of a liaison alone.
    disabled, must_change, has_totp : bool
    demo : bool
        Whether its password is told on the sign-in page.
    oidc_subject : str or None
        What the provider calls them: `issuer|subject`.
    last_seen : float or None
        Seconds since 1970.
    """

    id: int
    name: str
    role: str
    districts: frozenset[str]
    disabled: bool
    must_change: bool
    has_totp: bool
    demo: bool
    oidc_subject: str | None
    last_seen: float | None


def by_name(connection: Connection, name: str) -> Row:
    """Return the account of that name, however it is typed; Refusal "account.unknown"."""
    asked = ACCOUNT.select().where(ACCOUNT.c.compared == names.compared(name))
    row = connection.execute(asked).first()
    if row is None:
        raise Refusal("account.unknown", name=name)
    return row


def by_id(connection: Connection, account_id: int) -> Row:
    """Return the account of that id; Refusal "account.unknown"."""
    row = connection.execute(ACCOUNT.select().where(ACCOUNT.c.id == account_id)).first()
    if row is None:
        raise Refusal("account.unknown", name=account_id)
    return row


def set_to(connection: Connection, row: Row, *, keep: str | None = None, **values: Any) -> None:
    """Change an account and end its sessions, all but the one whose sid is to be kept."""
    epoch = row.epoch + 1
    connection.execute(ACCOUNT.update().where(ACCOUNT.c.id == row.id).values(epoch=epoch, **values))
    if keep is not None:
        mine = (SESSION.c.sid == keep) & (SESSION.c.account == row.id)
        alive = SESSION.c.ended.is_(None) & (SESSION.c.epoch == row.epoch)
        connection.execute(SESSION.update().where(mine & alive).values(epoch=epoch))


def districts_of(role: str, districts: Iterable[str]) -> list[str]:
    """Return the districts of an account in their order, if its role goes with them.

    Raises
    ------
    Refusal
        "account.role", "account.districts".
    """
    if role not in access.ROLES:
        raise Refusal("account.role", role=role, known=" · ".join(access.ROLES))
    held = sorted(set(districts))
    if (role == "liaison") != bool(held) or not all(held):
        raise Refusal("account.districts")
    return held


def free(connection: Connection, compared: str, subject: str | None) -> None:
    """Refuse a name or a provider's subject that another account has."""
    same = ACCOUNT.c.compared == compared
    if connection.execute(ACCOUNT.select().where(same)).first():
        raise Refusal("account.taken")
    same = ACCOUNT.c.oidc_subject == subject
    if subject is not None and connection.execute(ACCOUNT.select().where(same)).first():
        raise Refusal("account.subject")


def another_steward(connection: Connection, row: Row) -> None:
    """Refuse to lose the last steward: nobody could let anybody in any more."""
    others = ACCOUNT.select().where(
        ACCOUNT.c.role == "steward", ~ACCOUNT.c.disabled, ACCOUNT.c.id != row.id
    )
    last = row.role == "steward" and not row.disabled
    if last and connection.execute(others).first() is None:
        raise Refusal("account.last_steward", name=row.name)


def told(row: Row) -> Account:
    """Return an account as others may know it."""
    return Account(
        id=row.id,
        name=row.name,
        role=row.role,
        districts=frozenset(row.districts),
        disabled=row.disabled,
        must_change=row.must_change,
        has_totp=row.totp is not None,
        demo=row.demo,
        oidc_subject=row.oidc_subject,
        last_seen=row.last_seen,
    )
