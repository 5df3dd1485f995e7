"""Who may see what: four roles as a table, asked wherever data are handed out."""

from dataclasses import dataclass

import pandas as pd

ROLES = ("commander", "liaison", "presenter", "steward")
ABILITIES = {
    "commander": frozenset(
        {"welcome", "maps", "honorees", "policy", "approve", "ceremony", "notebook"}
    ),
    "liaison": frozenset({"welcome", "maps", "honorees", "nominate", "notebook"}),
    "presenter": frozenset({"welcome", "ceremony"}),
    "steward": frozenset({"welcome", "intake", "accounts", "consents", "audit"}),
}


@dataclass(frozen=True)
class Access:
    """What one reader may do and see.

    Parameters
    ----------
    role : str
        One of `ROLES`; any other may nothing.
    districts : frozenset of str, optional
        Codes of the districts that may be seen. A liaison without any sees nothing.
    """

    role: str
    districts: frozenset[str] | None = None

    def may(self, ability: str) -> bool:
        """Return whether this reader has an ability."""
        return ability in ABILITIES.get(self.role, frozenset())

    @property
    def all_areas(self) -> bool:
        """Whether every area may be seen: a commander's, unless some districts are named."""
        return self.role == "commander" and self.districts is None


NOBODY = Access("", frozenset())


class Refused(PermissionError):
    """A reader asked for what their role does not allow."""


def require(access: Access, ability: str) -> None:
    """Raise `Refused` unless the reader has the ability."""
    if not access.may(ability):
        raise Refused(ability)


def narrow(access: Access, table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `table` (with a column `district`) that this reader may see.

    Rows without a district (counties, the province) are seen by whoever sees all areas alone.
    """
    if access.all_areas:
        return table
    seen = access.districts if access.may("maps") and access.districts else frozenset()
    return table[table["district"].isin(seen)]
