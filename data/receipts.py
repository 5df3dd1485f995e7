"""What an intake tells: while it is under way, and when it is done."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace

PLACED = ("placed", "outside", "unplaced")


class Cancelled(Exception):
    """Raised by whoever is told of the progress, to leave the store as it was."""


@dataclass(frozen=True)
class Progress:
    """How far an intake has come.

    Parameters
    ----------
    stage : {"reading", "settling", "keeping", "counting"}
    rows : int
        Rows read.
    expected : int or None
        Rows that there will be, about.
    seconds_left : float or None
        About.
    """

    stage: str
    rows: int = 0
    expected: int | None = None
    seconds_left: float | None = None


@dataclass(frozen=True)
class Receipt:
    """What became of the files of one intake: rows = reports + refused + duplicates.

    Parameters
    ----------
    files : list of str
    intake : int
        Number of the intake, or of the one that had brought the same.
    rows, reports, updated, duplicates, refused : int
        `reports` are new ones; `updated` ones are among the `duplicates`: rows of a report that was
        known already.
    refused_by_reason : dict
        Reason's code to rows.
    refused_files : list of str
        Names under the store's `refused/`, to be corrected and handed in again.
    placed, outside, unplaced : int
        Of the new reports.
    dropped_columns : list of str
        Columns that were left behind.
    free_text : list of str
        Those of them that hold free text, which is never taken in.
    mapped_to_other : dict
        Words that became "other", with their rows: those that may be told, see `repeated.words`.
    other_untold : int
        Rows in which something else became "other".
    feedback_unread : int
        Rows of which it cannot be read whether there was an answer: not known, nothing refused.
    already : bool
        All of it had been taken in before: nothing changed.
    made_up : bool
    seconds : float
    """

    files: list[str]
    intake: int = 0
    rows: int = 0
    reports: int = 0
    updated: int = 0
    duplicates: int = 0
    refused: int = 0
    refused_by_reason: dict[str, int] = field(default_factory=dict)
    refused_files: list[str] = field(default_factory=list)
    placed: int = 0
    outside: int = 0
    unplaced: int = 0
    dropped_columns: list[str] = field(default_factory=list)
    free_text: list[str] = field(default_factory=list)
    mapped_to_other: dict[str, int] = field(default_factory=dict)
    other_untold: int = 0
    feedback_unread: int = 0
    already: bool = False
    made_up: bool = False
    seconds: float = 0.0

    def as_dict(self) -> dict[str, object]:
        """Return it as plain values."""
        return asdict(self)

    def remarks(self) -> dict[str, int]:
        """Return the keys of sentences to how many rows they tell of, where there are any."""
        told = {
            "intake.other_untold": self.other_untold,
            "intake.feedback_unread": self.feedback_unread,
        }
        return {key: rows for key, rows in told.items() if rows}

    def repeated(self, known: dict[str, int]) -> "Receipt":
        """Return it with the rows of a file that had been taken in before, as `known` from then."""
        return replace(
            self,
            intake=self.intake or known["intake"],
            rows=self.rows + known["rows"],
            refused=self.refused + known["refused"],
            duplicates=self.duplicates + known["rows"] - known["refused"],
        )


class Meter:
    """Tells of the progress, and guesses how long it will be.

    Parameters
    ----------
    tell : callable, optional
        Given a `Progress`; what it raises ends the intake.
    files : int
        How many files there are.
    """

    AFTER_READING = 0.35  # of the time that reading takes, for all that follows

    def __init__(self, tell: Callable[[Progress], None] | None, files: int) -> None:
        self._tell, self._files = tell or (lambda _: None), max(files, 1)
        self._begun = time.monotonic()
        self.rows, self.finished = 0, 0
        self.refused_by_reason: Counter = Counter()

    @property
    def seconds(self) -> float:
        """Seconds since it began."""
        return time.monotonic() - self._begun

    def read(self, rows: int, done: float) -> None:
        """Tell that so many rows more were read, `done` being the share of the present file."""
        self.rows += rows
        share = (self.finished + done) / self._files
        if share <= 0:
            self._tell(Progress("reading", self.rows))
            return
        reading_left = self.seconds * (1 - share) / share
        left = reading_left + self.AFTER_READING * self.seconds / share
        self._tell(Progress("reading", self.rows, max(self.rows, int(self.rows / share)), left))

    def at(self, stage: str, done: float = 0.0) -> None:
        """Tell which stage has begun, or which share of it is done."""
        left = self.AFTER_READING * self.seconds * (1 - done) if stage != "counting" else None
        self._tell(Progress(stage, self.rows, self.rows, left))
