"""People signed in for real: their accounts are in the store, their sessions in its table."""

import contextlib
from collections.abc import Iterable
from pathlib import Path

from data import accounts, sessions
from data.refusal import Refusal

PASSWORD = "a lamp in the rain"


def named(directory: Path, role: str, districts: Iterable[str] = ()) -> accounts.Account:
    """Return an account of that role and those districts, added where there is none."""
    held = sorted(districts) or (["RSH-1"] if role == "liaison" else [])
    name = " ".join(["test", role, *held]).lower()
    with contextlib.suppress(Refusal):
        return accounts.named(directory, name)
    with contextlib.suppress(Refusal):  # another test was quicker
        accounts.add(directory, name, role, districts=held, by="command line", password=PASSWORD)
    return accounts.named(directory, name)


def token(directory: Path, role: str, districts: Iterable[str] = ()) -> str:
    """Return the token of a session that has just begun."""
    return sessions.begin(directory, named(directory, role, districts).id, "test")


def sid(directory: Path, role: str, districts: Iterable[str] = ()) -> str:
    """Return the id of a session that has just begun."""
    found = sessions.by_token(directory, token(directory, role, districts), touch=False)
    assert found is not None
    return found.sid
