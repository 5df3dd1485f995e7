"""The one door for reports: read, tidy, check, place, keep; whole or not at all."""

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from data import areas, audit, known, mapping, parts, passage, release, store, traces
from data.digests import Digests
from data.made_up import require_alike
from data.mapping import Mapping
from data.passage import Passage
from data.receipts import Cancelled, Meter, Progress, Receipt
from data.schema import DEFAULTS

__all__ = ["Cancelled", "Progress", "Receipt", "take_in"]
A_DAY = 86_400_000
FOR_EVER = 2**62


def take_in(
    files: Iterable[Path | str],
    directory: Path,
    *,
    kind: str | None = None,
    columns: Path | str | Mapping | None = None,
    progress: Callable[[Progress], None] | None = None,
    made_up: bool = False,
    by: str = "command line",
) -> Receipt:
    """Take files of reports in and return what became of them.

    Nothing changes when the same files are taken in again; where files overlap, nothing is counted
    twice. Whatever is raised, the store is as it was.

    Parameters
    ----------
    files : iterable of Path
        See `reading.tables` for what they may be.
    directory : Path
        The store.
    kind : {"call", "tip"}, optional
        The kind of the reports that do not say theirs; "call" if the mapping names none either.
    columns : Path or Mapping, optional
        What is particular to these files; see `mapping.read`.
    progress : callable, optional
        Told of the progress; may raise `Cancelled`.
    made_up : bool
        The reports are not real: the store says so from then on, and days to come are let in. A
        store holds either made-up reports or real ones.
    by : str
        Who hands them in, for the audit.

    Raises
    ------
    Refusal
        "reading.…", "intake.…", "mapping.…", "key.…", "store.…": nothing was taken in.
    """
    paths, directory = list(dict.fromkeys(map(Path, files))), Path(directory)
    held = mapping.read(columns)
    kind = kind or held.defaults.get("kind", DEFAULTS["kind"])
    meter = Meter(progress, len(paths))
    traces.caught_up(directory)
    with store.change(directory) as change:
        require_alike(change.manifest, made_up=made_up)
        change.manifest.setdefault("parts", [])
        taken = change.manifest.setdefault("taken", {})
        digests = Digests(paths, f"{held.digest} {kind}")
        known_before = {path: taken[one] for path in paths if (one := digests.known(path, taken))}
        fresh = [path for path in paths if path not in known_before]
        receipt = Receipt([path.name for path in paths], already=not fresh, made_up=made_up)
        if fresh:
            under = _passage(change, held, kind, meter, FOR_EVER if made_up else _tomorrow())
            for path in fresh:
                passed = under.file(path)
                taken[digests.of(path)] = passed | digests.size(path)
            receipt = _kept(under, receipt, by)
    audit.note_store_acts(directory)
    for one in known_before.values():
        receipt = receipt.repeated(one)
    return replace(receipt, seconds=round(meter.seconds, 2))


def _tomorrow() -> int:
    return int(time.time() * 1000) + A_DAY


def _passage(change: store.Change, held: Mapping, kind: str, meter: Meter, latest: int) -> Passage:
    directory = change.directory
    callers = traces.settled(change)
    layer = areas.current(directory)
    return Passage(change, layer, held, kind=kind, callers=callers, meter=meter, latest=latest)


def _kept(under: Passage, blank: Receipt, by: str) -> Receipt:
    """Keep what has passed, count all anew, and return the receipt."""
    change, meter = under.change, under.meter
    meter.at("settling")
    kept = change.manifest["parts"]
    changes, updated = known.settle(under.pieces, kept, change.directory)
    for place, updates in changes.items():
        parts.update(change, place, updates)
    placed = passage.keep(under)
    receipt = replace(
        blank,
        **under.told(),
        reports=placed.total(),
        updated=updated,
        duplicates=meter.rows - under.refused - placed.total(),
        placed=placed["placed"],
        outside=placed["outside"],
        unplaced=placed["none"],
        seconds=round(meter.seconds, 2),
    )
    change.manifest["intakes"].append(receipt.as_dict())
    names = ("intake", "rows", "reports", "updated", "duplicates", "refused", "made_up")
    change.act("intake", by=by, **{name: getattr(receipt, name) for name in names})
    meter.at("counting")
    release.write(change, under.layer)
    return receipt
