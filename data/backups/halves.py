"""A folder that is there whole or not at all; what whoever was killed left half is swept up."""

import contextlib
import errno
import fcntl
import math
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from data import durable
from data.refusal import Refusal

HALF = ".mahalleh-"
OURS = re.compile(rf"{re.escape(HALF)}[0-9a-f]{{8}}")
FULL = (errno.ENOSPC, errno.EDQUOT)


@contextlib.contextmanager
def scratch(parent: Path) -> Iterator[Path]:
    """Yield a folder that is gone afterwards, and those left there by whoever was killed with it.

    Each is held by a lock as long as somebody is at it: only what nobody holds is swept up.
    """
    _sweep(durable.folder(parent))
    place, held = _begun(parent)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
        os.close(held)


@contextlib.contextmanager
def whole(target: Path) -> Iterator[Path]:
    """Yield a folder to be filled: on a clean end it is on the disk under the name of `target`.

    Raises
    ------
    Refusal
        "backup.exists" if there is something of that name.
    """
    with scratch(target.parent) as place:
        half = place / target.name
        half.mkdir(mode=0o700)
        yield half
        for path in sorted(half.rglob("*"), reverse=True):
            durable.flush(path)
        durable.flush(half)
        if os.path.lexists(target):
            raise Refusal("backup.exists", path=target)
        half.rename(target)
        durable.flush(target.parent)


@contextlib.contextmanager
def room(path: Path, needed: int) -> Iterator[None]:
    """Hold what is written to a folder against the room that there is.

    Parameters
    ----------
    path : Path
        A folder, or where one is to be.
    needed : int
        Bytes.

    Raises
    ------
    Refusal
        "backup.no_space", before anything is written or when the disk is full all the same.
    """
    there = next(one for one in (path, *path.parents) if one.exists())
    full = Refusal("backup.no_space", path=path, megabytes=math.ceil(needed / 1e6))
    if shutil.disk_usage(there).free < needed:
        raise full
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise full from error
        raise


def _begun(parent: Path) -> tuple[Path, int]:
    """Return a new folder and the lock on it."""
    while True:
        place = parent / f"{HALF}{secrets.token_hex(4)}"
        place.mkdir(mode=0o700)
        with contextlib.suppress(FileNotFoundError):  # swept up before it was held
            held = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
            fcntl.flock(held, fcntl.LOCK_EX)
            if place.exists():
                return place, held
            os.close(held)


def _sweep(parent: Path) -> None:
    for place in parent.glob(f"{HALF}*"):
        if not OURS.fullmatch(place.name):
            continue
        with contextlib.suppress(OSError):  # somebody is at it, or it is gone
            held = os.open(place, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(place, ignore_errors=True)
            finally:
                os.close(held)
