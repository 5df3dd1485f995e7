"""Callers' pseudonyms looked for in every file of a store, for the tests of keys and of erasure."""

import re
from pathlib import Path

import pyarrow.parquet as pq

from data import secrets, store

PSEUDONYM = re.compile(rf"(?<![0-9a-f]){secrets.PSEUDONYM}(?![0-9a-f])".encode())


def callers(directory: Path) -> dict[str, str]:
    """Report to pseudonym, of all that counts."""
    found = {}
    for part in store.manifest(directory)["parts"]:
        if "callers" in part:
            table = pq.read_table(directory / "callers" / part["callers"])
            found |= {one["report"]: one["caller"] for one in table.to_pylist()}
    return found


def everywhere(directory: Path) -> set[tuple[str, str]]:
    """Every pseudonym in any file, whether it counts or not, with the folder it stands in."""
    return {
        (path.relative_to(directory).parts[0], one.decode())
        for path in directory.rglob("*")
        if path.is_file()
        for held in plain(path)
        for one in PSEUDONYM.findall(held)
    }


def plain(path: Path) -> list[bytes]:
    """A file's bytes; of a table also what it holds, since it is compressed."""
    found = [path.read_bytes()]
    if path.suffix == ".parquet":
        columns = pq.read_table(path).columns
        found.append(
            "\n".join(str(one) for column in columns for one in column.to_pylist()).encode()
        )
    return found
