"""The door for surveys: read, check, place, weigh; figures of areas are kept, no single answer."""

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from data import areas, audit, clock, reading, store
from data.batches import Table
from data.digests import Digests
from data.placing import Placer
from data.refusal import Refusal
from data.refused import Refused, Writer
from data.survey import cells, mapping
from data.survey.answers import Answers, Reading, columns
from data.survey.mapping import SurveyMapping
from geo import privacy

MARGINS, WEIGHTS, SAMPLE = "margins", "weights", "sample"  # what the answers are weighed by


@dataclass(frozen=True)
class Receipt:
    """What became of a survey's file: rows = answers + refused.

    Parameters
    ----------
    file : str
    survey : int
        Number of the survey in its store.
    waves, items : list of str
    rows, answers, refused : int
    refused_by_reason : dict
        Reason's code to rows.
    refused_files : list of str
        Names under the store's `refused/`; they hold places and reasons, no answers.
    neighbourhoods, shown : int
        With answers in any wave; with enough of them to be shown by themselves.
    weighed_by : {"margins", "weights", "sample"}
        Raked to the mapping's margins; the file's own weights; every answer counts alike.
    dropped_columns : list of str
        Columns that were left behind unread.
    already, made_up : bool
    """

    file: str
    survey: int = 0
    waves: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    rows: int = 0
    answers: int = 0
    refused: int = 0
    refused_by_reason: dict[str, int] = field(default_factory=dict)
    refused_files: list[str] = field(default_factory=list)
    neighbourhoods: int = 0
    shown: int = 0
    weighed_by: str = SAMPLE
    dropped_columns: list[str] = field(default_factory=list)
    already: bool = False
    made_up: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return asdict(self)


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
        _all_alike(change.manifest, made_up=made_up)
        layer = areas.by_id(directory, change.manifest["layer"])
        known = change.manifest.setdefault("surveys", [])
        digest = Digests([path], f"{held.digest} {layer.id}").of(path)
        before = next((one for one in known if one["digest"] == digest), None)
        if before is not None:
            told = {name: before[name] for name in asdict(Receipt(""))}
            receipt = Receipt(**told | {"file": path.name, "already": True})
        else:
            receipt = _taken(
                change, path, held, layer, replace(Receipt(path.name), made_up=made_up)
            )
            _in_place(change, receipt, layer.id, instead=instead)
            known.append({"digest": digest, "layer": layer.id, **receipt.as_dict()})
            names = ("survey", "rows", "answers", "refused", "waves", "made_up")
            change.act("survey", by=by, **{name: getattr(receipt, name) for name in names})
    audit.note_store_acts(directory)
    return receipt


def _all_alike(manifest: dict, *, made_up: bool) -> None:
    """Refuse to mix real answers with made-up reports or answers, and the other way round."""
    for one in [*manifest["intakes"], *manifest.get("surveys", [])]:
        if one.get("made_up", False) != made_up:
            raise Refusal("intake.store_is_real" if made_up else "intake.store_is_made_up")


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
        for name in files(one["survey"]):
            change.drop(name)
        for name in one["refused_files"]:
            change.drop(f"refused/{name}")
        change.manifest["surveys"].remove(one)


def files(number: int) -> tuple[str, str]:
    """Return what the files of a survey are called in its store."""
    return f"surveys/{number}.parquet", f"surveys/{number}-worries.parquet"


def _taken(
    change: store.Change, path: Path, held: SurveyMapping, layer: areas.Layer, blank: Receipt
) -> Receipt:
    """Read the file, write its figures, and return the receipt."""
    number = 1 + max((one["survey"] for one in change.manifest["surveys"]), default=0)
    number = max(number, change.manifest.get("last_survey", 0) + 1)
    change.manifest["last_survey"] = number
    placer, pieces, refused = Placer(layer), [], []
    dropped: dict[str, None] = {}
    for table in reading.tables(path):
        used, left = columns(table, held)
        dropped |= dict.fromkeys(left)
        for answers, aside in _read(Reading(held, used, placer, _today()), table, used):
            pieces.append(answers)
            refused += aside
    whole = cells.joined(pieces)
    if not len(whole.wave):
        why = Counter(code for row in refused for code in row.reasons).most_common(1)
        raise Refusal("survey.nothing", why=why[0][0] if why else "no_answers")
    weight = cells.weights(whole, held)
    figures = cells.of_items(whole, weight, placer.codes)
    for name, made in zip(
        files(number), (figures, cells.of_worries(whole, placer.codes)), strict=True
    ):
        made.to_parquet(change.path(name), index=False)
    most = figures.groupby("code")["answers"].max()
    return replace(
        blank,
        survey=number,
        waves=sorted(figures["wave"].unique()),
        items=list(held.items),
        rows=len(whole.wave) + len(refused),
        answers=len(whole.wave),
        refused=len(refused),
        refused_by_reason=dict(
            sorted(Counter(code for row in refused for code in row.reasons).items())
        ),
        refused_files=_set_aside(change, number, held, refused),
        neighbourhoods=len(most),
        shown=int(privacy.answers_shown(most).sum()),
        weighed_by=MARGINS if held.margins else WEIGHTS if "weight" in held.columns else SAMPLE,
        dropped_columns=list(dropped),
    )


def _read(
    rows: Reading, table: Table, used: dict[str, int]
) -> Iterator[tuple[Answers, list[Refused]]]:
    for batch in table.batches(sorted(set(used.values()))):
        yield rows.read(batch)


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
