"""Columns that never come in: of suspects, number plates, national codes; and free text.

The first refuse their file, the second are left behind unread. Names of columns are looked at as
people read them: invisible characters, half-spaces, capitals and letters of one look do not hide
a word, nor does it matter whether words are written together.
"""

import functools
import re
import tomllib
import unicodedata
from itertools import accumulate
from pathlib import Path

from data import persian

LISTS = Path(__file__).with_name("columns.toml")
MOST = 20  # words looked at together
_SEEN_ALIKE = str.maketrans("ہھەۃڪаеорсухіѕјԁ", "ههههکaeopcyxisjd")
_FILLERS = {0x115F, 0x1160}  # letters that nobody sees
_APART = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|\d+")


def is_forbidden(header: str) -> bool:
    """Return whether a column speaks of suspects, number plates or national codes."""
    apart, together = _told(header), _told(header.replace(persian.ZWNJ, ""))
    anywhere = _table()["anywhere"]
    return any(part in word for word in apart for part in anywhere) or any(
        _speaks(words[first : first + MOST])
        for words in (apart, together)
        for first in range(len(words))
    )


def is_free_text(header: str) -> bool:
    """Return whether a column holds what people wrote in their own words."""
    return not set(_table()["free_text"]).isdisjoint(_words(header))


def _speaks(run: list[str]) -> bool:
    """Return whether words that follow each other, read as one, begin with a forbidden one."""
    held = _table()
    return "".join(run).startswith(held["anywhere"] + held["beginnings"]) or any(
        joined in held["words"] for joined in accumulate(run)
    )


def _told(header: str) -> list[str]:
    """Return the words of a column's name that are not harmless ones."""
    return [word for word in _words(header) if not word.startswith(_table()["harmless"])]


def _words(header: str) -> list[str]:
    """Return the words of a column's name, each folded as `persian.key` does."""
    apart = unicodedata.normalize("NFKD", header).translate(_SEEN_ALIKE)
    seen = "".join(letter for letter in apart if not _is_unseen(letter))
    return persian.key(_APART.sub(" ", seen)).split()


def _is_unseen(letter: str) -> bool:
    if letter == persian.ZWNJ:
        return False
    return unicodedata.category(letter) in {"Cf", "Mn"} or ord(letter) in _FILLERS


@functools.cache
def _table() -> dict[str, tuple[str, ...]]:
    held = tomllib.loads(LISTS.read_text(encoding="utf-8"))
    lists = held["forbidden"] | {"free_text": held["free_text"]["words"]}
    return {name: tuple("".join(_words(text)) for text in texts) for name, texts in lists.items()}
