"""Who may see what: roles as a table. For now one role, the commander, who sees all areas."""

from dataclasses import dataclass

import pandas as pd

ABILITIES = {"commander": frozenset({"maps", "intake"})}


@dataclass(frozen=True)
class Access:
    """What one reader may do and see.

    Parameters
    ----------
    role : str
        A role of `ABILITIES`.
    districts : frozenset of str, optional
        Codes of the districts that may be seen; None for all.
    """

    role: str
    districts: frozenset[str] | None = None

    def may(self, ability: str) -> bool:
        """Return whether this reader has an ability."""
        return ability in ABILITIES.get(self.role, frozenset())


class Refused(PermissionError):
    """A reader asked for what their role does not allow."""


def require(access: Access, ability: str) -> None:
    """Raise `Refused` unless the reader has the ability."""
    if not access.may(ability):
        raise Refused(ability)


def narrow(access: Access, table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `table` (with a column `district`) that this reader may see."""
    if access.districts is None:
        return table
    return table[table["district"].isin(access.districts)]
