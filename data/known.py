"""Which reports of an intake are known already, and what their later rows change."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from data import fingerprints, parts, schema
from data.pieces import Judgement, Piece, read

AT_ONCE = 2_000_000  # ids looked at together
AS_TOLD = pa.schema(
    [(name, pa.string()) for name in ("report", *schema.JUDGED)]
    + [(name, schema.INSTANT) for name in schema.INSTANTS]
)
UNSAID = {name: schema.VOCABULARY[name].index(schema.DEFAULTS[name]) for name in schema.JUDGED}


@dataclass(frozen=True)
class _Told:
    """Rows about reports that are told more than once: first those kept, then as they came."""

    report: pa.Array
    judgement: Judgement
    owner: np.ndarray  # a kept part or, after all of those, a piece
    row: np.ndarray


def settle(
    pieces: list[Piece], kept: list[dict], directory: Path
) -> tuple[dict[int, list[tuple[np.ndarray, Judgement]]], int]:
    """Mark the rows of reports known already, and return what these rows change.

    The first row of a report stands, with the outcome, the feedback and the instants that later
    rows tell. A row that says the outcome is pending, or does not tell one, takes nothing back.

    Parameters
    ----------
    pieces : list of Piece
        In the order they came; their `dropped` and `updates` are filled in.
    kept : list of dict
        The manifest's `parts`.
    directory : Path
        The store.

    Returns
    -------
    tuple of (dict, int)
        Position in `kept` to rows and what they now say; how many reports changed.
    """
    suspects, hit = _suspects(pieces, kept, directory)
    changes: dict[int, list[tuple[np.ndarray, Judgement]]] = {}
    updated = 0
    for some in np.array_split(suspects, -(-len(suspects) // AT_ONCE)) if len(suspects) else []:
        told = _gathered(pieces, [(place, kept[place]) for place in hit], directory, some)
        bases, final, differs, repeats = _judged(told)
        for owner in np.unique(told.owner[repeats]):
            if owner >= 0:
                rows = told.row[repeats & (told.owner == owner)]
                pieces[owner].dropped[rows] = True
        changed = bases[differs]
        updated += len(changed)
        for owner in np.unique(told.owner[changed]):
            mine = np.flatnonzero(differs)[told.owner[changed] == owner]
            update = (told.row[bases[mine]], final.take(mine))
            if owner >= 0:
                pieces[owner].updates.append(update)
            else:
                changes.setdefault(-1 - int(owner), []).append(update)
    return changes, updated


def _suspects(
    pieces: list[Piece], kept: list[dict], directory: Path
) -> tuple[np.ndarray, list[int]]:
    """Return the fingerprints that occur more than once, in order, and the parts with any."""
    coming = np.sort(np.concatenate([piece.ids for piece in pieces] or [np.empty(0, np.uint64)]))
    again = [coming[1:][coming[1:] == coming[:-1]]]
    hit = []
    for place, part in enumerate(kept):
        known = parts.ids(directory, part)
        found = known[_among(known, coming)]
        if found.size:
            again.append(found)
            hit.append(place)
    return np.unique(np.concatenate(again)), hit


def _among(values: np.ndarray, ordered: np.ndarray) -> np.ndarray:
    """Return which values are among those in order."""
    if not ordered.size:
        return np.zeros(len(values), bool)
    at = np.minimum(np.searchsorted(ordered, values), len(ordered) - 1)
    return ordered[at] == values


def _gathered(
    pieces: list[Piece], kept: list[tuple[int, dict]], directory: Path, some: np.ndarray
) -> _Told:
    tables, owners, places = [], [], []

    def add(table: pa.Table, ids: np.ndarray, owner: int) -> None:
        rows = np.flatnonzero(_among(ids, some))
        tables.append(table.take(pa.array(rows)).cast(AS_TOLD))
        owners.append(np.full(len(rows), owner))
        places.append(rows)

    for place, part in kept:
        table = parts.read(directory, part, AS_TOLD.names)
        add(table, fingerprints.of(table["report"].combine_chunks()), -1 - place)
    for place, piece in enumerate(pieces):
        if _among(piece.ids, some).any():
            add(read(piece.path, AS_TOLD.names), piece.ids, place)
    whole = pa.concat_tables(tables).combine_chunks()
    return _Told(
        whole["report"].combine_chunks(),
        Judgement.of(whole),
        np.concatenate(owners),
        np.concatenate(places),
    )


def _judged(told: _Told) -> tuple[np.ndarray, Judgement, np.ndarray, np.ndarray]:
    """Return each report's first row, its final judgement, whether it differs, all other rows."""
    groups = told.report.dictionary_encode().indices.to_numpy()
    order = np.argsort(groups, kind="stable")
    starts = np.flatnonzero(np.append(True, np.diff(groups[order]) != 0))
    bases = order[starts]
    repeats = np.ones(len(groups), bool)
    repeats[bases] = False

    def last(valid: np.ndarray, values: np.ndarray) -> np.ndarray:
        place = np.where(valid[order], np.arange(len(order)), -1)
        place = np.maximum.reduceat(place, starts)
        return np.where(place >= 0, values[order[place]], values[bases])

    said = told.judgement
    final = Judgement(
        {name: last(values != UNSAID[name], values) for name, values in said.words.items()},
        {name: last(~np.isnan(values), values) for name, values in said.instants.items()},
    )
    differs = np.zeros(len(bases), bool)
    for name, words in final.words.items():
        differs |= words != said.words[name][bases]
    for name, values in final.instants.items():
        before = said.instants[name][bases]
        differs |= (values != before) & ~(np.isnan(values) & np.isnan(before))
    return bases, final, differs, repeats
