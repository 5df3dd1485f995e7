"""Reports to released figures: once, in fixed bins, with nobody in them to be found."""

import itertools

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data import areas, audit, jalali, parts, release, schema, status, store
from data.periods import DAY, WEEK
from data.refusal import Refusal
from data.release import attacks, making, monthly, rows, times, weekly
from data.release import places as tree
from geo import privacy, suppression
from geo.privacy import FLOOR
from tests.reports import row, taken

numbers = itertools.count()
CODES = ("RSH-1-01", "RSH-1-02", "RSH-1-03")  # a district of three
OVER = "1404/04/01"  # the first day on which Khordad and what was before it are over


def some(count, month="1404/02", *, place="گلسار", callers=None, **changed):
    """So many calls of a month from a place, by so many callers; by default each by another."""
    days = jalali.length(int(month.replace("/", "")))
    return [
        row(
            report=str(next(numbers)),
            time=f"{month}/{number % days + 1:02d} {number % 24:02d}:{number % 60:02d}:00",
            caller=f"0911{number % (callers or count):07d}",
            place=place,
            **changed,
        )
        for number in range(count)
    ]


def over(day=OVER):
    """One report of a later day: the months before it are over."""
    return [row(report=str(next(numbers)), time=f"{day} 00:00:00", caller="", place="")]


def released(folder, name="monthly"):
    directory = folder / "store"
    told = store.released(directory, store.version(directory))
    return pq.read_table(told / f"{name}.parquet").to_pylist()


def figure(folder, area="*", *, month=140402, **words):
    asked = (area, month, *map(words.get, ("kind", "category", "outcome")))
    names = ("area", "month", "kind", "category", "outcome")
    found = [one["reports"] for one in released(folder) if tuple(map(one.get, names)) == asked]
    assert len(found) <= 1
    return found[0] if found else None


def about(folder):
    return store.manifest(folder / "store")["released"]


def test_a_month_is_told_once_it_is_over(tmp_path):
    taken(tmp_path, some(25))
    assert released(tmp_path) == []

    taken(tmp_path, over())

    assert figure(tmp_path) == 25
    assert about(tmp_path)["months"] == [140402]


def test_the_day_that_ends_a_month_ends_it(tmp_path):
    taken(tmp_path, [*some(40, "1404/07"), *over("1404/07/30")])

    assert about(tmp_path)["months"] == [140407]


def test_reports_that_come_late_wait(tmp_path):
    taken(tmp_path, [*some(40), *over()])
    before = released(tmp_path)

    taken(tmp_path, some(60))

    assert released(tmp_path) == before
    assert store.manifest(tmp_path / "store")["counts"]["reports"] == 101


def test_late_reports_are_told_by_a_named_release(tmp_path):
    taken(tmp_path, [*some(40), *over()])
    taken(tmp_path, some(60))

    release.again(tmp_path / "store", [140402], "بازنگری")

    assert figure(tmp_path) == 100
    assert about(tmp_path)["named"] == {"140402": "بازنگری"}


def test_a_figure_is_told_anew_only_if_it_moved_by_ten(tmp_path):
    three = [*some(40, category="سرقت"), *some(40, category="آتش سوزی"), *some(30, category="نزاع")]
    taken(tmp_path, [*three, *over()])  # the third is hidden with those that are nought
    taken(tmp_path, [*some(7, category="سرقت"), *some(20, category="آتش سوزی")])

    release.again(tmp_path / "store", [140402], "late")

    assert figure(tmp_path, category="theft") == 40
    assert figure(tmp_path, category="fire") == 60


def test_a_total_may_move_by_ten_while_what_it_is_made_of_stays(tmp_path):
    taken(tmp_path, [*some(40), *some(40, kind="خبر"), *over()])
    taken(tmp_path, [*some(5), *some(5, kind="خبر")])

    release.again(tmp_path / "store", [140402], "late")

    assert about(tmp_path)["held"] == []
    told = (figure(tmp_path), figure(tmp_path, kind="call"), figure(tmp_path, kind="tip"))
    assert told == (90, 40, 40)


def test_a_month_may_be_told_before_it_is_over_if_it_is_named(tmp_path):
    taken(tmp_path, some(25))
    assert released(tmp_path) == []

    release.again(tmp_path / "store", [140402], "for the meeting")

    assert figure(tmp_path) == 25


def test_a_named_release_stands_in_the_audit_at_once(tmp_path):
    taken(tmp_path, some(25))

    release.again(tmp_path / "store", [140402], "for the meeting", by="sara")

    [last] = audit.entries(tmp_path / "store", limit=1)
    assert (last.act, last.by) == ("release", "sara")
    assert last.facts == {"months": 1, "first": 140402, "last": 140402}


@pytest.mark.parametrize(
    ("name", "month", "why"), [(" ", 140402, "no_name"), ("x", 140412, "no_reports")]
)
def test_a_release_without_a_name_or_without_reports_is_refused(tmp_path, name, month, why):
    taken(tmp_path, some(40))

    with pytest.raises(Refusal) as refused:
        release.again(tmp_path / "store", [month], name)

    assert refused.value.code == f"release.{why}"


def test_nine_reports_look_like_none(tmp_path):
    nine, none = tmp_path / "nine", tmp_path / "none"
    for folder, few in ((nine, 9), (none, 0)):
        folder.mkdir()
        held = [
            line
            for area, count in zip(CODES, (60, 70, few), strict=True)
            for line in by_code(area, count)
        ]
        taken(folder, held, HEADER)
        release.again(folder / "store", [140402], "now")

    def lower(folder):
        return [one for one in released(folder) if one["area"] in CODES]

    assert lower(nine) == lower(none)
    assert len(lower(nine)) > 0


def test_twelve_calls_by_one_person_are_hidden(tmp_path):
    taken(tmp_path, [*some(12, callers=1), *over()])

    assert released(tmp_path) == []


def test_of_fifty_calls_thirty_by_one_person_are_hidden(tmp_path):
    taken(tmp_path, [*some(20), *some(30, callers=1), *over()])
    assert figure(tmp_path) is None

    taken(tmp_path, some(30))
    release.again(tmp_path / "store", [140402], "more")
    assert figure(tmp_path) == 80


def test_callers_who_are_not_known_count_as_one(tmp_path):
    anonymous = [[*one[:5], "", one[6]] for one in some(30)]
    taken(tmp_path, [*some(20), *anonymous, *over()])

    assert figure(tmp_path) is None


def test_where_a_file_names_no_caller_each_report_counts_as_one_caller_s(tmp_path):
    taken(tmp_path, [[*one[:5], "", one[6]] for one in [*some(30), *over()]])

    assert figure(tmp_path) == 30


def test_figures_are_rounded_to_five(tmp_path):
    taken(tmp_path, [*some(43), *over()])

    assert {one["reports"] % 5 for one in released(tmp_path)} == {0}
    assert figure(tmp_path) == 45


def test_a_neighbourhood_s_hidden_month_hides_another_one_of_its_district(tmp_path):
    at = areas.at_level(areas.current(tmp_path), "neighbourhood")
    district = at["district"].value_counts().loc[lambda many: many == 4].index[0]
    codes = at.index[at["district"] == district]
    counts = zip(codes, (4, 40, 50, 60), strict=True)
    taken(tmp_path, [line for area, count in counts for line in by_code(area, count)], HEADER)

    release.again(tmp_path / "store", [140402], "now")

    assert [figure(tmp_path, one) for one in codes] == [None, None, 50, 60]
    assert figure(tmp_path, district) == 155


def test_areas_that_the_data_do_not_cover_hide_nobody(tmp_path):
    taken(tmp_path, [*some(60), *over()])
    rasht = figure(tmp_path, "RSH")

    assert rasht == figure(tmp_path) == 60
    assert figure(tmp_path, "RSH", kind="call") == 60
    assert figure(tmp_path, "RSH", kind="tip") is None
    assert figure(tmp_path, "AML") is None


def test_a_county_with_few_reports_hides_the_smallest_other_one(tmp_path):
    held = [*some(60), *some(70, place="فومن"), *some(4, place="منجیل"), *over()]
    taken(tmp_path, held)

    assert figure(tmp_path) == 135
    assert [figure(tmp_path, county) for county in ("RSH", "FMN", "RDB")] == [None, 70, None]


HEADER = ["شناسه", "زمان تماس", "شماره تماس گیرنده", "کد محله"]


def by_code(area, count):
    return [
        [str(next(numbers)), f"1404/02/{n % 29 + 1:02d} 10:00:00", f"0912{n:07d}", area]
        for n in range(count)
    ]


@pytest.fixture(scope="module")
def made(demo_store):
    """What a release of the demo's months stands on, before it is published."""
    manifest = store.manifest(demo_store)
    layer = areas.by_id(demo_store, manifest["layer"])
    places = tree.of(layer)
    held = rows.read(demo_store, manifest["parts"], layer, places, manifest["released"]["months"])
    return manifest, places, held


def published(demo_store, manifest, name):
    folder = demo_store / "released" / manifest["released"]["version"]
    return pq.read_table(folder / f"{name}.parquet")


def test_every_shown_month_is_what_pandas_counts(demo_store, made):
    manifest, places, held = made
    table = published(demo_store, manifest, "monthly").to_pandas()
    month = 140503
    of_month = held.of(month)
    above = np.stack(places.above())
    told = table[table["month"] == month]

    assert len(told) > 500
    for one in told.sample(150, random_state=1).itertuples():
        here = (above[:, of_month.area] == places.codes.index(one.area)).any(axis=0)
        for name in schema.COUNTED:
            word = getattr(one, name)
            if isinstance(word, str):
                here &= getattr(of_month, name) == schema.VOCABULARY[name].index(word)
        callers = np.unique(of_month.caller[here], return_counts=True)[1]
        assert privacy.rounded(here.sum()) == one.reports
        assert len(callers) >= 5
        assert callers.max() <= here.sum() / 2


def test_every_shown_week_is_what_pandas_counts(demo_store, made):
    manifest, places, held = made
    table = published(demo_store, manifest, "weekly").to_pandas()
    saturday = held.day - jalali.weekday(held.day).astype("timedelta64[D]")
    above = np.stack(places.above())

    assert len(table) > 500
    for one in table.sample(100, random_state=1).itertuples():
        here = (above[:, held.area] == places.codes.index(one.area)).any(axis=0)
        here &= (saturday == np.datetime64(one.week)) & held.dated
        if isinstance(one.kind, str):
            here &= held.kind == schema.KINDS.index(one.kind)
        assert privacy.rounded(here.sum()) == one.reports


def test_every_shown_hour_is_what_pandas_counts(demo_store, made):
    manifest, places, held = made
    table = published(demo_store, manifest, "hourly").to_pandas()
    above, weekday = np.stack(places.above()), jalali.weekday(held.day)

    assert len(table) > 500
    assert not set(table["area"]) & set(np.array(places.codes)[places.depth > tree.DISTRICTS])
    for one in table.sample(100, random_state=1).itertuples():
        here = (above[:, held.area] == places.codes.index(one.area)).any(axis=0)
        here &= (held.month == one.month) & (weekday == one.weekday) & (held.hour == one.hour)
        assert privacy.rounded(here.sum()) == one.reports


def test_every_piece_that_a_shown_week_cuts_out_of_a_month_passes_by_itself(demo_store, made):
    manifest, places, held = made
    axis = times.along(manifest["released"]["months"])
    counts = weekly.counts(held, places, axis)
    table = published(demo_store, manifest, "weekly").to_pandas()
    passing = privacy.passes(counts.reports, counts.callers, counts.most)
    pieces = 0
    for one in table[table["kind"].isna()].itertuples():
        cells = axis.pieces[axis.weeks == np.datetime64(one.week)]
        pieces += len(cells)
        assert passing[places.codes.index(one.area), 0, cells].all()

    assert pieces > len(set(table["week"]))


def test_a_week_at_the_edge_of_what_is_told_is_not_told(tmp_path):
    taken(tmp_path, [*some(3000), *over()])

    weeks = {one["week"] for one in released(tmp_path, "weekly")}
    first, last = jalali.first_day(140402), jalali.last_day(140402)
    assert weeks
    assert min(weeks) >= first
    assert max(weeks) + 6 * DAY <= last


def test_a_week_over_two_months_is_told_when_both_are(tmp_path):
    taken(tmp_path, [*some(3000), *over("1404/03/01")])
    reaching = jalali.saturday_of(jalali.last_day(140402))
    assert reaching + WEEK > jalali.first_day(140403)
    assert reaching not in {one["week"] for one in released(tmp_path, "weekly")}
    before = released(tmp_path, "weekly")

    taken(tmp_path, [*some(3000, "1404/03"), *over()])

    after = released(tmp_path, "weekly")
    assert reaching in {one["week"] for one in after}
    assert [one for one in after if one in before] == before


def test_reports_of_an_older_layer_are_told_as_off_the_map(tmp_path):
    taken(tmp_path, [*some(40), *over()])
    embedded = areas.current(tmp_path)
    own = areas.Layer("other", embedded.table[embedded.table["county"] == "RSH"], embedded.about)

    with store.change(tmp_path / "store") as change:
        release.write(change, own)

    counts = store.manifest(tmp_path / "store")["counts"]
    assert (counts["placed"], counts["older"]) == (0, 40)
    assert figure(tmp_path, "-") == 40


def test_an_empty_store_has_its_figures_too(tmp_path):
    with store.change(tmp_path / "store") as change:
        release.write(change, areas.current(tmp_path))

    assert released(tmp_path) == []
    told = status.of(tmp_path / "store")
    assert (told["reports"], told["first_day"], told["neighbourhoods"]) == (0, None, 215)


def test_a_release_with_a_hidden_figure_that_can_be_told_is_not_published(tmp_path, monkeypatch):
    taken(tmp_path, [*some(40), *over()])
    before = released(tmp_path)
    protected = suppression.protected

    def careless(*asked, **more):
        return protected(*asked, **more, totals=False)

    monkeypatch.setattr(suppression, "protected", careless)
    taken(tmp_path, [*some(50, "1404/04"), *some(4, "1404/04", kind="خبر"), *over("1404/05/01")])

    told = about(tmp_path)
    assert told["held"] == [140404]
    assert told["attacks"]["found"]["subtraction"] > 0
    assert released(tmp_path) == before
    assert store.manifest(tmp_path / "store")["counts"]["reports"] == 96

    monkeypatch.setattr(suppression, "protected", protected)
    taken(tmp_path, over("1404/05/02"))
    assert about(tmp_path)["held"] == []
    assert figure(tmp_path, month=140404) == 55


def test_two_figures_of_one_cell_are_found():
    under = attacks.Attacks()
    table = schema.RELEASED["hourly"].empty_table()
    row_of = {"area": ["*"], "month": [140402], "weekday": [0], "hour": [1], "reports": [10]}
    once = pa.table(row_of)
    twice = pa.concat_tables([once, pa.table(row_of | {"reports": [15]})])

    attacks.on_tables(under, {"hourly": once, "weekly": table})
    assert under.found == {}
    attacks.on_tables(under, {"hourly": twice})
    assert under.found == {"two_roles": 1}


def test_two_releases_that_tell_a_hidden_part_together_are_found(made):
    _, places, held = made
    now = monthly.figures(held.of(140502), places, FLOOR)
    shown = now.shown.copy()
    area = np.flatnonzero((places.depth == 3) & now.shown[:, 1, 0, 0] & now.shown[:, 2, 0, 0])[0]
    shown[area, 1:] = False
    partly = shown.copy()
    partly[area, 1, 0, 0] = True
    now_hidden = monthly.Figures(now.counts, shown, now.published, now.lines)
    was = monthly.Figures(now.counts, partly, now.published, now.lines)
    few = now.published.copy()
    few[area, 1, 0, 0] = few[area, 0, 0, 0]  # as if all but a few were calls
    was = monthly.Figures(now.counts, partly, few, now.lines)

    quiet, loud = attacks.Attacks(), attacks.Attacks()
    attacks.on_two_releases(quiet, now_hidden, now_hidden, FLOOR)
    attacks.on_two_releases(loud, was, now_hidden, FLOOR)

    assert quiet.found == {}
    assert loud.found["two_releases"] > 0


def test_most_neighbourhood_months_of_the_demo_are_told_of_and_its_attacks_found_nothing(
    demo_store,
):
    told = store.manifest(demo_store)["released"]

    assert told["attacks"]["found"] == {}
    assert told["attacks"]["narrowest"] >= 5
    assert told["attacks"]["solved"] > 0
    assert told["held"] == []
    counted = told["neighbourhoods"].values()
    assert sum(shown for _, shown in counted) / sum(all_of for all_of, _ in counted) > 0.6


def test_what_pages_read_holds_no_hidden_figure_and_no_report(demo_store):
    manifest = store.manifest(demo_store)
    for name in schema.RELEASED:
        table = published(demo_store, manifest, name)
        assert table.schema.names == schema.RELEASED[name].names
        figures = table["reports"].to_numpy()
        assert figures.min() >= 10
        assert (figures % 5 == 0).all()


def test_stricter_thresholds_are_set_in_a_file_beside_the_store(tmp_path):
    (tmp_path / "store.toml").write_text("[privacy]\nfewest_reports = 50\n", encoding="utf-8")
    taken(tmp_path, [*some(40), *over()])

    assert released(tmp_path) == []


def test_making_says_which_months_lie_beside(tmp_path):
    asked = making.Asked(
        tmp_path, [], areas.current(tmp_path), FLOOR, [140402], {}, [140401, 140403], [], [140401]
    )

    assert asked.beside == [140401, 140402]


def test_parts_are_read_whatever_their_number(tmp_path):
    for _ in range(3):
        taken(tmp_path, some(15))
    taken(tmp_path, over())

    manifest = store.manifest(tmp_path / "store")
    assert sum(len(parts.read(tmp_path / "store", part)) for part in manifest["parts"]) == 46
    assert figure(tmp_path) == 45
