"""What tells that a file was taken in before: a hash of all it holds and of how it is read."""

import hashlib
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from data.refusal import Refusal


class Digests:
    """Hashes files while something else is done; only one of a known size is waited for.

    Parameters
    ----------
    paths : list of Path
    manner : str
        How they are read: the same file read in another way is another one.

    Raises
    ------
    Refusal
        "reading.missing".
    """

    def __init__(self, paths: list[Path], manner: str) -> None:
        self._manner = manner.encode()
        self._sizes = {path: _size(path) for path in paths}
        workers = ThreadPoolExecutor(1)
        self._digests: dict[Path, Future[str]] = {
            path: workers.submit(self._hashed, path) for path in paths
        }
        workers.shutdown(wait=False)

    def known(self, path: Path, taken: dict[str, dict]) -> str | None:
        """Return the digest under which a file is among those taken in; None if it is not."""
        if all(before.get("size") != self._sizes[path] for before in taken.values()):
            return None
        digest = self.of(path)
        return digest if digest in taken else None

    def of(self, path: Path) -> str:
        """Return the digest of a file."""
        return self._digests[path].result()

    def size(self, path: Path) -> dict[str, int]:
        """Return what is to be remembered of a file beside its digest."""
        return {"size": self._sizes[path]}

    def _hashed(self, path: Path) -> str:
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256")
        content.update(self._manner)
        return content.hexdigest()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise Refusal("reading.missing", file=path.name) from error
