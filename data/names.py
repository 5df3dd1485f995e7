"""Names of accounts: which may be given, and what two that people take for one have in common."""

import re
import unicodedata

from data import acts, persian
from data.refusal import Refusal

SHORTEST, LONGEST = 2, 64  # characters
_PLAIN = re.compile(r"[\w .\-@\u200c]+")
_MANY_DIGITS = re.compile(r"\d{7}")
RESERVED = {"command line", "unknown"}  # what the audit calls others


def tidied(name: str) -> str:
    """Return a name as it is shown, if it may be given.

    Raises
    ------
    Refusal
        "account.name": other than 2 to 64 letters, digits, spaces, points, hyphens, underscores and
        at-signs; without a letter; or one that holds a long number.
    """
    shown = persian.tidy(name)
    plain = _PLAIN.fullmatch(name.strip(" ")) and any(map(str.isalpha, shown))
    fits = SHORTEST <= len(shown) <= LONGEST and unicodedata.is_normalized("NFC", shown)
    number = _MANY_DIGITS.search(persian.digits(shown)) or acts.names_a_caller(shown)
    if not (plain and fits) or number or compared(shown) in RESERVED:
        raise Refusal("account.name", fewest=SHORTEST, most=LONGEST)
    return shown


def compared(name: str) -> str:
    """Return what a name is known by, however it is typed."""
    return persian.key(name)
