"""Where a reader goes after signing in: one of our own pages, with the choices it had."""

from collections.abc import Collection
from urllib.parse import parse_qsl, urlencode, urlsplit

FRONT = "/"
LONGEST = 2_000  # letters of an address


def safe(told: str | None, paths: Collection[str]) -> str:
    """Return an address of ours; the front page for any other.

    The path is one of those known, so that no trick of writing leads elsewhere; the query is
    taken apart and written anew.

    Parameters
    ----------
    told : str or None
        What a stranger's address or form says.
    paths : collection of str
        Those that may be returned to.
    """
    if not told or len(told) > LONGEST or not told.isprintable():
        return FRONT
    try:
        parts = urlsplit(told)
        query = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=40)
    except ValueError:
        return FRONT
    if parts.scheme or parts.netloc or parts.path not in paths:
        return FRONT
    return parts.path + (f"?{urlencode(query)}" if query else "")


def asking(path: str, **words: str) -> str:
    """Return a path with words in its query; empty words, and Persian, need not be told."""
    told = {
        name: word
        for name, word in words.items()
        if word and (name, word) not in {("language", "fa"), ("next", FRONT)}
    }
    return path + (f"?{urlencode(told)}" if told else "")


def language_of(address: str) -> str | None:
    """Return the language that an address names."""
    named = dict(parse_qsl(urlsplit(address).query))
    return named.get("language")
