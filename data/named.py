"""The names of those honoured: opened for an approved round, while their consent stands."""

from dataclasses import dataclass
from pathlib import Path

from data import decisions, seals, secrets
from data.consents import AGREED, CONSENT
from data.refusal import Refusal
from data.rounds.rows import OVER, people_of, row_of


@dataclass(frozen=True)
class Named:
    """Somebody to be honoured, as they want to be.

    Parameters
    ----------
    code : str
    county : str
        Its code.
    choice : {"public", "private"}
    name, said : str
        Empty for those honoured in private.
    """

    code: str
    county: str
    choice: str
    name: str
    said: str


def named(directory: Path, name: str) -> list[Named]:
    """Return those honoured in an approved round; the names of those who agreed to it in public.

    Raises
    ------
    Refusal
        "consent.not_approved" before the approval; "round.unknown", "seal.broken".
    """
    key = secrets.key(directory)
    with decisions.reading(directory) as connection:
        row = row_of(connection, name)
        if row.state not in OVER:
            raise Refusal("consent.not_approved", round=name)
        people = people_of(connection, row.id)
        given = {one.who: one for one in connection.execute(CONSENT.select())}
    found = []
    for person in people[people["standing"] == "chosen"].itertuples():
        consent = given.get(person.who)
        if consent is None or consent.withdrawn or consent.choice not in AGREED:
            continue
        told = {
            field: seals.opened(key, sealed, row=consent.id, field=field)
            if consent.choice == "public" and (sealed := getattr(consent, field))
            else ""
            for field in ("name", "said")
        }
        found.append(Named(person.code, person.county, consent.choice, **told))
    return found
