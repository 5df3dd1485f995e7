"""Rows of texts to reports: typed, checked all at once, placed; bad rows aside with reasons."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data import identity, schema, timing
from data.aside import Aside
from data.batches import Batch
from data.callers import Callers
from data.headers import Columns
from data.mapping import Mapping
from data.moments import Moments
from data.placing import Placer, Places
from data.refused import GUARDED, Refused
from data.vocabulary import Vocabulary, Words

REFUSED = ("kind", "outcome")  # a word that is not known refuses the row
PLACE_COLUMNS = ("longitude", "latitude", "code", "place", "district", "county")


@dataclass(frozen=True)
class Tidied:
    """What came of a batch.

    Parameters
    ----------
    table : Table
        Reports, as `schema.REPORTS` without layer and intake; their `caller`; and `repeatable`:
        whether another row just like this one would be another report.
    refused : list of Refused
    to_other : Counter
        Words that became "other".
    feedback_unread : int
        Rows of which it cannot be read whether there was an answer.
    rows : int
        How many rows the batch had.
    """

    table: pa.Table
    refused: list[Refused]
    to_other: Counter
    feedback_unread: int
    rows: int


@dataclass(frozen=True)
class _Read:
    """A batch, read column by column, before it is known which rows are kept."""

    texts: dict[str, pa.Array]
    received: Moments
    words: dict[str, Words]
    instants: dict[str, np.ndarray]
    said: pa.Array  # the callers' pseudonyms
    caller: pa.Array  # the same without those who were erased
    places: Places


class Tidying:
    """Tidies the batches of one file.

    Parameters
    ----------
    columns : Columns
        What the file's columns are.
    mapping : Mapping
    callers : Callers
    placer : Placer
    kind : str
        The kind of reports that do not say theirs.
    latest, earliest : int
        Milliseconds since 1970 after which no report can have been received, and before which
        none is kept any more.
    """

    def __init__(
        self,
        columns: Columns,
        mapping: Mapping,
        *,
        callers: Callers,
        placer: Placer,
        kind: str,
        latest: int,
        earliest: int = 0,
    ) -> None:
        self.columns, self.manner, self.callers = columns, mapping.manner, callers
        self.placer, self.aside = placer, Aside(columns, callers)
        self.earliest, self.latest = earliest, latest
        defaults = schema.DEFAULTS | mapping.defaults | {"kind": kind}
        self.vocabularies = {
            name: Vocabulary(name, mapping, default) for name, default in defaults.items()
        }

    def tidied(self, batch: Batch) -> Tidied:
        """Return the reports of a batch, and the rows that cannot be taken."""
        read, wrong = self._read(self._texts(batch), len(batch.rows))
        stopped = np.logical_or.reduce(list(wrong.values()))
        refused = [self._refused(batch, int(row), read, wrong) for row in np.flatnonzero(stopped)]
        refused += [self.aside.ragged(row) for row in batch.ragged]
        to_other = sum((words.to_other for words in read.words.values()), Counter())
        table = self._table(read, np.flatnonzero(~stopped))
        refused.sort(key=lambda one: one.row)
        return Tidied(table, refused, to_other, read.words["feedback"].to_unknown, len(batch))

    def _texts(self, batch: Batch) -> dict[str, pa.Array]:
        at = {place: column for place, column in zip(self.columns.used, batch.columns, strict=True)}
        trimmed = {}
        for place, column in at.items():
            text = pc.utf8_trim_whitespace(pc.fill_null(column, ""))
            if self.columns.corrected:
                text = pc.replace_substring_regex(text, GUARDED, r"\1")
            trimmed[place] = text
        return {
            name: _joined([trimmed[place] for place in places])
            for name, places in self.columns.chosen.items()
        }

    def _read(self, texts: dict[str, pa.Array], rows: int) -> tuple[_Read, dict[str, np.ndarray]]:
        received = timing.received(texts, self.manner)
        if "feedback" in texts:
            told = timing.dates_as("yes", texts["feedback"], self.manner)
            texts = texts | {"feedback": told}
        words = {name: one.read(texts.get(name), rows) for name, one in self.vocabularies.items()}
        nobody = pa.nulls(rows, pa.string())
        said, caller_wrong = self.callers.pseudonyms(texts.get("caller", nobody))
        caller = self.callers.kept(said, received.instants)
        places = self.placer.place({n: texts[n] for n in PLACE_COLUMNS if n in texts}, rows)
        wrong = timing.received_wrong(texts["received_at"], received, self.earliest, self.latest)
        wrong |= {f"{name}_unknown": words[name].positions < 0 for name in REFUSED}
        instants = {}
        for name in set(schema.INSTANTS) & texts.keys():
            instants[name], bad = timing.later(texts[name], received, self.manner)
            wrong["instant_unreadable"] = wrong.get("instant_unreadable", False) | bad
        wrong |= {"caller_unreadable": caller_wrong} | places.wrong
        blank = np.logical_and.reduce(
            [pc.equal(text, "").to_numpy(zero_copy_only=False) for text in texts.values()]
        )
        wrong = {code: rows & ~blank for code, rows in wrong.items()} | {"row_empty": blank}
        return _Read(texts, received, words, instants, said, caller, places), wrong

    def _table(self, read: _Read, kept: np.ndarray) -> pa.Table:
        precision = read.received.precision[kept]
        exact = precision == 0
        columns = {
            name: schema.word(words.positions[kept], name) for name, words in read.words.items()
        }
        columns |= timing.counted_by(read.received.instants[kept], exact)
        columns["precision"] = schema.word(precision, "precision")
        for name in schema.INSTANTS:
            columns[name] = timing.column(read.instants.get(name), kept)
        position = pa.array(read.places.position[kept], mask=read.places.position[kept] < 0)
        codes = pa.array(self.placer.codes, pa.string())
        columns["neighbourhood"] = pa.DictionaryArray.from_arrays(position, codes)
        columns["placed"] = schema.word(read.places.placed[kept], "placed")
        columns["caller"] = read.caller.take(pa.array(kept))
        report, made = self._ids(read, kept)
        return pa.table({"report": report, **columns, "repeatable": pa.array(made & ~exact)})

    def _ids(self, read: _Read, kept: np.ndarray) -> tuple[pa.Array, np.ndarray]:
        def told() -> list[pa.Array]:
            nobody = pa.nulls(len(read.said), pa.string())
            callers = self.callers.first(read.texts.get("caller", nobody), read.said)
            return [
                pc.cast(pa.array(read.received.instants), pa.string()),
                pc.cast(pa.array(read.words["kind"].positions), pa.string()),
                pc.fill_null(callers, ""),
            ]

        return identity.ids(read.texts, told, kept, self.callers.key)

    def _refused(
        self, batch: Batch, row: int, read: _Read, wrong: dict[str, np.ndarray]
    ) -> Refused:
        reasons = [code for code, rows in wrong.items() if rows[row]]
        day = None
        if read.received.precision[row] >= 0:
            day = timing.day(read.received.instants[row])
        nearest = read.places.nearest.get(row, "")
        return self.aside.row(batch, row, reasons, day=day, nearest=nearest)


def _joined(texts: list[pa.Array]) -> pa.Array:
    if len(texts) == 1:
        return texts[0]
    return pc.utf8_trim_whitespace(pc.binary_join_element_wise(*texts, " "))
