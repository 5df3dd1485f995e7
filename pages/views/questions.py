"""What a reader asks: which period, which reports, where."""

from dataclasses import dataclass

from data.periods import Period


@dataclass(frozen=True)
class Question:
    """One choice of the filters.

    Parameters
    ----------
    period : Period
        Whole months or whole weeks.
    kind, category, outcome : str or None
        Words of the vocabulary; None for all. Weeks know the kind alone.
    within : str or None
        Code of the county or district looked at; None for all.
    level : {"county", "district", "neighbourhood"}
        What the map is cut into.
    """

    period: Period
    kind: str | None = None
    category: str | None = None
    outcome: str | None = None
    within: str | None = None
    level: str = "neighbourhood"

    @property
    def words(self) -> tuple[str | None, str | None, str | None]:
        """Kind, category and outcome."""
        return (self.kind, self.category, self.outcome)
