"""Files that outlive a fall of the power: folders of our own, files flushed, a place held alone."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path


def folder(path: Path) -> Path:
    """Return the folder, made where it is missing, open to nobody but its owner."""
    for place in [*reversed(path.parents), path]:
        if not place.exists():
            place.mkdir(mode=0o700, exist_ok=True)
    return path


def write(path: Path, text: str) -> None:
    """Write a text that only its owner may read, and see it on the disk."""
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")
    flush(path)


def flush(path: Path) -> None:
    """See a file, or a folder's list of files, on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold a lock file, waiting until whoever else holds it is done or dead."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
