"""Who is called, as codes in order: no name leaves this module, none is kept in memory."""

import functools
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data import areas, clock, decisions, persian, rehearsal, seals, secrets
from data.ceremonies.rows import ROUND, Ceremony, found
from data.consents import AGREED, CONSENT, HONOREE
from data.decisions import Connection, Row, tables

ARRIVAL = tables.arrival
Member = tuple[str, str, str, str]  # code, county, id of the consent, sealed name
COLUMNS = ("code", "county", "sort", "county_sort")
# Of a round's chosen: those who agreed and have not taken it back.
_AGREED = (
    HONOREE.join(CONSENT, HONOREE.c.who == CONSENT.c.who)
    .join(ROUND, HONOREE.c.round == ROUND.c.id)
    .select()
    .with_only_columns(
        *(HONOREE.c.code, HONOREE.c.county, CONSENT.c.id, CONSENT.c.choice),
        *(CONSENT.c.name, CONSENT.c.said),
    )
    .where(HONOREE.c.standing == "chosen", CONSENT.c.withdrawn.is_(None))
    .where(CONSENT.c.choice.in_(AGREED), ROUND.c.name == decisions.bindparam("round"))
    .order_by(HONOREE.c.code)
)
_ONE = _AGREED.where(HONOREE.c.code == decisions.bindparam("code"))
_AT_THE_RAMP = (
    ARRIVAL.select()
    .with_only_columns(ARRIVAL.c.code)
    .where(ARRIVAL.c.ceremony == decisions.bindparam("ceremony"), ARRIVAL.c.ramp.is_not(None))
    .order_by(ARRIVAL.c.ramp)
)


@dataclass(frozen=True, eq=False)
class Context:
    """What an act upon a calling may depend on.

    Parameters
    ----------
    order : DataFrame
        Those who agreed to be named and have a name: code, county, sort, county_sort (texts that
        put them in order), in order; to be read, not changed.
    ramp : list of str
        Codes in the order in which they came to the ramp.
    private : int
        How many are honoured in private.
    settings : dict
        See `particulars.DEFAULTS`.
    now : float
        Seconds since 1970.
    """

    order: pd.DataFrame
    ramp: list[str]
    private: int
    settings: dict
    now: float


def stand(directory: Path, name: str) -> tuple[Ceremony, Context]:
    """Return a ceremony and what its calling depends on, of one moment.

    Raises
    ------
    Refusal
        "ceremony.unknown", "seal.broken", "decisions.…".
    """
    with decisions.reading(directory) as connection:
        one = found(connection, name)
        return one, context(connection, one)


def context(connection: Connection, one: Ceremony) -> Context:
    """Return what a ceremony's calling depends on now."""
    directory = decisions.directory_of(connection)
    ramp = list(connection.execute(_AT_THE_RAMP, {"ceremony": one.id}).scalars())
    layer = areas.current(directory).id
    if one.round is None:
        order = _made_up(directory, layer, one.name, one.settings["guests"])
        return Context(order, ramp, rehearsal.PRIVATE, one.settings, clock.now())
    rows = connection.execute(_AGREED, {"round": one.round}).all()
    public = tuple((row.code, row.county, row.id, row.name) for row in rows if is_named(row))
    private = sum(row.choice == "private" for row in rows)
    return Context(_agreed(directory, layer, public), ramp, private, one.settings, clock.now())


def is_named(row: Row) -> bool:
    """Return whether somebody is to be named, and still can be."""
    return row.choice == "public" and bool(row.name)


def agreed(connection: Connection, one: Ceremony, code: str) -> Row | None:
    """Return somebody's consent to be named in a ceremony's round; None where there is none."""
    row = connection.execute(_ONE, {"round": one.round, "code": code}).first()
    return row if row is not None and is_named(row) else None


@functools.lru_cache(maxsize=8)
def _agreed(directory: Path, layer: str, members: tuple[Member, ...]) -> pd.DataFrame:
    if not members:
        return _ordered(directory, layer, [], [])
    key = secrets.key(directory)
    names = [seals.opened(key, sealed, row=id_, field="name") for *_, id_, sealed in members]
    return _ordered(directory, layer, [one[:2] for one in members], names)


@functools.lru_cache(maxsize=8)
def _made_up(directory: Path, layer: str, seed: str, count: int) -> pd.DataFrame:
    made = rehearsal.guests(directory, seed, count)
    return _ordered(
        directory, layer, [(one.code, one.county) for one in made], [one.name for one in made]
    )


def _ordered(
    directory: Path, layer: str, people: list[tuple[str, str]], names: list[str]
) -> pd.DataFrame:
    """Return COLUMNS; places in the order of the names stand for them."""
    keys = [persian.sort_key(name) for name in names]
    place = {key: f"{place:05}" for place, key in enumerate(sorted(set(keys)))}
    counties = county_order(directory, layer)
    rows = [
        (code, county, place[key], counties.get(county, ""))
        for (code, county), key in zip(people, keys, strict=True)
    ]
    return pd.DataFrame(sorted(rows, key=_in_order), columns=[*COLUMNS], dtype=object)


def _in_order(row: tuple[str, str, str, str]) -> tuple[str, str, str, str]:
    code, county, sort, county_sort = row
    return county_sort, county, sort, code


@functools.lru_cache(maxsize=8)
def county_order(directory: Path, layer: str) -> dict[str, str]:
    """Return what a layer's counties are put in order by, by code: their Persian names."""
    counties = areas.at_level(areas.by_id(directory, layer), "county")["name_fa"]
    return {code: persian.sort_key(name) for code, name in counties.items()}
