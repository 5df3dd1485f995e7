"""The door for surveys: read, check, place, weigh; figures of areas are kept, no single answer."""

import datetime
from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pandas as pd

from data import areas, audit, clock, reading, store
from data.digests import Digests
from data.made_up import require_alike
from data.placing import Placer
from data.refusal import Refusal
from data.refused import Refused, Writer
from data.survey import cells, mapping, receipts
from data.survey.answers import Answers, Reading
from data.survey.headers import columns
from data.survey.mapping import SurveyMapping
from data.survey.receipts import Receipt
from geo import privacy


def take_in(
    file: Path | str,
    directory: Path,
    given: Path | str | SurveyMapping,
    *,
    made_up: bool = False,
    instead: bool = False,
    by: str = "command line",
) -> Receipt:
    """Take a survey in and return what became of it. The same file again changes nothing.

    Parameters
    ----------
    file : Path
        One row an answer; see `reading.tables` for what it may be.
    directory : Path
        The store.
    given : Path or SurveyMapping
        See `mapping.read`.
    made_up : bool
    instead : bool
        Put it in the place of what the store holds of the same waves.
    by : str
        Who hands it in, for the audit.

    Raises
    ------
    Refusal
        "reading.…", "mapping.…", "survey.…", "intake.…", "store.…": nothing was taken in.
    """
    path, directory, held = Path(file), Path(directory), mapping.read(given)
    with store.change(directory) as change:
        require_alike(change.manifest, made_up=made_up)
        layer = areas.by_id(directory, change.manifest["layer"])
        known = change.manifest.setdefault("surveys", [])
        digest = Digests([path], f"{held.digest} {layer.id}").of(path)
        before = next((one for one in known if one["digest"] == digest), None)
        if before is not None:
            told = {name: before[name] for name in asdict(Receipt(""))}
            return Receipt(**told | {"file": path.name, "already": True})
        receipt = _taken(change, Receipt(path.name, made_up=made_up), path, held, layer)
        _in_place(change, receipt, layer.id, instead=instead)
        known.append({"digest": digest, "layer": layer.id, **receipt.as_dict()})
        names = ("survey", "rows", "answers", "refused", "waves", "made_up")
        change.act("survey", by=by, **{name: getattr(receipt, name) for name in names})
    audit.note_store_acts(directory)
    return receipt


def _in_place(change: store.Change, receipt: Receipt, layer: str, *, instead: bool) -> None:
    """Let go of former surveys of the same waves and areas, where that was asked for."""
    waves = set(receipt.waves)
    same = [
        one
        for one in change.manifest["surveys"]
        if one["layer"] == layer and waves & set(one["waves"])
    ]
    if same and not instead:
        raise Refusal("survey.wave_known", waves=", ".join(sorted(waves & set(same[0]["waves"]))))
    for one in same:
        if not set(one["waves"]) <= waves:
            raise Refusal("survey.more_waves", waves=", ".join(one["waves"]))
        for name in receipts.files(one["survey"]):
            change.drop(name)
        for name in one["refused_files"]:
            change.drop(f"refused/{name}")
        change.manifest["surveys"].remove(one)


def _taken(
    change: store.Change, blank: Receipt, path: Path, held: SurveyMapping, layer: areas.Layer
) -> Receipt:
    """Read the file, write its figures, and return the receipt."""
    number = change.manifest["last_survey"] = change.manifest.get("last_survey", 0) + 1
    placer = Placer(layer)
    whole, refused, dropped = _read(path, held, placer)
    reasons = Counter(code for row in refused for code in row.reasons)
    if whole is None or not len(whole.wave):
        why = reasons.most_common(1)
        raise Refusal("survey.nothing", why=why[0][0] if why else "no_answers")
    figures = cells.of_items(whole, cells.weights(whole, held), placer.codes)
    tables = (figures, cells.of_worries(whole, placer.codes))
    for name, made in zip(receipts.files(number), tables, strict=True):
        made.to_parquet(change.path(name), index=False)
    return replace(
        blank,
        survey=number,
        rows=len(whole.wave) + len(refused),
        answers=len(whole.wave),
        refused=len(refused),
        refused_by_reason=dict(sorted(reasons.items())),
        refused_files=_set_aside(change, number, held, refused),
        dropped_columns=dropped,
        waves=sorted(set(whole.wave)),
        **_asked(held, figures),
    )


def _read(
    path: Path, held: SurveyMapping, placer: Placer
) -> tuple[Answers | None, list[Refused], list[str]]:
    """Return the answers of a file, the rows that cannot be used, and the columns left behind."""
    pieces: list[Answers] = []
    refused: list[Refused] = []
    dropped: dict[str, None] = {}
    for table in reading.tables(path):
        used, left = columns(table, held)
        dropped |= dict.fromkeys(left)
        rows = Reading(held, used, placer, _today())
        for batch in table.batches(sorted(set(used.values()))):
            answers, aside = rows.read(batch)
            pieces.append(answers)
            refused += aside
    return cells.joined(pieces) if pieces else None, refused, list(dropped)


def _asked(held: SurveyMapping, figures: pd.DataFrame) -> dict[str, Any]:
    """Return what a receipt says of the questions, the weights and the neighbourhoods."""
    most = figures.groupby("code")["answers"].max()
    weighed_by = receipts.WEIGHTS if "weight" in held.columns else receipts.SAMPLE
    return {
        "items": list(held.items),
        "neighbourhoods": len(most),
        "shown": int(privacy.answers_shown(most).sum()),
        "weighed_by": receipts.MARGINS if held.margins else weighed_by,
    }


def _set_aside(
    change: store.Change, number: int, held: SurveyMapping, refused: list[Refused]
) -> list[str]:
    if not refused:
        return []
    name = f"survey-{number}.csv"
    headers = [held.columns[one] for one in mapping.PLACES if one in held.columns]
    Writer(change.path(f"refused/{name}"), headers).write(refused)
    return [name]


def _today() -> str:
    return datetime.datetime.fromtimestamp(clock.now(), datetime.UTC).date().isoformat()
