"""The tables of a mapping: questions with their scales, words, shares of the population."""

from dataclasses import dataclass, field

from data import mapping, persian, schema
from data.refusal import Refusal

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


def item(name: str, held: dict) -> Item:
    """Return one question, its scale checked."""
    mapping.only(held, OF_ITEMS)
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


def values(held: dict) -> dict[str, dict[str, str]]:
    """Return the words of a file that stand for ours, by their keys."""
    mapping.only(held, OF_VALUES)
    for word in held.get("worry", {}).values():
        if word and word not in schema.CATEGORIES:
            known = ", ".join(schema.CATEGORIES)
            raise Refusal("mapping.unknown_word", column="worry", word=word, known=known)
    return {
        column: {persian.key(str(text)): str(word) for text, word in table.items()}
        for column, table in held.items()
    }


def margins(held: dict) -> dict[str, dict[str, float]]:
    """Return the population's shares of ages and sexes, by the keys of the groups."""
    mapping.only(held, MARGINS)
    made = {}
    for margin, table in held.items():
        try:
            made[margin] = {persian.key(str(group)): float(part) for group, part in table.items()}
        except (TypeError, ValueError, AttributeError) as error:
            raise Refusal("survey.margin", margin=margin) from error
        if not table or min(made[margin].values()) <= 0:
            raise Refusal("survey.margin", margin=margin)
    return made
