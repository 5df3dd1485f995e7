"""What of a file's own words may be told again: short ones, and no number that could be somebody's.

Receipts are kept and shown. A name of a column or a word of a category belongs there; what people
typed where such a word should be does not.
"""

from collections import Counter

from data import persian

LONGEST = 40  # characters
MOST_DIGITS = 4  # a year's; no telephone, national code or number plate has so few
FEWEST_ROWS, MOST_WORDS = 10, 50
HELD = 10_000  # different words that are counted at a time
UNTOLD = "…"


def may_be(text: str) -> bool:
    """Return whether a text is such a word."""
    return len(text) <= LONGEST and sum(map(str.isdigit, text)) <= MOST_DIGITS


def name(header: str) -> str:
    """Return a column's name as it may be told; a mark where it is none.

    A file without a header has its first row for one.
    """
    tidied = persian.tidy(header)
    return tidied if may_be(tidied) else UNTOLD


def add(held: Counter, more: Counter) -> None:
    """Add to the rows of words; of too many different ones the rarest become `UNTOLD`."""
    held.update(more)
    if len(held) > HELD:
        common = held.most_common(HELD // 2)
        rest = held.total() - sum(rows for _, rows in common)
        held.clear()
        held.update(dict(common))
        held[UNTOLD] += rest


def words(held: Counter) -> tuple[dict[str, int], int]:
    """Return the words that are told with their rows, the most first, and the rows of the others.

    What stands in fewer than ten rows may be anything that somebody typed.
    """
    told = {word: rows for word, rows in held.most_common() if rows >= FEWEST_ROWS and may_be(word)}
    told.pop(UNTOLD, None)
    told = dict(list(told.items())[:MOST_WORDS])
    return told, held.total() - sum(told.values())
