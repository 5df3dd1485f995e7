"""How soon the police came, as released: by hand, against pandas, and with nobody to be found."""

import itertools
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data import areas, intake, release, schema, store
from data.release import attacks, counting, monthly, quantiles, response
from data.release import places as tree
from data.release.rows import NEVER, Rows
from geo.privacy import FLOOR
from tests.reports import written

HEADER = ["شناسه", "زمان تماس", "شماره تماس گیرنده", "کد محله"]
HEADER += ["زمان پاسخ", "زمان اعزام", "زمان حضور"]
MONTH = 140402
numbers = itertools.count()


def calls(minutes, *, area="RSH-1-01", callers=None):
    """One call for each of these minutes until somebody arrived; each by another caller."""
    return [
        [
            str(next(numbers)),
            f"1404/02/05 {10 + place % 3}:00:00",
            f"0911{place % (callers or len(minutes)):07d}",
            area,
            f"1404/02/05 {10 + place % 3}:00:10",
            f"1404/02/05 {10 + place % 3}:01:00",
            stamp(10 + place % 3, minute),
        ]
        for place, minute in enumerate(minutes)
    ]


def stamp(hour, minute):
    if minute is None:
        return ""
    day, second = divmod(hour * 3600 + round(minute * 60), 86_400)
    told = f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"
    return f"1404/02/{5 + day:02d} {told}"


def told(folder, held, **wanted):
    """The released rows that have these values; `hour` is none where not named."""
    made = folder / "store"
    intake.take_in([written(folder / "file.csv", held, HEADER)], made)
    release.again(made, [MONTH], "test")
    return released(made, **wanted)


def released(made, **wanted):
    table = pq.read_table(store.released(made, store.version(made)) / "response.parquet")
    asked = {"hour": None} | wanted
    return [
        one for one in table.to_pylist() if all(one[name] == value for name, value in asked.items())
    ]


def test_a_sample_worked_out_by_hand(tmp_path):
    found = told(tmp_path, calls(range(2, 42)), area="RSH-1", stage="whole")  # 2, 3 ... 41

    [row] = found
    assert row["reports"] == 40
    assert (row["median"], row["median_low"], row["median_high"]) == (1290, 15 * 60, 28 * 60)
    assert row["ninetieth"] == 37 * 60  # 37.1 minutes, to the half minute
    assert row["ninetieth_low"] == 33 * 60
    assert row["ninetieth_high"] is None  # it would be the longest of all, which is one person's
    assert row["within_15"] == pytest.approx(0.35)  # 14 of 40
    assert row["within_30"] == pytest.approx(0.70)  # 29 of 40: 72.5 %


def test_each_stage_is_told_by_itself(tmp_path):
    told(tmp_path, calls([5.0] * 12))

    found = {row["stage"]: row["median"] for row in released(tmp_path / "store", area="RSH-1")}
    assert found == {"whole": 300, "answer": 10, "dispatch": 45, "travel": 240}


def test_under_36_times_there_is_no_90th_percentile(tmp_path):
    [few] = told(tmp_path, calls(range(2, 37)), area="*", stage="whole")

    assert few["median"] is not None
    assert few["ninetieth"] is None


def test_where_nobody_wrote_down_an_arrival_nothing_is_told_of_it(tmp_path):
    found = told(tmp_path, calls([None] * 30), area="RSH-1")

    assert {row["stage"] for row in found} == {"answer", "dispatch"}


@pytest.mark.parametrize("held", [calls([5.0] * 9), calls([5.0] * 40, callers=4)])
def test_too_few_times_or_callers_have_no_row(tmp_path, held):
    assert told(tmp_path, held) == []


def test_twelve_times_among_many_reports_by_too_few_callers_have_no_row(tmp_path):
    other = calls([None] * 100)
    found = told(tmp_path, [*other, *calls([5.0] * 12, callers=2)], stage="whole")

    assert found == []


def test_what_cannot_be_a_time_is_counted_apart_for_the_county_and_above_alone(tmp_path):
    wrong = [*calls([-3.0] * 12), *calls([1500.0] * 14)]
    told(tmp_path, [*calls([8.0] * 30), *wrong])

    held = released(tmp_path / "store")
    apart = {(row["area"], row["stage"]): row["reports"] for row in held if row["area"] != "-"}
    assert apart["RSH-1", "whole"] == 30
    assert apart["RSH", "negative"] == apart["*", "negative"] == 10
    assert apart["RSH", "over_a_day"] == apart["*", "over_a_day"] == 15
    assert not {area for area, stage in apart if stage in schema.APART} - {"RSH", "*"}


def test_a_neighbourhood_s_few_times_hide_another_one_s(tmp_path):
    places = zip(("RSH-1-01", "RSH-1-02", "RSH-1-03"), (4, 40, 60), strict=True)
    held = [row for area, count in places for row in calls([6.0] * count, area=area)]
    found = told(tmp_path, [*held, *calls([None] * 90, area="RSH-1-01")], stage="whole")

    shown = {row["area"]: row["reports"] for row in found}
    assert shown == {"*": 105, "RSH": 105, "RSH-1": 105, "RSH-1-03": 60}


def test_no_released_number_is_one_person_s(tmp_path):
    secret = 17 * 60 + 17  # one person's seconds, the longest of all
    told(tmp_path, [*calls([5.0] * 50), *calls([secret / 60])])

    held = [value for row in released(tmp_path / "store", area="RSH-1") for value in row.values()]
    assert secret not in held
    assert max(value for value in held if isinstance(value, int) and value < 10**5) == 300
    assert 51 not in held


@pytest.fixture(scope="module")
def drawn():
    """Random reports of one month, what is released of them, and the same as a table."""
    generator = np.random.default_rng(4)
    layer = areas.current(Path("no store"))
    places, count = tree.of(layer), 6000
    leaves = np.flatnonzero(places.depth == 3)[:40]
    seconds = generator.lognormal(6.5, 0.6, (count, len(schema.STAGES))).astype(np.int32)
    seconds[generator.random(seconds.shape) < 0.2] = NEVER
    seconds[generator.random(seconds.shape) < 0.01] = -5
    zero = np.zeros(count, np.int64)
    held = Rows(
        month=np.full(count, MONTH),
        day=np.full(count, "2025-05-01", "datetime64[D]"),
        hour=generator.integers(0, 24, count),
        dated=np.ones(count, bool),
        area=generator.choice(leaves, count, p=np.linspace(1, 40, 40) / 820),
        kind=zero,
        category=zero,
        outcome=zero,
        feedback=zero,
        seconds=seconds,
        caller=generator.integers(1, 4000, count),
    )
    made = monthly.figures(held, places, FLOOR)
    took = response.figures(held, places, FLOOR, made)
    return held, places, took, quantiles.table(took, held, places, MONTH).to_pandas()


def test_every_figure_is_what_pandas_works_out(drawn):
    held, places, _, table = drawn
    above = places.above()
    assert len(table) > 300
    for stage, step in quantiles.TOLD_TO.items():
        took = pd.Series(held.seconds[:, [*schema.STAGES].index(stage)].astype(float))
        took = took.where((took >= 0) & (took <= response.DAY)).dropna()
        for level in above:
            code = pd.Series(np.array(places.codes)[level[held.area]], name="area")[took.index]
            groups = took[level[held.area][took.index] >= 0].groupby(code)
            expected = groups.agg([("median", "median"), ("count", "count")])
            expected["ninetieth"] = groups.quantile(0.9)
            expected["within_15"] = groups.agg(lambda one: (one <= 900).mean())
            mine = table[(table["stage"] == stage) & table["hour"].isna()].set_index("area")
            mine = mine.loc[mine.index.intersection(expected.index)]
            expected = expected.loc[mine.index]
            assert (abs(mine["median"] - expected["median"]) <= step / 2).all()
            far = abs(mine["ninetieth"] - expected["ninetieth"]).dropna()
            assert (far <= step / 2 + 1e-6).all()
            assert (mine["ninetieth"].isna() == (expected["count"] < 36)).all()
            assert (abs(mine["reports"] - expected["count"]) <= 2.5).all()
            if stage == "whole":
                assert (abs(mine["within_15"] - expected["within_15"]) <= 0.0501).all()


def test_every_hour_is_what_pandas_works_out(drawn):
    held, places, _, table = drawn
    took = held.seconds[:, 0]
    hours = table[table["hour"].notna()]
    assert len(hours) > 24
    for row in hours.itertuples():
        inside = (np.stack(places.above())[:, held.area] == places.codes.index(row.area)).any(
            axis=0
        )
        mine = took[inside & (held.hour == row.hour) & (took >= 0)]
        assert abs(np.median(mine) - row.median) <= 15
        assert abs(len(mine) - row.reports) <= 2.5
    assert not set(hours["area"]) & set(np.array(places.codes)[places.depth == 3])


def test_counts_sorted_once_are_those_sorted_for_each_figure(drawn):
    held, places, _, _ = drawn
    inside = held.seconds > 600
    axes = [np.where(one, place, -1) for place, one in enumerate(inside.T)]
    levels = [level[held.area] for level in places.above()]

    once = counting.nested(places.above(), held.area, inside, held.caller)

    each = counting.counted((len(places.codes), len(axes)), [levels, axes], held.caller)
    for mine, other in zip(vars(once).values(), vars(each).values(), strict=True):
        assert (mine == other).all()


def test_what_is_told_stands_on_enough_and_no_hidden_count_can_be_told(drawn):
    _, _, took, table = drawn
    under = attacks.Attacks()

    attacks.on_response(under, took, FLOOR)
    attacks.on_tables(under, {"response": pa.Table.from_pandas(table)})

    assert under.found == {}
    assert under.narrowest is None or under.narrowest >= 5
    assert 0 < (~took.by_area.shown).sum() < took.by_area.shown.size
    for made in (took.by_area, took.by_hour, took.apart):
        counts = made.counts
        shown = made.shown & (counts.reports > 0)
        assert counts.reports[shown].min() >= 10
        assert counts.callers[shown].min() >= 5
        assert (counts.most[shown] <= counts.reports[shown] / 2).all()


def test_where_a_month_s_total_is_hidden_nothing_is_told(drawn):
    held, places, _, _ = drawn
    made = monthly.figures(held, places, FLOOR)
    district = places.above()[2][held.area[0]]
    shown = made.shown.copy()
    inside = places.above()[2] == district
    shown[inside] = False
    less = monthly.Figures(made.counts, shown, made.published, made.lines)

    took = response.figures(held, places, FLOOR, less)

    assert not took.by_area.shown[inside].any()
    assert not took.by_hour.shown[district].any()
