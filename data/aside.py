"""What is kept of a row that cannot be taken: enough to correct it, and nothing of anybody."""

import datetime
import re

import pyarrow as pa

from data import clock, identity, persian, schema
from data.batches import Batch, Ragged
from data.callers import UNREADABLE, Callers
from data.headers import Columns
from data.refused import Refused

TOO_OLD = "too_old"
LONGEST = 60  # characters; what is longer is no word, name or time
LONGEST_ANSWER = 20  # of whether there was an answer: else it may be what was answered
TIMES = {"received_at", "date", *schema.INSTANTS}
DEGREES = {"longitude", "latitude"}
_NUMBER = re.compile(r"(?<!\d)(?:(?:(?:\+|00)?98|0)?9\d{9}|0[1-9]\d{9})(?!\d)")
_FILLING = re.compile(r"(?<=\d)[\s()\-_.]+(?=\d)")


class Aside:
    """Sets the rows of one file aside.

    Parameters
    ----------
    columns : Columns
        What the file's columns are.
    callers : Callers
    """

    def __init__(self, columns: Columns, callers: Callers) -> None:
        self.callers = callers
        self.today = datetime.datetime.fromtimestamp(clock.now(), datetime.UTC).date()
        self._ours = [
            {name for name, places in columns.chosen.items() if place in places}
            for place in columns.used
        ]

    def row(
        self, batch: Batch, row: int, reasons: list[str], *, day: datetime.date | None, nearest: str
    ) -> Refused:
        """Return a row as it is kept.

        Parameters
        ----------
        batch : Batch
        row : int
            Which of the batch's rows.
        reasons : list of str
        day : date or None
            When its report was received, if that can be read.
        nearest : str
            Known names nearest to what was typed as a place.
        """
        number = int(batch.rows[row])
        if TOO_OLD in reasons:
            return self._nothing(number, [TOO_OLD])
        fields = [
            self._kept(column[row].as_py() or "", ours)
            for column, ours in zip(batch.columns, self._ours, strict=True)
        ]
        since = day or self.today
        return Refused(number, fields, reasons, nearest, min(since, self.today).isoformat())

    def ragged(self, row: Ragged) -> Refused:
        """Return a row whose fields cannot be told apart: nothing of it but its number is kept.

        A name from a column that is left behind might stand anywhere in it.
        """
        many = len(row.fields) > row.wanted
        return self._nothing(row.row, ["fields_too_many" if many else "fields_too_few"])

    def _nothing(self, row: int, reasons: list[str]) -> Refused:
        return Refused(row, [""] * len(self._ours), reasons, since=self.today.isoformat())

    def _kept(self, text: str, ours: set[str]) -> str:
        if "caller" in ours:
            return self.callers.hidden(text)
        if "report" in ours:
            text = identity.masked(pa.array([text]), self.callers.key)[0].as_py()
        plain = persian.digits(text)
        if not ours & TIMES:
            plain = _FILLING.sub("", plain)
        somebody = not ours & DEGREES and _NUMBER.search(plain)
        longest = LONGEST_ANSWER if "feedback" in ours else LONGEST
        return UNREADABLE if somebody or len(text) > longest else text
