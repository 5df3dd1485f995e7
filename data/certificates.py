"""Numbers on certificates: at random, verified against a published list that tells no name.

Ten digits and two that check them (ISO 7064, MOD 97-10): of numbers that are copied with one wrong
digit, or with two that changed places, none passes. None begins with 0 or 9, as telephones do.
"""

import re
import secrets
from pathlib import Path

from data import clock, decisions, persian
from data.consents import AGREED, CONSENT
from data.decisions import Connection, tables
from data.refusal import Refusal
from data.rounds.rows import HONOREE, OVER, ROUND, row_of

CERTIFICATE = tables.certificate
LENGTH, FREE = 12, 10  # digits; those drawn
LOWEST, HIGHEST = 10**9, 9 * 10**9  # first digit 1 to 8
_FILLING = re.compile(r"[\s\-‐-―_.]+")
_NUMBER = re.compile(rf"[0-9]{{{LENGTH}}}")


def numbers(directory: Path, round_name: str) -> dict[str, str]:
    """Return the number of each of those honoured in an approved round, in public or in private.

    Made when first asked for, and never changed: not by new keys, nor when somebody is erased.

    Parameters
    ----------
    directory : Path
        The store.
    round_name : str

    Returns
    -------
    dict of str to str
        The code that somebody has in this round to 12 digits; in order of the codes.

    Raises
    ------
    Refusal
        "consent.not_approved" before the approval; "round.unknown".
    """
    with decisions.reading(directory) as connection:
        number, codes = _honoured(connection, round_name)
        held = _held(connection, number)
    if codes - held.keys():
        with decisions.transaction(directory) as connection:
            held = _made(connection, round_name)
    return {code: held[code] for code in sorted(codes)}


def published(directory: Path, round_name: str) -> list[str]:
    """Return the numbers given in a round, in their own order, which tells nothing of whose.

    Raises
    ------
    Refusal
        As `numbers`.
    """
    numbers(directory, round_name)
    with decisions.reading(directory) as connection:
        return sorted(_held(connection, row_of(connection, round_name).id).values())


def valid(text: str) -> str | None:
    """Return the 12 digits of what was typed or scanned; None if they check no number.

    Persian digits, spaces and dashes between them will do. A rehearsal's numbers are valid, too.
    """
    plain = _FILLING.sub("", persian.digits(persian.tidy(text)))
    return plain if _NUMBER.fullmatch(plain) and int(plain) % 97 == 1 else None


def verify(directory: Path, text: str) -> str | None:
    """Return the name of the round that a number was given in; None if it was in none."""
    number = valid(text)
    if number is None:
        return None
    with decisions.reading(directory) as connection:
        given = CERTIFICATE.join(ROUND, CERTIFICATE.c.round == ROUND.c.id).select()
        given = given.where(CERTIFICATE.c.number == number).with_only_columns(ROUND.c.name)
        return connection.execute(given).scalar()


def made_up(place: int) -> str:
    """Return a rehearsal's number: it begins with 00, and is on no list.

    Parameters
    ----------
    place : int
        0 to 99,999,999.
    """
    return checked(place)


def checked(free: int) -> str:
    """Return ten digits with the two that check them."""
    return f"{free:0{FREE}d}{98 - free * 100 % 97:02d}"


def _honoured(connection: Connection, round_name: str) -> tuple[int, set[str]]:
    """Return the round's id and the codes of those chosen who agreed and still do."""
    row = row_of(connection, round_name)
    if row.state not in OVER:
        raise Refusal("consent.not_approved", round=round_name)
    chosen = HONOREE.join(CONSENT, HONOREE.c.who == CONSENT.c.who).select()
    chosen = chosen.where(HONOREE.c.round == row.id, HONOREE.c.standing == "chosen")
    chosen = chosen.where(CONSENT.c.choice.in_(AGREED), CONSENT.c.withdrawn.is_(None))
    codes = connection.execute(chosen.with_only_columns(HONOREE.c.code))
    return row.id, set(codes.scalars())


def _held(connection: Connection, number: int) -> dict[str, str]:
    given = connection.execute(CERTIFICATE.select().where(CERTIFICATE.c.round == number))
    return {one.code: one.number for one in given}


def _made(connection: Connection, round_name: str) -> dict[str, str]:
    """Give a number to whoever has none yet, and return all."""
    number, codes = _honoured(connection, round_name)
    held = _held(connection, number)
    given = CERTIFICATE.select().with_only_columns(CERTIFICATE.c.number)
    taken = {*connection.execute(given).scalars()}
    for code in sorted(codes - held.keys()):
        fresh = checked(LOWEST + secrets.randbelow(HIGHEST - LOWEST))
        while fresh in taken:
            fresh = checked(LOWEST + secrets.randbelow(HIGHEST - LOWEST))
        taken.add(fresh)
        held[code] = fresh
        told = {"number": fresh, "round": number, "code": code, "made": clock.now()}
        connection.execute(CERTIFICATE.insert().values(**told))
    return held
