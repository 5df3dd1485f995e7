"""What is refused, and that it can be told in both languages with all its facts."""

import string
from collections.abc import Callable
from typing import Any

import pytest

import words
from data.refusal import Refusal


def refused(does: Callable[..., Any], *given: Any, **named: Any) -> str:
    """Return the code that something is refused with, having heard it in both languages."""
    with pytest.raises(Refusal) as told:
        does(*given, **named)
    facts = told.value.facts
    sentences = words.catalogue()[told.value.key]
    for language in words.LANGUAGES:
        blanks = {name for _, name, _, _ in string.Formatter().parse(sentences[language]) if name}
        assert blanks == set(facts)
    assert None not in facts.values()
    return told.value.code
