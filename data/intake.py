"""The one door for reports: read, tidy, check, place, keep; whole or not at all."""

import hashlib
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from data import areas, known, mapping, parts, passage, release, secrets, store
from data.callers import Callers
from data.mapping import Mapping
from data.passage import Passage
from data.receipts import Cancelled, Meter, Progress, Receipt
from data.refusal import Refusal
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
        The reports are not real: the store says so from then on, and days to come are let in.

    Raises
    ------
    Refusal
        "reading.…", "intake.…", "mapping.…", "key.…", "store.…": nothing was taken in.
    """
    paths, directory = [Path(file) for file in files], Path(directory)
    held = mapping.read(columns)
    kind = kind or held.defaults.get("kind", DEFAULTS["kind"])
    meter = Meter(progress, len(paths))
    with store.change(directory) as change:
        change.manifest.setdefault("parts", [])
        taken = change.manifest.setdefault("taken", {})
        digests = {path: _digest(path, held, kind) for path in paths}
        fresh = [path for path in dict.fromkeys(paths) if digests[path] not in taken]
        receipt = Receipt([path.name for path in paths], already=not fresh, made_up=made_up)
        if fresh:
            under = Passage(
                change,
                areas.current(directory),
                held,
                kind=kind,
                callers=Callers(secrets.key(directory, change.manifest.get("key"))),
                meter=meter,
                latest=FOR_EVER if made_up else int(time.time() * 1000) + A_DAY,
            )
            for path in fresh:
                taken[digests[path]] = under.file(path)
            receipt = _kept(under, receipt)
        for path in paths:
            if path not in fresh:
                receipt = receipt.repeated(taken[digests[path]])
    return replace(receipt, seconds=round(meter.seconds, 2))


def _digest(path: Path, held: Mapping, kind: str) -> str:
    try:
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256")
    except OSError as error:
        raise Refusal("reading.missing", file=path.name) from error
    content.update(f"{held.digest} {kind}".encode())
    return content.hexdigest()


def _kept(under: Passage, blank: Receipt) -> Receipt:
    """Keep what has passed, count all anew, and return the receipt."""
    change, meter = under.change, under.meter
    manifest = change.manifest
    manifest["key"] = under.callers.key.id
    meter.at("settling")
    changes, updated = known.settle(under.pieces, manifest["parts"], change.directory)
    for place, updates in changes.items():
        parts.update(change, place, updates)
    placed = passage.keep(under)
    reports = placed.total()
    receipt = replace(
        blank,
        intake=under.number,
        rows=meter.rows,
        reports=reports,
        updated=updated,
        duplicates=meter.rows - under.refused - reports,
        refused=under.refused,
        refused_by_reason=dict(sorted(under.reasons.items())),
        refused_files=under.refused_files,
        placed=placed["placed"],
        outside=placed["outside"],
        unplaced=placed["none"],
        dropped_columns=list(under.dropped),
        mapped_to_other=dict(under.to_other.most_common()),
    )
    manifest["intakes"].append(receipt.as_dict())
    meter.at("counting")
    release.write(change, under.layer)
    return receipt
