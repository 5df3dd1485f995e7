"""How one survey's file says what an answer is; a small TOML file, docs/formats.md."""

import hashlib
import json
import tomllib
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from pathlib import Path

from data import forbidden, persian, schema
from data.refusal import Refusal

ITEMS = (
    *("safe_by_day", "safe_by_night", "trust", "police_came"),
    *("children_outside", "safe_at_home"),
)  # what may be asked; told in this order
SHARES = {"police_came"}  # yes or no: a share of those who answered, not a mean
PLACES = ("code", "place", "district", "county")
NAMES = ("wave", *PLACES, "weight", "age", "sex", "worry")
TABLES = {"wave", "columns", "items", "values", "margins"}
OF_ITEMS = {"column", "low", "high", "values", "none"}
OF_VALUES = ("place", "age", "sex", "worry")
MARGINS = ("age", "sex")


@dataclass(frozen=True)
class Item:
    """One question.

    Parameters
    ----------
    column : str
        Its header.
    low, high : float
        The answers that mean least and most safe; `low` is above `high` on a scale turned round.
    values : dict
        Key of a word to the answer that it stands for.
    none : tuple of str
        Keys of words that mean no answer.
    """

    column: str
    low: float
    high: float
    values: dict[str, float] = field(default_factory=dict)
    none: tuple[str, ...] = ()


@dataclass(frozen=True)
class SurveyMapping:
    """What is particular to one survey.

    Parameters
    ----------
    wave : str
        Of all answers, where no column tells it.
    columns : dict
        Our name of a column to theirs.
    items : dict of str to Item
    values : dict
        Column to (key of their word to our word).
    margins : dict
        "age" or "sex" to (key of a group to its share of the population).
    """

    wave: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    margins: dict[str, dict[str, float]] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """What is the same for two mappings that say the same."""
        text = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def headers(self) -> list[str]:
        """Every column that is read; no other ever is."""
        return [*self.columns.values(), *(item.column for item in self.items.values())]


def read(given: "Path | str | SurveyMapping") -> SurveyMapping:
    """Return the mapping that a TOML file holds.

    Raises
    ------
    Refusal
        "mapping.…": missing, unreadable, unknown_name, unknown_word, forbidden_column, free_text;
        "survey.…": no_items, no_place, no_wave, scale, margin.
    """
    if isinstance(given, SurveyMapping):
        return given
    try:
        held = tomllib.loads(Path(given).read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise Refusal("mapping.missing", path=given) from error
    except (OSError, ValueError) as error:
        raise Refusal("mapping.unreadable", path=given, error=error) from error
    return _mapping(held)


def _mapping(held: dict) -> SurveyMapping:
    _known(held, TABLES)
    columns, items = held.get("columns", {}), held.get("items", {})
    _known(columns, NAMES)
    _known(items, ITEMS)
    made = SurveyMapping(
        str(held.get("wave", "")),
        {name: str(header) for name, header in columns.items()},
        {name: _item(name, items[name]) for name in ITEMS if name in items},
        _values(held.get("values", {})),
        _margins(held.get("margins", {})),
    )
    for header in made.headers:
        if forbidden.is_forbidden(header):
            raise Refusal("mapping.forbidden_column", column=header)
        if forbidden.is_free_text(header):
            raise Refusal("mapping.free_text", column=header)
    lacking = {
        "survey.no_items": not made.items,
        "survey.no_place": not {"code", "place"} & columns.keys(),
        "survey.no_wave": not (made.wave or "wave" in columns),
    }
    for code, lacks in lacking.items():
        if lacks:
            raise Refusal(code)
    for margin in made.margins:
        if margin not in columns:
            raise Refusal("survey.margin", margin=margin)
    return made


def _item(name: str, held: dict) -> Item:
    _known(held, OF_ITEMS)
    try:
        low, high = float(held["low"]), float(held["high"])
        words = held.get("values", {})
        values = {persian.key(str(word)): float(value) for word, value in words.items()}
        none = tuple(persian.key(str(word)) for word in held.get("none", []))
        made = Item(str(held["column"]), low, high, values, none)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Refusal("survey.scale", item=name) from error
    inside = all(min(low, high) <= value <= max(low, high) for value in values.values())
    if low == high or not inside:
        raise Refusal("survey.scale", item=name)
    return made


def _values(held: dict) -> dict[str, dict[str, str]]:
    _known(held, OF_VALUES)
    for word in held.get("worry", {}).values():
        if word and word not in schema.CATEGORIES:
            known = ", ".join(schema.CATEGORIES)
            raise Refusal("mapping.unknown_word", column="worry", word=word, known=known)
    return {
        column: {persian.key(str(text)): str(word) for text, word in table.items()}
        for column, table in held.items()
    }


def _margins(held: dict) -> dict[str, dict[str, float]]:
    _known(held, MARGINS)
    made = {}
    for margin, table in held.items():
        try:
            made[margin] = {persian.key(str(group)): float(part) for group, part in table.items()}
        except (TypeError, ValueError, AttributeError) as error:
            raise Refusal("survey.margin", margin=margin) from error
        if not table or min(made[margin].values()) <= 0:
            raise Refusal("survey.margin", margin=margin)
    return made


def _known(table: object, names: Collection[str]) -> None:
    if not isinstance(table, dict):
        raise Refusal("mapping.unknown_name", name=table, known=", ".join(sorted(names)))
    for name in table:
        if name not in names:
            raise Refusal("mapping.unknown_name", name=name, known=", ".join(sorted(names)))
