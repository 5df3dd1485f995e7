"""Words as files have them, to ours: kinds, channels, categories, outcomes, feedback."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data import headers, persian, repeated, schema
from data.mapping import Mapping

TO_OTHER = ("channel", "category")  # what is not known of these is "other"
TO_UNKNOWN = "feedback"  # of this, "unknown"; of all others it refuses the row


@dataclass(frozen=True)
class Words:
    """One column's words.

    Parameters
    ----------
    positions : ndarray of int32, shape (n,)
        In the vocabulary; -1 where the word is not known.
    to_other : Counter
        Words of the file that became "other", with their rows; `repeated.UNTOLD` for what is none.
    to_unknown : int
        Rows of which something that is not known became "unknown".
    """

    positions: np.ndarray
    to_other: Counter
    to_unknown: int = 0


class Vocabulary:
    """Knows the words of one column in one kind of file.

    Parameters
    ----------
    column : {"kind", "channel", "category", "outcome", "feedback"}
    mapping : Mapping
        The words of the file that are known besides those of `columns.toml`.
    default : str
        Our word where the file has none.
    """

    def __init__(self, column: str, mapping: Mapping, default: str) -> None:
        self.column = column
        self.words = schema.VOCABULARY[column]
        self.default = self.words.index(default)
        self._known = {persian.key(word): place for place, word in enumerate(self.words)}
        for word, synonyms in headers.synonyms_of("values", column).items():
            self._known |= dict.fromkeys(synonyms, self.words.index(word))
        self._beginnings: list[tuple[str, int]] = []
        for text, word in mapping.values.get(column, {}).items():
            if text.endswith("*"):
                self._beginnings.append((_plain(text[:-1]), self.words.index(word)))
            else:
                self._known[persian.key(text)] = self.words.index(word)
        self._beginnings.sort(key=lambda known: -len(known[0]))

    def read(self, texts: pa.Array | None, rows: int) -> Words:
        """Return the words of a column; None where the file has no such column."""
        if texts is None:
            return Words(np.full(rows, self.default, np.int32), Counter())
        encoded = pc.fill_null(texts, "").dictionary_encode()
        unique = encoded.dictionary.to_pylist()
        found = np.array([self._position(text) for text in unique], np.int32)
        which = encoded.indices.to_numpy()
        to_other: Counter = Counter()
        if self.column in TO_OTHER and (found < 0).any():
            counts = np.bincount(which, minlength=len(unique))
            for place in np.flatnonzero(found < 0):
                word = persian.tidy(unique[place])
                told = word if repeated.may_be(word) else repeated.UNTOLD
                to_other[told] += int(counts[place])
            found[found < 0] = self.words.index("other")
        positions = found[which]
        unread = positions < 0
        if self.column != TO_UNKNOWN or not unread.any():
            return Words(positions, to_other)
        positions[unread] = self.words.index("unknown")
        return Words(positions, to_other, int(unread.sum()))

    def _position(self, text: str) -> int:
        key = persian.key(text)
        if not key:
            return self.default
        if key in self._known:
            return self._known[key]
        plain = _plain(text)
        for beginning, place in self._beginnings:
            if plain.startswith(beginning):
                return place
        return -1


def _plain(text: str) -> str:
    return persian.tidy(text).casefold()
