"""What a backup says of itself: what it holds, each file's hash, under the key's mark."""

import hashlib
import hmac
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from data import durable, secrets
from data.decisions import tables
from data.refusal import Refusal

FORMAT = 1
NAME = "backup.json"
STORE = "store"  # the folder of the store's files
PIECE = 1 << 20  # bytes


@dataclass(frozen=True)
class Kept:
    """One file.

    Parameters
    ----------
    name : str
        As it lies in the store.
    size : int
        Bytes.
    sha256 : str
    """

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Backup:
    """What a backup holds.

    Parameters
    ----------
    format : int
    made : float
        Seconds since 1970, UTC.
    version, layer : str or None
        Of the store.
    schema : int
        Of the database of decisions.
    key : str
        Id of the newest key; the key itself is never in a backup.
    anchor : str
        Of the audit, as the copy holds it.
    first_bad : int or None
        First row of the audit that could not be relied on already then.
    figures : str or None
        Hash of the released figures.
    reports : int
    erased : int
        How many erasures the store knew of.
    files : tuple of Kept
    """

    format: int
    made: float
    version: str
    layer: str | None
    schema: int
    key: str
    anchor: str
    first_bad: int | None
    figures: str | None
    reports: int
    erased: int
    files: tuple[Kept, ...]

    @property
    def size(self) -> int:
        """Return how many bytes its files have."""
        return sum(one.size for one in self.files)


def copied(source: Path, target: Path, name: str) -> Kept:
    """Copy a file and return what it is: of what was written, not of what is read later."""
    durable.folder(target.parent)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    made, size = hashlib.sha256(), 0
    with source.open("rb") as held, os.fdopen(descriptor, "wb") as written:
        while piece := held.read(PIECE):
            made.update(piece)
            size += written.write(piece)
    return Kept(name, size, made.hexdigest())


def hashed(path: Path, name: str) -> Kept:
    """Return what a file is."""
    with path.open("rb") as file:
        return Kept(name, path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def write(folder: Path, told: Backup, key: secrets.Key) -> None:
    """Put into a backup what it says of itself."""
    text = json.dumps(asdict(told) | {"mac": _mac(told, key)}, ensure_ascii=False, indent=1)
    durable.write(folder / NAME, text)


def read(folder: Path) -> tuple[Backup, str]:
    """Return what a backup says of itself, and the mark under it; see `prove`.

    Raises
    ------
    Refusal
        "backup.none" if it is none, "backup.newer" if a newer version of this program made it.
    """
    try:
        held = json.loads((folder / NAME).read_text(encoding="utf-8"))
        newer = held["format"] > FORMAT or held["schema"] > tables.VERSION
        if not newer:
            mac, files = str(held.pop("mac")), tuple(Kept(**one) for one in held.pop("files"))
            told = Backup(**held, files=files)
            outside = any(_leads_out(one.name) for one in files)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise Refusal("backup.none", path=folder) from error
    if newer:
        raise Refusal("backup.newer", path=folder)
    if outside:
        raise Refusal("backup.changed", name=NAME)
    return told, mac


def prove(told: Backup, mac: str, key: secrets.Key) -> None:
    """See that what a backup says of itself was written with the key, and not changed since.

    Raises
    ------
    Refusal
        "backup.changed".
    """
    if not hmac.compare_digest(mac.encode(), _mac(told, key).encode()):
        raise Refusal("backup.changed", name=NAME)


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or "\0" in name


def _mac(told: Backup, key: secrets.Key) -> str:
    text = json.dumps(asdict(told), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    made_with = secrets.derived(key.masters[told.key], "backup")
    return hmac.digest(made_with, text.encode(), "sha256").hex()
