"""Who is reading: the session that the gate named, looked up again at every use."""

from pathlib import Path

import streamlit as st

from data import access, sessions
from data.access import Access
from data.sessions import SignedIn


def sid() -> str:
    """Return the id of the session that the gate let in; empty for a stranger."""
    return str(st.user.get("sid") or "")


def signed_in(directory: Path) -> SignedIn | None:
    """Return whoever opened this page; None for a stranger, and where the session has ended."""
    found = sessions.by_id(directory, sid())
    return None if found is None or found.must_change else found


def still(directory: Path, session: str) -> Access:
    """Return what a session may see now.

    Raises
    ------
    access.Refused
        If it has ended.
    """
    found = sessions.by_id(directory, session)
    if found is None:
        raise access.Refused("session")
    return found.access


def acting(directory: Path, session: str, ability: str) -> str:
    """Return the name of whoever does something now, if they may.

    Raises
    ------
    access.Refused
        If their session has ended, or their role may not.
    """
    found = sessions.by_id(directory, session)
    if found is None:
        raise access.Refused("session")
    access.require(found.access, ability)
    return found.name


def name(directory: Path) -> str:
    """Return the name of whoever reads; empty for a stranger."""
    found = signed_in(directory)
    return found.name if found else ""
