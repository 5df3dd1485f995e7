"""Acts upon a calling: each counts once, whole, by the console that holds it, and can be undone."""

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data import clock
from data.ceremonies.members import Context, context
from data.ceremonies.rows import Ceremony, changing, put
from data.decisions import Connection, tables
from data.refusal import Refusal

ACT, UNDO = tables.ceremony_act, "undo"
LONGEST = 80  # characters of what a press is called
Change = Callable[[dict[str, Any], Context], dict[str, Any]]


class _Again(Exception):
    """A press that counted before."""


def act(
    directory: Path,
    name: str,
    change: Change,
    *,
    act: str,
    by: str,
    holder: str,
    press: str | None = None,
    code: str | None = None,
) -> None:
    """Change a calling; the same press again changes nothing.

    Parameters
    ----------
    directory : Path
        The store.
    name : str
    change : callable
        The calling as JSON, and what it may depend on, to what it is then.
    act : str
        What it is called in the list of acts.
    by : str
        Who.
    holder : str
        The console.
    press : str, optional
        What a key press is called; its own.
    code : str, optional
        Of whom it is about.

    Raises
    ------
    Refusal
        "ceremony.unknown", "ceremony.not_running", "ceremony.not_held" by this console;
        what `change` raises.
    """
    told = {"act": act, "by": by, "press": press, "code": code}

    def changed(connection: Connection, one: Ceremony) -> dict[str, Any]:
        after = change(one.calling, context(connection, one))
        _note(connection, one, **told, before=one.calling)
        return after

    _carry_out(directory, name, changed, holder=holder, press=press)


def undo(directory: Path, name: str, *, by: str, holder: str, press: str | None = None) -> None:
    """Put the calling back to what it was before the last act that is not undone.

    Who has come stays. Raises as `act`; "ceremony.nothing" where nothing is left to undo.
    """

    def changed(connection: Connection, one: Ceremony) -> dict[str, Any]:
        mine = (ACT.c.ceremony == one.id) & (ACT.c.act != UNDO) & ~ACT.c.undone
        last = connection.execute(ACT.select().where(mine).order_by(ACT.c.id.desc())).first()
        if last is None:
            raise Refusal("ceremony.nothing")
        connection.execute(ACT.update().where(ACT.c.id == last.id).values(undone=True, before={}))
        _note(connection, one, act=UNDO, by=by, press=press, code=last.code)
        return last.before

    _carry_out(directory, name, changed, holder=holder, press=press)


def _carry_out(
    directory: Path,
    name: str,
    changed: Callable[[Connection, Ceremony], dict[str, Any]],
    *,
    holder: str,
    press: str | None,
) -> None:
    """Write what a calling is changed to, all in one transaction."""
    if press is not None and len(press) > LONGEST:
        raise ValueError("a press has a shorter name")
    with contextlib.suppress(_Again), changing(directory, name, "running") as (connection, one):
        if press is not None and _counted(connection, press):
            raise _Again
        if one.holder != holder:
            raise Refusal("ceremony.not_held")
        put(connection, one, calling=changed(connection, one), held=clock.now())


def _counted(connection: Connection, press: str) -> bool:
    return connection.execute(ACT.select().where(ACT.c.press == press)).first() is not None


def _note(connection: Connection, one: Ceremony, **values: Any) -> None:
    told = {"ceremony": one.id, "at": clock.now(), "undone": False}
    connection.execute(ACT.insert().values(**told, **values))
