"""Ceremonies for tests: of an approved round whose people have names, and rehearsals."""

from pathlib import Path

from data import ceremonies, decisions, rounds, seals, secrets
from data.decisions import tables
from tests import rounds_of

BY, DESK = "a presenter", "the desk on the left"
NAMES = {"A": "پروانه‌سادات بهاری", "X": "تورج گیلانی", "B": "نهان نهانی"}


def staged(store: Path, **settings: object) -> str:
    """Return the ceremony of an approved round: A and X are named, B is honoured in private."""
    rounds_of.approved(store)
    name_them(store, NAMES)
    return ceremonies.make(store, round=rounds_of.NAME, settings=settings, by=BY)


def name_them(store: Path, names: dict[str, str]) -> None:
    """Seal names of people by their code."""
    key = secrets.key(store)
    with decisions.transaction(store) as connection:
        for code, name in names.items():
            told = {
                field: seals.seal(key, text, row=code, field=field)
                for field, text in (("name", name), ("said", f"said {code}"))
            }
            mine = tables.consent.update().where(tables.consent.c.id == code)
            connection.execute(mine.values(**told))


def crowd(store: Path, number: int) -> str:
    """Return the ceremony of a round with that many people, all named in public."""
    codes = [f"C{place:04}" for place in range(number)]
    people = [rounds_of.person(code, "RSH", place) for place, code in enumerate(codes, start=1)]
    rounds_of.proposed(store, people)
    rounds_of.answered(store, **dict.fromkeys(codes, "public"))
    one = rounds.named(store, rounds_of.NAME)
    rounds.approve(store, one.name, revision=one.revision, number=number, by=rounds_of.BY)
    name_them(store, {code: f"نام {code}" for code in codes})
    return ceremonies.make(store, round=one.name, settings={}, by=BY)


def rehearsal(store: Path, **settings: object) -> str:
    """Return a rehearsal that runs, called by DESK."""
    name = ceremonies.make(store, round=None, settings={"guests": 12} | settings, by=BY)
    return running(store, name)


def running(store: Path, name: str) -> str:
    """Begin a ceremony, called by DESK."""
    ceremonies.begin(store, name, by=BY)
    ceremonies.hold(store, name, holder=DESK, holder_name=BY, by=BY)
    return name
