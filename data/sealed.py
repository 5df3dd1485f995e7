"""What is sealed in the database of decisions, put under the newest key."""

from pathlib import Path

from data import decisions, seals
from data.decisions import Connection, engines, tables
from data.secrets import Key

FIELDS = ("totp", "totp_begun")
NAMES = ("name", "said")  # of a consent
ACCOUNT, CONSENT = tables.account, tables.consent


def anew(directory: Path, key: Key) -> None:
    """Seal everything anew that is under an older key; done again, it changes nothing.

    Raises
    ------
    Refusal
        "seal.broken", "decisions.…".
    """
    if not engines.path(directory).exists():
        return
    with decisions.transaction(directory) as connection:
        for row in connection.execute(ACCOUNT.select()).all():
            held = {name: getattr(row, name) for name in FIELDS}
            values = {
                name: seals.resealed(key, sealed, row=row.id, field="totp")
                for name, sealed in held.items()
                if sealed
            }
            if values:
                mine = ACCOUNT.c.id == row.id
                connection.execute(ACCOUNT.update().where(mine).values(**values))
        _names(connection, key)


def _names(connection: Connection, key: Key) -> None:
    """Seal the names of consents anew, each bound to its row and field."""
    for row in connection.execute(CONSENT.select()).all():
        values = {
            name: seals.resealed(key, sealed, row=row.id, field=name)
            for name in NAMES
            if (sealed := getattr(row, name))
        }
        if values:
            connection.execute(CONSENT.update().where(CONSENT.c.id == row.id).values(**values))
