"""The store copied while it is in use, put back, and proved to be what it was."""

from data.backups.drilling import Drilled, drill
from data.backups.listing import Backup
from data.backups.making import make
from data.backups.restoring import Restored, restore

__all__ = ["Backup", "Drilled", "Restored", "drill", "make", "restore"]
