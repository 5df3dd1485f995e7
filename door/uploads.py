"""Files that come in: by a steward, into a page of their own, no more and no longer than is set."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.types import Message, Receive

from data.settings import Settings
from door import wire

MEGABYTE = 1024 * 1024
FRAMING = MEGABYTE  # what a form adds to the file in it
PREFIX = "/_stcore/upload_file/"
_files: Counter[str] = Counter()  # on their way, by the session that hands them in
_bytes: Counter[str] = Counter()


class TooLarge(Exception):
    """A body is longer than it may be."""


def is_own(path: str, sid: str) -> bool:
    """Return whether a file is handed into, or taken out of, a page of the reader's own."""
    names = path.removeprefix(PREFIX).split("/")
    return len(names) == 2 and all(names) and wire.is_of(names[0], sid)


def room(sid: str, settings: Settings) -> int:
    """Return how many bytes a session may still hand in; 0 where it holds as many files as it may.

    What is on its way counts as if it had come.
    """
    files, size = wire.files_held(sid)
    if files + _files[sid] >= settings.upload_files:
        return 0
    return max(0, settings.upload_megabytes * MEGABYTE + FRAMING - size - _bytes[sid])


@contextmanager
def under_way(sid: str, size: int) -> Iterator[None]:
    """Count a file of a session's, and its bytes, while it is on its way."""
    _files[sid] += 1
    _bytes[sid] += size
    try:
        yield
    finally:
        _files[sid] -= 1
        _bytes[sid] -= size
        if not _files[sid]:
            del _files[sid], _bytes[sid]


def bounded(receive: Receive, most: int) -> Receive:
    """Return a way to read a body that raises `TooLarge` once it is longer than `most` bytes."""
    left = most

    async def read() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise TooLarge
        return message

    return read


def declared(headers: list[tuple[bytes, bytes]]) -> int | None:
    """Return the length that a request tells of its body; None where it tells none that counts."""
    told = [value for name, value in headers if name.lower() == b"content-length"]
    return int(told[0]) if len(told) == 1 and told[0].isdigit() else None
