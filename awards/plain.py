"""Values as JSON holds them, to those of a policy's fields."""

from typing import Any

from awards.nonsense import Nonsense


def fitted(held: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    """Return the values, each of the type of its field's default.

    Raises
    ------
    Nonsense
        If a field is unknown or a value not of its type.
    """
    for name, value in held.items():
        if name not in defaults:
            raise Nonsense("unknown", field=str(name))
        if not _alike(value, defaults[name]):
            raise Nonsense("type", field=name, value=repr(value))
    return {name: _as(value, defaults[name]) for name, value in held.items()}


def _alike(value: Any, default: Any) -> bool:
    """Return whether a value has the type of a field, as JSON knows types."""
    if isinstance(default, tuple):
        whole = isinstance(value, (list, tuple))
        return whole and all(isinstance(word, str) for word in value)
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    return isinstance(value, (int, float) if isinstance(default, float) else type(default))


def _as(value: Any, default: Any) -> Any:
    return type(default)(value) if isinstance(default, (tuple, float)) else value
