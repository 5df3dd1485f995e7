"""The four demo accounts, for whoever looks at made-up data."""

from pathlib import Path

from data import accounts, areas
from data.demo_passwords import DEMO
from data.refusal import Refusal

__all__ = ["DEMO", "create"]
BY = "command line"


def create(directory: Path) -> None:
    """Add the demo accounts that are missing; the liaison looks after the most people.

    Names that somebody has taken are left to them.
    """
    for name, role, password in DEMO:
        try:
            accounts.named(directory, name)
        except Refusal:
            districts = [largest(directory)] if role == "liaison" else []
            accounts.add(
                directory, name, role, districts=districts, by=BY, password=password, demo=True
            )


def largest(directory: Path) -> str:
    """Return the code of the district with the most residents."""
    districts = areas.at_level(areas.current(directory), "district")
    return str(districts["residents"].fillna(0).astype(int).idxmax())
