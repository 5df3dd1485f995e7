"""The demo accounts' passwords: told in plain sight with made-up data, refused with real ones."""

import hashlib
from pathlib import Path

from data import decisions, passwords, store
from data.decisions import Row, tables
from data.refusal import Refusal

ACCOUNT = tables.account
DEMO = (  # name, role, password
    ("commander", "commander", "mahalleh-commander"),
    ("liaison", "liaison", "mahalleh-liaison"),
    ("presenter", "presenter", "mahalleh-presenter"),
    ("steward", "steward", "mahalleh-steward"),
)
PASSWORDS = tuple(password for _, _, password in DEMO)


def require(password: str, name: str) -> None:
    """Refuse a password that is easily guessed, or one that everybody was told.

    Raises
    ------
    Refusal
        "password.of_demo", and those of `passwords.require`.
    """
    passwords.require(password, name)
    if password in PASSWORDS:
        raise Refusal("password.of_demo")


def wholly_made_up(directory: Path) -> bool:
    """Return whether the store holds made-up reports and no others."""
    intakes = store.manifest(directory)["intakes"]
    return bool(intakes) and all(one.get("made_up", False) for one in intakes)


def demo_offered(directory: Path) -> list[tuple[str, str, str]]:
    """Return name, role and password of the demo accounts that the sign-in page may tell.

    Those that still have these passwords, and only while every report is made up.
    """
    if not wholly_made_up(directory):
        return []
    asked = ACCOUNT.select().where(ACCOUNT.c.demo, ~ACCOUNT.c.disabled)
    with decisions.reading(directory) as connection:
        held = {row.name for row in connection.execute(asked)}
    return [one for one in DEMO if one[0] in held]


def refuse_demo(directory: Path) -> None:
    """Refuse to start over real reports where anybody could sign in with a demo password.

    A hash is tried once against each of them; that it is of none is noted beside it.

    Raises
    ------
    Refusal
        "account.demo_on_real".
    """
    intakes = store.manifest(directory)["intakes"]
    if all(one.get("made_up", False) for one in intakes):
        return
    with decisions.reading(directory) as connection:
        rows = connection.execute(ACCOUNT.select()).all()
    weak = [row.name for row in rows if row.demo or _is_demo(row)]
    if weak:
        raise Refusal("account.demo_on_real", names=" · ".join(weak))
    for row in rows:
        if _is_new(row):
            _note(directory, row)


def _is_new(row: Row) -> bool:
    return row.password is not None and row.not_demo != mark(row.password)


def _is_demo(row: Row) -> bool:
    return _is_new(row) and any(passwords.matches(row.password, one)[0] for one in PASSWORDS)


def _note(directory: Path, row: Row) -> None:
    same = (ACCOUNT.c.id == row.id) & (ACCOUNT.c.password == row.password)
    with decisions.transaction(directory) as connection:
        connection.execute(ACCOUNT.update().where(same).values(not_demo=mark(row.password)))


def mark(kept: str) -> str:
    """Return what is noted of a hash that is of no demo password."""
    return hashlib.sha256(repr((kept, PASSWORDS)).encode()).hexdigest()
