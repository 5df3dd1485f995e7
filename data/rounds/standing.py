"""Whoever does not stand any more: set aside before the approval, amended after it."""

from pathlib import Path

from data import audit
from data.decisions import Connection, tables
from data.refusal import Refusal
from data.rounds.asking import amended, call_for, next_reserve, settled, stand
from data.rounds.marking import require_reason
from data.rounds.rows import OPEN, OVER, changing, people_of


def set_aside(
    directory: Path, name: str, code: str, *, reason: str, revision: int, by: str
) -> None:
    """Set somebody aside before the approval, and call the next reserve of their county.

    Raises
    ------
    Refusal
        "round.nobody" if the code is not of somebody who stands; as `rows.changing`.
    """
    require_reason("unfit", reason)
    with changing(directory, name, revision, *OPEN) as (connection, row):
        before = _standing(connection, row.id, code)
        stand(connection, row.id, code, "set_aside", why=reason)
        if before == "chosen":
            call_for(connection, row.id, code)
        settled(connection, row.id)
        audit.record(connection, "set_aside", by, round=name, code=code, reason=reason)


def amend(directory: Path, name: str, code: str, *, act: str, reason: str, by: str) -> None:
    """Amend a round that is over: remove one of the chosen, or call a reserve to a free place.

    Reserves are called in their order, to places of their own county; whoever is called has still
    to be asked.

    Parameters
    ----------
    directory : Path
        The store.
    name, code : str
    act : {"removed", "called"}
    reason : str
        One of `marking.REASONS[act]`.
    by : str

    Raises
    ------
    Refusal
        "round.nobody" if the code is not of one who can be; "round.no_free_place",
        "round.not_next" of a reserve; as `rows.changing`.
    """
    require_reason(act, reason)
    wanted, then = {"removed": ("chosen", "set_aside"), "called": ("reserve", "chosen")}[act]
    with changing(directory, name, None, *OVER) as (connection, row):
        if _standing(connection, row.id, code) != wanted:
            raise Refusal("round.nobody", person=code)
        if act == "called":
            _require_turn(connection, row.id, code)
        stand(connection, row.id, code, then, why=reason)
        amended(connection, row.id, code, (act, reason), by)
        audit.record(connection, "amended", by, round=name, code=code, reason=reason)


def _standing(connection: Connection, number: int, code: str) -> str:
    people = people_of(connection, number).set_index("code")["standing"]
    if people.get(code) not in {"chosen", "reserve"}:
        raise Refusal("round.nobody", person=code)
    return str(people[code])


def _require_turn(connection: Connection, number: int, code: str) -> None:
    """Raise unless a place of their county is free since the approval, and they come next."""
    people = people_of(connection, number).set_index("code")
    county = people.at[code, "county"]
    rows = connection.execute(tables.amendment.select().where(tables.amendment.c.round == number))
    acts = [row.act for row in rows if people.at[row.code, "county"] == county]
    if 2 * acts.count("called") >= len(acts):  # all others set somebody free
        raise Refusal("round.no_free_place", person=code)
    first = next_reserve(connection, number, county)
    if first != code:
        raise Refusal("round.not_next", person=code, next=first or "-")
