"""Each question to the released figures, asked again in plain pandas."""

import datetime
import itertools
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

from data import areas, jalali, periods, queries, schema, store
from data.periods import Period

HALF = Period("months", 140501, 140506)
WEEKS = Period("weeks", datetime.date(2026, 4, 4), datetime.date(2026, 5, 2))
EVERYTHING = {"first": 0, "last": 999999}


@pytest.fixture(scope="module")
def folder(demo_store):
    return store.released(demo_store, store.version(demo_store))


@pytest.fixture(scope="module")
def released(folder):
    """The three tables of released figures as pandas reads them."""
    tables = {name: pd.read_parquet(folder / f"{name}.parquet") for name in queries.RELEASED}
    return {
        name: table.astype(dict.fromkeys(table.select_dtypes("category").columns, object))
        for name, table in tables.items()
    }


@pytest.fixture(scope="module")
def some(demo_store):
    """The neighbourhoods of the county of Rasht."""
    layer = areas.current(demo_store)
    small = areas.at_level(layer, "neighbourhood")
    return tuple(small.index[small["county"] == "RSH"])


def matching(table, **wanted):
    """The rows with these words; None for any."""
    for column, value in wanted.items():
        if value is not None:
            table = table[table[column] == value]
    return table


def between(table, column, first, last):
    return table[(table[column] >= first) & (table[column] <= last)]


def keyed(table, keys, column):
    """Keys to a whole number, None where a key is missing."""
    told = table.astype(dict.fromkeys(keys, object))
    told[keys] = told[keys].where(told[keys].notna(), None)
    return {tuple(row[:-1]): int(row[-1]) for row in told[[*keys, column]].itertuples(index=False)}


def same(asked, keys, column, table):
    """Whether a column of an answer is what the rows of `table` add up to; no row is nought."""
    sums = keyed(table.groupby(keys, dropna=False)["reports"].sum().reset_index(), keys, "reports")
    found = keyed(asked, keys, column)
    return found == dict.fromkeys(found, 0) | sums and len(found) == len(asked)


SLICES = [
    *[{"kind": kind} for kind in (None, *schema.KINDS)],
    {"category": "theft"},
    {"outcome": "useful"},
    {"kind": "tip", "category": "drugs", "outcome": "no_action"},
]


@pytest.mark.parametrize("wanted", SLICES, ids=str)
def test_months_by_neighbourhood_are_as_pandas_counts_them(folder, released, wanted):
    asked = queries.reports_by_neighbourhood(folder, HALF, **wanted)
    table = matching(between(released["monthly"], "month", HALF.first, HALF.last), **wanted)

    keys = ["neighbourhood", "placed"]
    assert same(asked, keys, "reports", table)
    assert same(asked, keys, "calls", table[table["kind"] == "call"])
    assert same(asked, keys, "tips", table[table["kind"] == "tip"])
    assert same(asked, keys, "useful", table[table["outcome"] == "useful"])
    assert same(asked, keys, "judged", table[table["outcome"] != "pending"])


@pytest.mark.parametrize("kind", [None, *schema.KINDS])
def test_weeks_by_neighbourhood_are_as_pandas_counts_them(folder, released, kind):
    asked = queries.reports_by_neighbourhood(folder, WEEKS, kind=kind)
    table = matching(between(released["weekly"], "week", WEEKS.first, WEEKS.last), kind=kind)

    keys = ["neighbourhood", "placed"]
    assert same(asked, keys, "reports", table)
    assert same(asked, keys, "calls", table[table["kind"] == "call"])
    assert same(asked, keys, "tips", table[table["kind"] == "tip"])
    assert "useful" not in asked


@pytest.mark.parametrize("wanted", [{"category": "theft"}, {"outcome": "useful"}])
def test_weeks_are_not_told_by_category_or_outcome(folder, wanted):
    with pytest.raises(ValueError, match="kind alone"):
        queries.reports_by_neighbourhood(folder, WEEKS, **wanted)


@pytest.mark.parametrize("kind", [None, *schema.KINDS])
@pytest.mark.parametrize("all_of_them", [True, False])
def test_weeks_are_as_pandas_counts_them(folder, released, some, kind, all_of_them):
    codes = None if all_of_them else some
    ends = {"first": WEEKS.first, "last": WEEKS.last}
    asked = queries.reports_by_week(folder, **ends, kind=kind, neighbourhoods=codes)
    table = matching(between(released["weekly"], "week", *ends.values()), kind=kind)
    if codes:
        table = table[table["neighbourhood"].isin(codes)]

    assert (
        dict(zip(asked["week"].dt.date, asked["reports"], strict=True))
        == table.groupby("week")["reports"].sum().to_dict()
    )


@pytest.mark.parametrize("wanted", SLICES, ids=str)
@pytest.mark.parametrize("all_of_them", [True, False])
def test_months_are_as_pandas_counts_them(folder, released, some, wanted, all_of_them):
    codes = None if all_of_them else some
    whole = dict.fromkeys(("kind", "category", "outcome")) | wanted
    asked = queries.reports_by_month(folder, **EVERYTHING, **whole, neighbourhoods=codes)
    table = matching(released["monthly"], **wanted)
    if codes:
        table = table[table["neighbourhood"].isin(codes)]

    assert same(asked, ["month"], "reports", table)
    assert same(asked, ["month"], "useful", table[table["outcome"] == "useful"])


@pytest.mark.parametrize("wanted", [{}, {"kind": "call"}, {"outcome": "abusive"}], ids=str)
@pytest.mark.parametrize("all_of_them", [True, False])
def test_categories_are_as_pandas_counts_them_most_first(
    folder, released, some, wanted, all_of_them
):
    codes = None if all_of_them else some
    ends = {"first": HALF.first, "last": HALF.last}
    whole = dict.fromkeys(("kind", "outcome")) | wanted
    asked = queries.reports_by_category(folder, **ends, **whole, neighbourhoods=codes)
    table = matching(between(released["monthly"], "month", *ends.values()), **wanted)
    if codes:
        table = table[table["neighbourhood"].isin(codes)]

    key = ["category"]
    assert same(asked, key, "reports", table)
    assert same(asked, key, "useful", table[table["outcome"] == "useful"])
    assert asked["reports"].is_monotonic_decreasing


@pytest.mark.parametrize("districts", [None, ("RSH-1",), ("AML-1", "AML-2")])
def test_hours_are_as_pandas_counts_them(folder, released, districts):
    ends = {"first": HALF.first, "last": HALF.last}
    asked = queries.reports_by_hour(folder, **ends, districts=districts)
    table = between(released["hourly"], "month", *ends.values())
    if districts:
        table = table[table["district"].isin(districts)]

    keys = ["weekday", "hour"]
    assert same(asked, keys, "reports", table)
    assert asked["weekday"].between(0, 6).all()
    assert asked["hour"].between(0, 23).all()


def test_no_neighbourhood_asked_for_is_not_the_same_as_all(folder):
    asked = queries.reports_by_month(
        folder, **EVERYTHING, kind=None, category=None, outcome=None, neighbourhoods=()
    )

    assert asked.empty


def test_a_word_that_nobody_reports_is_no_row(folder):
    assert queries.reports_by_neighbourhood(folder, HALF, kind="<script>").empty
    assert queries.reports_by_neighbourhood(folder, HALF, category="theft' or 1=1 --").empty


def test_every_question_adds_up_to_the_same_number(demo_store, folder):
    counts = store.manifest(demo_store)["counts"]
    first, last = map(datetime.date.fromisoformat, (counts["first_day"], counts["last_day"]))
    whole = Period("months", jalali.month_of(first), jalali.month_of(last))
    weeks = periods.weeks(first, last)
    months = {"first": whole.first, "last": whole.last, "kind": None, "outcome": None}
    by = [
        queries.reports_by_neighbourhood(folder, whole),
        queries.reports_by_neighbourhood(folder, Period("weeks", weeks[-1], weeks[0])),
        queries.reports_by_week(
            folder, first=weeks[-1], last=weeks[0], kind=None, neighbourhoods=None
        ),
        queries.reports_by_month(folder, **months, category=None, neighbourhoods=None),
        queries.reports_by_category(folder, **months, neighbourhoods=None),
        queries.reports_by_hour(folder, first=whole.first, last=whole.last, districts=None),
    ]

    assert [int(table["reports"].sum()) for table in by] == [counts["reports"]] * len(by)
    assert by[0]["calls"].sum() == counts["calls"]
    assert by[0]["tips"].sum() == counts["tips"]
    for placed, name in (("outside", "outside"), ("none", "unplaced"), ("placed", "placed")):
        assert by[0].loc[by[0]["placed"] == placed, "reports"].sum() == counts[name]


def test_many_readers_may_ask_at_once(folder):
    def ask(_number):
        return int(queries.reports_by_neighbourhood(folder, HALF)["reports"].sum())

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
    table = queries.reports_by_neighbourhood(folder, HALF)

    kinds = {type(value) for value in itertools.chain(table["placed"], table["neighbourhood"])}
    assert str in kinds
    assert table["neighbourhood"].dtype == object
