"""What became of a survey's file, and where its figures lie."""

from dataclasses import asdict, dataclass, field
from typing import Any

MARGINS, WEIGHTS, SAMPLE = "margins", "weights", "sample"  # what the answers are weighed by


@dataclass(frozen=True)
class Receipt:
    """What became of a survey's file: rows = answers + refused.

    Parameters
    ----------
    file : str
    survey : int
        Number of the survey in its store.
    waves, items : list of str
    rows, answers, refused : int
    refused_by_reason : dict
        Reason's code to rows.
    refused_files : list of str
        Names under the store's `refused/`; they hold places and reasons, no answers.
    neighbourhoods, shown : int
        With answers in any wave; with enough of them to be shown by themselves.
    weighed_by : {"margins", "weights", "sample"}
        Raked to the mapping's margins; the file's own weights; every answer counts alike.
    dropped_columns : list of str
        Columns that were left behind unread.
    already, made_up : bool
    """

    file: str
    survey: int = 0
    waves: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    rows: int = 0
    answers: int = 0
    refused: int = 0
    refused_by_reason: dict[str, int] = field(default_factory=dict)
    refused_files: list[str] = field(default_factory=list)
    neighbourhoods: int = 0
    shown: int = 0
    weighed_by: str = SAMPLE
    dropped_columns: list[str] = field(default_factory=list)
    already: bool = False
    made_up: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return asdict(self)


def files(number: int) -> tuple[str, str]:
    """Return what the files of a survey are called in its store."""
    return f"surveys/{number}.parquet", f"surveys/{number}-worries.parquet"
