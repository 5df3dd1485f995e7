"""Files handed in at a page and handed back from it, for as long as that takes."""

import contextlib
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from data import store
from data.refusal import Refusal


@contextlib.contextmanager
def as_files(handed_in: Iterable[tuple[str, bytes]]) -> Iterator[list[Path]]:
    """Yield files with those names and bytes; they are gone afterwards.

    Parameters
    ----------
    handed_in : iterable of (name, bytes)
        Of a name only the last part counts.
    """
    with tempfile.TemporaryDirectory(prefix="mahalleh-") as folder:
        paths = []
        for number, (name, held) in enumerate(handed_in):
            path = Path(folder) / str(number) / _last(name)
            path.parent.mkdir()
            path.write_bytes(held)
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
    known = {
        file for intake in store.manifest(directory)["intakes"] for file in intake["refused_files"]
    }
    if name not in known:
        raise Refusal("store.no_such_file", name=name)
    return (directory / "refused" / name).read_bytes()
