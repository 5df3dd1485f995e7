"""Files handed in at a page and handed back from it, for as long as that takes."""

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from data import store
from data.refusal import Refusal

IN_MEMORY = hasattr(os, "memfd_create")


@contextlib.contextmanager
def as_files(handed_in: Iterable[tuple[str, bytes]]) -> Iterator[list[Path]]:
    """Yield files with those names and bytes; they are gone afterwards, even if this is killed.

    Where the system can, they lie in memory and not on the disk, where callers' numbers would
    outlive them: only links to them have a name.

    Parameters
    ----------
    handed_in : iterable of (name, bytes)
        Of a name only the last part counts.
    """
    with contextlib.ExitStack() as held:
        folder = held.enter_context(tempfile.TemporaryDirectory(prefix="mahalleh-"))
        paths = []
        for number, (name, content) in enumerate(handed_in):
            path = Path(folder) / str(number) / _last(name)
            path.parent.mkdir()
            if IN_MEMORY:
                file = held.enter_context(os.fdopen(os.memfd_create("upload"), "wb"))
                file.write(content)
                file.flush()
                path.symlink_to(f"/proc/{os.getpid()}/fd/{file.fileno()}")
            else:
                path.write_bytes(content)
            paths.append(path)
        yield paths


def _last(name: str) -> str:
    last = Path(name.replace("\0", "")).name
    return "file" if last in {"", ".."} else last


def refused_rows(directory: Path, name: str) -> bytes:
    """Return a file of refused rows, to be corrected and handed in again.

    Raises
    ------
    Refusal
        "store.no_such_file" if no intake of this store has left one of that name.
    """
    held = store.manifest(directory)
    known = {
        file
        for intake in (*held["intakes"], *held.get("surveys", []))
        for file in intake["refused_files"]
    }
    path = directory / "refused" / name
    if name not in known or not path.exists():  # or let go of just now
        raise Refusal("store.no_such_file", name=name)
    return path.read_bytes()
