"""Who is called, after whom: by county and alphabet, or as people come to the ramp."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

OPENING, PRIVATE, CLOSING = "opening", "private", "closing"
MODES = ("county", "scan")


@dataclass(frozen=True)
class Slide:
    """What the wall shows at one time.

    Parameters
    ----------
    kind : {"opening", "county", "person", "private", "closing"}
    key : str
        Its own in one running order: "opening", "county:RSH", "person:CODE", "private", "closing".
    county : str
        Code of the county, of a county's card and of a person.
    code : str
        Of a person.
    """

    kind: str
    key: str
    county: str = ""
    code: str = ""


def slides(
    people: pd.DataFrame,
    *,
    mode: str,
    ramp: Sequence[str] = (),
    late: Sequence[tuple[str, str]] = (),
    county_cards: bool,
    private: int,
) -> tuple[Slide, ...]:
    """Return the slides of a ceremony in order.

    Parameters
    ----------
    people : DataFrame
        Those who agreed to be named in public: code, county, sort and county_sort (texts whose
        order is that of the names and of the counties' names); in any order.
    mode : {"county", "scan"}
        By county, then name; or by the queue at the ramp alone.
    ramp : sequence of str
        Codes in the order in which they came to the ramp.
    late : sequence of (code, after)
        Late additions and the code that each comes after; at the end where that is "" or not there.
    county_cards : bool
        Whether each county is shown before its people. Never under "scan".
    private : int
        How many are honoured in private.

    Raises
    ------
    ValueError
        If there is no such mode.
    """
    if mode not in MODES:
        raise ValueError(f"no such mode: {mode}")
    county = dict(zip(people["code"].tolist(), people["county"].tolist(), strict=True))
    codes = _by_county(people, late) if mode == "county" else _by_ramp(county, ramp)
    made, carded = [Slide(OPENING, OPENING)], set[str]()
    for code in codes:
        here = county[code]
        if county_cards and mode == "county" and here not in carded:
            made.append(Slide("county", f"county:{here}", here))
            carded.add(here)
        made.append(Slide("person", person(code), here, code))
    made += [Slide(PRIVATE, PRIVATE)] if private > 0 else []
    return (*made, Slide(CLOSING, CLOSING))


def person(code: str) -> str:
    """Return the key of somebody's slide."""
    return f"person:{code}"


def _by_county(people: pd.DataFrame, late: Sequence[tuple[str, str]]) -> list[str]:
    columns = (people[name].tolist() for name in ("county_sort", "county", "sort", "code"))
    order = [code for *_, code in sorted(zip(*columns, strict=True))]
    for code, after in late:
        if code in order and code != after:
            order.remove(code)
            place = order.index(after) + 1 if after in order else len(order)
            order.insert(place, code)
    return order


def _by_ramp(known: dict[str, str], ramp: Sequence[str]) -> list[str]:
    return [code for code in dict.fromkeys(ramp) if code in known]
