"""What a file really is, by its first bytes; and the tables packed into it."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from data.refusal import Refusal

ZIP, GZIP, PARQUET, OLD_OFFICE = b"PK\x03\x04", b"\x1f\x8b", b"PAR1", b"\xd0\xcf\x11\xe0"
OTHERS = (b"%PDF", b"<!DOC", b"<html", b"<HTML", b"{\\rtf", b"\x89PNG", b"SQLite format 3", b"Rar!")
LARGEST = 20 << 30  # bytes, inflated
LARGEST_WORKBOOK = 1 << 30
MOST_INFLATED = 150  # times; exports full of the same words reach about 30
Bytes = IO[bytes] | gzip.GzipFile
DAMAGED = (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError, RuntimeError)


@dataclass(frozen=True)
class Part:
    """One table as it lies on the disk or in an archive.

    Parameters
    ----------
    name : str
        What a reader knows it by.
    kind : {"text", "workbook", "parquet"}
    size : int
        Bytes that `open` will give, as far as that is known.
    open : callable
        Opens it anew, for reading bytes.
    """

    name: str
    kind: str
    size: int
    open: Callable[[], Bytes]


def parts(path: Path, name: str | None = None) -> Iterator[Part]:
    """Yield each table of a file, which may be an archive of several.

    Raises
    ------
    Refusal
        "reading.missing", "reading.empty", "reading.not_a_table", "reading.old_office",
        "reading.bomb", "reading.locked", "reading.damaged_archive".
    """
    name = name or path.name
    try:
        with path.open("rb") as file:
            first = file.read(64)
    except OSError as error:
        raise Refusal("reading.missing", file=name) from error
    size = path.stat().st_size
    if first.startswith(ZIP):
        yield from _zipped(path, name)
    elif first.startswith(GZIP):
        yield Part(name, "text", _gzip_size(path), lambda: gzip.GzipFile(path))
    else:
        yield Part(name, kind_of(first, name), size, lambda: path.open("rb"))


def kind_of(first: bytes, name: str) -> str:
    """Return what begins with these bytes: "text" or "parquet"; refuse what is no table."""
    if not first.strip():
        raise Refusal("reading.empty", file=name)
    if first.startswith(OLD_OFFICE):
        raise Refusal("reading.old_office", file=name)
    if first.lstrip().startswith(OTHERS):
        raise Refusal("reading.not_a_table", file=name)
    return "parquet" if first.startswith(PARQUET) else "text"


def _zipped(path: Path, name: str) -> Iterator[Part]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
    except DAMAGED as error:
        raise Refusal("reading.damaged_archive", file=name) from error
    if any(member.filename == "xl/workbook.xml" for member in members):
        _weigh(members, name, LARGEST_WORKBOOK)
        yield Part(name, "workbook", path.stat().st_size, lambda: path.open("rb"))
        return
    _weigh(members, name, LARGEST)
    tables = [member for member in members if not _left_out(member.filename)]
    if not tables:
        raise Refusal("reading.empty", file=name)
    for member in tables:
        yield _member(path, member, f"{name}/{Path(member.filename).name}")


def _left_out(name: str) -> bool:
    return name.startswith("__MACOSX/") or Path(name).name.startswith(".")


def _member(path: Path, member: zipfile.ZipInfo, name: str) -> Part:
    def opened() -> IO[bytes]:
        try:
            return zipfile.ZipFile(path).open(member.filename)
        except DAMAGED as error:
            raise Refusal("reading.damaged_archive", file=name) from error

    with opened() as file:
        first = file.read(64)
    if first.startswith(ZIP):
        whole = io.BytesIO(opened().read())
        with zipfile.ZipFile(whole) as inner:
            _weigh(inner.infolist(), name, LARGEST_WORKBOOK)
            if "xl/workbook.xml" not in inner.namelist():
                raise Refusal("reading.not_a_table", file=name)
        return Part(name, "workbook", member.file_size, lambda: whole)
    if first.startswith(GZIP):
        return Part(name, "text", member.file_size, lambda: gzip.GzipFile(fileobj=opened()))
    return Part(name, kind_of(first, name), member.file_size, opened)


def _weigh(members: list[zipfile.ZipInfo], name: str, most: int) -> None:
    """Refuse an archive that is made to fill the memory, before anything of it is inflated."""
    if any(member.flag_bits & 1 for member in members):
        raise Refusal("reading.locked", file=name)
    inflated = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if inflated > most or (inflated > 1 << 20 and inflated > MOST_INFLATED * max(packed, 1)):
        raise Refusal("reading.bomb", file=name)


def _gzip_size(path: Path) -> int:
    """Return what a gzip says of its size at its end, or a guess where that cannot be so."""
    packed = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, packed - 4))
        told = int.from_bytes(file.read(4), "little")
    return told if told >= packed else 8 * packed
