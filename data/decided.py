"""Pseudonyms in the tables of decisions: honorees, consents, what is known of people."""

from collections.abc import Callable
from pathlib import Path

from data import decisions, rounds
from data.decisions import Connection, engines, tables

BY = "command line"
After = Callable[[list[str]], list[str | None]]


def rewrite(directory: Path, after: After) -> None:
    """Rewrite every pseudonym; of whoever was erased nothing is left but their place in a round.

    In a round that is not over their reserve is called.

    Parameters
    ----------
    directory : Path
        The store.
    after : callable
        Pseudonyms to what they are now; None for erased.

    Raises
    ------
    Refusal
        "decisions.…".
    """
    if not engines.path(directory).exists():
        return
    with decisions.transaction(directory) as connection:
        for table in (tables.honoree, tables.consent, tables.person):
            _rewrite(connection, table, after)
        _forget_arrivals(connection)
    rounds.settle(directory, by=BY)
    decisions.checkpoint(directory)


def _forget_arrivals(connection: Connection) -> None:
    """Delete where and when whoever was erased came to a ceremony."""
    arrival, ceremony, honoree = tables.arrival, tables.ceremony, tables.honoree
    erased = ceremony.join(honoree, honoree.c.round == ceremony.c.round).select()
    erased = erased.with_only_columns(honoree.c.code).where(honoree.c.who.is_(None))
    mine = erased.where(ceremony.c.id == arrival.c.ceremony).correlate(arrival)
    connection.execute(arrival.delete().where(arrival.c.code.in_(mine)))


def _rewrite(connection: Connection, table: tables.Table, after: After) -> None:
    asked = table.select().with_only_columns(table.c.who).where(table.c.who.is_not(None))
    before = sorted(set(connection.execute(asked).scalars()))
    pairs = [(old, new) for old, new in zip(before, after(before), strict=True) if old != new]
    gone = [{"old": old} for old, new in pairs if new is None and table is not tables.honoree]
    changed = [
        {"old": old, "new": new} for old, new in pairs if new is not None or table is tables.honoree
    ]
    mine = table.c.who == decisions.bindparam("old")
    if gone:
        connection.execute(table.delete().where(mine), gone)
    if changed:
        connection.execute(
            table.update().where(mine).values(who=decisions.bindparam("new")), changed
        )
