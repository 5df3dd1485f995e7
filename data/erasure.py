"""A person erased: no pseudonym of theirs is left in the store, nor comes back from a backup.

The reports stay; they name nobody. Erasing is of the past: what the same person reports
afterwards is a new contribution, and a file that tells of former reports brings them without it.
"""

import re
from pathlib import Path

from data import audit, clock, erased, secrets, store, traces
from data.callers import number
from data.erased import Erased
from data.refusal import Refusal


def erase(directory: Path, who: str, *, by: str) -> None:
    """Erase a person from the store; nothing tells whether they ever were in it.

    The journal is on the disk before anything else changes: killed at any moment, whoever writes
    next, or `replay`, ends what was begun.

    Parameters
    ----------
    directory : Path
        The store.
    who : str
        A caller's number as people type it, or a pseudonym under any of the store's keys.
    by : str
        Who does it, for the audit.

    Raises
    ------
    Refusal
        "erased.nobody" if it is neither, "erased.other_key", "key.…", "erased.…".
    """
    traces.caught_up(directory)
    with store.change(directory) as change:
        key = secrets.key(directory, change.manifest.get("key"))
        one = Erased(clock.now(), _pseudonym(key, who))
        erased.add(directory, one, change.manifest.get("erased", 0))
        traces.settled(change)
        change.act("erased", by=by)
    traces.purge(directory)
    audit.note_store_acts(directory)


def replay(directory: Path) -> None:
    """Erase again whoever was erased after this store was backed up; where nobody was, nothing.

    Raises
    ------
    Refusal
        "key.…", "erased.…".
    """
    if erased.read(directory, store.manifest(directory).get("erased", 0)):
        traces.caught_up(directory)


def _pseudonym(key: secrets.Key, who: str) -> str:
    found = number(who)
    if found:
        return key.pseudonym(found)
    if not re.fullmatch(secrets.PSEUDONYM, who.strip()):
        raise Refusal("erased.nobody")
    if who.strip().partition(":")[0] not in key.masters:
        raise Refusal("erased.other_key")
    return key.lifted([who.strip()])[0]
