"""How many tips were answered, as pages ask for it: over months, narrowed to the reader."""

import re

import pandas as pd
import pytest

from data import access, release, store
from data.periods import Period, read
from geo import response
from pages.views import answered_figure, cached_feedback
from tests import visits
from tests.reports import taken
from tests.test_data_release_feedback import WITH, tips

SPRING = Period("months", 140502, 140503)


@pytest.fixture(scope="module")
def released(demo_store):
    """Area and month to known (none), yes and no, as the store's file has them."""
    folder = store.released(demo_store, store.version(demo_store))
    table = pd.read_parquet(folder / "feedback.parquet").astype({"feedback": object})
    table["feedback"] = table["feedback"].fillna("known")
    return table.pivot(index=["area", "month"], columns="feedback", values="reports")


def test_a_share_is_what_the_months_say_together(demo_store, released):
    told = cached_feedback.share(visits.reader(demo_store), SPRING, None)

    yes, no = released.loc[("*", [140502, 140503]), ["yes", "no"]].sum()
    assert (told.answered, told.tips, told.months) == (yes, yes + no, 2)
    assert told.share == yes / (yes + no)
    [low], [high] = response.wilson([yes], [yes + no])
    assert told.low < low < told.share < high < told.high  # rounding is reckoned with
    assert told.high - told.low < 0.1


def test_where_one_month_is_hidden_there_is_no_share(demo_store, released):
    visit = visits.reader(demo_store)
    wide = released[["yes", "no"]].notna().all(axis=1).unstack()[[140502, 140503]].fillna(False)
    wide = wide[wide.index.str.fullmatch("[A-Z]{3}")]  # counties
    assert wide.all(axis=1).any()
    assert not wide.all(axis=1).all()
    for area, whole in wide.all(axis=1).items():
        assert (cached_feedback.share(visit, SPRING, area) is not None) == whole


def test_where_one_month_is_hidden_the_newest_that_is_told_stands_for_it(demo_store, released):
    visit, half = visits.reader(demo_store), Period("months", 140501, 140506)
    both = released[["yes", "no"]].notna().all(axis=1).unstack()[half.bins_in()].fillna(False)
    some = both[both.any(axis=1) & ~both.all(axis=1)]
    newest = {area: max(month for month in both if row[month]) for area, row in some.iterrows()}
    assert len(set(newest.values())) > 1

    for area, month in newest.items():
        figure = answered_figure.told(visit, half, area)
        assert re.fullmatch(r"\d+%", figure.value)
        assert f"tips of {visit.say.month(month)}, the newest month told" in figure.note
    for area in both.index[~both.any(axis=1)]:
        assert cached_feedback.newest(visit, half, area) is None


def test_a_month_that_no_file_says_it_of_is_left_out(demo_store):
    visit = visits.reader(demo_store)
    silent, half = Period("months", 140401, 140402), Period("months", 140401, 140403)

    assert cached_feedback.share(visit, silent, None) is None
    assert not cached_feedback.known(visit, silent)
    assert cached_feedback.share(visit, half, None).months == 1


def test_a_share_of_fewer_months_than_were_asked_says_of_how_many(demo_store):
    visit = visits.reader(demo_store)
    whole, half = SPRING, Period("months", 140401, 140403)  # one month of which files say so

    assert re.fullmatch(r"Of [\d,]+ tips\.", answered_figure.told(visit, whole, "RSH").note)
    note = answered_figure.told(visit, half, "RSH").note
    assert re.fullmatch(r"Of [\d,]+ tips in 1 of 3 months; the others do not say\.", note)


def test_where_files_tell_answers_alone_the_figure_says_so_and_not_that_it_is_few(tmp_path):
    days = [[*tip[:-1], "1404/02/07" if tip[-1] == "بله" else ""] for tip in tips(60, 0, 40)]
    taken(tmp_path, days, WITH)
    release.again(tmp_path / "store", [140402], "test")
    visit, month = visits.reader(tmp_path / "store"), Period("months", 140402, 140402)

    for area in ("RSH-1-01", "RSH-1-02"):
        figure = answered_figure.told(visit, month, area)
        assert figure.value == "—"
        assert figure.note.startswith("The exports of this period do not tell who got no answer")
    assert cached_feedback.known(visit, month)


def test_where_files_tell_both_too_few_are_called_few(demo_store):
    visit = visits.reader(demo_store)

    assert cached_feedback.tells_no(visit, SPRING)
    assert not cached_feedback.tells_no(visit, Period("months", 140401, 140402))
    values = [answered_figure.told(visit, SPRING, code).value for code in visit.layer.table.index]
    assert visits.reader(demo_store).say("numbers.few") in values


def test_weeks_are_told_by_their_months_and_what_is_not_released_by_none(demo_store):
    visit = visits.reader(demo_store)
    week = read("w20260509")  # in Ordibehesht and nowhere else
    month = Period("months", 140502, 140502)

    assert cached_feedback.share(visit, week, None) == cached_feedback.share(visit, month, None)
    assert cached_feedback.share(visit, Period("months", 140301, 140302), None) is None


def test_a_liaison_is_told_of_their_own_district_and_of_all_together(demo_store, released):
    month = Period("months", 140506, 140506)
    told = released.xs(140506, level="month")[["yes", "no"]].dropna().index
    mine, other, *_ = told[told.str.fullmatch(r"\w+-\d")]
    visit, everyone = visits.reader(demo_store, districts=[mine]), visits.reader(demo_store)

    for area in (None, mine):
        share = cached_feedback.share(visit, month, area)
        assert share is not None
        assert share == cached_feedback.share(everyone, month, area)
    for area in (other, mine[:3], f"{other}-01"):
        with pytest.raises(access.Refused):
            cached_feedback.share(visit, month, area)


@pytest.mark.parametrize("role", ["presenter", "steward"])
def test_who_may_not_see_maps_is_told_nothing(demo_store, role):
    with pytest.raises(access.Refused):
        cached_feedback.share(visits.reader(demo_store, role=role), SPRING, None)
    with pytest.raises(access.Refused):
        cached_feedback.known(visits.reader(demo_store, role=role), SPRING)
