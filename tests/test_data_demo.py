"""The made-up half-years: what is planted can be found, and the rest looks like real calls."""

import gzip
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely

from data import areas, demo, jalali, notebook, store
from data.access import Access
from data.demo import accounts as accounts_of
from data.demo import (
    consents,
    export,
    feedback,
    notes,
    outcomes,
    people,
    plan,
    reports,
    spots,
    survey,
    times,
)
from data.refusal import Refusal
from data.schema import CATEGORIES, KINDS, OUTCOMES
from geo.locate import Locator
from tests.conftest import REPORTS

MANY = 200_000  # enough for rates, drawn in well under a second


@pytest.fixture(scope="module")
def layer() -> areas.Layer:
    return areas.by_id(Path(), None)


@pytest.fixture(scope="module")
def halves(layer: areas.Layer) -> list[reports.HalfYear]:
    return plan.half_years(layer, MANY, seed=1)


@pytest.fixture(scope="module")
def drawn(halves: list[reports.HalfYear]) -> reports.Reports:
    """All reports of the later half-year."""
    return reports.drawn(halves[1], 0, 186, plan.stream(1, "file"))


def written(layer: areas.Layer, path: Path, *, seed: int) -> bytes:
    half = plan.half_years(layer, 1_500, seed)[1]
    export.write(path, half, plan.stream(seed, "file"), lambda _: None)
    return path.read_bytes()


def test_a_seed_always_makes_the_same_export(layer, tmp_path):
    first = written(layer, tmp_path / "first.csv", seed=7)

    assert written(layer, tmp_path / "again.csv", seed=7) == first
    assert written(layer, tmp_path / "other.csv", seed=8) != first


def test_together_the_half_years_have_the_reports_asked_for_and_the_later_has_more(halves):
    earlier, later = (half.counts.sum() for half in halves)

    assert earlier + later == 2 * MANY
    assert later / earlier == pytest.approx(1 + plan.GROWTH, abs=0.001)


def test_every_row_written_is_a_report_or_a_known_flaw(layer, tmp_path):
    half = plan.half_years(layer, 1_500, 7)[0]
    told = export.write(tmp_path / "one.csv", half, plan.stream(7, "file"), lambda _: None)

    rows = (tmp_path / "one.csv").read_text(encoding="utf-8").count("\n") - 1

    assert rows == told.reports + told.broken + told.repeated + told.updated
    assert told.reports == half.counts.sum()
    assert min(told.broken, told.repeated, told.updated) >= 7


def test_planted_groups_hang_together_and_lie_apart(layer):
    planted = spots.planted(layer)
    outlines = layer.table.geometry
    groups = [*planted.hot, *planted.cold, planted.growing]

    for group in groups:
        assert hang_together(outlines[list(group)].to_numpy())
    codes = [code for group in groups for code in group] + list(planted.silent)
    assert len(set(codes)) == len(codes)
    assert len(planted.hot) == len(spots.HOT_FACTORS)


def hang_together(outlines: np.ndarray) -> bool:
    reached = {0}
    for _ in outlines:
        near = shapely.dwithin(outlines[:, None], outlines[list(reached)][None], 1e-6)
        reached |= set(np.flatnonzero(near.any(axis=1)).tolist())
    return len(reached) == len(outlines)


def test_hot_spots_have_two_to_three_times_the_reports_of_use(layer, halves, drawn):
    here = halves[1].places
    of_use = np.bincount(
        drawn.place[drawn.outcome == OUTCOMES.index("useful")], minlength=len(here.codes)
    )
    planted = spots.planted(layer)
    unlike = {code for group in [*planted.hot, *planted.cold] for code in group}
    unlike |= {*planted.growing, *planted.silent}

    def rate(codes: object) -> float:
        rows = np.isin(here.codes, list(codes))
        return of_use[rows].sum() / here.residents[rows].sum()

    ordinary = rate(set(here.codes) - unlike)
    assert all(1.6 < rate(group) / ordinary < 4 for group in planted.hot)
    assert all(rate(group) / ordinary < 0.6 for group in planted.cold)
    assert rate(planted.silent) == 0


def test_the_growing_spot_grows_over_the_weeks_of_the_later_year(layer, halves):
    rows = np.isin(halves[1].places.codes, spots.planted(layer).growing)
    share = [half.counts[:, rows].sum(axis=1) / half.counts.sum(axis=1) for half in halves]

    assert share[1][-42:].mean() > 2 * share[1][:42].mean()
    assert share[1][:21].mean() == pytest.approx(share[0].mean(), rel=0.5)


def test_about_one_in_four_is_of_no_use_and_the_newest_are_pending(drawn):
    shares = np.bincount(drawn.outcome, minlength=len(OUTCOMES)) / len(drawn.outcome)
    shares = dict(zip(OUTCOMES, shares, strict=True))
    pending = drawn.outcome == OUTCOMES.index("pending")

    no_use = sum(shares[outcome] for outcome in outcomes.OF_NO_USE)
    assert 0.2 < no_use / (1 - shares["pending"]) < 0.3
    assert pending[drawn.day >= 180].mean() > 0.3
    assert pending[drawn.day < 100].mean() < 0.01


def test_few_people_make_many_of_the_calls(drawn):
    known = drawn.caller[drawn.caller != people.NOBODY]
    calls = np.sort(np.unique(known, return_counts=True)[1])[::-1]

    assert calls[: len(calls) // 100].sum() / calls.sum() > 0.1
    assert (calls == 1).mean() > 0.3
    assert calls[0] > 50


def test_one_in_ten_is_a_tip(drawn):
    assert (drawn.kind == KINDS.index("tip")).mean() == pytest.approx(0.1, abs=0.02)


def test_three_in_five_tips_are_answered_more_in_one_district_than_in_another(layer, halves, drawn):
    tip = drawn.kind == KINDS.index("tip")
    said = np.array(feedback.written(halves[1], drawn, np.random.default_rng(1)))
    district = areas.at_level(layer, "neighbourhood")["district"].to_numpy()[drawn.place]
    known = pd.DataFrame({"yes": said == "بله", "district": district})[tip & (said != "")]

    assert set(said[~tip]) == {""}
    assert known["yes"].mean() == pytest.approx(0.6, abs=0.05)
    share, count = known.groupby("district")["yes"].agg(["mean", "size"]).to_numpy().T
    assert np.ptp(share[count >= 200]) > 0.15


def test_answers_are_written_down_from_the_third_month_on(halves):
    early = reports.drawn(halves[0], 0, 186, plan.stream(1, "file"))
    said = np.array(feedback.written(halves[0], early, np.random.default_rng(1)))

    assert set(halves[0].days.month[early.day][said != ""]) == {3, 4, 5, 6}


def test_every_point_falls_in_its_neighbourhood(layer, halves):
    points = halves[0].places.points
    place, which = (grid.ravel() for grid in np.indices(points.longitude.shape))
    longitude, latitude = points.some(place, which, plan.stream(1, "file"))

    locator = Locator(areas.at_level(layer, "neighbourhood"))

    assert (locator.codes(longitude.round(6), latitude.round(6)) == place).all()


def test_the_coast_fills_in_summer(halves):
    half = halves[0]
    share = [
        half.counts[half.days.month == month][:, half.places.coast].sum()
        / half.counts[half.days.month == month].sum()
        for month in (2, 5)
    ]

    assert share[1] > 1.15 * share[0]


def test_the_hours_are_those_of_real_calls(shared_real, drawn):
    real = real_calls(shared_real)
    hours = np.bincount(drawn.second // 3600, minlength=24) / len(drawn.second)
    of_traffic = drawn.category == CATEGORIES.index("traffic")
    traffic = np.bincount(drawn.second[of_traffic] // 3600, minlength=24) / of_traffic.sum()

    assert alike(hours, real["hour"]) > 0.94
    assert alike(traffic, real.loc[real["about"] == "Traffic", "hour"]) > 0.96


def alike(shares: np.ndarray, real_hours: pd.Series) -> float:
    return np.corrcoef(shares, np.bincount(real_hours, minlength=24))[0, 1]


def test_the_weekdays_are_those_of_real_calls(shared_real, halves):
    real = real_calls(shared_real)
    known = np.bincount(real["weekday"], minlength=7) * 7 / len(real)

    assert np.abs(times.WEEKDAYS - known).max() < 0.01
    weekday = jalali.weekday(halves[0].days.date)
    inland = halves[0].counts[:, ~halves[0].places.coast].sum(axis=1)
    means = np.array([inland[weekday == day].mean() for day in range(7)])
    assert means / means.mean() == pytest.approx(known, abs=0.1)


def real_calls(shared_real: Path) -> pd.DataFrame:
    """Calls of Montgomery County; weekday 0 is Monday, which is to them what Saturday is here."""
    with gzip.open(shared_real / "calls" / "montgomery_911.csv.gz") as file:
        calls = pd.read_csv(file, usecols=["title", "timeStamp"])
    when = pd.to_datetime(calls["timeStamp"])
    about = calls["title"].str.split(":").str[0]
    return pd.DataFrame({"hour": when.dt.hour, "weekday": when.dt.day_of_week, "about": about})


def test_people_feel_less_safe_where_harm_is_reported(halves):
    told = survey.answers(halves, plan.stream(1, "survey"))
    here = halves[1].places
    answers = told.groupby("code").size().reindex(here.codes, fill_value=0)
    felt = told.groupby("code")["safe_by_night"].mean().astype(float).reindex(here.codes)
    harm = np.log1p(1000 * halves[1].counts.sum(axis=0) / here.residents)

    well_known = (answers >= 5).to_numpy()
    assert np.corrcoef(felt[well_known], harm[well_known])[0, 1] < -0.2
    assert (answers < 10).any()
    assert told["safe_by_day"].dropna().between(1, 5).all()


def test_those_asked_for_consent_are_callers_who_were_of_use(halves):
    callers = halves[0].people
    asked = consents.asked(halves[0].places, callers, MANY, plan.stream(1, "consents"))
    numbers = pd.Series(callers.nature, index=callers.numbers.to_pylist())

    assert asked["number"].is_unique
    assert (numbers[asked["number"]] == people.CAREFUL).all()
    assert set(asked["choice"]) == set(consents.CHOICES)
    assert asked["number"].str.startswith(people.PREFIX).all()


def test_both_half_years_come_in_whole(demo_store):
    held = store.manifest(demo_store)

    assert held["counts"]["reports"] == 2 * REPORTS
    for receipt in held["intakes"]:
        assert receipt["rows"] == sum(
            receipt[name] for name in ("reports", "refused", "duplicates")
        )
        assert receipt["refused"] == sum(receipt["refused_by_reason"].values()) > 0
        assert receipt["updated"] > 0
        assert not receipt["mapped_to_other"]
        assert receipt["dropped_columns"] == ["نام تماس‌گیرنده", "نشانی", "توضیحات"]
    assert held["counts"]["made_up"]
    assert held["counts"]["outside"] > 0
    assert held["counts"]["placed"] > 0.95 * 2 * REPORTS
    assert not (demo_store / "demo" / "exports").exists()


def test_asked_for_again_nothing_changes(own_store):
    before = store.version(own_store)

    receipts = demo.build(own_store, reports_each=REPORTS, seed=1)

    assert all(receipt.already for receipt in receipts)
    assert store.version(own_store) == before


def test_other_reports_are_never_mixed_with_made_up_ones(own_store):
    with pytest.raises(Refusal) as caught:
        demo.build(own_store, reports_each=REPORTS, seed=2)

    assert caught.value.code == "demo.other_reports"


def test_survey_and_consents_lie_beside_the_reports_for_the_owner_alone(demo_store):
    asked = pd.read_csv(demo_store / "demo" / "consents.csv", dtype=str)
    told = pd.read_csv(demo_store / "demo" / "survey.csv")

    assert asked.notna().all().all()
    assert {"wave", "code", "neighbourhood", "worry", *survey.ITEMS} <= set(told.columns)
    assert (demo_store / "demo" / "consents.csv").stat().st_mode & 0o077 == 0


def test_people_worry_about_what_is_reported_where_they_live(halves):
    told = survey.answers(halves, plan.stream(1, "survey"))
    named = told["worry"][told["worry"] != ""]

    assert set(named) <= set(CATEGORIES)
    assert 0.8 < len(named) / len(told) < 0.95
    assert named.value_counts(normalize=True).head(3).sum() > 0.4


def test_the_liaison_s_notebook_holds_entries_of_each_kind_once(own_store):
    district = accounts_of.largest(own_store)
    notes.write(own_store, district)
    reader = Access("liaison", frozenset({district}))
    here = areas.at_level(areas.current(own_store), "neighbourhood")
    held = [
        notebook.listed(own_store, code, reader)
        for code in here.index[here["district"] == district]
    ]

    assert sorted(map(len, held), reverse=True)[:4] == [len(notes.ENTRIES)] * 3 + [0]
    assert {one.written.kind for entries in held for one in entries} == set(notebook.KINDS)
