"""The numbers a reader sees are the released figures, whoever looks, wherever it is."""

import datetime
import functools
import re
from dataclasses import replace

import pandas as pd
import pytest

from data import access, intake, schema, store
from data.periods import WEEK, Period
from data.release.places import EVERYWHERE, OFF_MAP
from geo import privacy
from pages.views import cached, filters, measures, numbers, period_filter, places, shades
from pages.views.questions import Question
from tests import boards, visits
from words import Say

EN = Say("en")
WHOLE = "m140401-140506"  # all that the made-up half-years hold
ALL = Period("months", 140401, 140506)
HALF = Period("months", 140501, 140506)
EARLIER = Period("months", 140401, 140406)
SECOND_WEEK = Period("weeks", datetime.date(2026, 4, 4), datetime.date(2026, 5, 2))
OFF_BY = privacy.FLOOR.step / 2  # the most that rounding moves a figure


def label(name: str) -> str:
    return EN(f"numbers.{name}")


def row(page) -> dict[str, int]:
    """The row of large numbers as numbers, but for the share and those that are hidden."""
    told = visits.numbers(page)
    names = ("reports", "calls", "tips", "off_map", "silent")
    return {name: visits.whole(told[label(name)]) for name in names if told[label(name)][0] != "<"}


def twin(page, name="overview") -> pd.DataFrame:
    """The map's table, by its English headings."""
    page.toggle(key=f"twin.{name}").set_value(True).run()
    assert not page.exception
    [table] = page.dataframe
    return table.value


@functools.cache
def released(directory, name="monthly") -> pd.DataFrame:
    """A released table, none as an empty text."""
    table = pd.read_parquet(store.released(directory, store.version(directory)) / f"{name}.parquet")
    for column in table.select_dtypes("category"):
        table[column] = table[column].astype(object).fillna("")
    return table


def figure(directory, area=EVERYWHERE, period=ALL, **words) -> int | None:
    """The released figure of a cell over the months told of; None where one of them is hidden."""
    told = set(store.manifest(directory)["released"]["months"]).intersection(period.bins_in())
    table = released(directory)
    table = table[(table["area"] == area) & table["month"].isin(told)]
    for name in schema.COUNTED:
        table = table[table[name] == words.get(name, "")]
    return int(table["reports"].sum()) if len(table) == len(told) else None


def shown_or_missing(values: pd.Series) -> dict:
    """A column's numbers by area; None where there is none."""
    return {area: None if pd.isna(value) else int(value) for area, value in values.items()}


def test_the_overview_s_totals_are_the_released_ones(monkeypatch, demo_store):
    shown = row(visits.opened(monkeypatch, demo_store, period=WHOLE))

    assert shown["reports"] == figure(demo_store)
    assert shown["calls"] == figure(demo_store, kind="call")
    assert shown["tips"] == figure(demo_store, kind="tip")
    assert shown["off_map"] == figure(demo_store, OFF_MAP)


def test_the_overview_s_totals_are_what_the_store_holds_but_for_rounding(monkeypatch, demo_store):
    counts = store.manifest(demo_store)["counts"]
    off_the_map = counts["outside"] + counts["unplaced"] + counts["older"]
    most = OFF_BY * len(counts["months"])

    shown = row(visits.opened(monkeypatch, demo_store, period=WHOLE))

    assert shown["reports"] == pytest.approx(counts["reports"], abs=most)
    assert shown["calls"] == pytest.approx(counts["calls"], abs=most)
    assert shown["tips"] == pytest.approx(counts["tips"], abs=most)
    assert shown["off_map"] == pytest.approx(off_the_map, abs=most)


def test_two_half_years_are_the_whole_and_the_change_is_between_them(monkeypatch, demo_store):
    first, second = (
        visits.opened(monkeypatch, demo_store, period=code)
        for code in ("m140401-140406", "m140501-140506")
    )
    then, now = row(first)["reports"], row(second)["reports"]

    assert then + now == figure(demo_store)
    [metric] = [metric for metric in second.metric if metric.label == label("reports")]
    assert metric.delta == f"{'+' if now > then else '-'}{abs(now / then - 1):.1%}"
    [metric] = [metric for metric in first.metric if metric.label == label("reports")]
    assert not metric.delta  # nothing is known of the year before


@pytest.mark.parametrize("by", schema.COUNTED)
def test_the_parts_of_a_filter_add_up_to_all_but_for_rounding(demo_store, by):
    visit, words = visits.reader(demo_store), schema.VOCABULARY[by]
    month = Period("months", 140506, 140506)

    parts = [cached.totals(visit, Question(month, **{by: word}))["reports"] for word in words]

    assert None not in parts
    whole = cached.totals(visit, Question(month))["reports"]
    assert sum(parts) == pytest.approx(whole, abs=OFF_BY * (len(parts) + 1))


@pytest.mark.parametrize("page_name", ["overview", "cooperation"])
@pytest.mark.parametrize("level", filters.LEVELS)
def test_the_map_s_table_tells_each_area_s_released_figure_and_hides_the_others(
    monkeypatch, demo_store, page_name, level
):
    page = visits.opened(monkeypatch, demo_store, page_name, period=WHOLE, level=level)
    codes = places.within(visits.reader(demo_store), None, level)

    table = twin(page, page_name)

    assert tuple(table.index) == codes
    for heading, words in (
        ("reports", {}),
        ("calls", {"kind": "call"}),
        ("tips", {"kind": "tip"}),
        ("useful", {"outcome": "useful"}),
    ):
        told = shown_or_missing(table[EN(f"column.{heading}")])
        assert told == {code: figure(demo_store, code, **words) for code in codes}
    assert table[EN("column.reports")].notna().any()


def test_the_areas_of_the_map_s_table_add_up_to_what_holds_them_but_for_rounding(demo_store):
    visit, month = visits.reader(demo_store), Period("months", 140506, 140506)
    county = cached.figures(visit, Question(month, level="county"))
    whole = cached.totals(visit, Question(month))
    districts = cached.inside(visit, Question(month, within="RSH", level="district"))

    assert set(districts["county"]) == {"RSH"}
    for parts, total in (
        (county["reports"], whole["reports"] - whole["off_map"]),
        (districts["reports"], county.at["RSH", "reports"]),
    ):
        assert parts.notna().all()
        assert parts.sum() == pytest.approx(total, abs=OFF_BY * (len(parts) + 2))
    assert (
        cached.totals(visit, Question(month, within="RSH"))["reports"]
        == (county.at["RSH", "reports"])
    )


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


def test_what_is_hidden_is_blank_in_the_map_s_table_and_every_count_is_rounded(
    monkeypatch, demo_store
):
    table = twin(visits.opened(monkeypatch, demo_store, period="m140506"))
    hidden = table[EN("column.reports")].isna()
    before = EN("column.before")  # may be shown by itself: it was published a year ago

    assert 0 < hidden.sum() < len(table)
    known = [EN(f"column.{name}") for name in ("name_fa", "name_en", "residents")]
    assert table.loc[hidden].drop(columns=[*known, before]).isna().all(axis=None)
    for name in ("reports", "calls", "tips", "useful", "before"):
        counts = table[EN(f"column.{name}")].dropna()
        assert counts.min() >= privacy.FLOOR.fewest_reports
        assert (counts % privacy.FLOOR.step == 0).all()


def test_a_hidden_number_looks_like_nought(monkeypatch, demo_store):
    asked = {"within": "AML-1", "category": "cyber", "outcome": "abusive", "kind": "tip"}
    page = visits.opened(monkeypatch, demo_store, period="m140506", **asked)

    told = visits.numbers(page)
    assert [told[label(name)] for name in ("reports", "calls", "tips")] == [EN("numbers.few")] * 3
    assert [metric.delta for metric in page.metric if metric.label == label("reports")] == [""]
    assert set(visits.message(page)["colours"]) == {shades.TOO_FEW, shades.OUTSIDE}


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


def test_two_readers_of_one_district_see_the_same_numbers_charts_and_panel(monkeypatch, demo_store):
    asked = {"within": "RSH-1", "period": WHOLE, "area": "RSH-1-01"}
    mine = visits.told(
        visits.opened(monkeypatch, demo_store, role="liaison", districts={"RSH-1"}, **asked)
    )
    all_of_them = visits.told(visits.opened(monkeypatch, demo_store, **asked))

    assert mine["numbers"] == all_of_them["numbers"]
    assert mine["charts"] == all_of_them["charts"]


@pytest.mark.parametrize("name", ["overview", "cooperation"])
def test_a_liaison_s_map_has_the_commander_s_shades_and_a_dot_for_what_they_may_not_see(
    monkeypatch, demo_store, name
):
    codes = places.within(visits.reader(demo_store), None, "neighbourhood")
    mine = [code.startswith("RSH-1-") for code in codes]
    asked = {"period": "m140506", "level": "neighbourhood"}

    whole = visits.message(visits.opened(monkeypatch, demo_store, name, **asked))
    part = visits.message(
        visits.opened(monkeypatch, demo_store, name, role="liaison", districts={"RSH-1"}, **asked)
    )

    assert len({shade for shade, own in zip(part["colours"], mine, strict=True) if own}) > 1
    assert part["palette"] == whole["palette"]
    for own, seen, everybody_s in zip(mine, part["colours"], whole["colours"], strict=True):
        assert seen == (everybody_s if own else shades.OUTSIDE)
    width = int(part["values"][0])
    for own, start in zip(mine, range(1, len(part["values"]), width), strict=True):
        assert own or part["values"][start : start + width] == "~" * width


def test_a_liaison_who_names_another_place_in_the_address_gets_their_own_map(
    monkeypatch, demo_store
):
    own = {"role": "liaison", "districts": {"RSH-1"}, "period": "m140506"}
    plain = visits.told(visits.opened(monkeypatch, demo_store, **own))

    for place in (
        {"within": "AML-1"},
        {"within": "RSH"},
        {"area": "AML-1-01"},
        {"level": "county"},
    ):
        told = visits.told(visits.opened(monkeypatch, demo_store, **own, **place))
        for painted in told["maps"]:
            painted["picked"] = None
        assert told == plain


@pytest.mark.parametrize("place", ["AML-1", "AML-1-01", "RSH"])
@pytest.mark.parametrize(
    "ask", [cached.totals, cached.by_week, cached.by_month, cached.by_category, cached.by_hour]
)
def test_what_is_asked_of_a_place_that_is_not_one_s_own_is_refused(demo_store, ask, place):
    one = visits.reader(demo_store, districts={"RSH-1"})

    with pytest.raises(access.Refused):
        ask(one, Question(HALF, within=place))
    assert cached.inside(one, Question(HALF, within="AML-1")).empty


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


@pytest.fixture(scope="module")
def quiet_store(tmp_path_factory):
    """A store whose layer does not say how many live anywhere.

    Of Ordibehesht 1404 twelve calls in a1, two in each other square of its district, and one of
    the month after, on no map.
    """
    folder = tmp_path_factory.mktemp("quiet")
    boards.layer(folder / "store", residents=False)
    others = [square for row in "ab" for square in (f"{row}{n}" for n in range(1, 5))][1:]
    squares = [*["a1"] * 12, *others * 2, ""]
    days = [f"1404/02/{number + 1:02}" for number in range(len(squares) - 1)]
    rows = [
        f"{number},{day} 10:00,{square}"
        for number, (day, square) in enumerate(zip([*days, "1404/03/01"], squares, strict=True))
    ]
    file = folder / "calls.csv"
    file.write_text("\n".join(["id,received_at,area code", *rows]) + "\n")
    receipt = intake.take_in([file], folder / "store")
    assert (receipt.reports, receipt.placed) == (27, 26)
    return folder / "store"


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


@pytest.fixture(scope="module")
def months_store(tmp_path_factory):
    """Reports known by their month alone: 20, 30 and one of the first three months of 1404."""
    folder = tmp_path_factory.mktemp("months")
    boards.layer(folder / "store")
    months = [1] * 20 + [2] * 30 + [3]
    rows = [f"{number},1404/{month:02},a1" for number, month in enumerate(months)]
    file, columns = folder / "reports.csv", folder / "columns.toml"
    file.write_text("\n".join(["id,month,code", *rows]) + "\n")
    columns.write_text(
        '[columns]\nreport = "id"\nreceived_at = "month"\ncode = "code"\n\n'
        '[time]\nformat = "jalali"\nprecision = "month"\n'
    )
    receipt = intake.take_in([file], folder / "store", columns=columns)
    assert receipt.reports == 51, receipt
    return folder / "store"


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


def test_weeks_are_told_where_the_months_that_they_lie_in_are(demo_store):
    visit = visits.reader(demo_store)
    weeks = cached.by_week(visit, Question(HALF))
    told = weeks[weeks["reports"].notna()]["week"].dt.date

    assert len(told) > 20
    for week in told:
        assert set(Period("weeks", week, week).in_months().bins_in()) <= set(HALF.bins_in())


def test_a_week_that_is_not_told_of_leaves_a_gap(demo_store):
    visit = visits.reader(demo_store)
    missing = visit.weeks[-10]
    weeks = [week for week in visit.counts["weeks"] if week != str(missing)]
    gappy = replace(visit, counts=visit.counts | {"weeks": weeks})

    whole, table = (cached.by_week(one, Question(HALF)).set_index("week") for one in (visit, gappy))

    assert table.index.equals(whole.index)
    assert (table.index.to_series().diff().dropna() == WEEK).all()
    assert whole.at[pd.Timestamp(missing), "reports"] > 0
    assert pd.isna(table.at[pd.Timestamp(missing), "reports"])
    others = table.index != pd.Timestamp(missing)
    pd.testing.assert_frame_equal(table[others], whole[others])


@pytest.mark.parametrize("area", [None, "RSH", "RSH-1", "RSH-C-56"])
def test_the_trend_tells_each_week_as_it_was_released(demo_store, area):
    trend = cached.by_week(visits.reader(demo_store), Question(HALF), area)
    table = released(demo_store, "weekly")
    table = table[(table["area"] == (area or EVERYWHERE)) & (table["kind"] == "")]
    expected = dict(zip(table["week"], table["reports"], strict=True))

    for row_of in trend.itertuples():
        week = row_of.week.date()
        for told, when in ((row_of.reports, week), (row_of.before, week - 52 * WEEK)):
            assert expected.get(when) == (None if pd.isna(told) else told)


def test_where_a_change_is_told_every_month_of_both_periods_is_told_of(demo_store):
    visit = visits.reader(demo_store)

    assert cached.totals(visit, Question(HALF))["before"] == figure(demo_store, period=EARLIER)
    assert cached.totals(visit, Question(Period("months", 140501, 140507)))["before"] is None
    assert cached.totals(visit, Question(EARLIER))["before"] is None


def test_what_is_told_of_an_area_does_not_depend_on_where_one_looks(demo_store):
    visit = visits.reader(demo_store)

    here, there = (
        cached.figures(visit, Question(HALF, kind="tip", within=place)) for place in (None, "RSH")
    )

    pd.testing.assert_frame_equal(here, there)


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        (110, 100, ("110", "+10.0%")),
        (90, 100, ("90", "-10.0%")),
        (90, None, ("90", None)),
        (90, 0, ("90", None)),
        (None, 90, (EN("numbers.few"), None)),
    ],
)
def test_a_number_is_told_with_its_change_where_there_is_one(now, before, told):
    assert numbers.with_change(EN, now, before) == told


def test_a_share_of_nothing_is_a_dash():
    assert numbers.share(EN, 1, 4) == "25%"
    assert numbers.share(EN, 0, 4) == "0%"
    assert numbers.share(EN, None, None) == numbers.share(EN, 0, 0) == "—"
    assert numbers.share(EN, None, 50) == numbers.share(EN, 50, None) == "—"


def test_rounding_makes_no_share_greater_than_all():
    assert numbers.share(EN, 15, 10) == "100%"


def test_silent_are_those_where_a_thousand_live_and_fewer_than_ten_report():
    table = pd.DataFrame(
        {
            "few": [True, True, True, False],
            "residents": pd.array([1000, 999, pd.NA, 5000], dtype="Int64"),
        }
    )

    assert numbers.silent(EN, table) == "1"


def test_off_the_map_is_told_only_of_everything():
    assert numbers.off_map(EN, {"off_map": 70}) == "70"
    assert numbers.off_map(EN, {"off_map": None}) == EN("numbers.few")
    assert numbers.off_map(EN, {"reports": 10}) == "—"


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


def test_a_week_that_reaches_into_a_month_without_data_is_not_told(demo_store):
    table = cached.by_week(visits.reader(demo_store), Question(HALF)).set_index("week")
    ended = pd.Timestamp("2026-09-19")  # a year before, the data stop on its fourth day

    assert table.loc[ended:, "before"].isna().all()
    assert table.loc[: ended - WEEK, "before"].notna().any()
