"""What is wrong with the made-up export: rows that break rules, rows told twice, rows told anew."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.demo import clerks

PENDING = clerks.OUTCOMES["pending"]
BROKEN, REPEATED, UPDATED = 2e-4, 1e-4, 3e-4  # of the rows
AT_LEAST = 7
# What clerks get wrong: header and what stands there instead.
MISTAKES = (
    (clerks.DATE, "{year}/13/05"),
    (clerks.DATE, None),
    (clerks.DATE, "{year}/02/32"),
    (clerks.TIME, "25:71:00"),
    (clerks.LONGITUDE, "شرق میدان"),
    (clerks.CALLER, "داخلی 12"),
    (clerks.OUTCOME, "نامعلوم؟"),
)
BROKEN_FROM = 90_000_000  # numbers of broken rows begin here, so that they are nobody else's


class Flaws:
    """Spoils the chunks of one export and counts what it did.

    Parameters
    ----------
    year : int
    reports : int
        Reports in the whole export.
    """

    def __init__(self, year: int, reports: int) -> None:
        self.year, self.reports = year, reports
        self.broken = self.repeated = self.updated = 0

    def spoil(self, table: pa.Table, done: int, generator: np.random.Generator) -> pa.Table:
        """Return a chunk followed by rows that break a rule or repeat some of its own.

        Parameters
        ----------
        table : Table
            Sound rows in the order of `clerks.HEADERS`.
        done : int
            Reports of the export so far, with this chunk.
        generator : Generator
            Draws which rows.
        """
        told = ((BROKEN, self.broken), (REPEATED, self.repeated), (UPDATED, self.updated))
        broken, repeated, updated = (
            min(self._due(share, done) - before, len(table) // 3) for share, before in told
        )
        chosen = generator.choice(len(table), broken + repeated + updated, replace=False)
        wrong = self._wrong(table.take(chosen[:broken]))
        again = table.take(chosen[broken : broken + repeated])
        settled = chosen[broken + repeated :]
        was_open = np.zeros(len(table), bool)
        was_open[settled] = True
        outcome = table.schema.get_field_index(clerks.OUTCOME)
        first = pc.if_else(pa.array(was_open), PENDING, table[clerks.OUTCOME])
        self.broken, self.repeated = self.broken + broken, self.repeated + repeated
        self.updated += updated
        at_first = table.set_column(outcome, clerks.OUTCOME, first)
        return pa.concat_tables([at_first, wrong, again, table.take(settled)])

    def _due(self, share: float, done: int) -> int:
        """Return how many rows are to be flawed so far."""
        return max(AT_LEAST, round(share * self.reports)) * done // self.reports

    def _wrong(self, rows: pa.Table) -> pa.Table:
        number = self.year * 10**8 + BROKEN_FROM + self.broken + np.arange(len(rows))
        rows = rows.set_column(0, rows.column_names[0], pc.cast(pa.array(number), pa.string()))
        kinds = (self.broken + np.arange(len(rows))) % len(MISTAKES)
        for position, (header, text) in enumerate(MISTAKES):
            wrong = pa.scalar(text and text.format(year=self.year), pa.string())
            place = rows.schema.get_field_index(header)
            mixed = pc.if_else(pa.array(kinds == position), wrong, rows[header])
            rows = rows.set_column(place, header, mixed)
        return rows
