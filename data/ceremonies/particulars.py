"""What a ceremony is told before it begins: its title, place and hour, and how it is called."""

import datetime
import re
from typing import Any

from data import persian
from data.refusal import Refusal

DEFAULTS: dict[str, Any] = {
    "title": "",
    "place": "",
    "day": "",  # ISO
    "hour": "",  # as 18:30
    "host": "",  # who signs
    "theme": "night",
    "mode": "county",
    "county_cards": True,
    "language": "fa",  # of the wall
    "guests": 40,  # made up, of a rehearsal
}
LONGEST = {"title": 120, "place": 120, "host": 80}  # characters
MODES = ("county", "scan")
CHOICES = {"mode": MODES, "language": ("fa", "en"), "county_cards": (True, False)}
GUESTS = range(4, 251)
_HOUR = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_WORD = re.compile(r"[a-z_]{1,20}")


def settled(given: dict[str, Any], before: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return a ceremony's settings: those given, tidied, the others as before or by default.

    Raises
    ------
    Refusal
        "ceremony.title", "ceremony.place", "ceremony.host" longer than `LONGEST`, "ceremony.day",
        "ceremony.hour".
    ValueError
        If there is no such setting, or not to that value: what a form cannot give.
    """
    held = DEFAULTS | (before or {})
    unknown = set(given) - set(DEFAULTS)
    if unknown:
        raise ValueError(f"no such settings: {sorted(unknown)}")
    for name, value in given.items():
        held[name] = _settled(name, value)
    return held


def _settled(name: str, value: Any) -> Any:
    if name in LONGEST:
        return _text(name, str(value))
    if name in ("day", "hour"):
        return _time(name, persian.digits(persian.tidy(str(value))))
    allowed = {"theme": _is_word, "guests": lambda one: one in GUESTS}.get(
        name, lambda one: one in CHOICES[name]
    )
    if not allowed(value):
        raise ValueError(f"{name} cannot be {value!r}")
    return value


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and bool(_WORD.fullmatch(value))


def _text(name: str, value: str) -> str:
    text = persian.tidy(value)
    if len(text) > LONGEST[name]:
        raise Refusal(f"ceremony.{name}", most=LONGEST[name])
    return text


def _time(name: str, text: str) -> str:
    if not text:
        return ""
    if name == "hour":
        found = _HOUR.fullmatch(text)
        if found is None:
            raise Refusal("ceremony.hour")
        return f"{int(found[1]):02}:{found[2]}"
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise Refusal("ceremony.day") from error
