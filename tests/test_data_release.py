"""Reports to released figures: the same numbers, counted another way."""

from collections import Counter

import pyarrow as pa
import pyarrow.parquet as pq

from data import areas, jalali, parts, release, schema, status, store
from tests.reports import row, taken


def released(folder, name):
    told = store.released(folder / "store", store.version(folder / "store"))
    return pq.read_table(told / f"{name}.parquet")


def many(count):
    """Rows over a year, in three places and none, with every outcome."""
    outcomes = ["مفید", "بدون اقدام", "بی اساس", "مزاحم", ""]
    places = ["گلسار", "منجیل", "", "فومن"]
    return [
        row(
            report=str(number),
            time=f"1404/{number % 12 + 1:02d}/{number % 29 + 1:02d} {number % 24:02d}:30:00",
            kind="خبر" if number % 7 == 0 else "تماس",
            outcome=outcomes[number % 5],
            place=places[number % 4],
        )
        for number in range(count)
    ]


def test_figures_are_what_one_counts_by_hand(tmp_path):
    taken(tmp_path, many(150))
    taken(tmp_path, many(300))
    held = pa.concat_tables(
        [
            parts.read(tmp_path / "store", part).cast(schema.REPORTS)
            for part in store.manifest(tmp_path / "store")["parts"]
        ]
    ).to_pylist()
    days = [one["day"] for one in held]
    months = jalali.months(days)

    what = ("kind", "category", "outcome")
    monthly = Counter(
        (one["neighbourhood"], one["placed"], int(month), *(one[name] for name in what))
        for one, month in zip(held, months, strict=True)
    )
    weekly = Counter(
        (one["neighbourhood"], one["placed"], jalali.saturday_of(one["day"]), one["kind"])
        for one in held
    )
    hourly = Counter()
    weekdays = jalali.weekday(days)
    at = areas.at_level(areas.current(tmp_path), "neighbourhood")["district"]
    for one, month, weekday in zip(held, months, weekdays, strict=True):
        district = at.get(one["neighbourhood"])
        hourly[district, int(month), int(weekday), one["hour"]] += 1

    for name, counted in (("monthly", monthly), ("weekly", weekly), ("hourly", hourly)):
        table = released(tmp_path, name)
        assert table.schema.names == schema.RELEASED[name].names
        lines = [tuple(line.values()) for line in table.to_pylist()]
        assert {line[:-1]: line[-1] for line in lines} == counted
    counts = store.manifest(tmp_path / "store")["counts"]
    assert counts["reports"] == 300 == counts["calls"] + counts["tips"]
    assert counts["placed"] + counts["unplaced"] == 300
    assert counts["duplicates"] == 150
    assert [counts["first_day"], counts["last_day"]] == [str(min(days)), str(max(days))]


def test_figures_are_the_same_whatever_the_order_of_intake(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    taken(one, many(60))
    for rows in (many(60)[40:], many(60)[:45]):
        taken(other, rows)

    for name in schema.RELEASED:
        assert released(one, name).to_pylist() == released(other, name).to_pylist()


def test_reports_of_an_older_layer_are_counted_apart(tmp_path):
    taken(tmp_path, [row(), row(report="2", place="")])
    embedded = areas.current(tmp_path)
    own = areas.Layer("other", embedded.table[embedded.table["county"] == "RSH"], embedded.about)

    with store.change(tmp_path / "store") as change:
        release.write(change, own)

    told = store.manifest(tmp_path / "store")
    assert {name: told["counts"][name] for name in ("placed", "older", "unplaced")} == {
        "placed": 0,
        "older": 1,
        "unplaced": 1,
    }
    monthly = released(tmp_path, "monthly").to_pylist()
    assert {(one["neighbourhood"], one["placed"]) for one in monthly} == {
        (None, "older"),
        (None, "none"),
    }

    release.refresh(tmp_path / "store")
    assert store.manifest(tmp_path / "store")["counts"]["placed"] == 1


def test_an_empty_store_has_its_figures_too(tmp_path):
    release.refresh(tmp_path / "store")

    assert len(released(tmp_path, "monthly")) == 0
    told = status.of(tmp_path / "store")
    assert (told["reports"], told["first_day"], told["neighbourhoods"]) == (0, None, 215)
