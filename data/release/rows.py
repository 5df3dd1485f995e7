"""Reports of some months, each as the positions of the bins it is counted in."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data import jalali, parts, schema
from data.areas import Layer
from data.release.places import OFF_MAP, Places

WORDS = (*schema.COUNTED, "feedback")
COLUMNS = ["report", *WORDS, "neighbourhood", "placed", "layer"]
COLUMNS += ["day", "hour", "precision", "received_at", *schema.INSTANTS]
NOTHING = np.empty(0, np.int64)
NEVER = np.iinfo(np.int32).min  # seconds of a stage that has no beginning or no end
TIMED, DATED = 2, 1  # how exactly the time is known; 0: by its month


@dataclass(frozen=True)
class Rows:
    """Reports; ndarrays, shape (n,).

    Parameters
    ----------
    month : ndarray of int
        Year × 100 + month.
    day : ndarray of datetime64[D]
    hour : ndarray of int
        Of the day in Tehran; -1 where it is not known.
    dated : ndarray of bool
        Whether the day is known.
    area : ndarray of int
        Position in `Places.codes` of the neighbourhood, or of what lies off the map.
    kind, category, outcome, feedback : ndarray of int
        Positions in the vocabulary.
    seconds : ndarray of int32, shape (n, stages)
        What each of `schema.STAGES` took; `NEVER` where that is not known.
    caller : ndarray of int
        A number for each caller.
    """

    month: np.ndarray
    day: np.ndarray
    hour: np.ndarray
    dated: np.ndarray
    area: np.ndarray
    kind: np.ndarray
    category: np.ndarray
    outcome: np.ndarray
    feedback: np.ndarray
    seconds: np.ndarray
    caller: np.ndarray

    def of(self, month: int) -> "Rows":
        """Return the reports of one month."""
        mine = self.month == month
        return Rows(*(column[mine] for column in vars(self).values()))


def read(
    directory: Path, kept: list[dict], layer: Layer, places: Places, months: list[int]
) -> Rows:
    """Return the reports of some months.

    Where a file of reports names no caller at all, each of its reports counts as a caller's own:
    nothing is known. Where it does, those without one count as one caller's, which hides more.

    Parameters
    ----------
    directory : Path
        The store.
    kept : list of dict
        The manifest's `parts`.
    layer : Layer
        The layer that figures are told by.
    places : Places
        Its tree.
    months : list of int
        Year × 100 + month.
    """
    first, last = str(jalali.first_day(min(months))), str(jalali.last_day(max(months)))
    near = [part for part in kept if part["first_day"] <= last and part["last_day"] >= first]
    callers, found = _Callers(directory), []
    area = {code: place for place, code in enumerate(places.codes)}
    for part in near:
        table = parts.read(directory, part, COLUMNS)
        month = jalali.months(table["day"].to_numpy())
        mine = np.isin(month, months)
        columns = _coded(table, layer, area)
        callers.add(part, table["report"], mine)
        found.append([column[mine] for column in (month, *columns)])
    made = [np.concatenate(column) for column in zip(*found, strict=True)] or [NOTHING] * 9
    if not found:
        made.append(np.empty((0, len(schema.STAGES)), np.int32))
    month, day, hour, dated, area_of, kind, category, outcome, feedback, seconds = made
    known = (day, hour, dated, area_of, kind, category, outcome, feedback, seconds)
    return Rows(month, *known, callers.numbers())


def _coded(table: pa.Table, layer: Layer, area: dict[str, int]) -> list[np.ndarray]:
    words = {name: _positions(table[name], schema.VOCABULARY[name]) for name in WORDS}
    here = _told(table["placed"], "placed") & _told(table["layer"], layer.id)
    codes = _positions(table["neighbourhood"], list(area))
    exact = _positions(table["precision"], ("month", "day", "time"))
    hour = pc.fill_null(table["hour"], -1).to_numpy()
    return [
        table["day"].to_numpy().astype("datetime64[D]"),
        np.where(exact == TIMED, hour, -1),
        exact >= DATED,
        np.where(here & (codes >= 0), codes, area[OFF_MAP]),
        *words.values(),
        _seconds(table, exact == TIMED),
    ]


def _seconds(table: pa.Table, timed: np.ndarray) -> np.ndarray:
    instant = {}
    for name in ("received_at", *schema.INSTANTS):
        column = table[name].cast(pa.int64())
        instant[name] = (
            pc.fill_null(column, 0).to_numpy(),
            timed & ~np.asarray(pc.is_null(column)),
        )
    found = np.full((table.num_rows, len(schema.STAGES)), NEVER, np.int32)
    for place, (first, last) in enumerate(schema.STAGES.values()):
        begun, ended = instant[first], instant[last]
        known = begun[1] & ended[1]
        took = np.clip((ended[0] - begun[0]) // 1000, -(10**9), 10**9)
        found[known, place] = took[known]
    return found


def _positions(column: pa.ChunkedArray, words: object) -> np.ndarray:
    """Return where each word stands in a list; -1 for none."""
    known = {word: place for place, word in enumerate(list(words))}  # type: ignore[call-overload]
    made = column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
    held = [known.get(word, -1) for word in made.dictionary.to_pylist()]
    found = pc.fill_null(made.indices, len(held)).to_numpy(zero_copy_only=False)
    return np.array([*held, -1], np.int64)[found]


def _told(column: pa.ChunkedArray, word: str) -> np.ndarray:
    return _positions(column, [word]) == 0


class _Callers:
    """Numbers callers, the same number in every file."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._dictionaries: list[pa.DictionaryArray] = []
        self._places: list[np.ndarray | None] = []
        self._sizes: list[int] = []

    def add(self, part: dict, reports: pa.ChunkedArray, mine: np.ndarray) -> None:
        """Look up who made which of a part's reports, in their order, of those that are `mine`."""
        self._sizes.append(int(mine.sum()))
        if "callers" not in part:
            self._places.append(None)
            return
        path = self._directory / "callers" / part["callers"]
        table = pq.read_table(path, read_dictionary=["caller"])
        at = pc.index_in(reports.filter(pa.array(mine)), table["report"]).combine_chunks()
        self._places.append(pc.fill_null(at, -1).to_numpy(zero_copy_only=False))
        self._dictionaries.append(table["caller"].combine_chunks())

    def numbers(self) -> np.ndarray:
        """Return a number for each report's caller; 0 for those not known, all together."""
        kind = pa.dictionary(pa.int32(), pa.string())
        joined = pa.chunked_array(self._dictionaries, kind).unify_dictionaries()
        held, found = iter(joined.chunks), []
        alone = 1 + max((len(chunk.dictionary) for chunk in joined.chunks), default=0)
        for size, places in zip(self._sizes, self._places, strict=True):
            if places is None:
                found.append(np.arange(alone, alone + size))
                alone += size
                continue
            indices = pc.fill_null(next(held).indices, -1).to_numpy(zero_copy_only=False)
            found.append(np.append(indices.astype(np.int64) + 1, 0)[places])
        return np.concatenate(found) if found else np.empty(0, np.int64)
