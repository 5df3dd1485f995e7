"""The numbers a reader sees add up to what the store holds, whoever looks, wherever it is."""

import datetime
import re

import pandas as pd
import pytest

from data import intake, periods, schema, store
from data.periods import Period
from pages.views import cached, filters, measures, numbers, period_filter, places
from pages.views.questions import Question
from tests import boards, visits
from words import Say

EN = Say("en")
WHOLE = "m140401-140506"  # all that the made-up half-years hold
HALF = Period("months", 140501, 140506)
SECOND_WEEK = Period("weeks", datetime.date(2026, 4, 4), datetime.date(2026, 5, 2))


def label(name: str) -> str:
    return EN(f"numbers.{name}")


def row(page) -> dict[str, int]:
    """The row of large numbers as numbers, but for the share and those too few to tell."""
    told = visits.numbers(page)
    names = ("reports", "calls", "tips", "off_map", "silent")
    return {name: visits.whole(told[label(name)]) for name in names if told[label(name)][0] != "<"}


def twin(page, name="overview") -> pd.DataFrame:
    """The map's table, by its English headings."""
    page.toggle(key=f"twin.{name}").set_value(True).run()
    assert not page.exception
    [table] = page.dataframe
    return table.value


def test_the_overview_s_totals_are_what_the_store_counts(monkeypatch, demo_store):
    counts = store.manifest(demo_store)["counts"]

    shown = row(visits.opened(monkeypatch, demo_store, period=WHOLE))

    assert shown["reports"] == counts["reports"]
    assert (shown["calls"], shown["tips"]) == (counts["calls"], counts["tips"])
    assert shown["off_map"] == counts["outside"] + counts["unplaced"] + counts["older"]


def test_two_half_years_are_the_whole_and_the_change_is_between_them(monkeypatch, demo_store):
    first, second = (
        visits.opened(monkeypatch, demo_store, period=code)
        for code in ("m140401-140406", "m140501-140506")
    )
    counts = store.manifest(demo_store)["counts"]
    then, now = row(first)["reports"], row(second)["reports"]

    assert then + now == counts["reports"]
    [metric] = [metric for metric in second.metric if metric.label == label("reports")]
    assert metric.delta == f"{'+' if now > then else '-'}{abs(now / then - 1):.1%}"
    [metric] = [metric for metric in first.metric if metric.label == label("reports")]
    assert not metric.delta  # nothing is known of the year before


@pytest.mark.parametrize("by", [schema.KINDS, schema.CATEGORIES, schema.OUTCOMES])
def test_the_parts_of_a_filter_add_up_to_all(demo_store, by):
    visit = visits.reader(demo_store)
    name = {schema.KINDS: "kind", schema.CATEGORIES: "category", schema.OUTCOMES: "outcome"}[by]

    parts = [cached.totals(visit, Question(HALF, **{name: word}))["reports"] or 0 for word in by]

    assert sum(parts) == cached.totals(visit, Question(HALF))["reports"]


@pytest.mark.parametrize("page_name", ["overview", "cooperation"])
def test_the_counties_of_the_map_s_table_add_up_to_the_total(monkeypatch, demo_store, page_name):
    page = visits.opened(monkeypatch, demo_store, page_name, period=WHOLE, level="county")
    total = cached.totals(visits.reader(demo_store), Question(Period("months", 140401, 140506)))
    off = total["outside"] + total["none"] + total["older"]

    table = twin(page, page_name)

    assert len(table) == 17
    assert table["Reports"].sum() == total["reports"] - off
    assert table["110 calls" if "110 calls" in table else "Calls"].notna().all()


def test_the_districts_of_a_county_add_up_to_it_as_far_as_they_are_shown(demo_store):
    visit = visits.reader(demo_store)
    whole = Period("months", 140401, 140506)
    county = cached.figures(visit, Question(whole, level="county")).loc["RSH"]

    districts = cached.inside(visit, Question(whole, within="RSH", level="district"))

    assert set(districts["county"]) == {"RSH"}
    assert districts["few"].sum() == 0
    assert districts["reports"].sum() == county["reports"]
    assert cached.totals(visit, Question(whole, within="RSH"))["reports"] == county["reports"]


def test_the_leading_areas_are_the_first_of_the_table(monkeypatch, demo_store):
    asked = {"period": WHOLE, "measure": "reports"}
    page = visits.opened(monkeypatch, demo_store, **asked)
    [leading] = [
        piece.proto.body for piece in page.main.get("html") if "ranking" in piece.proto.body
    ]
    shown = [
        int(text.replace(",", "")) for text in re.findall(r"<td>([\d,]+)(?=<tr|</table)", leading)
    ]

    table = twin(page)

    assert shown == table["Reports"].dropna().nlargest(10).astype(int).tolist()


def test_no_count_below_ten_is_shown_in_the_map_s_table(monkeypatch, demo_store):
    table = twin(visits.opened(monkeypatch, demo_store, period="m140506"))

    assert table["Reports"].min() >= 10
    assert (
        table.loc[table["Reports"].isna()]
        .drop(columns=["Persian name", "Name", "Residents"])
        .isna()
        .all(axis=None)
    )


def test_the_legend_counts_the_areas_that_are_looked_at(monkeypatch, demo_store):
    page = visits.opened(monkeypatch, demo_store, period=WHOLE, within="RSH", level="neighbourhood")
    painted = visits.message(page)
    inside = places.within(visits.reader(demo_store), "RSH", "neighbourhood")

    assert sum(visits.whole(count) for _, _, count in painted["legend"]) == len(inside)
    assert len(painted["colours"]) == 215
    assert painted["colours"].count(".") == 215 - len(inside)


def test_the_panel_of_a_neighbourhood_tells_its_row_of_the_table(monkeypatch, demo_store):
    page = visits.opened(monkeypatch, demo_store, period=WHOLE, area="ANZ-1-01")
    shown = {metric.label: metric.value for metric in page.metric[-4:]}

    table = twin(page)

    assert visits.whole(shown[EN("panel.reports")]) == table.at["ANZ-1-01", "Reports"]
    assert "Bandar-e Anzali" in [title.value for title in page.subheader]


def test_two_readers_get_the_same_number_for_the_same_area(demo_store):
    all_of_them = visits.reader(demo_store)
    layer = all_of_them.layer
    district = "RSH-1"
    one = visits.reader(demo_store, districts={district})

    for asked in (Question(HALF), Question(SECOND_WEEK, kind="tip"), Question(HALF, within="RSH")):
        narrow, wide = cached.figures(one, asked), cached.figures(all_of_them, asked)
        assert set(narrow["district"]) == {district}
        assert len(narrow) == (layer.table["district"] == district).sum() - 1  # but the district
        pd.testing.assert_frame_equal(narrow, wide.loc[narrow.index])


def test_a_reader_s_own_rows_do_not_leak_into_another_s(demo_store):
    one = visits.reader(demo_store, districts={"RSH-1"})
    other = visits.reader(demo_store, districts={"AML-1"})
    asked = Question(HALF)

    assert not set(cached.figures(one, asked).index) & set(cached.figures(other, asked).index)
    assert set(cached.inside(other, asked)["district"]) == {"AML-1"}


def test_what_a_cache_hands_out_may_be_changed_without_harm(demo_store):
    visit, asked = visits.reader(demo_store), Question(HALF)
    before = cached.figures(visit, asked).copy()

    table = cached.figures(visit, asked)
    table["reports"] = 0

    pd.testing.assert_frame_equal(cached.figures(visit, asked), before)


@pytest.fixture
def quiet_store(tmp_path):
    """A store whose layer does not say how many live anywhere; twelve calls in a1, one in a2."""
    boards.layer(tmp_path / "store", residents=False)
    rows = [f"{number},1404/02/{number + 1:02} 10:00,a1" for number in range(12)]
    file = tmp_path / "calls.csv"
    file.write_text("\n".join(["id,received_at,area code", *rows, "x,1404/02/01 09:00,a2"]) + "\n")
    receipt = intake.take_in([file], tmp_path / "store")
    assert (receipt.reports, receipt.placed) == (13, 13)
    return tmp_path / "store"


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_layer_without_residents_has_no_rate(monkeypatch, quiet_store, language):
    page = visits.opened(monkeypatch, quiet_store, language=language)
    say = Say(language)

    assert not page.exception
    assert page.button_group(key=f"segments.measure.{language}").options == [
        say(f"measure.{name}")
        for name in ("reports", "share_useful")  # nothing is known of a year ago
    ]
    painted = visits.message(page)
    assert painted["measure"] == say("measure.reports")
    assert painted["colours"][0] in painted["palette"]
    assert painted["colours"][1:] == "f" * 15


def test_cooperation_without_residents_says_why_there_is_no_map(monkeypatch, quiet_store):
    page = visits.opened(monkeypatch, quiet_store, "cooperation")

    assert not page.exception
    assert [note.value for note in page.info] == [EN("cooperation.no_residents")]
    assert not page.get("component_instance")


def test_a_store_elsewhere_is_named_and_bounded_by_its_layer(monkeypatch, quiet_store):
    page = visits.opened(monkeypatch, quiet_store)
    west, south, east, north = visits.reader(quiet_store).layer.about["bounds"]

    assert visits.message(page)["view"]["bounds"] == [
        pytest.approx([south, west], abs=1e-3),
        pytest.approx([north, east], abs=1e-3),
    ]
    assert page.sidebar.selectbox(key="place.county.None.en").options[1:] == ["board"]


@pytest.fixture
def months_store(tmp_path):
    """Reports known by their month alone: 20 in Farvardin, 30 in Ordibehesht of 1404."""
    boards.layer(tmp_path / "store")
    rows = [f"{number},1404/{1 + (number >= 20):02},a1" for number in range(50)]
    file, columns = tmp_path / "reports.csv", tmp_path / "columns.toml"
    file.write_text("\n".join(["id,month,code", *rows]) + "\n")
    columns.write_text(
        '[columns]\nreport = "id"\nreceived_at = "month"\ncode = "code"\n\n'
        '[time]\nformat = "jalali"\nprecision = "month"\n'
    )
    receipt = intake.take_in([file], tmp_path / "store", columns=columns)
    assert receipt.reports == 50, receipt
    return tmp_path / "store"


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("name", ["overview", "cooperation"])
def test_reports_known_by_their_month_have_months_and_no_weeks(
    monkeypatch, months_store, name, language
):
    for period in ("m140401-140402", "m140402", "w20250419"):
        page = visits.opened(monkeypatch, months_store, name, language=language, period=period)
        assert not page.exception


def test_the_trend_of_reports_known_by_their_month_is_drawn_by_month(monkeypatch, months_store):
    page = visits.opened(monkeypatch, months_store, period="m140401-140402")
    trend = page.get("vega_lite_chart")[0].proto.spec

    assert "Farvardin 1404" in trend
    assert "Ordibehesht 1404" in trend
    assert row(page)["reports"] == 50
    months = cached.by_month(visits.reader(months_store), Question(HALF))
    assert months.to_dict("list") == {"month": [140401, 140402], "reports": [20, 30]}


def test_weeks_that_the_data_cover_in_part_are_left_out_of_the_trend(demo_store):
    visit = visits.reader(demo_store)
    weeks = cached.by_week(visit, Question(HALF))
    told = weeks[weeks["reports"].notna()]["week"].dt.date

    assert (told >= visit.first_day).all()
    assert (told + datetime.timedelta(days=6) <= visit.last_day).all()
    assert len(told) > 20


def test_where_a_change_is_told_both_periods_are_covered(demo_store):
    visit = visits.reader(demo_store)

    assert cached.totals(visit, Question(HALF))["before"] is not None
    assert cached.totals(visit, Question(Period("months", 140501, 140507)))["before"] is None
    assert cached.totals(visit, Question(Period("months", 140401, 140406)))["before"] is None


def test_what_a_question_counts_does_not_depend_on_where_one_looks():
    asked = Question(HALF, kind="tip", within="RSH", level="county")

    assert asked.counted == ("m140501-140506", "tip", None, None)
    assert asked.counted == Question(HALF, kind="tip").counted


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        (110, 100, ("110", "+10.0%")),
        (90, 100, ("90", "-10.0%")),
        (90, None, ("90", None)),
        (90, 0, ("90", None)),
        (None, 90, ("—", None)),
    ],
)
def test_a_number_is_told_with_its_change_where_there_is_one(now, before, told):
    assert numbers.with_change(EN, now, before) == told


def test_a_share_of_nothing_is_a_dash():
    assert numbers.share(EN, 1, 4) == "25%"
    assert numbers.share(EN, 0, 4) == "0%"
    assert numbers.share(EN, None, None) == numbers.share(EN, 0, 0) == "—"


def test_silent_are_those_where_a_thousand_live_and_fewer_than_ten_report():
    table = pd.DataFrame(
        {
            "few": [True, True, True, False],
            "residents": pd.array([1000, 999, pd.NA, 5000], dtype="Int64"),
        }
    )

    assert numbers.silent(EN, table) == "1"


def test_off_the_map_is_told_only_of_everything():
    assert numbers.off_map(EN, {"outside": 10, "none": 20, "older": 40}) == "70"
    assert numbers.off_map(EN, {"outside": 1, "none": 2, "older": 4}) == "< 10"
    assert numbers.off_map(EN, {"reports": 1}) == "—"


def test_what_a_map_may_show_depends_on_bins_and_residents(demo_store, quiet_store):
    months, weeks = Question(HALF), Question(SECOND_WEEK)
    here, quiet = visits.reader(demo_store), visits.reader(quiet_store)

    assert filters.measures(here, months) == ["rate", "reports", "share_useful", "change"]
    assert filters.measures(here, weeks) == ["rate", "reports", "change"]
    assert filters.measures(quiet, weeks) == ["reports"]
    assert set(filters.measures(here, months)) <= set(measures.MEASURES)


def test_a_change_is_told_only_where_a_year_ago_is_wholly_covered(demo_store):
    here = visits.reader(demo_store)
    split = Question(Period("months", 140406, 140501), level="county")

    assert cached.figures(here, Question(HALF, level="county"))["change"].notna().any()
    assert cached.figures(here, split)["change"].isna().all()
    assert cached.totals(here, split)["before"] is None
    assert "change" not in filters.measures(here, split)


def test_what_did_not_change_has_no_sign():
    assert numbers.with_change(EN, 100_000, 100_000) == ("100,000", None)
    assert "+" not in measures.MEASURES["change"].told(EN, 0.003)
    assert "+" in measures.MEASURES["change"].told(EN, 0.03)


def test_a_place_knows_its_name_its_level_and_what_it_lies_in(demo_store):
    here, there = visits.reader(demo_store), visits.reader(demo_store, language="fa")

    assert places.name_of(here, "AML-1-01") == "Amlash"
    assert places.name_of(there, "AML-1-01") == "املش"
    assert [places.level_of(here, code) for code in ("AML", "AML-1", "AML-1-01")] == [
        *filters.LEVELS
    ]
    assert [places.above(here, code) for code in ("AML-1-01", "AML-1", "AML")] == [
        "AML-1",
        "AML",
        None,
    ]


def test_what_lies_in_a_place_lies_in_what_holds_it(demo_store):
    here = visits.reader(demo_store)
    every = places.within(here, None, "neighbourhood")
    by_county = [
        places.within(here, code, "neighbourhood") for code in places.within(here, None, "county")
    ]

    assert sorted(code for codes in by_county for code in codes) == sorted(every)
    assert places.within(here, "AML-1", "district") == ("AML-1",)
    assert places.within(here, "AML-1", "county") == ("AML",)
    assert places.within(here, "AML-1", "neighbourhood") == ("AML-1-01",)
    assert places.within(here, "AML", "district") == ("AML-1", "AML-2")


def test_a_period_is_told_from_its_first_to_its_last_day():
    assert period_filter.told(EN, HALF) == "1 Farvardin 1405 to 31 Shahrivar 1405"
    assert period_filter.told(Say("fa"), HALF) == "۱ فروردین ۱۴۰۵ تا ۳۱ شهریور ۱۴۰۵"


def test_a_week_at_the_edge_of_a_gap_is_not_told_as_a_whole_one(demo_store):
    table = cached.by_week(visits.reader(demo_store), Question(HALF)).set_index("week")
    ended = pd.Timestamp("2026-09-19")  # a year before, the data stop on its fourth day

    assert table.loc[ended:, "before"].isna().all()
    assert table.loc[: ended - periods.WEEK, "before"].notna().any()
