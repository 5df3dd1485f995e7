"""How one kind of file says what a report is: our own names for its columns, times and values.

Read from a small TOML file, documented in docs/formats.md; without one, the synonyms of
`columns.toml` alone.
"""

import hashlib
import json
import tomllib
import zoneinfo
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pyproj
from pyproj.exceptions import CRSError

from data import dates, forbidden, patterns, persian, schema
from data.refusal import Refusal

TABLES = {"columns", "time", "coordinates", "values", "defaults"}
OF_TIME = {"columns", "format", "calendar", "zone", "precision"}
OF_COORDINATES = {"longitude", "latitude", "crs"}
NAMES = (*schema.COMING_IN, "date", "time", "month")
WITH_VALUES = ("kind", "channel", "category", "outcome", "feedback")
WGS84 = "EPSG:4326"


@dataclass(frozen=True)
class Mapping:
    """What is particular to one kind of file.

    Parameters
    ----------
    columns : dict
        Our name of a column to the headers of theirs; several are joined by a blank.
    manner : dates.Manner
        How times are written.
    crs : str
        What the coordinates are in.
    values : dict
        Column to (their value, or its beginning and `*`) to our word.
    defaults : dict
        Column to the word where the file has none.
    """

    columns: dict[str, list[str]] = field(default_factory=dict)
    manner: dates.Manner = field(default_factory=dates.Manner)
    crs: str = WGS84
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """What is the same for two mappings that say the same."""
        text = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def read(given: "Path | str | Mapping | None") -> Mapping:
    """Return the mapping that a TOML file holds.

    Raises
    ------
    Refusal
        "mapping.…": missing, unreadable, unknown_name, unknown_word, forbidden_column, free_text,
        zone, crs, pattern, precision.
    """
    if isinstance(given, Mapping) or given is None:
        return given or Mapping()
    return _mapping(tables(given))


def tables(path: Path | str) -> dict:
    """Return what the TOML file of a mapping holds.

    Raises
    ------
    Refusal
        "mapping.missing", "mapping.unreadable".
    """
    try:
        return tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise Refusal("mapping.missing", path=path) from error
    except (OSError, ValueError) as error:
        raise Refusal("mapping.unreadable", path=path, error=error) from error


def _mapping(held: dict) -> Mapping:
    only(held, TABLES)
    time, coordinates = held.get("time", {}), held.get("coordinates", {})
    only(time, OF_TIME)
    only(coordinates, OF_COORDINATES)
    only(held.get("columns", {}), NAMES)
    named = dict(held.get("columns", {}))
    named |= {name: coordinates[name] for name in ("longitude", "latitude") if name in coordinates}
    if "columns" in time:
        named["received_at"] = time["columns"]
    columns = {
        name: [header] if isinstance(header, str) else list(map(str, header))
        for name, header in named.items()
    }
    for header in (header for headers in columns.values() for header in headers):
        if forbidden.is_forbidden(header):
            raise Refusal("mapping.forbidden_column", column=header)
        if forbidden.is_free_text(header):
            raise Refusal("mapping.free_text", column=header)
    manner = dates.Manner(**{name: str(time[name]) for name in OF_TIME & set(time) - {"columns"}})
    crs = str(coordinates.get("crs", WGS84))
    _check(manner, crs)
    return Mapping(columns, manner, crs, _values(held), _defaults(held))


def _values(held: dict) -> dict[str, dict[str, str]]:
    values = held.get("values", {})
    only(values, WITH_VALUES)
    for column, table in values.items():
        for word in table.values():
            _word(column, word)
    return values


def _defaults(held: dict) -> dict[str, str]:
    defaults = held.get("defaults", {})
    only(defaults, WITH_VALUES)
    for column, word in defaults.items():
        _word(column, word)
    return defaults


def _word(column: str, word: object) -> None:
    if word not in schema.VOCABULARY[column]:
        known = ", ".join(schema.VOCABULARY[column])
        raise Refusal("mapping.unknown_word", column=column, word=word, known=known)


def only(table: object, names: Collection[str]) -> None:
    """Refuse a table of a mapping that holds any other name."""
    if not isinstance(table, dict):
        raise Refusal("mapping.unknown_name", name=table, known=", ".join(sorted(names)))
    for name in table:
        if name not in names:
            raise Refusal("mapping.unknown_name", name=name, known=", ".join(sorted(names)))


def _check(manner: dates.Manner, crs: str) -> None:
    try:
        zoneinfo.ZoneInfo(manner.zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refusal("mapping.zone", zone=manner.zone) from error
    try:
        pyproj.CRS.from_user_input(int(crs) if crs.isdigit() else crs)
    except CRSError as error:
        raise Refusal("mapping.crs", crs=crs) from error
    if manner.precision not in schema.PRECISIONS:
        raise Refusal("mapping.precision", precision=manner.precision)
    if manner.calendar not in dates.CALENDARS:
        raise Refusal("mapping.calendar", calendar=manner.calendar)
    if manner.format not in patterns.NAMED:
        found = patterns.compiled(persian.digits(manner.format)).groupindex
        if "Y" not in found:
            raise Refusal("mapping.pattern", pattern=manner.format, directive="%Y")
