"""The journal of erasures beside the store: one restored from a backup forgets once more."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from data import durable
from data.refusal import Refusal
from data.secrets import Key


@dataclass(frozen=True)
class Erased:
    """Somebody who was erased.

    Parameters
    ----------
    at : float
        Seconds since 1970, UTC.
    caller : str
        Pseudonym, under the key that was the newest then.
    """

    at: float
    caller: str


def path(directory: Path) -> Path:
    """Return where the journal of a store lies: beside it, so that restoring leaves it alone."""
    return directory.with_name(f"{directory.name}.erased")


def read(directory: Path, known: int = 0) -> list[Erased]:
    """Return who was erased, the earliest first.

    A last line that was cut short by a fall of the power does not count: nobody was erased yet.

    Parameters
    ----------
    directory : Path
        The store.
    known : int
        How many the store knows of.

    Raises
    ------
    Refusal
        "erased.readable" (by others), "erased.damaged", "erased.missing" if it tells of fewer.
    """
    place = path(directory)
    held = place.read_bytes() if place.exists() else b""
    if held and place.stat().st_mode & 0o077:
        raise Refusal("erased.readable", path=place)
    try:
        found = [Erased(**json.loads(line)) for line in _whole(held).splitlines()]
    except (ValueError, TypeError) as error:
        raise Refusal("erased.damaged", path=place) from error
    if len(found) < known:
        raise Refusal("erased.missing", path=place)
    return found


def add(directory: Path, one: Erased, known: int) -> None:
    """Put somebody at the end, and see it on the disk; whoever calls holds the store.

    Raises
    ------
    Refusal
        As `read`.
    """
    place = path(directory)
    read(directory, known)
    descriptor = os.open(place, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "r+b") as file:
        file.truncate(len(_whole(file.read())))
        file.seek(0, os.SEEK_END)
        file.write(json.dumps(asdict(one)).encode() + b"\n")
    durable.flush(place)
    durable.flush(place.parent)


def until(entries: list[Erased], key: Key) -> dict[str, float]:
    """Return for each pseudonym, under the newest key, until when it is erased."""
    names = key.lifted([one.caller for one in entries])
    return {name: one.at for name, one in zip(names, entries, strict=True)}


def _whole(held: bytes) -> bytes:
    return held[: held.rfind(b"\n") + 1]
