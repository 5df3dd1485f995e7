"""Each question to the released figures, asked again in plain pandas."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

from data import queries, schema, store
from data.release.places import EVERYWHERE, OFF_MAP

HALF = [140501, 140502, 140503, 140504, 140505, 140506]
WEEKS = [datetime.date(2026, 4, 4) + datetime.timedelta(7 * step) for step in range(4)]
WORDS = ("kind", "category", "outcome")


@pytest.fixture(scope="module")
def folder(demo_store):
    return store.released(demo_store, store.version(demo_store))


@pytest.fixture(scope="module")
def released(folder):
    """The three tables of released figures as pandas reads them, none as an empty text."""
    tables = {name: pd.read_parquet(folder / f"{name}.parquet") for name in queries.RELEASED}
    for table in tables.values():
        for column in table.select_dtypes("category"):
            table[column] = table[column].astype(object).fillna("")
    return tables


def cells(table, **wanted):
    """The rows of just these cells; a word that is not named stands for all."""
    for column in WORDS:
        if column in table:
            table = table[table[column] == (wanted.get(column) or "")]
    return table


def whole(table, column, bins):
    """Areas' figures over several bins, of those areas that have a figure in each."""
    held = table[table[column].isin(bins)].groupby("area")["reports"].agg(["sum", "count"])
    return held.loc[held["count"] == len(bins), "sum"].astype(int).to_dict()


def told(asked, column):
    """Areas' figures as an answer has them."""
    known = asked.set_index("area")[column].dropna()
    return known.astype(int).to_dict()


SLICES = [
    {},
    *[{"kind": kind} for kind in schema.KINDS],
    {"category": "theft"},
    {"outcome": "useful"},
    {"outcome": "abusive"},
    {"kind": "tip", "category": "drugs", "outcome": "useful"},
]


@pytest.mark.parametrize("wanted", SLICES, ids=str)
@pytest.mark.parametrize("months", [HALF, HALF[2:3]], ids=len)
def test_months_by_area_are_as_pandas_adds_them(folder, released, wanted, months):
    asked = queries.figures_by_area(folder, months, **wanted)
    table = released["monthly"]
    reports = whole(cells(table, **wanted), "month", months)

    assert told(asked, "reports") == reports
    for column, words in (
        ("calls", {"kind": "call"}),
        ("tips", {"kind": "tip"}),
        ("useful", {"outcome": "useful"}),
    ):
        [(name, word)] = words.items()
        expected = whole(cells(table, **(wanted | words)), "month", months)
        same = wanted.get(name) in (None, word)
        assert told(asked, column) == (
            {area: value for area, value in expected.items() if area in reports} if same else {}
        )


def test_pending_reports_are_those_of_the_months_in_which_they_are_shown(folder, released):
    asked = told(queries.figures_by_area(folder, HALF), "pending")
    table = cells(released["monthly"], outcome="pending")
    held = table[table["month"].isin(HALF)].groupby("area")["reports"].sum()

    assert asked == {area: held[area] for area in asked}
    assert EVERYWHERE in asked


@pytest.mark.parametrize("kind", [None, *schema.KINDS])
def test_weeks_by_area_are_as_pandas_adds_them(folder, released, kind):
    asked = queries.figures_by_area_weekly(folder, WEEKS, kind=kind)
    table = released["weekly"]
    reports = whole(cells(table, kind=kind), "week", WEEKS)

    assert told(asked, "reports") == reports
    for column, word in (("calls", "call"), ("tips", "tip")):
        expected = whole(cells(table, kind=word), "week", WEEKS) if kind in (None, word) else {}
        assert told(asked, column) == {
            area: value for area, value in expected.items() if area in reports
        }


@pytest.mark.parametrize("kind", [None, *schema.KINDS])
@pytest.mark.parametrize("area", [EVERYWHERE, OFF_MAP, "RSH", "RSH-1", "RSH-1-01"])
def test_weeks_are_as_they_were_released(folder, released, area, kind):
    asked = queries.figures_by_week(folder, area=area, kind=kind, weeks=WEEKS)
    table = cells(released["weekly"], kind=kind)
    table = table[(table["area"] == area) & table["week"].isin(WEEKS)]

    assert (
        dict(zip(asked["week"].dt.date, asked["reports"], strict=True))
        == table.set_index("week")["reports"].to_dict()
    )


@pytest.mark.parametrize("wanted", SLICES, ids=str)
@pytest.mark.parametrize("area", [EVERYWHERE, "RSH", "RSH-1-01"])
def test_months_are_as_they_were_released(folder, released, area, wanted):
    asked = queries.figures_by_month(folder, area=area, **dict.fromkeys(WORDS) | wanted)
    table = cells(released["monthly"], **wanted)

    expected = table[table["area"] == area].set_index("month")["reports"]
    assert asked.set_index("month")["reports"].to_dict() == expected.to_dict()
    assert asked["month"].is_monotonic_increasing


@pytest.mark.parametrize("wanted", [{}, {"kind": "call"}, {"outcome": "useful"}], ids=str)
@pytest.mark.parametrize("area", [EVERYWHERE, "RSH", "RSH-1"])
def test_categories_are_as_pandas_adds_them_most_first(folder, released, area, wanted):
    some = {"kind": None, "outcome": None} | wanted
    asked = queries.figures_by_category(folder, area=area, months=HALF, **some)
    table = released["monthly"]
    table = table[(table["area"] == area) & table["month"].isin(HALF)]
    expected = {}
    for category in schema.CATEGORIES:
        held = cells(table, category=category, **some)["reports"]
        if len(held) == len(HALF):
            expected[category] = held.sum()

    assert dict(zip(asked["category"], asked["reports"], strict=True)) == expected
    assert asked["reports"].is_monotonic_decreasing


@pytest.mark.parametrize("area", [EVERYWHERE, "RSH", "RSH-1"])
def test_hours_are_as_pandas_adds_them(folder, released, area):
    asked = queries.figures_by_hour(folder, area=area, months=HALF[:2])
    table = released["hourly"]
    table = table[(table["area"] == area) & table["month"].isin(HALF[:2])]
    held = table.groupby(["weekday", "hour"])["reports"].agg(["sum", "count"])

    expected = held.loc[held["count"] == 2, "sum"].to_dict()
    assert asked.set_index(["weekday", "hour"])["reports"].astype(int).to_dict() == expected


def test_hours_are_told_of_no_neighbourhood(folder):
    assert queries.figures_by_hour(folder, area="RSH-1-01", months=HALF[:1]).empty


@pytest.mark.parametrize("wanted", [{"kind": "<script>"}, {"category": "theft' or 1=1 --"}])
def test_a_word_that_nobody_reports_is_no_row(folder, wanted):
    assert queries.figures_by_area(folder, HALF, **wanted).empty


def test_a_month_that_is_not_told_of_hides_all(folder):
    assert queries.figures_by_area(folder, [*HALF, 140507]).empty


def test_what_the_store_holds_adds_up(demo_store):
    counts = store.manifest(demo_store)["counts"]

    assert counts["calls"] + counts["tips"] == counts["reports"]
    assert (
        sum(counts[name] for name in ("placed", "outside", "unplaced", "older"))
        == (counts["reports"])
    )


def test_many_readers_may_ask_at_once(folder):
    def ask(_number):
        return int(queries.figures_by_area(folder, HALF)["reports"].sum())

    with ThreadPoolExecutor(8) as readers:
        answers = list(readers.map(ask, range(40)))

    assert len(set(answers)) == 1


def test_the_database_asks_nobody_else():
    settings = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    connection = queries.connect()
    for name, value in settings.items():
        told = connection.execute(f"select current_setting('{name}')").fetchone()[0]
        assert str(told).lower() == value


def test_the_words_of_an_answer_are_plain_texts(folder):
    asked = {"area": EVERYWHERE, "months": HALF, "kind": None, "outcome": None}
    places, categories = (
        queries.figures_by_area(folder, HALF)["area"],
        queries.figures_by_category(folder, **asked)["category"],
    )

    for words in (places, categories):
        assert words.dtype == object
        assert {type(word) for word in words} == {str}


def test_months_of_every_area_are_as_they_were_released(folder, released):
    asked = queries.figures_over_months(folder, ["theft", "rescue"])
    table = released["monthly"]
    useful = cells(table, outcome="useful").assign(what="useful")
    each = [cells(table, category=word).assign(what=word) for word in ("theft", "rescue")]
    expected = pd.concat([useful, *each]).set_index(["area", "month", "what"])["reports"]

    assert asked.set_index(["area", "month", "what"])["reports"].to_dict() == expected.to_dict()
    assert len(asked) == len(expected)
