"""The drill: a backup made and put back beside the store, proved, timed, and gone again."""

import os
from dataclasses import asdict, dataclass
from pathlib import Path

from data import clock, erased, secrets
from data.backups import halves, making, restoring
from data.backups.restoring import Restored


@dataclass(frozen=True)
class Drilled:
    """What a drill came to.

    Parameters
    ----------
    backup_seconds, restore_seconds : float
    proved : Restored
    """

    backup_seconds: float
    restore_seconds: float
    proved: Restored

    def as_dict(self) -> dict[str, object]:
        """Return it as plain values."""
        return asdict(self)


def drill(directory: Path) -> Drilled:
    """Back a store up and restore it beside itself; nothing is left, in the audit neither.

    Raises
    ------
    Refusal
        As `making.make` and `restoring.restore`.
    """
    directory, begun = directory.absolute(), clock.now()
    with halves.scratch(directory.parent) as place:
        backup, new = place / "backup", place / directory.name
        making.copy(directory, backup)
        between = clock.now()
        secrets.path(new).symlink_to(secrets.path(directory).resolve())
        if erased.path(directory).exists():
            erased.path(new).symlink_to(erased.path(directory).resolve())
        else:
            os.close(os.open(erased.path(new), os.O_WRONLY | os.O_CREAT, 0o600))
        proved = restoring.restore(backup, new, by="drill")
    return Drilled(between - begun, clock.now() - between, proved)
