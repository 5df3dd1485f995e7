"""Callers' numbers, as they are written, to pseudonyms."""

import re
import threading

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data import secrets
from data.secrets import DIGEST
from data.telephones import is_nobody, number

__all__ = ["Callers", "is_nobody", "number"]

UNREADABLE = "ناخوانا"  # what a refused row holds in the place of what cannot be kept
SAID = 1 << 60  # integers from here on stand for pseudonyms that the file itself tells
_HEX = np.frombuffer("".join(f"{byte:02x}" for byte in range(256)).encode(), np.uint16)
_PSEUDONYM = re.compile(secrets.PSEUDONYM)


class Callers:
    """Gives callers their pseudonyms; each number is hashed once, however many rows it stands in.

    Parameters
    ----------
    key : secrets.Key
    erased : dict, optional
        Pseudonym of who was erased, to when: seconds since 1970.
    """

    def __init__(self, key: secrets.Key, erased: dict[str, float] | None = None) -> None:
        self.key, self.erased = key, erased or {}
        self._numbers = np.empty(0, np.int64)  # in order
        self._digests = np.empty((0, DIGEST), np.uint8)
        self._hashing = threading.Lock()
        self._first = Callers(key.first) if key.later else None

    def pseudonyms(self, texts: pa.Array) -> tuple[pa.Array, np.ndarray]:
        """Return the callers' pseudonyms, and which rows name a caller that cannot be read.

        Parameters
        ----------
        texts : Array of string, shape (n,)
            Numbers, or pseudonyms from our own file of refused rows.

        Returns
        -------
        tuple of (DictionaryArray of string, ndarray of bool)
            Null where there is no caller.
        """
        encoded = pc.fill_null(texts, "").dictionary_encode()
        unique = encoded.dictionary
        plain = pc.match_substring_regex(unique, "^09[0-9]{9}$").to_numpy(zero_copy_only=False)
        numbers = np.zeros(len(unique), np.int64)
        numbers[plain] = pc.cast(unique.filter(pa.array(plain)), pa.int64())
        known: dict[str, int] = {}
        wrong = np.zeros(len(unique), bool)
        for place in np.flatnonzero(~plain):
            text = unique[int(place)].as_py()
            if said := self._said(text):
                numbers[place] = SAID + known.setdefault(said, len(known))
            elif not is_nobody(text):
                found = number(text)
                wrong[place] = found is None
                numbers[place] = _as_integer(found) if found else 0
        rows = encoded.indices.to_numpy()
        at, dictionary = self._told(numbers, list(known))
        which = at[rows]
        found = pa.DictionaryArray.from_arrays(pa.array(which, mask=which < 0), dictionary)
        return found, wrong[rows]

    def first(self, texts: pa.Array, found: pa.Array) -> pa.Array:
        """Return as texts the pseudonyms under the first key, of which ids are made.

        Parameters
        ----------
        texts : Array of string, shape (n,)
        found : Array of string, shape (n,)
            Their `pseudonyms`; they count where the file itself tells pseudonyms of a later key.
        """
        said = pc.cast(found, pa.string())
        if self._first is None:
            return said
        return pc.coalesce(pc.cast(self._first.pseudonyms(texts)[0], pa.string()), said)

    def kept(self, found: pa.DictionaryArray, received: np.ndarray) -> pa.DictionaryArray:
        """Return pseudonyms without those whose report was received before they were erased.

        Parameters
        ----------
        found : DictionaryArray of string, shape (n,)
        received : ndarray of int64, shape (n,)
            Milliseconds since 1970.
        """
        if not self.erased:
            return found
        until = [1000 * self.erased.get(one, 0) for one in found.dictionary.to_pylist()]
        places = pc.fill_null(found.indices, len(until)).to_numpy(zero_copy_only=False)
        stays = received >= np.array([*until, 0])[places]
        return pc.if_else(pa.array(stays), found, None)

    def hidden(self, text: str) -> str:
        """Return what a refused row may hold of a caller: a pseudonym, or that there is none.

        What is no whole number may be most of one, or a name. Whoever was erased is not named.
        """
        found = number(text)
        said = self.key.pseudonym(found) if found else self._said(text)
        if said is None:
            return text if is_nobody(text) else UNREADABLE
        return "" if said in self.erased else said

    def _said(self, text: str) -> str | None:
        """Return the pseudonym that a text is, under the newest key."""
        known = text[:8] in self.key.masters and _PSEUDONYM.fullmatch(text)
        return self.key.lifted([text])[0] if known else None

    def _told(self, numbers: np.ndarray, said: list[str]) -> tuple[np.ndarray, pa.Array]:
        """Return pseudonyms, and where among them that of each number is; -1 for none."""
        hashed = (numbers != 0) & (numbers < SAID)
        names = _texts(f"{self.key.id}:".encode(), self._known(numbers[hashed]))
        at = np.full(len(numbers), -1, np.int32)
        at[hashed] = np.arange(len(names))
        at[numbers >= SAID] = len(names) + (numbers[numbers >= SAID] - SAID)
        return at, pa.concat_arrays([names, pa.array(said, pa.string())])

    def _known(self, numbers: np.ndarray) -> np.ndarray:
        """Return 16 bytes for each number, from memory where it came before."""
        order = np.argsort(numbers)
        ordered = numbers[order]
        with self._hashing:
            at = np.searchsorted(self._numbers, ordered)
            new = np.append(self._numbers, 0)[at] != ordered
            digests = self.key.digests([_as_text(value) for value in ordered[new].tolist()])
            fresh = np.frombuffer(digests, np.uint8).reshape(-1, DIGEST)
            self._digests = np.insert(self._digests, at[new], fresh, axis=0)
            self._numbers = np.insert(self._numbers, at[new], ordered[new])
            found = self._digests[np.searchsorted(self._numbers, ordered)]
        back = np.empty_like(found)
        back[order] = found
        return back


def _as_integer(number: str) -> int:
    return -int(number[1:]) if number[0] == "+" else int(number)


def _as_text(number: int) -> str:
    return f"+{-number}" if number < 0 else f"0{number}"


def _texts(before: bytes, digests: np.ndarray) -> pa.Array:
    """Return digests in hex after a beginning that they share, without a loop over them."""
    width = len(before) + 2 * DIGEST
    characters = np.empty((len(digests), width), np.uint8)
    characters[:, : len(before)] = np.frombuffer(before, np.uint8)
    characters[:, len(before) :] = _HEX[digests].view(np.uint8)
    offsets = np.arange(len(digests) + 1, dtype=np.int32) * width
    return pa.StringArray.from_buffers(
        len(digests), pa.py_buffer(offsets), pa.py_buffer(characters.ravel())
    )
