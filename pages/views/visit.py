"""One reader's visit to one page: who reads, in which language, of which store."""

import datetime
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data import areas, jalali
from data.access import Access
from pages.views import readers
from words import Say


@dataclass(frozen=True)
class Visit:
    """One reader's visit to one page.

    Parameters
    ----------
    say : Say
        Speaks the reader's language.
    sid : str
        Their session.
    directory : Path
        The store they read.
    version : str
        Its version as this run began; the first argument of all that is cached.
    counts : dict
        What the store holds at that version, as far as they may know.
    layer : Layer
        The areas that its figures are told by.
    """

    say: Say
    sid: str = field(repr=False)
    directory: Path
    version: str
    counts: dict[str, Any]
    layer: areas.Layer

    @property
    def access(self) -> Access:
        """What they may see, looked up at every use; `access.Refused` once it has ended."""
        return readers.still(self.directory, self.sid)

    @property
    def empty(self) -> bool:
        """Whether no month is told of yet."""
        return not self.months

    @property
    def months(self) -> list[int]:
        """The months told of, year × 100 + month, ascending."""
        return self.counts.get("months", [])

    @property
    def weeks(self) -> list[datetime.date]:
        """The Saturdays of the weeks told of, ascending."""
        return [datetime.date.fromisoformat(week) for week in self.counts.get("weeks", [])]

    @property
    def last_day(self) -> datetime.date:
        """The last day told of, which is what pages call today; not where none is."""
        return jalali.last_day(self.months[-1])
