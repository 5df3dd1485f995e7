"""Rows of text to reports, and rows that cannot be taken."""

import datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from data import areas, headers, mapping, schema, secrets
from data.batches import Batch, Ragged
from data.callers import Callers
from data.placing import Placer
from data.tidying import Tidied, Tidying
from tests.reports import HEADER, row

PLACER = Placer(areas.current(Path("none")))
KEY = secrets.Key(bytes(range(32)))
NOW = int(datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC).timestamp() * 1000)


def tidied(*rows: list[str], header: list[str] = HEADER, held=None, kind="call") -> Tidied:
    held = held or mapping.Mapping()
    columns = headers.columns(header, held)
    tidying = Tidying(columns, held, callers=Callers(KEY), placer=PLACER, kind=kind, latest=NOW)
    fields = [pa.array([line[place] for line in rows], pa.string()) for place in columns.used]
    return tidying.tidied(Batch(fields, np.arange(2, len(rows) + 2)))


def reasons(*rows: list[str], **asked) -> list[list[str]]:
    return [one.reasons for one in tidied(*rows, **asked).refused]


def test_a_sound_row_becomes_a_report():
    found = tidied(row()).table

    (report,) = found.to_pylist()
    assert report["received_at"].isoformat() == "2025-03-25T06:30:00+00:00"
    assert (report["day"].isoformat(), report["hour"]) == ("2025-03-25", 10)
    assert report["caller"] == KEY.pseudonym("09111234567")
    assert {name: report[name] for name in ("report", "kind", "category", "outcome", "placed")} == {
        "report": "1",
        "kind": "call",
        "category": "theft",
        "outcome": "useful",
        "placed": "placed",
    }
    rest = found.drop_columns(["caller", "repeatable"])
    rest = rest.append_column("layer", pa.array(["x"])).append_column("intake", pa.array([1]))
    schema.require(rest, schema.REPORTS)


def test_what_a_file_does_not_say_is_as_usual():
    (report,) = tidied(row(kind="", outcome="", category="", place="", caller="")).table.to_pylist()

    assert [report[name] for name in ("kind", "channel", "category", "outcome", "placed")] == [
        *("call", "other", "other", "pending", "none")
    ]
    assert report["caller"] is None
    assert tidied(row(kind=""), kind="tip").table["kind"].to_pylist() == ["tip"]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"time": ""}, "time_missing"),
        ({"time": "1404/12/30"}, "time_unreadable"),
        ({"time": "10:00"}, "time_unreadable"),
        ({"time": "1300/01/01"}, "time_too_early"),
        ({"time": "1450/01/01"}, "time_in_future"),
        ({"kind": "x"}, "kind_unknown"),
        ({"outcome": "x"}, "outcome_unknown"),
        ({"caller": "9.11E+09"}, "caller_unreadable"),
        ({"place": "ژژژژ"}, "place_unknown"),
        ({"place": "رشت"}, "place_too_coarse"),
    ],
)
def test_a_row_that_cannot_be_taken_is_told_why(changed, reason):
    assert reasons(row(**changed)) == [[reason]]


def test_every_reason_is_told_at_once():
    assert reasons(row(time="x", kind="x", place="رشت")) == [
        ["time_unreadable", "kind_unknown", "place_too_coarse"]
    ]
    assert reasons([""] * len(HEADER)) == [["row_empty"]]


def test_a_category_that_is_not_known_is_other_and_named():
    found = tidied(row(category="پرنده"), row(category="پرنده"), row())

    assert found.table["category"].to_pylist() == ["other", "other", "theft"]
    assert found.to_other == {"پرنده": 2}


def test_a_refused_row_keeps_what_is_needed_to_correct_it_and_no_number():
    (refused,) = tidied(row(place="گلسلر رشت ژ", kind="x", caller="+98 911 123 4567")).refused

    assert refused.row == 2
    assert KEY.pseudonym("09111234567") in refused.fields
    assert not any("4567" in field for field in refused.fields if ":" not in field)


def test_nothing_is_kept_of_a_row_whose_fields_cannot_be_told_apart():
    columns = headers.columns(HEADER, mapping.Mapping())
    tidying = Tidying(
        columns, mapping.Mapping(), callers=Callers(KEY), placer=PLACER, kind="call", latest=NOW
    )
    nothing = [pa.array([], pa.string()) for _ in columns.used]
    batch = Batch(nothing, np.array([], np.int64), [Ragged(7, ["x"] * 9, 7), Ragged(8, ["x"], 7)])

    found = tidying.tidied(batch)

    assert [(one.row, one.reasons) for one in found.refused] == [
        (7, ["fields_too_many"]),
        (8, ["fields_too_few"]),
    ]
    assert not any(field for one in found.refused for field in one.fields)
    assert (found.rows, len(found.table)) == (2, 0)


def test_an_id_is_made_of_what_a_report_says():
    header = HEADER[1:]
    same, again, other, later = (
        tidied(
            row()[1:],
            row(place="محله گلسار".replace("محله ", ""))[1:],
            row(category="نزاع")[1:],
            row(time="1404/01/05 10:00:01")[1:],
            header=header,
        )
        .table["report"]
        .to_pylist()
    )

    assert same == again
    assert len({same, other, later}) == 3


def test_only_a_time_known_by_its_day_may_be_repeated():
    found = tidied(row()[1:], row(time="1404/01/05")[1:], header=HEADER[1:]).table

    assert found["repeatable"].to_pylist() == [False, True]
    assert found["hour"].to_pylist() == [10, None]
    assert tidied(row(time="1404/01/05")).table["repeatable"].to_pylist() == [False]


def test_what_was_done_about_a_report_is_read_beside_it():
    header = ["زمان", "زمان پاسخ", "زمان اعزام", "زمان حضور"]
    found = tidied(
        ["1404/01/05 23:50:00", "23:50:30", "23:58", "00:10"],
        ["1404/01/05 23:50:00", "1404/01/05 23:51:00", "", ""],
        ["1404/01/05 23:50:00", "x", "", ""],
        header=header,
    )

    told = found.table.select(list(schema.INSTANTS)).to_pylist()
    assert [value and f"{value:%d %H:%M:%S}" for value in told[0].values()] == [
        *("25 20:20:30", "25 20:28:00", "25 20:40:00")
    ]
    assert [value and f"{value:%d %H:%M:%S}" for value in told[1].values()] == [
        *("25 20:21:00", None, None)
    ]
    assert [one.reasons for one in found.refused] == [["instant_unreadable"]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *[(text, "yes") for text in ("بله", "پاسخ داده شد", "Yes", "1", "1404/01/07", "23:50")],
        *[("۱۴۰۴/۰۱/۰۷ ۱۰:۰۰", "yes"), ("2025-03-27 10:00", "yes")],
        *[(text, "no") for text in ("خیر", "پاسخ داده نشد", "no", "0")],
        *[(text, "unknown") for text in ("", "-", "نامشخص", "unknown")],
    ],
)
def test_an_answer_is_told_by_a_word_or_by_its_day(text, said):
    found = tidied(
        ["1404/01/05 23:50:00", text], header=["زمان", "بازخورد به گزارش\u200cدهنده"]
    ).table

    assert found["feedback"].to_pylist() == [said]


@pytest.mark.parametrize("text", ["شاید", "110", "1404/13/01", "از شما سپاسگزاریم که خبر دادید"])
def test_an_answer_that_cannot_be_read_is_not_known_and_refuses_nothing(text):
    header, held = ["زمان", "بازخورد"], mapping.Mapping(defaults={"feedback": "no"})
    found = tidied(["1404/01/05", text], ["1404/01/06", ""], header=header, held=held)

    assert found.table["feedback"].to_pylist() == ["unknown", "no"]
    assert (found.refused, found.feedback_unread) == ([], 1)


def test_no_sentence_that_stands_for_an_answer_is_kept_of_a_row_that_is_refused():
    rows = [["x", text] for text in ("شاید", "از شما سپاسگزاریم که خبر دادید")]

    told = [one.fields for one in tidied(*rows, header=["زمان", "بازخورد"]).refused]

    assert told == [["x", "شاید"], ["x", "ناخوانا"]]


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (["تاریخ", "ساعت"], ["1404/01/05", "10:00"]),
        (["ساعت", "تاریخ"], ["1000", "14040105"]),
        (["تاریخ", "زمان"], ["1404/01/05", "10:00"]),
        (["Date", "Time"], ["2025-03-25", "10:00:00"]),
    ],
)
def test_a_date_and_a_time_may_stand_apart(header, fields):
    (report,) = tidied(fields, header=header).table.to_pylist()

    assert report["received_at"].isoformat() == "2025-03-25T06:30:00+00:00"
