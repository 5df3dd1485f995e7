"""Which of a file's columns is which of ours, and which are left behind."""

import functools
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from data import forbidden, persian, repeated
from data.mapping import Mapping
from data.refusal import Refusal

SYNONYMS = Path(__file__).with_name("columns.toml")
OURS = "ours"  # columns that our own file of refused rows adds


@dataclass(frozen=True)
class Columns:
    """What each column of one file is.

    Parameters
    ----------
    header : tuple of str
        Every column's name, as it stands in the file.
    chosen : dict
        Our name to the positions of the columns that make it up.
    dropped : tuple of str
        Columns that are left behind, as far as their names may be told.
    free_text : tuple of str
        Those of them that hold free text.
    corrected : bool
        Whether this is our own file of refused rows, handed in again.
    """

    header: tuple[str, ...]
    chosen: dict[str, tuple[int, ...]]
    dropped: tuple[str, ...]
    free_text: tuple[str, ...] = ()
    corrected: bool = False

    @property
    def used(self) -> list[int]:
        """Positions of the columns that are read, in the file's order."""
        return sorted({place for places in self.chosen.values() for place in places})

    @property
    def names(self) -> list[str]:
        """Headers of the columns that are read, in the file's order."""
        return [self.header[place] for place in self.used]


def columns(header: list[str], mapping: Mapping, inner: Iterable[str] = ()) -> Columns:
    """Return which columns of a file are read.

    Parameters
    ----------
    header : list of str
    mapping : Mapping
    inner : iterable of str
        Names nested in columns, as Parquet may have them.

    Raises
    ------
    Refusal
        "intake.forbidden_column" if one speaks of suspects, number plates or national codes,
        "intake.column_twice", "intake.no_time_column"; "mapping.column_missing" if the mapping
        names a column that the file has not.
    """
    for name in (*header, *inner):
        if forbidden.is_forbidden(name):
            raise Refusal("intake.forbidden_column", column=repeated.name(name))
    at = _places(header)
    chosen = _named(mapping, at) or {}
    taken = {place for places in chosen.values() for place in places}
    for name, synonyms in synonyms_of("columns").items():
        found = [at[key] for key in synonyms if key in at and at[key] not in taken]
        if name not in chosen and found:
            chosen[name] = (found[0],)
            taken.add(found[0])
    ours = {at[key] for key in synonyms_of("columns")[OURS] if key in at}
    chosen.pop(OURS, None)
    chosen = _times(chosen, header)
    used = {place for places in chosen.values() for place in places} | ours
    left = [name for place, name in enumerate(header) if place not in used and persian.tidy(name)]
    free = filter(forbidden.is_free_text, left)
    return Columns(tuple(header), chosen, _told(left), _told(free), corrected=len(ours) > 1)


def _places(header: list[str]) -> dict[str, int]:
    keys = [persian.key(name) for name in header]
    for place, key in enumerate(keys):
        if key and key in keys[:place]:
            raise Refusal("intake.column_twice", column=repeated.name(header[place]))
    return {key: place for place, key in enumerate(keys) if key}


def _told(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(repeated.name, names)))


@functools.cache
def synonyms_of(*path: str) -> dict[str, list[str]]:
    """Return the keys of all synonyms in a table of `columns.toml`."""
    table = _table()
    for name in path:
        table = table[name]
    return {name: [persian.key(text) for text in texts] for name, texts in table.items()}


@functools.cache
def _table() -> dict:
    return tomllib.loads(SYNONYMS.read_text(encoding="utf-8"))


def _named(mapping: Mapping, at: dict[str, int]) -> dict[str, tuple[int, ...]]:
    for headers in mapping.columns.values():
        for header in headers:
            if persian.key(header) not in at:
                raise Refusal("mapping.column_missing", column=header)
    return {
        name: tuple(at[persian.key(header)] for header in headers)
        for name, headers in mapping.columns.items()
    }


def _times(chosen: dict[str, tuple[int, ...]], header: list[str]) -> dict[str, tuple[int, ...]]:
    """Return the columns with one `received_at`, made up of a date and a time where they are apart.

    Where there is a date and no time of the day, `date` stays: the column taken for the whole may
    turn out to tell the time of the day only, as زمان beside تاریخ does.
    """
    chosen = dict(chosen)
    month, date, time = (chosen.pop(name, ()) for name in ("month", "date", "time"))
    if "received_at" not in chosen:
        told = (*date, *time) if date else month
        if not told:
            raise Refusal("intake.no_time_column", columns=" · ".join(_told(header)))
        chosen["received_at"] = told
    elif date:
        chosen["date"] = date
    return chosen
