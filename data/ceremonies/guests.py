"""Guests of a ceremony with their names: of an approved round, who agreed to it; or made up."""

from dataclasses import dataclass
from pathlib import Path

import rapidfuzz

from data import certificates, decisions, named, persian, rehearsal, seals, secrets
from data.ceremonies import members
from data.ceremonies.rows import Ceremony, of
from data.decisions import Row

MOST_FOUND, LIKE = 5, 70  # of a search; how alike two names are, out of 100


@dataclass(frozen=True)
class Guest:
    """Somebody who is called.

    Parameters
    ----------
    code : str
    county : str
        Its code.
    name, said : str
    number : str
        Of their certificate, 12 digits.
    choice : {"public"}
    """

    code: str
    county: str
    name: str
    said: str
    number: str = ""
    choice: str = "public"


def people(directory: Path, name: str) -> list[Guest]:
    """Return those who are called, with their names, by county and alphabet.

    Raises
    ------
    Refusal
        "ceremony.unknown", "consent.not_approved", "seal.broken", "decisions.…".
    """
    one, context = members.stand(directory, name)
    held = {who.code: who for who in _guests(directory, one)}
    return [held[code] for code in context.order["code"] if code in held]


def _guests(directory: Path, one: Ceremony) -> list[Guest]:
    if one.round is None:
        return _made_up(directory, one)
    numbers = certificates.numbers(directory, one.round)
    return [
        Guest(who.code, who.county, who.name, who.said, numbers.get(who.code, ""))
        for who in named.named(directory, one.round)
        if who.choice == "public" and who.name
    ]


def _made_up(directory: Path, one: Ceremony) -> list[Guest]:
    made = rehearsal.guests(directory, one.name, one.settings["guests"])
    return [Guest(**vars(who)) for who in made]


def private(directory: Path, name: str) -> int:
    """Return how many are honoured in private. Raises Refusal "ceremony.unknown"."""
    return members.stand(directory, name)[1].private


def guest(directory: Path, one: Ceremony, code: str) -> Guest | None:
    """Return somebody, without a number, their own seal alone opened.

    None if nobody is called so, or they are not, or no longer, to be named.
    """
    if one.round is None:
        return next((who for who in _made_up(directory, one) if who.code == code), None)
    with decisions.reading(directory) as connection:
        row = members.agreed(connection, one, code)
    return _opened(directory, row) if row else None


def _opened(directory: Path, row: Row) -> Guest:
    key = secrets.key(directory)
    name, said = (
        seals.opened(key, sealed, row=row.id, field=field) if sealed else ""
        for field, sealed in (("name", row.name), ("said", row.said))
    )
    return Guest(row.code, row.county, name, said)


def by_number(directory: Path, name: str, text: str) -> str | None:
    """Return the code of whoever's card was scanned; None if it is nobody's who is called.

    Parameters
    ----------
    directory : Path
        The store.
    name : str
        Of the ceremony.
    text : str
        The 12 digits, as a scanner or a person types them.
    """
    number = certificates.valid(text)
    one = of(directory, name)
    if number is None:
        return None
    if one.round is None:
        numbers = {who.number: who.code for who in _made_up(directory, one)}
        return numbers.get(number)
    held = certificates.numbers(directory, one.round)
    code = next((code for code, given in held.items() if given == number), None)
    with decisions.reading(directory) as connection:
        return code if code and members.agreed(connection, one, code) else None


def search(directory: Path, name: str, text: str) -> list[Guest]:
    """Return the guests whose names are most like what was typed, the likest first, at most five.

    Words that begin so come first; then names as people misspell them.
    """
    asked = persian.key(text)
    if not asked:
        return []
    told = [(who, persian.key(who.name)) for who in people(directory, name)]
    ranked = sorted(
        ((_likeness(asked, key), place) for place, (_, key) in enumerate(told)),
        key=lambda one: (-one[0], one[1]),
    )
    return [told[place][0] for like, place in ranked[:MOST_FOUND] if like >= LIKE]


def _likeness(asked: str, key: str) -> float:
    words = f" {key}"
    if all(f" {one}" in words for one in asked.split()):
        return 200.0 if key.startswith(asked) else 150.0
    return rapidfuzz.fuzz.WRatio(asked, key)
