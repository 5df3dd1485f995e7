"""Marks on people of a round: nominations and reviewers' verdicts. No mark changes a merit."""

from pathlib import Path

import pandas as pd

from data import audit, clock, codes, decisions
from data.decisions import Connection, Row, tables
from data.refusal import Refusal
from data.rounds.rows import changing, people_of, pool_of, row_of

MARK = tables.mark
REASONS = {
    "nominated": ("steady_help", "saved_a_life", "prevented_harm", "helped_many"),
    "fit": ("checked",),
    "unfit": ("works_for_police", "counted_wrongly", "under_inquiry", "not_a_citizen_helper"),
    "stepped_aside": ("relative", "friend", "work", "other_interest"),
    "reopened": ("wrong_policy", "data_changed", "not_published"),
    "removed": ("asked_to", "counted_wrongly", "under_inquiry"),
    "called": ("place_free",),
}
ACTS = {"nominated": "nominated", "fit": "reviewed", "unfit": "reviewed"}
BEFORE = ("draft", "fixed", "proposed", "consented")
COLUMNS = ("code", "act", "reason", "by", "at")


def marks(directory: Path, name: str) -> pd.DataFrame:
    """Return the marks of a round, newest first: COLUMNS; none of a round not begun."""
    with decisions.reading(directory) as connection:
        try:
            number = row_of(connection, name).id
        except Refusal:
            return pd.DataFrame(columns=[*COLUMNS])
        asked = MARK.select().where(MARK.c.round == number).order_by(MARK.c.id.desc())
        held = [[getattr(row, one) for one in COLUMNS] for row in connection.execute(asked)]
    return pd.DataFrame(held, columns=[*COLUMNS])


def mark(directory: Path, name: str, code: str, *, act: str, reason: str, by: str) -> None:
    """Set a mark on somebody, once of each kind by each reader.

    Parameters
    ----------
    directory : Path
        The store.
    name, code : str
    act : {"nominated", "fit", "unfit", "stepped_aside"}
    reason : str
        One of `REASONS[act]`.
    by : str
        Who; whoever stepped aside, or nominated, does not judge.

    Raises
    ------
    Refusal
        "round.nobody" if nobody is called so; "round.stepped_aside", "round.nominated_self",
        "round.marked"; as `rows.changing`.
    """
    require_reason(act, reason)
    with changing(directory, name, None, *BEFORE) as (connection, row):
        if not _is_known(connection, row, code):
            raise Refusal("round.nobody", person=code)
        mine = _mine(connection, row.id, code, by)
        if "stepped_aside" in mine:
            raise Refusal("round.stepped_aside", person=code)
        if act in {"fit", "unfit"} and "nominated" in mine:
            raise Refusal("round.nominated_self", person=code)
        if act in mine or (act in {"fit", "unfit"} and mine & {"fit", "unfit"}):
            raise Refusal("round.marked", person=code)
        values = {"round": row.id, "code": code, "act": act, "reason": reason}
        connection.execute(MARK.insert().values(**values, by=by, at=clock.now()))
        told = {"round": name, "code": code, "reason": reason}
        audit.record(connection, ACTS.get(act, act), by, **told)


def require_reason(act: str, reason: str) -> None:
    """Raise ValueError unless the reason may be given for the act."""
    if reason not in REASONS[act]:
        raise ValueError(f"no such reason for {act}: {reason}")


def _is_known(connection: Connection, row: Row, code: str) -> bool:
    """Return whether somebody of the round is called so; of a draft, whether anybody might be."""
    if row.pool is None:
        return codes.read(code) == code
    return code in set(people_of(connection, row.id)["code"]) or f"\n{code}," in pool_of(row)


def _mine(connection: Connection, number: int, code: str, by: str) -> set[str]:
    asked = MARK.select().where(MARK.c.round == number, MARK.c.code == code, MARK.c.by == by)
    return {row.act for row in connection.execute(asked)}
