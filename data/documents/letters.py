"""Texts made ready to be printed whole, or refused: nothing is left out, nothing turned round."""

from typing import Any

from data import persian
from data.documents import fonts
from data.refusal import Refusal

AS_THEY_ARE = {"map_svg"}  # pictures


def ready(content: dict[str, Any]) -> dict[str, Any]:
    """Return the content tidied: without marks that turn a line round, one spelling per letter.

    Raises
    ------
    Refusal
        "paper.letters" for somebody's name, "paper.text_letters" for any other text, if no face
        has a letter of it.
    """
    for place, person in enumerate(content.get("people", []), start=1):
        wrong = sorted({letter for text in person.values() for letter in missing(text)})
        if wrong:
            raise Refusal("paper.letters", letters=_named(wrong), person=place)
    return _tidied(content)


def missing(text: str) -> set[str]:
    """Return the letters of a text that no face has, once it is tidied."""
    return {letter for letter in persian.tidy(text) if ord(letter) not in fonts.letters()}


def _tidied(held: Any) -> Any:
    if isinstance(held, dict):
        return {key: one if key in AS_THEY_ARE else _tidied(one) for key, one in held.items()}
    if isinstance(held, (list, tuple)):
        return [_tidied(one) for one in held]
    if not isinstance(held, str):
        return held
    wrong = missing(held)
    if wrong:
        raise Refusal("paper.text_letters", letters=_named(sorted(wrong)))
    return persian.tidy(held)


def _named(letters: list[str]) -> str:
    return " ".join(f"U+{ord(letter):04X}" for letter in letters)
