"""A made-up year that comes in by the same door as a real one.

Two exports as the 110 centre would write them are taken in by `data.intake`, and a made-up survey
by `data.survey.intake`. It lies under the folder `demo` of the store, beside made-up citizens who
were asked for their consent.
"""

import json
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pandas as pd

from data import areas, durable, intake, people_files, store
from data.demo import consents, export, plan, spots, survey, whole
from data.demo.reports import HalfYear
from data.receipts import Progress, Receipt
from data.refusal import Refusal
from data.survey import intake as survey_intake

__all__ = ["Planted", "build", "planted"]
REPORTS_EACH, SEED = 1_500_000, 1404
SURVEY = Path(__file__).with_name("survey.toml")
Planted, planted = spots.Planted, spots.planted


def build(
    directory: Path,
    *,
    reports_each: int = REPORTS_EACH,
    seed: int = SEED,
    progress: Callable[[Progress], None] | None = None,
) -> list[Receipt]:
    """Make the half-years up, take them in and return a receipt for each.

    Asked for again, it brings what is still missing; nothing changes if nothing is.

    Parameters
    ----------
    directory : Path
        The store: empty, or holding the same made-up reports.
    reports_each : int
        Reports of one half-year on average, at least 1; the later one has a few more.
    seed : int
        Another one makes other reports; what `planted` names stays.
    progress : callable, optional
        Told of the progress; may raise `intake.Cancelled`.

    Raises
    ------
    Refusal
        "demo.too_few" for less than one report; "demo.other_reports" if the store holds others;
        what `intake.take_in` raises.
    """
    if reports_each < 1:
        raise Refusal("demo.too_few")
    folder = durable.folder(store.home(directory) / "demo")
    _claim(store.home(directory), folder, {"reports_each": reports_each, "seed": seed})
    exports = folder / "exports"
    shutil.rmtree(exports, ignore_errors=True)  # left by one that was killed
    told = whole.Whole(progress)
    halves = plan.half_years(areas.current(directory), reports_each, seed)
    try:
        paths = _written(halves, durable.folder(exports), seed, told.write)
        steps = [told.take_in(*ends) for ends in pairwise((whole.FIRST, whole.SECOND, whole.END))]
        receipts = [
            intake.take_in([path], directory, progress=step, made_up=True)
            for path, step in zip(paths, steps, strict=True)
        ]
    finally:
        shutil.rmtree(exports, ignore_errors=True)
    _keep(survey.answers(halves, plan.stream(seed, "survey")), folder / "survey.csv")
    _survey(folder / "survey.csv", directory)
    here, people = halves[0].places, halves[0].people
    asked = consents.asked(here, people, reports_each, plan.stream(seed, "consents"))
    _keep(asked, folder / "consents.csv")
    _keep(consents.known(asked, plan.stream(seed, "people")), folder / "people.csv")
    people_files.take_in(folder / "people.csv", directory, by="command line")
    return receipts


def _survey(path: Path, directory: Path) -> None:
    """Take the survey in; one made up by an older version of this program gives way."""
    survey_intake.take_in(path, directory, SURVEY, made_up=True, instead=True)


def _claim(directory: Path, folder: Path, made: dict[str, int]) -> None:
    """Note what is made up in a store; refuse one that holds anything else."""
    note = folder / "made.json"
    if store.manifest(directory)["counts"].get("reports"):
        before = json.loads(note.read_text(encoding="utf-8")) if note.exists() else None
        if before != made:
            raise Refusal("demo.other_reports", path=directory)
    durable.write(note, json.dumps(made))


def _written(
    halves: list[HalfYear], folder: Path, seed: int, tell: Callable[[int, int], None]
) -> list[Path]:
    expected = int(sum(half.counts.sum() for half in halves))
    rows = 0

    def advance(more: int) -> None:
        nonlocal rows
        rows += more
        tell(rows, expected)

    paths = [folder / f"110-{half.year}.csv" for half in halves]
    for half, path in zip(halves, paths, strict=True):
        export.write(path, half, plan.stream(seed, "file", half.year), advance)
    return paths


def _keep(table: pd.DataFrame, path: Path) -> None:
    durable.write(path, table.to_csv(index=False))
