"""How one survey's file says what an answer is; a small TOML file, docs/formats.md."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from data import forbidden
from data import mapping as reports_mapping
from data.refusal import Refusal
from data.survey import questions
from data.survey.questions import Item

ITEMS = (
    *("safe_by_day", "safe_by_night", "trust", "police_came"),
    *("children_outside", "safe_at_home"),
)  # what may be asked; told in this order
SHARES = {"police_came"}  # yes or no: a share of those who answered, not a mean
PLACES = ("code", "place", "district", "county")
NAMES = ("wave", *PLACES, "weight", "age", "sex", "worry")
TABLES = {"wave", "columns", "items", "values", "margins"}


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
    return _mapping(reports_mapping.tables(given))


def _mapping(held: dict) -> SurveyMapping:
    reports_mapping.only(held, TABLES)
    columns, items = held.get("columns", {}), held.get("items", {})
    reports_mapping.only(columns, NAMES)
    reports_mapping.only(items, ITEMS)
    made = SurveyMapping(
        str(held.get("wave", "")),
        {name: str(header) for name, header in columns.items()},
        {name: questions.item(name, items[name]) for name in ITEMS if name in items},
        questions.values(held.get("values", {})),
        questions.margins(held.get("margins", {})),
    )
    _sound(made)
    return made


def _sound(made: SurveyMapping) -> None:
    """Refuse a mapping that names what is never read, or lacks what every answer needs."""
    for header in made.headers:
        if forbidden.is_forbidden(header):
            raise Refusal("mapping.forbidden_column", column=header)
        if forbidden.is_free_text(header):
            raise Refusal("mapping.free_text", column=header)
    lacking = {
        "survey.no_items": not made.items,
        "survey.no_place": not {"code", "place"} & made.columns.keys(),
        "survey.no_wave": not (made.wave or "wave" in made.columns),
    }
    for code, lacks in lacking.items():
        if lacks:
            raise Refusal(code)
    for margin in made.margins:
        if margin not in made.columns:
            raise Refusal("survey.margin", margin=margin)
