"""Which console calls: one holds a ceremony, the others watch, and may take it over."""

from dataclasses import dataclass
from pathlib import Path

from data import audit, clock
from data.ceremonies.rows import Ceremony, changing, of, put

SILENT = 15.0  # seconds after which a console that was not heard of is thought gone
BETWEEN = 2.0  # seconds between two notes that it was heard of


@dataclass(frozen=True)
class Held:
    """How a console stands to a ceremony.

    Parameters
    ----------
    mine : bool
        Whether it calls.
    holder_name : str
        Who calls; "" for nobody.
    free : bool
        Whether whoever calls was not heard of for fifteen seconds, or nobody does.
    """

    mine: bool
    holder_name: str
    free: bool


def hold(
    directory: Path, name: str, *, holder: str, holder_name: str, by: str, take: bool = False
) -> Held:
    """Hold a ceremony, or go on holding it; one that another console holds only if it is taken.

    To be asked again and again: by this a console is heard of. It writes at most every two seconds.

    Parameters
    ----------
    directory : Path
        The store.
    name : str
    holder, holder_name : str
        The console, by a text of its own, and whose it is.
    by : str
        Who, for the audit of what is taken from another.
    take : bool
        Whether to take it from another.

    Raises
    ------
    Refusal
        "ceremony.unknown", "decisions.…".
    """
    one = of(directory, name)
    recent = one.held is not None and 0 <= clock.now() - one.held < BETWEEN
    if (one.holder == holder and recent) or not _may(one, holder, take=take):
        return _seen(one, holder)
    with changing(directory, name) as (connection, one):
        if not _may(one, holder, take=take):  # another came first
            return _seen(one, holder)
        put(connection, one, holder=holder, holder_name=holder_name, held=clock.now())
        if one.holder not in (None, holder):
            audit.record(connection, "console_taken", by, ceremony=name)
    return Held(True, holder_name, False)


def release(directory: Path, name: str, *, holder: str) -> None:
    """Let go of a ceremony; of one that another console holds nothing changes."""
    with changing(directory, name) as (connection, one):
        if one.holder == holder:
            put(connection, one, holder=None, holder_name=None, held=None)


def _may(one: Ceremony, holder: str, *, take: bool) -> bool:
    return take or one.holder in (None, holder)


def _seen(one: Ceremony, holder: str) -> Held:
    if one.holder == holder:
        return Held(True, one.holder_name or "", False)
    silent = one.held is None or clock.now() - one.held >= SILENT
    return Held(False, one.holder_name or "", silent)
