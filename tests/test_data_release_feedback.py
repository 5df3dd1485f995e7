"""Whether tips were answered: from the file to the released figure, with nobody to be found."""

import itertools
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data import areas, intake, parts, queries, release, schema, store
from data.commands import receipt_lines
from data.release import attacks, feedback, monthly
from data.release import places as tree
from data.release.rows import Rows
from data.telling import Teller
from geo.privacy import FLOOR
from tests.reports import taken, written
from words import Say

HEADER = ["شناسه", "زمان تماس", "نوع", "نتیجه", "شماره تماس گیرنده", "کد محله"]
WITH = [*HEADER, "بازخورد به گزارش‌دهنده"]
MONTH = 140402
numbers = itertools.count()


def tips(answered, unanswered=0, untold=0, *, area="RSH-1-01", callers=0, kind="خبر مردمی"):
    """So many tips with each answer; each by another sender, where not told by how many."""
    words = ["بله"] * answered + ["خیر"] * unanswered + [""] * untold
    return [
        [
            str(next(numbers)),
            f"1404/02/05 {10 + place % 9}:00:00",
            kind,
            "مفید",
            f"0911{place % (callers or len(words)):07d}",
            area,
            word,
        ]
        for place, word in enumerate(words)
    ]


def told(folder, rows, area="RSH-1"):
    """What is released of an area's tips in the month: known (none), yes, no."""
    taken(folder, rows, WITH)
    release.again(folder / "store", [MONTH], "test")
    return released(folder / "store", area)


def released(made, area="RSH-1"):
    table = pq.read_table(store.released(made, store.version(made)) / "feedback.parquet")
    assert table.schema.names == schema.RELEASED["feedback"].names
    return {row["feedback"]: row["reports"] for row in table.to_pylist() if row["area"] == area}


def kept(folder):
    made = folder / "store"
    held = [parts.read(made, part) for part in store.manifest(made)["parts"]]
    return {row["report"]: row["feedback"] for part in held for row in part.to_pylist()}


def test_tips_are_counted_by_their_answer_and_calls_are_not(tmp_path):
    rows = [*tips(31, 19, 30), *tips(40, kind="تماس ۱۱۰")]

    assert told(tmp_path, rows) == {None: 50, "yes": 30, "no": 20}


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        (tips(40, 9), {None: 50}),  # nine have no figure, nor has what would tell them
        (tips(9), {}),
        (tips(40, 40, callers=4), {}),
        (tips(40), {None: 40, "yes": 40}),  # nobody anywhere was left without an answer
        (tips(0, 0, 40), {}),
    ],
)
def test_too_few_tips_or_senders_have_no_row(tmp_path, rows, shown):
    assert told(tmp_path, rows) == shown


def test_told_anew_only_the_answers_that_moved_by_ten_or_more_change(tmp_path):
    told(tmp_path, tips(31, 19))

    assert told(tmp_path, tips(4, 5)) == {None: 60, "yes": 30, "no": 20}
    assert told(tmp_path, tips(5, 1)) == {None: 60, "yes": 40, "no": 20}


def test_answers_that_two_releases_tell_together_are_not_told_anew(tmp_path):
    assert told(tmp_path, tips(49, 1)) == {None: 50}
    made = tmp_path / "store"
    file = store.released(made, store.version(made)) / "feedback.parquet"
    former = pq.read_table(file).to_pylist()
    former += [one | {"feedback": "yes", "reports": 50} for one in former]  # as told by other rules
    pq.write_table(pa.Table.from_pylist(former, schema.RELEASED["feedback"]), file)

    held = release.again(made, [MONTH], "anew")

    assert held["held"] == [MONTH]
    assert set(held["attacks"]["found"]) == {"two_releases"}


def test_where_the_tips_themselves_are_hidden_nothing_is_told(tmp_path):
    by_one = [[*row[:4], "09110000000", *row[5:]] for row in tips(0, 0, 60)]

    assert told(tmp_path, [*tips(30, 25), *by_one], "RSH-1-01") == {}


def test_a_store_whose_files_do_not_say_has_no_figures(tmp_path):
    taken(tmp_path, [row[:-1] for row in tips(60)], HEADER)
    release.again(tmp_path / "store", [MONTH], "test")

    assert set(kept(tmp_path).values()) == {"unknown"}
    assert released(tmp_path / "store") == {}
    folder = store.released(tmp_path / "store", store.version(tmp_path / "store"))
    assert queries.feedback_by_area(folder, [MONTH]).empty


def test_a_later_row_tells_of_an_answer_and_a_blank_takes_nothing_back(tmp_path):
    row = tips(0, 1)[0]
    first = taken(tmp_path, [row], WITH)
    answered = taken(tmp_path, [[*row[:-1], "1404/02/07"]], WITH)
    assert kept(tmp_path) == {row[0]: "yes"}
    blank = taken(tmp_path, [[*row[:-1], ""], *tips(1)], WITH)

    assert [one.updated for one in (first, answered, blank)] == [0, 1, 0]
    assert kept(tmp_path)[row[0]] == "yes"


def test_a_rating_in_such_a_column_refuses_nothing_and_the_receipt_tells_of_it(tmp_path):
    calls = tips(0, 0, 3, kind="تماس ۱۱۰")
    rows = [[*row[:-1], word] for row, word in zip(calls, ("راضی", "ناراضی", "بله"), strict=True)]

    receipt = taken(tmp_path, rows, [*HEADER, "بازخورد"])
    lines = receipt_lines(receipt, tmp_path, Teller(Say("en")))

    assert (receipt.reports, receipt.refused, receipt.feedback_unread) == (3, 0, 2)
    assert sum(line.startswith("In 2 rows it cannot be read") for line in lines) == 1
    assert sorted(kept(tmp_path).values()) == ["unknown", "unknown", "yes"]


@pytest.fixture
def former(tmp_path):
    """A store as it was before there was such a column: two parts, and a release without it."""
    for count in (60, 61):
        taken(tmp_path, [row[:-1] for row in tips(count)], HEADER)
    made = tmp_path / "store"
    release.again(made, [MONTH], "test")
    manifest = store.manifest(made)
    for part in manifest["parts"]:
        path = made / "reports" / part["name"]
        pq.write_table(pq.read_table(path).drop_columns(["feedback"]), path)
    folder = store.released(made, manifest["version"])
    (folder / "feedback.parquet").unlink()
    return tmp_path


def test_a_store_made_before_there_was_such_a_column_opens_and_goes_on(former):
    made = former / "store"
    folder = store.released(made, store.version(made))
    assert queries.feedback_by_area(folder, [MONTH]).empty
    assert set(kept(former).values()) == {"unknown"}

    old = min(kept(former), key=int)
    changed = [old, "1404/02/05 10:00:00", "خبر مردمی", "مفید", "", "RSH-1-01", "بله"]
    again = taken(former, [changed, *tips(40, 30)], WITH)
    release.again(made, [MONTH], "with answers")

    assert (again.updated, again.reports) == (1, 70)
    assert kept(former)[old] == "yes"
    assert released(made) == {None: 70, "yes": 40, "no": 30}


def test_a_mapping_may_say_that_a_blank_is_no_answer_and_which_words_mean_what(tmp_path):
    held = tmp_path / "mapping.toml"
    held.write_text(
        '[columns]\nfeedback = "P"\n[values.feedback]\n"ok*" = "yes"\n[defaults]\nfeedback = "no"',
        encoding="utf-8",
    )
    rows = [[*row[:-1], word] for row, word in zip(tips(3), ("OK, told", "", "no"), strict=True)]
    file = written(tmp_path / "file.csv", rows, [*HEADER, "P"])

    intake.take_in([file], tmp_path / "store", columns=held)

    assert list(kept(tmp_path).values()) == ["yes", "no", "no"]


@pytest.fixture(scope="module")
def drawn():
    """Random tips of one month in forty neighbourhoods, and what is released of them."""
    generator = np.random.default_rng(6)
    places, count = tree.of(areas.current(Path("no store"))), 6000
    zero = np.zeros(count, np.int64)
    held = Rows(
        month=np.full(count, MONTH),
        day=np.full(count, "2025-05-01", "datetime64[D]"),
        hour=zero,
        dated=np.ones(count, bool),
        area=generator.choice(
            np.flatnonzero(places.depth == 3)[:40], count, p=np.linspace(1, 40, 40) / 820
        ),
        kind=generator.integers(0, 2, count),
        category=zero,
        outcome=zero,
        feedback=generator.choice(3, count, p=[0.5, 0.3, 0.2]),
        seconds=np.zeros((count, len(schema.STAGES)), np.int32),
        caller=generator.integers(1, 3000, count),
    )
    return held, places, feedback.figures(held, places, FLOOR, monthly.figures(held, places, FLOOR))


def test_every_figure_is_what_is_counted_one_by_one(drawn):
    held, places, made = drawn
    tip = held.kind == schema.KINDS.index("tip")
    columns = [tip & (held.feedback < 2), tip & (held.feedback == 0), tip & (held.feedback == 1)]
    for level in places.above():
        for area in np.unique(level[held.area])[1:]:
            here = level[held.area] == area
            assert [int((here & one).sum()) for one in columns] == [*made.counts.reports[area]]


def test_no_hidden_figure_can_be_told_and_what_is_told_stands_on_enough(drawn):
    _, places, made = drawn
    under = attacks.Attacks()

    attacks.on_feedback(under, made, FLOOR)
    attacks.on_tables(under, {"feedback": feedback.table(made, places, MONTH)})

    assert under.found == {}
    assert under.narrowest >= 5
    some = made.shown & (made.counts.reports > 0)
    assert 40 < some.sum() < made.shown.size
    assert made.counts.reports[some].min() >= 10
    assert made.counts.callers[some].min() >= 5


def test_the_attack_finds_a_hidden_answer_that_is_left_to_be_subtracted(drawn):
    made = drawn[-1]
    bare = made.counts.reports >= 10  # the rule of ten alone, nothing beside it hidden
    quiet, under = attacks.Attacks(), attacks.Attacks()

    attacks.on_feedback(quiet, made, FLOOR)
    attacks.on_feedback(
        under, monthly.Figures(made.counts, bare, made.published, made.lines), FLOOR
    )

    assert under.found["feedback"] > 0
    assert not quiet.found
