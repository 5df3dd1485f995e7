"""Rounds of awards for tests: begun, fixed, drawn, as a commander would."""

import datetime
import hashlib
from pathlib import Path

from data import clock, decisions, rounds
from data.decisions import tables
from data.rounds import Round

FIRST, LAST = datetime.date(2026, 8, 23), datetime.date(2026, 9, 22)
NAME = "month-2026-08-23"
POOL = "# a pool\nid,county,merit\nK7Q2M-9MXPB,RSH,1000\n"
BY = "a commander"


def begun(store: Path, *, first: datetime.date = FIRST, last: datetime.date = LAST) -> Round:
    """Return a draft."""
    given = {"policy": {"places": 3}, "method": "1", "version": "7-a"}
    return rounds.begin(store, kind="month", first=first, last=last, **given, by=BY)


def fixed(store: Path) -> Round:
    """Return a round whose pool is fixed."""
    mark = hashlib.sha256(POOL.encode()).hexdigest()
    told = {"places": {"RSH": 2, "AML": 1}}
    given = {"pool": POOL, "pool_hash": mark, "told": told, "version": "7-a"}
    rounds.fix_pool(store, NAME, revision=begun(store).revision, **given, by=BY)
    return rounds.named(store, NAME)


def person(code: str, county: str, place: int, standing: str = "chosen") -> dict:
    """Return somebody as they are proposed; their pseudonym is `who-CODE`."""
    told = {"code": code, "who": f"who-{code}", "county": county, "place": place}
    return told | {"standing": standing, "merit": 1000, "facts": {"useful": 2}}


PEOPLE = [
    person("A", "RSH", 1),
    person("B", "RSH", 2),
    person("C", "RSH", 3, "reserve"),
    person("D", "RSH", 4, "reserve"),
    person("X", "AML", 1),
    person("Y", "AML", 2, "reserve"),
]


def proposed(store: Path, people: list[dict] = PEOPLE) -> Round:
    """Return a round that was drawn: A and B of RSH, X of AML; C, D and Y are reserves."""
    one = fixed(store)
    told = one.told | {"vacant": {}}
    given = {"seed": "6 1 4 2", "people": people, "told": told}
    rounds.propose(store, NAME, revision=one.revision, **given, by=BY)
    return rounds.named(store, NAME)


def answered(store: Path, **choices: str) -> None:
    """Note what people said, by code, and bring the rounds up to it."""
    with decisions.transaction(store) as connection:
        for code, choice in choices.items():
            who = f"who-{code}"
            connection.execute(tables.consent.delete().where(tables.consent.c.who == who))
            given = None if choice != "withdrawn" else clock.now()
            kept = "none" if choice == "withdrawn" else choice
            values = {"id": code, "who": who, "choice": kept, "given": clock.now()}
            connection.execute(tables.consent.insert().values(**values, withdrawn=given))
    rounds.settle(store, by="a steward")


def consented(store: Path) -> Round:
    """Return a round whose three chosen have agreed."""
    proposed(store)
    answered(store, A="public", B="private", X="public")
    return rounds.named(store, NAME)


def approved(store: Path) -> Round:
    """Return a round that was approved."""
    one = consented(store)
    rounds.approve(store, NAME, revision=one.revision, number=3, by=BY)
    return rounds.named(store, NAME)


def standing(store: Path) -> dict[str, str]:
    """Return how everybody stands, by code."""
    people = rounds.people(store, NAME)
    return dict(zip(people["code"], people["standing"], strict=True))
