"""The store's key changed for a newer one, and every pseudonym with it, without the numbers."""

from pathlib import Path

from data import audit, secrets, store, traces
from data.refusal import Refusal


def rotate(directory: Path, *, by: str) -> str:
    """Add a key, bring the store up to it, and return its id.

    The key file with the new key is on the disk before anything else changes, and holds the older
    ones: killed at any moment, what was sealed or made under an older key goes on, and the next
    writer brings the store up. A change that was begun so is ended, not begun again.

    Parameters
    ----------
    directory : Path
        The store.
    by : str
        Who does it, for the audit.

    Raises
    ------
    Refusal
        "key.none" if the store has no key yet, "key.…", "erased.…".
    """
    with store.change(directory) as change:
        if not secrets.path(directory).exists() and "key" not in change.manifest:
            raise Refusal("key.none", path=directory)
        key = secrets.key(directory, change.manifest.get("key"))
        if change.manifest.get("key", key.id) == key.id:
            secrets.add(directory)
        new = traces.settled(change).key.id
        change.act("key_rotated", by=by, key=new)
    traces.purge(directory)
    audit.note_store_acts(directory)
    return new
