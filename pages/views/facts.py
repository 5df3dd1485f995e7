"""What the audit tells besides an act: each fact in words, none left out."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from data import jalali
from pages.views import keeping, places
from pages.views.frame import Visit
from words import END, ISOLATE, Say

BETWEEN = " · "
FIRST = ("account", "role", "districts", "intake", "file", "rows", "reports", "months")


def told(visit: Visit, facts: Mapping[str, object]) -> str:
    """Return the facts of an act in words, those unknown here by their own names."""
    ordered = dict.fromkeys([*(name for name in FIRST if name in facts), *facts])
    return BETWEEN.join(
        _fact(visit, name, facts[name]) for name in ordered if facts[name] not in (None, [])
    )


def _fact(visit: Visit, name: str, value: object) -> str:
    say, key = visit.say, f"fact.{name}"
    try:
        word = AS_WORDS.get(name, _plain)(visit, value)
    except (KeyError, TypeError, ValueError):  # of another time, or forged: shown as it is
        word = _code(value)
    if say.knows(key):
        return say(key, value=word)
    return f"{_code(name)}: {word}"


def _plain(visit: Visit, value: Any) -> str:
    if isinstance(value, bool):
        return visit.say("fact.yes" if value else "fact.no")
    return visit.say.number(value) if isinstance(value, (int, float)) else _code(value)


def _code(value: object) -> str:
    return f"{ISOLATE}{value}{END}"


def round_named(say: Say, name: str) -> str:
    """Return a round's name in words."""
    kind, _, first = name.partition("-")
    day = datetime.date.fromisoformat(first)
    told = say.month(jalali.month_of(day)) if kind == "month" else say.day(day)
    return say(f"fact.round_{kind}", value=told)


def _changed(say: Say, value: Any) -> str:
    """Return the settings that were changed; or how many people stand otherwise."""
    if isinstance(value, int):
        return say.number(value)
    return "، ".join(say(f"policy.{field}") for field in value)


AS_WORDS: dict[str, Callable[[Visit, Any], str]] = {
    "account": lambda _visit, value: str(value),
    "role": lambda visit, value: visit.say(f"role.{value}"),
    "districts": lambda visit, value: keeping.named(visit, frozenset(value)),
    "method": lambda visit, value: visit.say(f"method.{value}"),
    "kind": lambda visit, value: visit.say(f"notebook.kind_{value}"),
    "place": lambda visit, value: visit.say(f"fact.place_{value}"),
    "waves": lambda visit, value: "، ".join(map(visit.say.digits, value)),
    "first": lambda visit, value: visit.say.month(value),
    "last": lambda visit, value: visit.say.month(value),
    "round": lambda visit, value: round_named(visit.say, value),
    "reason": lambda visit, value: visit.say(f"round_reason.{value}"),
    "changed": lambda visit, value: _changed(visit.say, value),
    "neighbourhood": places.name_of,
    "since": lambda visit, value: visit.say.day(datetime.date.fromisoformat(value)),
}
