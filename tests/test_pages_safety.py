"""The page of felt safety: what it says, to whom, and what it keeps to itself."""

import numpy as np
import pytest

from data import access, area_intake, areas, store
from data.area_columns import AreaColumns
from data.survey import intake as surveys
from geo import perception
from pages.views import cached_safety, safety_map
from tests import canaries, visits
from tests.canaries import MINE, OTHERS
from tests.surveys import answer, mapping, written

MONTH = f"m{canaries.MONTH}"
WAVE, FORMER = "1405", "1404"
WORRIES = ["سرقت"] * 31 + ["مواد مخدر"] * 6


def answers(codes):
    """Thirty-seven people in each of some places, nine in the last one, in two waves."""
    generator = np.random.default_rng(7)
    rows = []
    for wave, rise in ((FORMER, 0), (WAVE, 1)):
        for place, code in enumerate(codes):
            middle = 1 + place % 3 + rise
            for worry in WORRIES if code != codes[-1] else WORRIES[:9]:
                day = int(np.clip(middle + generator.integers(-1, 2), 1, 5))
                told = {"day": str(day), "came": "بله", "worry": worry}
                rows.append(answer(wave=wave, code=code, **told))
    return rows


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """A store of canaries with a survey of thirty neighbourhoods."""
    folder = tmp_path_factory.mktemp("asked")
    directory = canaries.store(folder)
    layer = areas.by_id(directory, store.manifest(directory)["layer"])
    codes = list(areas.at_level(layer, "neighbourhood").index)
    some = ["RSH-1-01", "RSH-1-02", f"{OTHERS}-01", *codes[40:66], "RSH-1-03"]
    path = written(folder / "answers.csv", answers(list(dict.fromkeys(some))))
    surveys.take_in(path, directory, mapping(folder / "mapping.toml"))
    return directory


def opened(monkeypatch, asked, **where):
    return visits.opened(monkeypatch, asked, "safety", **{"item": "safe_by_day"} | where)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_page_opens_in_both_languages_with_its_table(monkeypatch, asked, language):
    page = opened(monkeypatch, asked, role="commander", language=language, area="RSH-1-02")
    [switch] = [one for one in page.toggle if one.key == "twin.safety"]
    page = switch.set_value(True).run()

    assert not page.exception
    assert len(page.metric) == 2
    assert len(page.dataframe[0].value) == 215


def test_without_a_survey_the_page_says_so(monkeypatch, tmp_path):
    directory = canaries.store(tmp_path)
    page = opened(monkeypatch, directory, role="commander")

    assert "No survey has been taken in yet" in page.info[0].value
    assert not page.metric


def test_a_survey_of_former_outlines_is_not_shown_and_the_page_says_so(
    monkeypatch, tmp_path, shared_real
):
    path = written(tmp_path / "answers.csv", [answer(code="RSH-1-01")] * 40)
    surveys.take_in(path, tmp_path / "store", mapping(tmp_path / "mapping.toml"))
    columns = AreaColumns("cartodb_id", None, "name", None, None, None)
    outlines = shared_real / "survey" / "bari_quartieri.geojson"
    area_intake.take_in(outlines, tmp_path / "store", columns)
    page = opened(monkeypatch, tmp_path / "store", role="commander")

    assert "former outlines" in page.info[0].value


def test_a_survey_is_shown_before_any_report_is(monkeypatch, tmp_path):
    rows = [answer(code=code, day="4") for code in ("RSH-1-01", "RSH-1-02") for _ in range(40)]
    path = written(tmp_path / "answers.csv", rows)
    surveys.take_in(path, tmp_path / "store", mapping(tmp_path / "mapping.toml"))
    page = opened(monkeypatch, tmp_path / "store", role="commander", area="RSH-1-01")

    assert not page.exception
    assert visits.numbers(page)["Answers"] == "40"


def test_nine_answers_are_told_by_the_model_alone(monkeypatch, asked):
    page = opened(monkeypatch, asked, role="commander", area="RSH-1-03")

    assert visits.numbers(page)["Answers"] == "under 10"
    assert "model's alone" in page.info[0].value
    table = cached_safety.safety(visits.reader(asked), WAVE, "safe_by_day")
    assert table.loc["RSH-1-03", "model_only"]
    assert table.loc["RSH-1-03", "answers"] == 0


def test_a_liaison_reads_the_commander_s_numbers_of_their_own_district_alone(asked):
    commander = cached_safety.safety(visits.reader(asked), WAVE, "safe_by_day")
    own = cached_safety.safety(visits.reader(asked, districts=[MINE]), WAVE, "safe_by_day")

    assert set(own["district"]) == {MINE}
    assert own.equals(commander.loc[own.index])


def test_a_liaison_s_map_holds_nothing_of_others(monkeypatch, asked):
    page = opened(monkeypatch, asked, role="liaison", districts=[MINE], area=f"{OTHERS}-01")
    message, codes = (
        visits.message(page),
        list(cached_safety.safety(visits.reader(asked), WAVE, "safe_by_day").index),
    )
    mine = [code.startswith(f"{MINE}-") for code in codes]

    assert [mark != "." for mark in message["colours"]] == mine
    for packed in (message["values"], *message["ends"]):
        width = int(packed[0])
        told = [packed[1 + width * n :][:width] for n in range(len(codes))]
        assert [one[0] != "~" for one in told] == mine
    assert not page.metric


@pytest.mark.parametrize("code", [f"{OTHERS}-01", "AML", "GIL"])
def test_worries_of_another_district_are_refused(asked, code):
    with pytest.raises(access.Refused):
        cached_safety.worries(visits.reader(asked, districts=[MINE]), WAVE, code)


def test_worries_are_told_rounded_and_never_under_ten_answers(asked):
    visit = visits.reader(asked)
    table = cached_safety.worries(visit, WAVE, "RSH-1-01")

    assert dict(zip(table["worry"], table["share"], strict=True)) == pytest.approx(
        {"theft": 0.85, "drugs": 0.15}
    )
    assert cached_safety.worries(visit, WAVE, "RSH-1-03").empty


def test_all_who_said_yes_are_not_told_as_all(asked):
    table = cached_safety.safety(visits.reader(asked), WAVE, "police_came")

    assert table["direct"].dropna().eq(95).all()


def test_waves_are_compared_with_the_interval_of_their_difference(monkeypatch, asked):
    table = cached_safety.compared(visits.reader(asked), (FORMER, WAVE), "safe_by_day")

    assert table.loc["RSH-1-01", "difference_low"] > 0
    assert np.isnan(table.loc["RSH-1-03", "difference"])
    page = opened(monkeypatch, asked, role="commander", area="RSH-1-01")
    assert any("beyond what chance explains" in one.value for one in page.markdown)


def test_the_direct_estimate_leaves_few_answers_uncoloured(monkeypatch, asked):
    page = opened(monkeypatch, asked, role="commander", estimate="direct")
    marks = visits.message(page)["colours"]

    assert set(marks) <= {*safety_map.PLAIN, *safety_map.HATCHED, safety_map.VERY_UNSURE, "f"}
    assert marks.count("f") == 215 - 29


def test_a_shade_is_hatched_from_a_quarter_and_gone_from_a_half(asked):
    visit = visits.reader(asked)
    table = cached_safety.safety(visit, WAVE, "safe_by_day").copy()
    shown = safety_map.way("model")
    table["model_only"] = False
    for band, marks in (
        (perception.PLAIN, safety_map.PLAIN),
        (perception.HATCHED, safety_map.HATCHED),
        (perception.NONE, safety_map.VERY_UNSURE),
    ):
        shades = safety_map.shaded(visit, table.assign(band=band), "", shown, table.index)
        assert set(shades.characters) <= set(marks)
        assert all(shades.palette[mark].startswith("hatch") for mark in safety_map.HATCHED)


@pytest.mark.parametrize("read", ["waves", "safety", "about", "worries", "compared", "items"])
def test_a_session_that_has_ended_reads_nothing(asked, read):
    given = {
        "waves": (),
        "items": (WAVE,),
        "safety": (WAVE, "safe_by_day"),
        "about": (WAVE, "safe_by_day"),
        "worries": (WAVE, "RSH-1-01"),
        "compared": ((FORMER, WAVE), "safe_by_day"),
    }
    steward = visits.reader(asked, role="steward")

    with pytest.raises(access.Refused):
        getattr(cached_safety, read)(steward, *given[read])
