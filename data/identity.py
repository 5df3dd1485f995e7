"""What a report is known by: the id that its file gives it, else one made of what it says."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data import persian
from data.secrets import Key

CONTENT = ("category", "channel", "longitude", "latitude", "code", "place", "county")
# Written out in full: ten digits that begin with 9 may well be an id.
MOBILE = r"^\s*(?:(?:\+|00|۰۰|٠٠)?(?:98|۹۸|٩٨)|[0۰٠])[9۹٩][0-9۰-۹٠-٩]{9}\s*$"


def ids(
    texts: dict[str, pa.Array], told: Callable[[], list[pa.Array]], kept: np.ndarray, key: Key
) -> tuple[pa.Array, np.ndarray]:
    """Return the ids of reports, and which were made because the file has none.

    Parameters
    ----------
    texts : dict of str to Array of string, each of shape (n,)
        The file's columns; `report` holds the ids, if there are any.
    told : callable
        Returns when each was received, its kind and its caller's pseudonym, as texts of shape (n,).
    kept : ndarray of int, shape (m,)
        The rows that are reports.
    key : Key

    Returns
    -------
    tuple of (Array of string, ndarray of bool), each of shape (m,)
    """
    nothing = pa.array([""] * len(kept), pa.string())
    found = masked(texts["report"].take(pa.array(kept)), key) if "report" in texts else nothing
    missing = pc.equal(found, "").to_numpy(zero_copy_only=False)
    if not missing.any():
        return found, missing
    at = pa.array(kept[missing])
    parts = [*told(), *(_compared(texts[name]) for name in CONTENT if name in texts)]
    contents = pc.binary_join_element_wise(*[part.take(at) for part in parts], "\x1f")
    marks = np.full(len(kept), None, object)
    marks[missing] = key.marks(contents.to_pylist())
    return pc.if_else(pa.array(missing), pa.array(marks, pa.string()), found), missing


def masked(found: pa.Array, key: Key) -> pa.Array:
    """Return ids with a mark in the place of each that is a number of a mobile telephone."""
    numbers = pc.match_substring_regex(found, MOBILE)
    if not pc.any(numbers).as_py():
        return found
    marks = pa.array(key.marks(found.filter(numbers).to_pylist()), pa.string())
    return pc.replace_with_mask(found, numbers, marks)


def _compared(texts: pa.Array) -> pa.Array:
    """Return texts so that the same, typed in two ways, is the same."""
    encoded = texts.dictionary_encode()
    tidied = [persian.tidy(text) for text in encoded.dictionary.to_pylist()]
    return pa.array(tidied, pa.string()).take(encoded.indices)
