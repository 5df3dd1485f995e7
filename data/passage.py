"""Files on their way through the door: batch by batch, two side by side, in their order."""

import contextlib
import sys
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from data import headers, parts, pieces, reading, repeated, store, timing
from data.areas import Layer
from data.batches import Batch, Table
from data.callers import Callers
from data.mapping import Mapping
from data.pieces import Piece
from data.placing import Placer
from data.receipts import Meter
from data.refusal import Refusal
from data.refused import Writer
from data.tidying import Tidied, Tidying

AT_ONCE = 3  # batches worked on side by side: each waits for the interpreter now and then
NO_TABLE = {"intake.no_time_column", "reading.header_only", "reading.empty"}


class Passage:
    """What has come through so far in one intake.

    Parameters
    ----------
    change : store.Change
        The store's change that it will be part of.
    layer : Layer
        The areas in which reports are placed.
    held : Mapping
        What is particular to the files.
    kind : str
        The kind of reports that do not say theirs.
    callers : Callers
    meter : Meter
    latest : int
        Milliseconds since 1970 after which no report can have been received.
    """

    def __init__(
        self,
        change: store.Change,
        layer: Layer,
        held: Mapping,
        *,
        kind: str,
        callers: Callers,
        meter: Meter,
        latest: int,
    ) -> None:
        self.change, self.layer, self.held, self.kind = change, layer, held, kind
        self.callers, self.meter, self.latest = callers, meter, latest
        self.placer = Placer(layer, held.crs)
        self.number = len(change.manifest["intakes"]) + 1
        self.pieces: list[Piece] = []
        self.refused = 0
        self.reasons: Counter = Counter()
        self.refused_files: list[str] = []
        self.dropped: dict[str, None] = {}
        self.free_text: dict[str, None] = {}
        self.to_other: Counter = Counter()
        self.feedback_unread = 0

    def file(self, path: Path) -> dict[str, int]:
        """Bring one file through and return its rows, how many were refused, and the intake.

        A workbook's sheets and an archive's members that are no tables of reports are left behind
        and named, if there is one that is.
        """
        rows, refused = self.meter.rows, self.refused
        left: list[tuple[str, Refusal]] = []
        taken = 0
        for table in reading.tables(path):
            try:
                columns = headers.columns(table.header, self.held, table.inner)
                self._table(table, columns)
                self.dropped |= dict.fromkeys(columns.dropped)
                self.free_text |= dict.fromkeys(columns.free_text)
                taken += 1
            except Refusal as refusal:
                if refusal.code not in NO_TABLE:
                    raise
                left.append((table.name, refusal))
        if not taken:
            raise left[0][1]
        self.dropped |= dict.fromkeys(name for name, _ in left)
        self.meter.finished += 1
        return {
            "intake": self.number,
            "rows": self.meter.rows - rows,
            "refused": self.refused - refused,
        }

    def told(self) -> dict[str, Any]:
        """Return what a receipt says of it."""
        to_other, untold = repeated.words(self.to_other)
        return {
            "intake": self.number,
            "rows": self.meter.rows,
            "refused": self.refused,
            "refused_by_reason": dict(sorted(self.reasons.items())),
            "refused_files": self.refused_files,
            "dropped_columns": list(self.dropped),
            "free_text": list(self.free_text),
            "mapped_to_other": to_other,
            "other_untold": untold,
            "feedback_unread": self.feedback_unread,
        }

    def _table(self, table: Table, columns: headers.Columns) -> None:
        tidying = Tidying(
            columns,
            self.held,
            callers=self.callers,
            placer=self.placer,
            kind=self.kind,
            latest=self.latest,
            earliest=timing.earliest(self.change.manifest),
        )
        first = len(self.pieces)
        name = f"{self.number}-{len(self.refused_files) + 1}.csv"
        aside = Writer(self.change.scratch(name), columns.names)
        for tidied, piece in self._side_by_side(tidying, table.batches(columns.used)):
            self.pieces.append(piece)
            aside.write(tidied.refused)
            self.refused += len(tidied.refused)
            self.reasons.update(code for row in tidied.refused for code in row.reasons)
            repeated.add(self.to_other, tidied.to_other)
            self.feedback_unread += tidied.feedback_unread
            self.meter.read(tidied.rows, table.done())
        if aside.path.exists():
            aside.path.replace(self.change.path(f"refused/{name}"))
            self.refused_files.append(name)
        pieces.tell_apart(self.pieces[first:], self.callers.key)

    def _side_by_side(
        self, tidying: Tidying, batches: Iterator[Batch]
    ) -> Iterator[tuple[Tidied, Piece]]:
        """Yield each batch tidied, in order, the next ones being worked on meanwhile."""

        def work(number: int, batch: Batch) -> tuple[Tidied, Piece]:
            tidied = tidying.tidied(batch)
            return tidied, pieces.wait(tidied.table, self.change.scratch(f"{number}.arrow"))

        under_way: deque[Future] = deque()
        with _taking_turns(), ThreadPoolExecutor(AT_ONCE) as workers:
            try:
                for number, batch in enumerate(batches, len(self.pieces)):
                    under_way.append(workers.submit(work, number, batch))
                    if len(under_way) > AT_ONCE:
                        yield under_way.popleft().result()
                while under_way:
                    yield under_way.popleft().result()
            finally:
                for waiting in under_way:
                    waiting.cancel()


@contextlib.contextmanager
def _taking_turns() -> Iterator[None]:
    """Have threads take turns ten times as often as usual.

    Each runs through hundreds of short steps without the interpreter's lock; to wait the usual five
    milliseconds for it after every one costs more than all the steps.
    """
    usual = sys.getswitchinterval()
    sys.setswitchinterval(usual / 10)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def keep(under: Passage) -> Counter:
    """Write the new reports into the store and return how many were placed, outside, nowhere."""
    placed: Counter = Counter()

    def write(number: int) -> dict | None:
        table = under.pieces[number].table()
        if not len(table):
            return None
        for value in table["placed"].combine_chunks().value_counts():
            placed[value["values"].as_py()] += value["counts"].as_py()
        name = f"{under.number:06d}-{number:05d}"
        return parts.keep(under.change, name, table, layer=under.layer.id, intake=under.number)

    with _taking_turns(), ThreadPoolExecutor(AT_ONCE) as workers:
        for number, part in enumerate(workers.map(write, range(len(under.pieces)))):
            if part is not None:
                under.change.manifest["parts"].append(part)
            under.meter.at("keeping", (number + 1) / len(under.pieces))
    return placed
