"""Who is still to be asked, and what an answer changes: whoever declines, a reserve is called."""

from pathlib import Path

import pandas as pd

from data import audit, clock, decisions
from data.decisions import Connection, tables
from data.rounds.rows import HONOREE, OPEN, OVER, ROUND, people_of, row_of

AGREED = ("public", "private")


def waiting(directory: Path, name: str) -> int:
    """Return how many of the chosen have not answered yet."""
    return len(to_ask(directory, name))


def to_ask(directory: Path, name: str) -> pd.DataFrame:
    """Return the chosen who have not answered: who (pseudonym), code, county."""
    with decisions.reading(directory) as connection:
        people = people_of(connection, row_of(connection, name).id)
        answers = _answers(connection)
    asked = (people["standing"] == "chosen") & ~people["who"].isin(list(answers))
    return people.loc[asked & people["who"].notna(), ["who", "code", "county"]]


def settle(directory: Path, *, by: str) -> None:
    """Bring every round up to the answers; where none has changed, nothing is written.

    Raises
    ------
    Refusal
        "decisions.…", "key.…".
    """
    with decisions.transaction(directory) as connection:
        rows = connection.execute(ROUND.select().order_by(ROUND.c.id)).all()
        for row in rows:
            if row.state in OPEN:
                changed = settled(connection, row.id)
            elif row.state in OVER:
                changed = _withdrawn(connection, row.id, by)
            else:
                changed = 0
            if changed:
                raised = {"revision": row.revision + 1}
                connection.execute(ROUND.update().where(ROUND.c.id == row.id).values(**raised))
                audit.record(connection, "settled", by, round=row.name, changed=changed)


def _answers(connection: Connection) -> dict[str, str]:
    """Return pseudonym to choice; "withdrawn" where a consent was taken back."""
    rows = connection.execute(tables.consent.select())
    return {row.who: "withdrawn" if row.withdrawn else row.choice for row in rows}


def settled(connection: Connection, number: int) -> int:
    """Bring an open round up to the answers; return how many people stand otherwise, or 1.

    Parameters
    ----------
    connection : Connection
        That changes it.
    number : int
        The round's id.
    """
    answers, people = _answers(connection), people_of(connection, number)
    changed = 0
    for row in people[people["standing"] == "chosen"].itertuples():
        why = _declined(answers, row.who)
        if why:
            stand(connection, number, row.code, why)
            changed += 1 + call_for(connection, number, row.code)
    standing = people_of(connection, number)
    chosen = standing[standing["standing"] == "chosen"]
    ready = len(chosen) > 0 and all(answers.get(who) in AGREED for who in chosen["who"])
    state = "consented" if ready else "proposed"
    mine = ROUND.c.id == number
    before = connection.execute(ROUND.select().where(mine)).one().state
    if state != before:
        connection.execute(ROUND.update().where(mine).values(state=state))
    return changed or int(state != before)


def _declined(answers: dict[str, str], who: str | None) -> str | None:
    """Return how somebody no longer stands; None where they do. Whoever was erased does not."""
    if who is None or pd.isna(who) or answers.get(who) == "withdrawn":
        return "withdrawn"
    return "refused" if answers.get(who) == "none" else None


def stand(connection: Connection, number: int, code: str, standing: str, **more: object) -> None:
    """Let somebody of a round stand otherwise."""
    mine = (HONOREE.c.round == number) & (HONOREE.c.code == code)
    connection.execute(HONOREE.update().where(mine).values(standing=standing, **more))


def call_for(connection: Connection, number: int, code: str) -> int:
    """Call the next reserve of the same county to somebody's place.

    A reserve who said no before is passed over. Returns how many people stand otherwise: none
    where there is no reserve left, and the place stays vacant.
    """
    answers, people = _answers(connection), people_of(connection, number)
    county = people.loc[people["code"] == code, "county"].iloc[0]
    reserves = people[(people["standing"] == "reserve") & (people["county"] == county)]
    for passed, row in enumerate(reserves.sort_values("place").itertuples(), start=1):
        why = _declined(answers, row.who)
        if why is None:
            stand(connection, number, row.code, "chosen", called_for=code)
            return passed
        stand(connection, number, row.code, why)
    return len(reserves)


def next_reserve(connection: Connection, number: int, county: str) -> str | None:
    """Return the code of the first reserve of a county who has not declined; None for none."""
    answers, people = _answers(connection), people_of(connection, number)
    here = people[(people["standing"] == "reserve") & (people["county"] == county)]
    left = (row.code for row in here.itertuples() if _declined(answers, row.who) is None)
    return next(left, None)


def _withdrawn(connection: Connection, number: int, by: str) -> int:
    """Note withdrawn consents in a round that is over: nobody is called, all figures stay."""
    answers, people = _answers(connection), people_of(connection, number)
    chosen = people[(people["standing"] == "chosen") & people["who"].notna()]
    gone = [row.code for row in chosen.itertuples() if _declined(answers, row.who)]
    for code in gone:
        stand(connection, number, code, "withdrawn")
        amended(connection, number, code, ("withdrawn", "withdrawn"), by)
    return len(gone)


def amended(connection: Connection, number: int, code: str, what: tuple[str, str], by: str) -> None:
    """Add an amendment (act, reason) to the round of that id."""
    act, reason = what
    values = {"round": number, "code": code, "act": act, "reason": reason}
    connection.execute(tables.amendment.insert().values(**values, by=by, at=clock.now()))
