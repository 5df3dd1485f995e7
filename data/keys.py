"""Keys, and what is made with them: pseudonyms, marks, a key for each purpose."""

import hashlib
import hmac
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

LENGTH = 32  # bytes of the key and of every key made from it
DIGEST = 16  # bytes of a pseudonym
PSEUDONYM = r"[0-9a-f]{8}:[0-9a-f]{32}"


@dataclass(frozen=True)
class Key:
    """What pseudonyms are made with; whoever lacks it cannot make them again.

    Parameters
    ----------
    master : bytes
        The first key. Kept in a file of its own; never used but to make other keys from.
    later : tuple of bytes
        Those added since, each time the key was changed; the newest last.
    """

    master: bytes
    later: tuple[bytes, ...] = ()

    @cached_property
    def masters(self) -> dict[str, bytes]:
        """Each key by its id, the oldest first.

        An id gives nothing away; a later one vouches for all that came before it.
        """
        found: dict[str, bytes] = {}
        for master in (self.master, *self.later):
            after = f" after {list(found)[-1]}" if found else ""
            found[derived(master, f"key id{after}").hex()[:8]] = master
        return found

    @cached_property
    def id(self) -> str:
        """What names the newest key in each pseudonym."""
        return list(self.masters)[-1]

    @property
    def first(self) -> "Key":
        """The first key alone: what is made with it never changes."""
        return Key(self.master)

    def digests(self, numbers: list[str]) -> bytes:
        """Return 16 bytes for each caller's number, one after the other: HMAC-SHA256, cut short.

        A later key hashes the pseudonym made with the one before it, so that a key can be changed
        without the numbers.
        """
        digests = _hashed(self.master, numbers)
        for before, after in pairwise(self.masters):
            digests = _hashed(self.masters[after], _written(before, digests))
        return digests

    def pseudonyms(self, numbers: list[str]) -> list[str]:
        """Return the pseudonyms of callers' numbers: key id, colon, 128 bits in hex."""
        return _written(self.id, self.digests(numbers))

    def pseudonym(self, number: str) -> str:
        """Return the pseudonym of a caller's number."""
        return self.pseudonyms([number])[0]

    def lifted(self, pseudonyms: list[str]) -> list[str]:
        """Return what pseudonyms made with older keys are with the newest; others as they are."""
        found = list(pseudonyms)
        for before, after in pairwise(self.masters):
            old = [place for place, text in enumerate(found) if text.startswith(f"{before}:")]
            digests = _hashed(self.masters[after], [found[place] for place in old])
            for place, text in zip(old, _written(after, digests), strict=True):
                found[place] = text
        return found

    def marks(self, texts: list[str]) -> list[str]:
        """Return for each text what stands for its content: 128 bits in hex.

        Keyed, since without a key one could try every point of a map until the mark fits. Always
        with the first key: a mark is an id, and ids never change.
        """
        key = derived(self.master, "report id")
        return [
            hashlib.blake2b(text.encode(), key=key, digest_size=16).hexdigest() for text in texts
        ]


def derived(master: bytes, purpose: str) -> bytes:
    """Return the key for one purpose: HKDF with SHA-256 (RFC 5869), one block, no salt."""
    extracted = hmac.digest(bytes(LENGTH), master, "sha256")
    return hmac.digest(extracted, purpose.encode() + b"\x01", "sha256")


def _hashed(master: bytes, texts: list[str]) -> bytes:
    """Return the digests of texts.

    Written out with the two halves of HMAC prepared once: a half of the time of a call for each.
    """
    key = derived(master, "pseudonym/caller").ljust(64, b"\0")
    inner, outer = (hashlib.sha256(bytes(byte ^ pad for byte in key)) for pad in (0x36, 0x5C))
    begin, end = inner.copy, outer.copy
    found = []
    for text in texts:
        first, second = begin(), end()
        first.update(text.encode())
        second.update(first.digest())
        found.append(second.digest()[:DIGEST])
    return b"".join(found)


def _written(name: str, digests: bytes) -> list[str]:
    """Return pseudonyms: the key's id, colon, each digest in hex."""
    text, width = digests.hex(), 2 * DIGEST
    return [f"{name}:{text[start : start + width]}" for start in range(0, len(text), width)]
