"""An entry of the notebook: what it says, and as it is kept."""

import datetime
from dataclasses import dataclass

from data.decisions.note_tables import NOTE_KINDS as KINDS
from data.decisions.note_tables import NOTE_STATES as STATES


@dataclass(frozen=True)
class Written:
    """What an entry says.

    Parameters
    ----------
    kind : {"priority", "said_done", "meeting"}
    state : {"open", "under_way", "done", "dropped"}
    day : datetime.date
    said : str
        What residents said, agreed or met about.
    done : str
        What came of it; may be empty.
    """

    kind: str
    state: str
    day: datetime.date
    said: str
    done: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS or self.state not in STATES:
            raise ValueError(f"no such entry: {self.kind}, {self.state}")


@dataclass(frozen=True)
class Entry:
    """An entry as it is kept.

    Parameters
    ----------
    id : int
    neighbourhood : str
    written : Written
    revision : int
        Whoever changes it says which one they saw.
    layer : str
        Id of the layer that its neighbourhood is one of.
    """

    id: int
    neighbourhood: str
    written: Written
    revision: int
    layer: str
