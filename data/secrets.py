"""The key beside the store, and the pseudonyms made with it."""

import hashlib
import hmac
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from data.refusal import Refusal

LENGTH = 32  # bytes of the key and of every key made from it
PSEUDONYM = r"[0-9a-f]{8}:[0-9a-f]{32}"


@dataclass(frozen=True)
class Key:
    """What pseudonyms are made with; whoever lacks it cannot make them again.

    Parameters
    ----------
    master : bytes
        Kept in a file of its own; never used but to make other keys from.
    """

    master: bytes

    @cached_property
    def id(self) -> str:
        """What names this key in each pseudonym, and gives nothing away."""
        return derived(self.master, "key id").hex()[:8]

    def digests(self, numbers: list[str]) -> bytes:
        """Return 16 bytes for each caller's number, one after the other: HMAC-SHA256, cut short.

        Written out with its two halves prepared once: a half of the time of a call for each.
        """
        key = derived(self.master, "pseudonym/caller").ljust(64, b"\0")
        inner, outer = (hashlib.sha256(bytes(byte ^ pad for byte in key)) for pad in (0x36, 0x5C))
        begin, end = inner.copy, outer.copy
        found = []
        for number in numbers:
            first, second = begin(), end()
            first.update(number.encode())
            second.update(first.digest())
            found.append(second.digest()[:16])
        return b"".join(found)

    def pseudonym(self, number: str) -> str:
        """Return the pseudonym of a caller's number: key id, colon, 128 bits in hex."""
        return f"{self.id}:{self.digests([number]).hex()}"

    def marks(self, texts: list[str]) -> list[str]:
        """Return for each text what stands for its content: 128 bits in hex.

        Keyed, since without a key one could try every point of a map until the mark fits.
        """
        key = derived(self.master, "report id")
        return [
            hashlib.blake2b(text.encode(), key=key, digest_size=16).hexdigest() for text in texts
        ]


def derived(master: bytes, purpose: str) -> bytes:
    """Return the key for one purpose: HKDF with SHA-256 (RFC 5869), one block, no salt."""
    extracted = hmac.digest(bytes(LENGTH), master, "sha256")
    return hmac.digest(extracted, purpose.encode() + b"\x01", "sha256")


def path(directory: Path) -> Path:
    """Return where the key of a store lies: beside it, so that a copy of the store lacks it."""
    return directory.with_name(f"{directory.name}.key")


def key(directory: Path, known_as: str | None = None) -> Key:
    """Return the key of a store, made where the store has never had one.

    Parameters
    ----------
    directory : Path
        The store.
    known_as : str, optional
        Id of the key that the store's pseudonyms were made with.

    Raises
    ------
    Refusal
        "key.missing", "key.changed", "key.readable" (by others), "key.damaged".
    """
    place = path(directory)
    if not place.exists():
        if known_as is not None:
            raise Refusal("key.missing", path=place)
        _make(place)
    if place.stat().st_mode & 0o077:
        raise Refusal("key.readable", path=place)
    try:
        found = Key(bytes.fromhex(place.read_text(encoding="ascii")))
    except ValueError as error:
        raise Refusal("key.damaged", path=place) from error
    if len(found.master) != LENGTH:
        raise Refusal("key.damaged", path=place)
    if known_as not in (None, found.id):
        raise Refusal("key.changed", path=place)
    return found


def _make(place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(os.urandom(LENGTH).hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
