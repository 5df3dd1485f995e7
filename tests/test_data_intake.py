"""The one door: every row accounted for, nothing twice, whole or not at all."""

import csv
import datetime
import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import intake, parts, schema, secrets, store
from data.refusal import Refusal
from data.refused import inert
from data.release.places import EVERYWHERE
from tests.reports import HEADER, row, taken, written

ROOT = Path(__file__).parents[1]


def counts(folder):
    return store.manifest(folder / "store")["counts"]


def reports(folder):
    """Every report kept, by id: outcome, kind, neighbourhood, arrival."""
    held = {}
    for part in store.manifest(folder / "store")["parts"]:
        for one in parts.read(folder / "store", part).to_pylist():
            assert one["report"] not in held
            held[one["report"]] = (one["outcome"], one["kind"], one["neighbourhood"])
    return held


def test_every_row_is_accounted_for(tmp_path):
    rows = [row(), row(), row(report="2", time="x"), row(report="3", place="رشت"), row(report="4")]

    receipt = taken(tmp_path, [*rows, ["1"], ["1"] * 9])

    assert (receipt.rows, receipt.reports, receipt.refused, receipt.duplicates) == (7, 2, 4, 1)
    assert receipt.refused_by_reason == {
        **{"fields_too_few": 1, "fields_too_many": 1},
        **{"place_too_coarse": 1, "time_unreadable": 1},
    }
    assert {name: counts(tmp_path)[name] for name in ("reports", "refused", "duplicates")} == {
        "reports": 2,
        "refused": 4,
        "duplicates": 1,
    }


def test_the_same_file_again_changes_nothing(tmp_path):
    path = written(tmp_path / "file.csv", [row(), row(report="2"), row(report="3", time="x")])
    first = intake.take_in([path], tmp_path / "store")
    before = store.version(tmp_path / "store")

    again = intake.take_in([path.rename(tmp_path / "renamed.csv")], tmp_path / "store")

    assert (first.already, again.already) == (False, True)
    assert store.version(tmp_path / "store") == before
    assert (again.rows, again.reports, again.duplicates, again.refused) == (3, 0, 2, 1)


def test_the_same_file_read_as_another_kind_is_not_the_same(tmp_path):
    path = written(tmp_path / "file.csv", [row(kind="")[1:]], HEADER[1:])
    intake.take_in([path], tmp_path / "store")

    again = intake.take_in([path], tmp_path / "store", kind="tip")

    assert (again.already, again.reports) == (False, 1)


def test_a_later_row_updates_the_outcome_and_pending_takes_nothing_back(tmp_path):
    taken(tmp_path, [row(outcome="در دست بررسی"), row(report="2")])
    later = taken(tmp_path, [row(outcome="بی اساس", category="نزاع"), row(report="3")])
    last = taken(tmp_path, [row(outcome=""), row(report="2")])

    assert (later.reports, later.duplicates, later.updated) == (1, 1, 1)
    assert (last.duplicates, last.updated) == (2, 0)
    assert reports(tmp_path)["1"][0] == "unfounded"
    kept = [
        (one["category"], one["outcome"])
        for part in store.manifest(tmp_path / "store")["parts"]
        for one in parts.read(tmp_path / "store", part).to_pylist()
    ]
    assert Counter(kept) == {("theft", "unfounded"): 1, ("theft", "useful"): 2}


def test_later_rows_of_the_same_file_update_too(tmp_path):
    header = [*HEADER, "زمان حضور"]
    rows = [[*row(outcome=""), ""], [*row(), "10:20"], [*row(outcome="در جریان"), ""]]

    receipt = taken(tmp_path, rows, header)

    assert (receipt.reports, receipt.duplicates, receipt.updated) == (1, 2, 1)
    (part,) = store.manifest(tmp_path / "store")["parts"]
    (report,) = parts.read(tmp_path / "store", part).to_pylist()
    assert report["outcome"] == "useful"
    assert f"{report['arrived_at']:%H:%M}" == "06:50"


def test_reports_of_a_month_that_are_alike_are_many_and_stay_as_many(tmp_path):
    alike = [row(time="1404/01")[1:]] * 3
    first = taken(tmp_path, [*alike, row(time="1404/02")[1:]], HEADER[1:])

    again = taken(tmp_path, [row(time="1404/02")[1:], *alike], HEADER[1:])

    assert (first.reports, first.duplicates) == (4, 0)
    assert (again.reports, again.duplicates, again.updated) == (0, 4, 0)


def test_reports_alike_to_the_second_are_one(tmp_path):
    receipt = taken(tmp_path, [row()[1:]] * 3, HEADER[1:])

    assert (receipt.reports, receipt.duplicates) == (1, 2)


OUTCOMES = st.sampled_from(["مفید", "بدون اقدام", "بی اساس", ""])
TOLD = st.lists(st.tuples(st.integers(1, 5), OUTCOMES), min_size=1, max_size=10)


@settings(derandomize=True, deadline=None, max_examples=15)
@given(TOLD, st.lists(st.integers(1, 10), max_size=3), st.integers(0, 3))
def test_files_that_overlap_give_what_the_whole_gives(tmp_path_factory, told, cuts, overlap):
    rows = [row(report=str(name), outcome=outcome) for name, outcome in told]
    whole, split = tmp_path_factory.mktemp("whole"), tmp_path_factory.mktemp("split")
    ends = sorted({min(cut, len(rows)) for cut in cuts} | {len(rows)})

    receipt = taken(whole, rows)
    begin = 0
    for end in ends:
        taken(split, rows[begin:end])
        begin = max(0, end - overlap)

    assert receipt.reports + receipt.duplicates == len(rows)
    assert reports(whole) == reports(split)
    same = set(counts(whole)) - {"duplicates", "updated"}
    assert {n: counts(whole)[n] for n in same} == {n: counts(split)[n] for n in same}


def test_refused_rows_are_corrected_and_handed_in_again(tmp_path):
    header = [*HEADER, "نام"]
    bad = row(report="=2", kind="x", place="گلسار", caller="۰۹۱۱ ۱۲۳ ۴۵۶۷")
    receipt = taken(tmp_path, [[*row(), "رضا"], [*bad, "رضا"]], header)
    (name,) = receipt.refused_files
    path = tmp_path / "store" / "refused" / name
    text = path.read_text(encoding="utf-8-sig")

    corrected = tmp_path / "corrected.csv"
    corrected.write_text(text.replace('"x"', '"خبر"'), encoding="utf-8")
    again = intake.take_in([corrected], tmp_path / "store")

    first, second = list(csv.reader(text.splitlines()))
    assert first == ["سطر", *HEADER, "علت رد", "نزدیک ترین نام ها", "نگه داری از"]
    assert (second[0], second[1], second[-3]) == ("3", "'=2", "kind_unknown")
    assert second[-1] == "2025-03-25"
    assert "رضا" not in text and "۴۵۶۷" not in text
    assert (again.reports, again.refused, again.dropped_columns) == (1, 0, [])
    assert set(reports(tmp_path)) == {"1", "=2"}
    callers = [pq.read_table(one) for one in (tmp_path / "store" / "callers").iterdir()]
    key = secrets.key(tmp_path / "store")
    assert {one for table in callers for one in table["caller"].to_pylist()} == {
        key.pseudonym("09111234567")
    }


def test_no_number_and_no_name_is_anywhere_in_the_store(tmp_path):
    header = [*HEADER, "نام"]
    rows = [[*row(), "رضا"], [*row(report="2", time="x"), "رضا"], ["09111234567", "رضا"]]
    taken(tmp_path, rows, header)

    for path in (tmp_path / "store").rglob("*"):
        if path.is_file():
            held = path.read_bytes()
            assert b"9111234567" not in held
            assert "رضا".encode() not in held


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        (" @x", "' @x"),
        ("\u200f=x", "'\u200f=x"),
        ("-1.5", "-1.5"),
        ("-x", "'-x"),
        ("+98", "+98"),
        ("x=1", "x=1"),
    ],
)
def test_no_spreadsheet_takes_a_refused_row_for_a_formula(text, shown):
    assert inert(text) == shown


@pytest.mark.parametrize("after", [0, 1, 2, 3])
def test_cancelling_leaves_the_store_as_it_was(tmp_path, after):
    def files():
        return sorted(path for path in (tmp_path / "store").rglob("*") if path.is_file())

    taken(tmp_path, [row()])
    before = store.version(tmp_path / "store"), files()
    stages = []

    def stop(progress):
        stages.append(progress.stage)
        if len(stages) > after:
            raise intake.Cancelled

    path = written(tmp_path / "more.csv", [row(report="2"), row(report="3", time="x")])
    with pytest.raises(intake.Cancelled):
        intake.take_in([path], tmp_path / "store", progress=stop)

    assert (store.version(tmp_path / "store"), files()) == before
    assert stages == ["reading", "settling", "keeping", "counting"][: after + 1]


def test_a_file_that_is_refused_leaves_nothing_of_the_files_beside_it(tmp_path):
    good = written(tmp_path / "good.csv", [row()])
    bad = written(tmp_path / "bad.csv", [["1404/01/05", "x"]], ["تاریخ", "نام متهم"])

    with pytest.raises(Refusal, match="forbidden_column"):
        intake.take_in([good, bad], tmp_path / "store")

    assert store.version(tmp_path / "store") == "0"


def test_a_kill_leaves_the_store_as_it_was(tmp_path):
    taken(tmp_path, [row()])
    many = [
        row(report=str(number), outcome="" if number % 3 else "مفید") for number in range(9_000)
    ]
    path = written(tmp_path / "many.csv", many)
    asked = [sys.executable, "-m", "data", "intake", str(path), "--store", str(tmp_path / "store")]
    chance = random.Random(1)

    for _ in range(4):
        under_way = subprocess.Popen(
            asked, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.6, 1.6))
        under_way.kill()
        under_way.wait()
        found = reports(tmp_path)
        assert len(found) in {1, 9_000}
        assert counts(tmp_path)["reports"] == len(found)

    ended = subprocess.run(asked, cwd=ROOT, capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert len(reports(tmp_path)) == 9_000
    assert not (tmp_path / "store" / "scratch").exists()


def test_two_that_take_in_at_once_take_turns(tmp_path):
    path = written(tmp_path / "file.csv", [row(), row(report="2")])
    asked = [sys.executable, "-m", "data", "intake", str(path), "--store", str(tmp_path / "store")]

    both = [subprocess.Popen(asked, cwd=ROOT, stdout=subprocess.DEVNULL) for _ in range(2)]

    assert [one.wait() for one in both] == [0, 0]
    assert counts(tmp_path)["reports"] == 2
    assert counts(tmp_path)["duplicates"] == 0


def test_a_part_is_only_written_anew_where_something_changed(tmp_path):
    taken(tmp_path, [row()])
    taken(tmp_path, [row(report="2", outcome="")])
    first, second = store.manifest(tmp_path / "store")["parts"]

    taken(tmp_path, [row(report="2"), row(report="1", outcome="")])

    assert store.manifest(tmp_path / "store")["parts"][0] == first
    assert store.manifest(tmp_path / "store")["parts"][1] != second


def test_sheets_that_are_no_reports_are_left_behind_and_named(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "راهنما"
    book.active.append(["این پرونده", "برای آزمایش است"])
    for line in (HEADER, row(), row(report="2")):
        (book["گزارش"] if "گزارش" in book.sheetnames else book.create_sheet("گزارش")).append(line)
    book.save(tmp_path / "book.xlsx")

    receipt = intake.take_in([tmp_path / "book.xlsx"], tmp_path / "store")

    assert (receipt.rows, receipt.reports) == (2, 2)
    assert receipt.dropped_columns == ["book.xlsx [راهنما]"]


def test_the_key_must_be_the_one_that_the_store_was_made_with(tmp_path):
    taken(tmp_path, [row()])
    (tmp_path / "store.key").write_text(os.urandom(32).hex())

    with pytest.raises(Refusal, match=r"key\.changed"):
        taken(tmp_path, [row(report="2")])


def test_what_is_known_by_its_day_or_month_alone_is_in_no_hour_and_in_no_week(tmp_path):
    times = ["1404/01/05 10:00"] * 12 + ["1404/01/05"] * 11 + ["1404/01"] * 13 + ["1404/02/01"]
    callers = [f"0911{number:07d}" for number in range(len(times))]
    held = zip(times, callers, strict=True)
    taken(tmp_path, [row(report=caller, time=time, caller=caller) for time, caller in held])
    told = store.manifest(tmp_path / "store")
    folder = store.released(tmp_path / "store", told["version"])
    tables = {name: pq.read_table(folder / f"{name}.parquet") for name in schema.RELEASED}
    of_all = {
        name: [
            {key: value for key, value in one.items() if value is not None and key != "area"}
            for one in table.to_pylist()
            if one["area"] == EVERYWHERE and not any(map(one.get, schema.COUNTED))
        ]
        for name, table in tables.items()
    }

    assert of_all == {
        "monthly": [{"month": 140401, "reports": 35}],
        "weekly": [{"week": datetime.date(2025, 3, 22), "reports": 25}],
        "hourly": [{"month": 140401, "weekday": 3, "hour": 10, "reports": 10}],
        "response": [],
        "feedback": [],
    }
    assert (told["counts"]["first_day"], told["counts"]["last_day"]) == ("2025-03-21", "2025-04-21")
