"""Single reports let go of after thirteen months; the figures that were published of them stay."""

import datetime
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data import (
    audit,
    ceremonies,
    consents,
    jalali,
    parts,
    queries,
    refused,
    sessions,
    store,
    traces,
)
from data.timing import KEPT_SINCE

MONTHS = 13  # the newest report's Jalali month and the twelve before it


@dataclass(frozen=True)
class Retained:
    """What was let go of.

    Parameters
    ----------
    since : str or None
        Day from which single reports are kept; None where there are no reports.
    reports : int
    refused : int
        Rows that had been refused.
    unpublished : list of int
        Months (year × 100 + month) of which nothing was ever published, and now cannot be.
    sign_ins : int
        Sessions begun more than 30 days ago, and attempts of former days.
    """

    since: str | None
    reports: int
    refused: int
    unpublished: list[int]
    sign_ins: int

    def as_dict(self) -> dict[str, object]:
        """Return it as plain values."""
        return asdict(self)


def retain(directory: Path, *, by: str) -> Retained:
    """Let go of single reports older than thirteen months, all of them or none.

    Whole months go, counted from the newest report's: none is kept longer than thirteen months.
    What is published of them stays, and so do the receipts. Done again, it changes nothing.

    Parameters
    ----------
    directory : Path
        The store.
    by : str
        Who does it, for the audit.

    Raises
    ------
    Refusal
        "key.…", "erased.…", "store.…", "decisions.…".
    """
    traces.caught_up(directory)
    with store.change(directory) as change:
        since = _since(change.manifest)
        reports, days = _reports(change, since) if since else (0, np.empty(0, "datetime64[D]"))
        rows = _refused(change, since) if since else 0
        if since:
            change.manifest[KEPT_SINCE] = since
        if reports or rows:
            change.act("retained", by=by, reports=reports, refused=rows, since=since)
        told = set(change.manifest.get("released", {}).get("months", []))
    traces.purge(directory)
    audit.note_store_acts(directory)
    consents.forget(directory)
    ceremonies.forget(directory)
    unpublished = sorted(set(np.unique(jalali.months(days)).tolist()) - told)
    return Retained(since, reports, rows, unpublished, sessions.forget(directory))


def _since(manifest: dict) -> str | None:
    """Return the first day that is kept; it never goes back."""
    last = max((part["last_day"] for part in manifest.get("parts", [])), default=None)
    if last is None:
        return manifest.get(KEPT_SINCE)
    month = jalali.month_of(datetime.date.fromisoformat(last))
    first = jalali.first_day(jalali.shifted(month, 1 - MONTHS)).isoformat()
    return max(first, manifest.get(KEPT_SINCE, first))


def _reports(change: store.Change, since: str) -> tuple[int, np.ndarray]:
    """Drop reports; return how many, and the days that they fell on."""
    gone, days = 0, [np.empty(0, "datetime64[D]")]
    kept = change.manifest.get("parts", [])
    for place in reversed(range(len(kept))):
        part = kept[place]
        if part["first_day"] >= since:
            continue
        table = parts.read(change.directory, part)
        old = pc.less(table["day"], pa.scalar(datetime.date.fromisoformat(since)))
        days.append(np.unique(table["day"].filter(old).to_numpy().astype("datetime64[D]")))
        gone += pc.sum(old).as_py()
        if part["last_day"] < since:
            parts.drop(change, place)
        else:
            parts.shorten(change, place, table.filter(pc.invert(old)))
    if gone:
        _recount(change)
    return gone, np.concatenate(days)


def _recount(change: store.Change) -> None:
    """Tell how many single reports there are now; nothing that is published is counted anew."""
    kept = change.manifest["parts"]
    paths = [change.directory / "reports" / part["name"] for part in kept]
    change.manifest["counts"] |= {
        **queries.tallied(paths, change.manifest["layer_id"]),
        "first_day": min((part["first_day"] for part in kept), default=None),
        "last_day": max((part["last_day"] for part in kept), default=None),
    }


def _refused(change: store.Change, since: str) -> int:
    """Drop refused rows of former days; return how many."""
    gone = 0
    for intake in (*change.manifest["intakes"], *change.manifest.get("surveys", [])):
        kept = []
        for name in intake["refused_files"]:
            left, rows = _shortened(change, name, since)
            gone += rows
            kept += [left] if left else []
        intake["refused_files"] = kept
    return gone


def _shortened(change: store.Change, name: str, since: str) -> tuple[str | None, int]:
    """Return what a file of refused rows is called without its old ones, and how many these are."""
    header, rows = refused.read(change.directory / "refused" / name)
    dated = header[-1] == refused.SINCE  # one written before rows had a day goes whole
    kept = [row for row in rows if dated and row[-1] >= since]
    if len(kept) == len(rows):
        return name, 0
    change.drop(f"refused/{name}")
    if not kept:
        return None, len(rows)
    renamed = refused.renamed(name, change.version)
    refused.write(change.path(f"refused/{renamed}"), header, kept)
    return renamed, len(rows) - len(kept)
