"""Contributions: the reports of known callers between two days, each with its caller."""

import datetime

import pandas as pd
import pytest

from data import areas, contributions, erasure, jalali, schema, secrets, store
from data.refusal import Refusal
from tests.reports import row, taken

ONE, TWO = "09111234567", "09117654321"


def read(directory, first=(1404, 1, 1), last=(1404, 12, 29)):
    ends = jalali.day(*first), jalali.day(*last)
    return contributions.read(directory, store.version(directory), *ends)


@pytest.fixture
def directory(tmp_path):
    """A store with two callers' reports, and one that tells no caller."""
    taken(
        tmp_path,
        [
            row(report="1", caller=ONE, time="1404/01/05 10:00:00"),
            row(report="2", caller=TWO, time="1404/01/06 23:59:59", outcome="بی‌اساس"),
            row(report="3", caller="", time="1404/01/06 10:00:00"),
            row(report="4", caller=ONE, time="1404/01/07 00:00:00", place=""),
        ],
    )
    taken(tmp_path, [row(report="5", caller=ONE, time="1404/03/01 10:00:00", category="امداد")])
    return tmp_path / "store"


def told(found):
    """Pseudonym, day, outcome of each."""
    table = found.table
    return [
        (found.pseudonyms[person], day.date(), outcome)
        for person, day, outcome in zip(
            table["person"], table["day"], table["outcome"], strict=True
        )
    ]


def test_each_report_of_a_known_caller_is_theirs(directory):
    key = secrets.key(directory)
    one, two = key.pseudonym(ONE), key.pseudonym(TWO)

    found = read(directory)

    assert found.pseudonyms.tolist() == sorted([one, two])
    assert sorted(told(found)) == sorted(
        [
            (one, jalali.day(1404, 1, 5), "useful"),
            (one, jalali.day(1404, 1, 7), "useful"),
            (one, jalali.day(1404, 3, 1), "useful"),
            (two, jalali.day(1404, 1, 6), "unfounded"),
        ]
    )
    assert found.table["person"].is_monotonic_increasing
    assert found.table.groupby("person")["day"].is_monotonic_increasing.all()


@pytest.mark.parametrize(
    ("first", "last", "reports"),
    [
        ((1404, 1, 5), (1404, 1, 5), 1),
        ((1404, 1, 5), (1404, 1, 6), 2),
        ((1404, 1, 6), (1404, 1, 7), 2),
        ((1404, 2, 1), (1404, 3, 1), 1),
        ((1404, 2, 1), (1404, 2, 31), 0),
        ((1405, 1, 1), (1405, 1, 1), 0),
    ],
)
def test_both_days_are_included_and_are_those_of_tehran(directory, first, last, reports):
    assert len(read(directory, first, last).table) == reports


def test_the_columns_are_as_promised_also_where_there_is_nothing(directory):
    full, empty = read(directory), read(directory, (1405, 1, 1), (1405, 1, 2))

    assert full.table.dtypes.to_dict() == empty.table.dtypes.to_dict()
    assert len(empty.pseudonyms) == 0
    assert full.table.columns.tolist() == [
        *("person", "day", "kind", "category", "outcome"),
        *("neighbourhood", "district", "county", "rural"),
    ]
    for name in contributions.WORDS:
        assert tuple(full.table[name].cat.categories) == schema.VOCABULARY[name]


def test_a_report_is_in_its_neighbourhood_and_in_what_that_lies_in(directory):
    table = read(directory).table
    lowest = areas.at_level(areas.current(directory), "neighbourhood")

    placed = table[table["neighbourhood"].notna()]
    assert len(placed) == 3
    for level in ("district", "county"):
        above = placed["neighbourhood"].astype(object).map(lowest[level])
        assert placed[level].astype(object).tolist() == above.tolist()
    assert not table["rural"].any()  # Golsar is a part of the city of Rasht
    assert table[table["neighbourhood"].isna()]["county"].isna().all()


def test_what_was_placed_under_other_outlines_is_nowhere(directory):
    with store.change(directory) as change:
        table = areas.current(directory).table
        about = areas.current(directory).about
        renamed = table.rename(index={"RSH-1-01": "RSH-1-99"})
        areas.keep(change, renamed, about)

    found = read(directory).table

    assert len(found) == 4
    assert found["neighbourhood"].isna().all()


def test_who_is_erased_contributed_nothing(directory):
    erasure.erase(directory, ONE, by="test")

    assert read(directory).pseudonyms.tolist() == [secrets.key(directory).pseudonym(TWO)]


def test_the_last_day_is_that_of_the_newest_report_with_a_caller(directory, tmp_path):
    def last():
        return contributions.last_day(directory, store.version(directory))

    assert last() == jalali.day(1404, 3, 1)
    taken(tmp_path, [row(report="6", caller="", time="1404/03/05 10:00:00")])
    assert last() == jalali.day(1404, 3, 1)
    late = row(report="7", caller="", time="1404/06/05 10:00:00")
    taken(tmp_path, [row(report="8", caller=TWO, time="1404/03/02 10:00:00"), late])
    assert last() == jalali.day(1404, 3, 2)
    erasure.erase(directory, TWO, by="test")
    erasure.erase(directory, ONE, by="test")
    assert last() is None


def test_a_version_that_is_gone_is_refused(directory):
    day = datetime.date(2025, 4, 1)
    for asked in (
        lambda: contributions.read(directory, "0", day, day),
        lambda: contributions.last_day(directory, "0"),
    ):
        with pytest.raises(Refusal, match=r"store\.empty"):
            asked()


def test_rural_places_are_told_from_towns(demo_store):
    found = contributions.read(
        demo_store, store.version(demo_store), jalali.day(1405, 6, 1), jalali.day(1405, 6, 31)
    )

    share = found.table.groupby("county", observed=True)["rural"].mean()
    assert isinstance(found.table["county"].dtype, pd.CategoricalDtype)
    assert 0.1 < found.table["rural"].mean() < 0.6
    assert share["RSH"] < share.mean()
