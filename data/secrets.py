"""The file of keys beside the store: made once, held by its owner alone, added to."""

import contextlib
import os
from pathlib import Path

from data import durable
from data.keys import DIGEST, LENGTH, PSEUDONYM, Key, derived
from data.refusal import Refusal

__all__ = ["DIGEST", "PSEUDONYM", "Key", "add", "derived", "key", "path"]


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
        Id of a key that something in the store was made with.

    Raises
    ------
    Refusal
        "key.missing", "key.changed", "key.readable" (by others), "key.damaged", "key.inside" if it
        lies in the store, and so in every copy of it.
    """
    place = path(directory)
    if place.resolve().is_relative_to(directory.resolve()) or any(directory.glob("*.key")):
        raise Refusal("key.inside", path=directory)
    if not place.exists():
        if known_as is not None:
            raise Refusal("key.missing", path=place)
        _write(place, Key(os.urandom(LENGTH)), anew=False)
    if place.stat().st_mode & 0o077:
        raise Refusal("key.readable", path=place)
    try:
        found = _read(place.read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        raise Refusal("key.damaged", path=place) from error
    if known_as is not None and known_as not in found.masters:
        raise Refusal("key.changed", path=place)
    return found


def add(directory: Path) -> Key:
    """Put a new key after those of a store, and return them; what was made before stays readable.

    Raises
    ------
    Refusal
        As `key`.
    """
    before = key(directory)
    for left in path(directory).resolve().parent.glob(f"{path(directory).name}.????????"):
        left.unlink()  # by one who was killed
    after = Key(before.master, (*before.later, os.urandom(LENGTH)))
    _write(path(directory).resolve(), after, anew=True)
    return key(directory, before.id)


def _read(text: str) -> Key:
    """Return the keys of a file: one a line, after its id; a lone one may stand without."""
    lines = [line.split() for line in text.splitlines()]
    first, *later = (bytes.fromhex(line[-1]) for line in lines)
    found = Key(first, tuple(later))
    told = [line[0] for line in lines if len(line) == 2] or [found.id]
    if told != list(found.masters) or {len(one) for one in found.masters.values()} != {LENGTH}:
        raise ValueError("no keys")
    return found


def _write(place: Path, found: Key, *, anew: bool) -> None:
    """Write keys aside, see them on the disk and put them in place in one step.

    Of two that make a first key at once, one keeps its own and both go on with that.
    """
    durable.folder(place.parent)
    aside = place.with_name(f"{place.name}.{os.urandom(4).hex()}")
    try:
        lines = [f"{name} {master.hex()}\n" for name, master in found.masters.items()]
        durable.write(aside, "".join(lines))
        if anew:
            aside.replace(place)
        else:
            with contextlib.suppress(FileExistsError):
                place.hardlink_to(aside)
        durable.flush(place.parent)
    finally:
        aside.unlink(missing_ok=True)
