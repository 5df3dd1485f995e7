"""How soon the police promise to be there, in minutes: set by a commander, told in the audit."""

from pathlib import Path

from data import audit, decisions, schema
from data.decisions import bindparam, tables

NAME, AT_FIRST = "response_target", 15
_ASKED = tables.policy.select().where(tables.policy.c.name == bindparam("name"))


def target(directory: Path) -> int:
    """Return the target in minutes, one of `schema.TARGETS`; 15 until one is set."""
    found = decisions.one(directory, _ASKED, name=NAME)
    return found.value if found and found.value in schema.TARGETS else AT_FIRST


def promise(directory: Path, minutes: int, *, by: str) -> None:
    """Set the target.

    Parameters
    ----------
    directory : Path
        The store.
    minutes : int
        One of `schema.TARGETS`: the shares within these are released.
    by : str
        Who, for the audit.

    Raises
    ------
    ValueError
        If it is none of them.
    Refusal
        "decisions.…", "key.…".
    """
    if minutes not in schema.TARGETS:
        raise ValueError(f"no such target: {minutes} minutes")
    with decisions.transaction(directory) as connection:
        connection.execute(tables.policy.delete().where(tables.policy.c.name == NAME))
        connection.execute(tables.policy.insert().values(name=NAME, value=minutes))
        audit.record(connection, "policy", by, response_target=minutes)
