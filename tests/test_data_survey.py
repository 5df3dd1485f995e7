"""Surveys come in by their door: read, placed, weighed; no single answer stays."""

import numpy as np
import pandas as pd
import pytest

from data import audit, intake, retention, store, uploads
from data.refusal import Refusal
from data.survey import intake as surveys
from data.survey import kept, scales
from data.survey.receipts import files
from tests.reports import row as report
from tests.reports import written as reports
from tests.surveys import HEADER, answer, mapping, written

RASHT, ANZALI = "RSH-1-01", "ANZ-1-01"


@pytest.fixture
def taken(tmp_path):
    def take(rows, more="", after="", header=HEADER, **asked):
        path = written(tmp_path / "answers.csv", rows, header)
        given = mapping(tmp_path / "mapping.toml", more, after)
        return surveys.take_in(path, tmp_path / "store", given, **asked)

    return take


def cells(directory, survey=1):
    table = pd.read_parquet(directory / files(survey)[0])
    return table.set_index(["wave", "item", "code"])


def reasons(receipt):
    return receipt.refused_by_reason


def test_answers_become_means_on_a_hundred(taken, tmp_path):
    rows = [answer(code=RASHT, day="1", night="10"), answer(code=RASHT, day="۵", night="0")]
    rows += [answer(code=RASHT, day="4", night="2٫5"), answer(code=ANZALI, day="نمی دانم")]
    receipt = taken(rows)
    table = cells(tmp_path / "store")

    assert (receipt.rows, receipt.answers, receipt.refused) == (4, 4, 0)
    assert table.loc[("1404", "safe_by_day", RASHT), "mean"] == pytest.approx((0 + 100 + 75) / 3)
    assert table.loc[("1404", "safe_by_night", RASHT), "mean"] == pytest.approx((0 + 100 + 75) / 3)
    assert table.loc[("1404", "safe_by_day", RASHT), "answers"] == 3
    assert ("1404", "safe_by_day", ANZALI) not in table.index


def test_the_same_file_again_changes_nothing(taken, tmp_path):
    rows = [answer(code=RASHT)] * 12
    first = taken(rows)
    before = store.version(tmp_path / "store")
    second = taken(rows)

    assert second.already
    assert second.answers == first.answers
    assert store.version(tmp_path / "store") == before


def test_no_single_answer_is_kept_anywhere(taken, tmp_path):
    rows = [answer(code=RASHT, name="مریم کریمی", day=str(1 + n % 5)) for n in range(12)]
    rows.append(answer(code="nowhere", name="مریم کریمی", day="4", night="7"))
    receipt = taken(rows)
    held = b"".join(path.read_bytes() for path in (tmp_path / "store").rglob("*") if path.is_file())

    assert "مریم".encode() not in held
    assert {"name", "age", "sex", "weight"} <= set(receipt.dropped_columns)
    assert set(cells(tmp_path / "store").columns) == {"answers", "mean", "variance", "pooled"}
    [refused] = receipt.refused_files
    told = uploads.refused_rows(tmp_path / "store", refused).decode("utf-8-sig")
    assert "code_unknown" in told
    assert '"4"' not in told
    assert '"7"' not in told


def test_no_mean_is_one_person_s_answer_and_no_variance_tells_two_apart(taken, tmp_path):
    rows = [answer(code=RASHT, day=day) for day in ("1", "5")] + [answer(code=ANZALI)]
    receipt = taken([*rows, *[answer(code="RSH-1-02", day=str(1 + n % 5)) for n in range(30)]])
    table = cells(tmp_path / "store").loc[("1404", "safe_by_day")]

    assert receipt.answers == 33
    assert set(table.index) == {RASHT, "RSH-1-02"}
    assert np.isnan(table.loc[RASHT, "variance"])
    assert table.loc["RSH-1-02", "variance"] == pytest.approx(100**2 / 8 * 30 / 29 / 30)


def test_names_are_matched_as_people_type_them_and_others_are_refused_with_the_nearest(
    taken, tmp_path
):
    rows = [answer(place="شهر بندرانزلي")] * 3 + [answer(place="بندر انزالی")] * 2
    rows += [answer(place="بندر لنگه"), answer(place="")]
    receipt = taken(rows)
    told = (tmp_path / "store" / "refused" / receipt.refused_files[0]).read_text("utf-8-sig")

    assert cells(tmp_path / "store").loc[("1404", "safe_by_day", ANZALI), "answers"] == 5
    assert reasons(receipt) == {"place_missing": 1, "place_unknown": 1}
    nearest = told.splitlines()[1].split('","')[4]
    assert len(nearest.split("، ")) == 3


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"wave": ""}, "wave_unreadable"),
        ({"wave": "last year"}, "wave_unreadable"),
        ({"day": "6"}, "answer_off_scale"),
        ({"night": "-1"}, "answer_off_scale"),
        ({"came": "شاید"}, "answer_off_scale"),
        ({"day": "", "night": ""}, "no_answers"),
        ({"weight": "0"}, "weight_unreadable"),
        ({"weight": "سه"}, "weight_unreadable"),
        ({"age": "old"}, "age_unknown"),
        ({"code": "RSH"}, "place_too_coarse"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_with_its_reason(taken, told, why):
    more, after = 'weight = "weight"\nage = "age"', "[margins.age]\nyoung = 1.0"
    receipt = taken([answer(code=RASHT), answer(**{"code": RASHT} | told)], more, after)

    assert reasons(receipt) == {why: 1}
    assert receipt.rows == receipt.answers + receipt.refused == 2


def test_weights_are_raked_to_the_mapping_s_margins(taken, tmp_path):
    rows = [answer(code=RASHT, sex="زن", day="1")] * 30 + [
        answer(code=RASHT, sex="m", day="5")
    ] * 10
    after = "[values.sex]\n'زن' = 'f'\n[margins.sex]\nf = 0.5\nm = 0.5"
    receipt = taken(rows, 'sex = "sex"', after)

    assert receipt.weighed_by == "margins"
    table = cells(tmp_path / "store")
    assert table.loc[("1404", "safe_by_day", RASHT), "mean"] == pytest.approx(50)


@pytest.mark.parametrize(("more", "by"), [("", "sample"), ('weight = "weight"', "weights")])
def test_a_receipt_says_what_the_answers_are_weighed_by(taken, more, by):
    assert taken([answer(code=RASHT)], more).weighed_by == by


def test_worries_are_counted_where_ten_tell_theirs(taken, tmp_path):
    rows = [answer(code=RASHT, worry=word) for word in ["سرقت"] * 8 + ["مواد مخدر"] * 3]
    rows += [answer(code=ANZALI, worry="سرقت")] * 9
    taken(rows)
    table = kept.worries(tmp_path / "store", 1, "1404")

    told = dict(zip(table["worry"], table["answers"], strict=True))
    assert told == {"theft": 8, "drugs": 3}
    assert set(table["code"]) == {RASHT}


def test_another_file_of_the_same_wave_takes_its_place_where_asked(taken, tmp_path):
    taken([answer(code=RASHT, day="1")] * 12)
    with pytest.raises(Refusal, match="wave_known"):
        taken([answer(code=RASHT, day="5")] * 15)
    receipt = taken([answer(code=RASHT, day="5")] * 15, instead=True)
    held = store.manifest(tmp_path / "store")

    assert [one["survey"] for one in held["surveys"]] == [receipt.survey] == [2]
    assert set(files(2)) <= set(held["files"])
    assert not set(files(1)) & set(held["files"])


@pytest.mark.parametrize("column", ["نام متهم", "suspect", "کد ملی"])
def test_a_file_that_speaks_of_suspects_is_refused_whole(taken, tmp_path, column):
    with pytest.raises(Refusal, match="forbidden_column"):
        taken([[*answer(code=RASHT), "x"]], header=[*HEADER, column])
    assert store.version(tmp_path / "store") == store.EMPTY


@pytest.mark.parametrize(
    ("more", "after", "why"),
    [
        ('who = "name"', "", "unknown_name"),
        ('weight = "توضیحات"', "", "free_text"),
        ('weight = "plate"', "", "forbidden_column"),
        ('weight = "no such"', "", "column_missing"),
        ("", "[items.trust]\ncolumn = 'day'\nlow = 3\nhigh = 3", "scale"),
        ("", "[items.trust]\ncolumn = 'day'\nlow = 1", "scale"),
        ("", "[items.mood]\ncolumn = 'day'\nlow = 1\nhigh = 5", "unknown_name"),
        ("", "[values.worry]\nx = 'ghosts'", "unknown_word"),
        ("", "[margins.sex]\nf = 1", "margin"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused(taken, more, after, why):
    with pytest.raises(Refusal, match=why):
        taken([answer(code=RASHT)], more, after)


def test_real_answers_and_made_up_reports_do_not_mix(taken, tmp_path):
    path = reports(tmp_path / "reports.csv", [report(report="1")])
    intake.take_in([path], tmp_path / "store", made_up=True)
    with pytest.raises(Refusal, match="store_is_made_up"):
        taken([answer(code=RASHT)])
    taken([answer(code=RASHT)], made_up=True)
    other = reports(tmp_path / "more.csv", [report(report="2")])
    with pytest.raises(Refusal, match="store_is_made_up"):
        intake.take_in([other], tmp_path / "store")


def test_the_audit_says_who_handed_a_survey_in(taken, tmp_path):
    taken([answer(code=RASHT)] * 12, by="command line")
    [act] = [one for one in audit.entries(tmp_path / "store", limit=9) if one.act == "survey"]

    assert act.by == "command line"
    assert act.facts["answers"] == 12
    assert act.facts["waves"] == ["1404"]


def test_what_a_survey_keeps_outlives_the_next_change_and_the_retention(taken, tmp_path):
    taken([answer(code=RASHT)] * 12 + [answer(code="nowhere")])
    path = reports(tmp_path / "reports.csv", [report(report="1")])
    intake.take_in([path], tmp_path / "store")
    retention.retain(tmp_path / "store", by="command line")

    assert len(cells(tmp_path / "store"))


@pytest.mark.parametrize(
    ("text", "wave"),
    [
        ("1404", "1404"),
        ("۱۴۰۴/۲", "1404-2"),
        ("2017", "2017"),
        ("14", ""),
        ("1404/123", ""),
        ("", ""),
    ],
)
def test_a_wave_is_a_year_or_a_part_of_one(text, wave):
    assert scales.wave(text) == wave
