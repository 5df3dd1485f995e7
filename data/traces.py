"""Where callers' pseudonyms stand: every place, rewritten together.

They stand in `callers/`, in `refused/`, in three tables of decisions and nowhere else. They are
rewritten when the key has changed and when somebody was erased, in one change of the store, or not
at all.
"""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

from data import decided, durable, erased, parts, refused, sealed, secrets, store
from data.callers import Callers, number

After = Callable[[list[str]], list[str | None]]  # pseudonyms to what they are now; None for erased
SINGLE = ("reports", "callers", "refused")  # folders that tell of single reports
PSEUDONYM = re.compile(rf"(?<![0-9a-f]){secrets.PSEUDONYM}(?![0-9a-f])".encode())


def caught_up(directory: Path) -> None:
    """Bring a store up to the newest key and to the journal of erasures, to the last byte.

    It may be behind: restored from a backup, or left by whoever was killed between writing the key
    or the journal and changing the store, or before what counts no more was deleted.

    Raises
    ------
    Refusal
        "key.…", "erased.…".
    """
    manifest = store.manifest(directory)
    if "key" not in manifest:
        return
    key = secrets.key(directory, manifest["key"])
    if _is_behind(manifest, key, erased.read(directory, manifest.get("erased", 0))):
        with store.change(directory) as change:
            settled(change)
    purge(directory)


def settled(change: store.Change) -> Callers:
    """Return what makes callers' pseudonyms, having brought the store up to date with it.

    Raises
    ------
    Refusal
        "key.…", "erased.…".
    """
    directory, manifest = change.directory, change.manifest
    key = secrets.key(directory, manifest.get("key"))
    known = manifest.get("erased", 0)
    entries = erased.read(directory, known)
    if _is_behind(manifest, key, entries):
        gone = erased.until(entries[known:], key)

        def after(pseudonyms: list[str]) -> list[str | None]:
            return [None if one in gone else one for one in key.lifted(pseudonyms)]

        rewrite(change, key, after)
        manifest["key"] = key.id
        if entries:
            manifest["erased"] = len(entries)
    return Callers(key, erased.until(entries, key))


def _is_behind(manifest: dict, key: secrets.Key, entries: list[erased.Erased]) -> bool:
    return manifest.get("key") != key.id or manifest.get("erased", 0) < len(entries)


def rewrite(change: store.Change, key: secrets.Key, after: After) -> None:
    """Rewrite every pseudonym that is kept; what is not changed by it is not written anew.

    What lies in other places than the store's own files comes first: killed before the end, the
    store is still behind, and all is done again.
    """
    sealed.anew(change.directory, key)
    decided.rewrite(change.directory, after)
    _made_up_consents(change.directory, key, after)
    for place, part in enumerate(change.manifest.get("parts", [])):
        if "callers" in part:
            parts.rename_callers(change, place, after)
    for intake in change.manifest["intakes"]:
        names = intake["refused_files"]
        intake["refused_files"] = [_refused(change, name, after) for name in names]


def purge(directory: Path) -> None:
    """Delete at once what tells of single reports and counts no more; only writers read it."""
    with store.change(directory) as change:
        for folder in SINGLE:
            for path in sorted((directory / folder).glob("*")):
                if f"{folder}/{path.name}" not in change.manifest["files"]:
                    path.unlink()


def _refused(change: store.Change, name: str, after: After) -> str:
    """Rewrite a file of refused rows and return its name, another one if anything changed."""
    held = (change.directory / "refused" / name).read_bytes()
    found = sorted({one.decode() for one in PSEUDONYM.findall(held)})
    new = {one.encode(): (now or "").encode() for one, now in zip(found, after(found), strict=True)}
    if all(before == now for before, now in new.items()):
        return name
    renamed = refused.renamed(name, change.version)
    change.path(f"refused/{renamed}").write_bytes(PSEUDONYM.sub(lambda one: new[one.group()], held))
    change.drop(f"refused/{name}")
    return renamed


def _made_up_consents(directory: Path, key: secrets.Key, after: After) -> None:
    """Take whoever is erased from the made-up citizens, who stand there under their numbers."""
    for name in ("consents.csv", "people.csv"):
        path = directory / "demo" / name
        if path.exists():
            _without(path, key, after)


def _without(path: Path, key: secrets.Key, after: After) -> None:
    header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
    place = header.index("number")
    numbers = [number(row[place]) or "" for row in rows]
    kept = [row for row, one in zip(rows, after(key.pseudonyms(numbers)), strict=True) if one]
    if len(kept) == len(rows):
        return
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *kept])
    durable.write(path.with_suffix(".new"), text.getvalue())
    path.with_suffix(".new").replace(path)
