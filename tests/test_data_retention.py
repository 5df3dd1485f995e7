"""Single reports go after thirteen months, all or none; what is published of them stays."""

import datetime
import functools
import hashlib
import shutil

import pyarrow.parquet as pq
import pytest

from data import audit, clock, intake, jalali, parts, retention, schema, sessions, store, timing
from data.refusal import Refusal
from tests.killing import at_every_step
from tests.reports import HEADER, row, taken, written
from tests.traces import callers, plain

CANARY = "09119876543"
OLD = ["1403/01/05 10:00:00", "1404/01/31 23:59:59", "1404/01/31"]
KEPT = ["1404/02/01 00:00:00", "1404/02/01", "1405/02/03 10:00:00"]


@pytest.fixture(scope="session")
def _made(tmp_path_factory):
    """Stores, by their newest report, with old reports and kept ones in one file and in others."""

    @functools.cache
    def made(newest):
        folder = tmp_path_factory.mktemp("old")
        times = [*OLD, *KEPT[:-1], newest]
        rows = [row(report=f"r{place}", time=time) for place, time in enumerate(times)]
        refused = [(("x1", OLD[0])), ("x2", KEPT[0])]
        taken(folder, [*rows, *(row(report=name, kind="x", time=time) for name, time in refused)])
        taken(folder, [row(report="r9", time=OLD[0], caller=CANARY)])
        last = row(report="r10", time=newest)
        taken(folder, [row(report="x3", kind="x", time=OLD[0]), last])
        return folder

    return made


@pytest.fixture
def newest():
    return KEPT[-1]


@pytest.fixture
def directory(_made, newest, tmp_path):
    """One of these stores that a test may change."""
    made = _made(newest)
    shutil.copytree(made / "store", tmp_path / "store")
    shutil.copy2(made / "store.key", tmp_path)
    return tmp_path / "store"


def reports(directory):
    """Report to day, of all that is kept."""
    return {
        one["report"]: one["day"].isoformat()
        for part in store.manifest(directory)["parts"]
        for one in parts.read(directory, part).to_pylist()
    }


def published(directory):
    """Every byte of the released figures."""
    told = store.manifest(directory)["released"]
    return {
        name: hashlib.sha256((directory / name).read_bytes()).hexdigest() for name in told["files"]
    }


def test_what_is_older_than_thirteen_months_goes_and_all_else_stays(directory):
    assert set(reports(directory)) == {"r0", "r1", "r2", "r3", "r4", "r5", "r9", "r10"}

    done = retention.retain(directory, by="test")

    assert set(reports(directory)) == set(callers(directory)) == {"r3", "r4", "r5", "r10"}
    assert (done.since, done.reports) == (jalali.day(1404, 2, 1).isoformat(), 4)


@pytest.mark.parametrize("newest", ["1405/02/01 00:00:00", "1405/02/31 23:59:59"])
def test_no_report_is_kept_longer_than_thirteen_months(directory):

    retention.retain(directory, by="test")

    days = [datetime.date.fromisoformat(day) for day in reports(directory).values()]
    year, month, _ = jalali.parts_of(max(days))
    thirteen_months_before = jalali.shifted(year * 100 + month, -13)
    assert min(days) > jalali.last_day(thirteen_months_before)
    assert min(days) == jalali.first_day(jalali.shifted(thirteen_months_before, 1))


def test_what_is_published_stays_to_the_byte_and_receipts_too(directory):
    before, figures = store.manifest(directory), published(directory)

    retention.retain(directory, by="test")

    after = store.manifest(directory)
    assert published(directory) == figures
    assert after["released"] == before["released"]
    assert after["taken"] == before["taken"]
    names = [field for field in before["intakes"][0] if field != "refused_files"]
    assert [[one[name] for name in names] for one in after["intakes"]] == [
        [one[name] for name in names] for one in before["intakes"]
    ]


def _figures(directory):
    """The published rows of months that single reports are let go of."""
    told = store.manifest(directory)
    folder = store.released(directory, told["version"])
    monthly = pq.read_table(folder / "monthly.parquet").to_pylist()
    return [one for one in monthly if one["month"] < 140406]


def test_what_is_published_stays_through_later_intakes(own_store, tmp_path):
    figures = _figures(own_store)
    assert len(figures) > 100
    done = retention.retain(own_store, by="test")
    assert done.since == jalali.day(1404, 6, 1).isoformat()
    assert _figures(own_store) == figures

    rows = [row(report=f"later{day}", time=f"1405/07/{day:02} 10:00:00") for day in range(1, 31)]
    path = written(tmp_path / "later.csv", [*rows, row(report="z", time="1405/08/01 10:00:00")])
    intake.take_in([path], own_store, made_up=True)

    assert _figures(own_store) == figures
    assert 140507 in store.manifest(own_store)["released"]["months"]


def test_the_store_tells_how_many_single_reports_are_left(directory):

    retention.retain(directory, by="test")

    counts = store.manifest(directory)["counts"]
    assert (counts["reports"], counts["calls"], counts["placed"]) == (4, 4, 4)
    assert (counts["first_day"], counts["last_day"]) == ("2025-04-21", "2026-04-23")
    assert counts["refused"] == 3


def test_no_byte_of_them_is_left(directory):
    sought = [b"r9", b"r0"]
    assert _holding(directory, sought)

    retention.retain(directory, by="test")

    assert not _holding(directory, sought)
    assert _holding(directory, [b"r10"])


def _holding(directory, sought):
    folders = [directory / name for name in ("reports", "callers", "refused")]
    return [
        path
        for folder in folders
        for path in folder.iterdir()
        for held in plain(path)
        if any(one in held.split() for one in sought)
    ]


def test_refused_rows_go_with_the_reports_of_their_day(directory):
    first, _, third = store.manifest(directory)["intakes"]
    assert (len(first["refused_files"]), len(third["refused_files"])) == (1, 1)

    done = retention.retain(directory, by="test")

    first, _, third = store.manifest(directory)["intakes"]
    assert done.refused == 2
    assert third["refused_files"] == []
    [name] = first["refused_files"]
    held = (directory / "refused" / name).read_text(encoding="utf-8-sig")
    assert "x2" in held
    assert "x1" not in held
    assert [path.name for path in (directory / "refused").iterdir()] == [name]


def test_what_is_left_of_refused_rows_is_handed_in_again(directory, tmp_path):
    retention.retain(directory, by="test")
    [name] = store.manifest(directory)["intakes"][0]["refused_files"]
    held = (directory / "refused" / name).read_text(encoding="utf-8-sig")
    corrected = tmp_path / "corrected.csv"
    corrected.write_text(held.replace('"x"', '"خبر"'), "utf-8")

    receipt = intake.take_in([corrected], directory)

    assert (receipt.reports, receipt.refused, receipt.dropped_columns) == (1, 0, [])


def test_a_row_without_a_day_goes_by_the_day_on_which_it_was_refused(tmp_path, monkeypatch):
    handed_in = jalali.day(1404, 1, 15)
    noon = datetime.datetime.combine(handed_in, datetime.time(12), datetime.UTC).timestamp()
    monkeypatch.setattr(clock, "now", lambda: noon)
    taken(tmp_path, [row(report="x", time="x"), ["1"], row(report="1", time=OLD[1])])
    monkeypatch.undo()
    taken(tmp_path, [row(report="x", time="x"), row(report="2", time=KEPT[-1])])

    done = retention.retain(tmp_path / "store", by="test")

    assert (done.reports, done.refused) == (1, 2)
    [name] = store.manifest(tmp_path / "store")["intakes"][1]["refused_files"]
    assert name == "2-1.csv"


def test_done_again_it_changes_nothing(directory):
    first = retention.retain(directory, by="test")
    version = store.version(directory)

    again = retention.retain(directory, by="test")

    assert store.version(directory) == version
    assert again == retention.Retained(first.since, 0, 0, [], 0)


def test_an_empty_store_has_nothing_to_let_go_of(tmp_path):
    done = retention.retain(tmp_path / "store", by="test")

    assert (done.since, done.reports, done.refused) == (None, 0, 0)
    assert store.version(tmp_path / "store") == "0"


def test_a_file_handed_in_again_does_not_bring_them_back(directory, tmp_path):
    retention.retain(directory, by="test")
    held = reports(directory)
    rows = [row(report=f"again{place}", time=time) for place, time in enumerate([*OLD, *KEPT])]

    receipt = intake.take_in([written(tmp_path / "again.csv", rows)], directory)

    assert receipt.refused_by_reason == {"too_old": 3}
    assert set(reports(directory)) == {*held, "again3", "again4", "again5"}


def test_of_a_row_that_is_too_old_nothing_is_kept_but_its_number(directory, tmp_path):
    retention.retain(directory, by="test")
    line = row(report="canary", time=OLD[0], kind="x", caller=CANARY, place="ژژژژ")

    receipt = intake.take_in([written(tmp_path / "again.csv", [line])], directory)

    [name] = receipt.refused_files
    _, told = (directory / "refused" / name).read_text("utf-8-sig").splitlines()
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    nothing = ",".join(['""'] * len(HEADER))
    assert told == f'"2",{nothing},"too_old","","{today}"'


def test_before_anything_was_let_go_of_old_reports_come_in(tmp_path):
    receipt = taken(tmp_path, [row(report="1", time=KEPT[-1]), row(report="2", time=OLD[0])])

    assert receipt.reports == 2


def test_the_door_opens_at_midnight_in_tehran(directory):
    retention.retain(directory, by="test")

    first = timing.earliest(store.manifest(directory))

    assert datetime.datetime.fromtimestamp(first / 1000, datetime.UTC).isoformat() == (
        "2025-04-20T20:30:00+00:00"
    )


def test_what_is_kept_never_begins_earlier_again(directory, tmp_path):
    first = retention.retain(directory, by="test").since
    taken(tmp_path, [row(report="new", time="1405/04/03 10:00:00")])

    second = retention.retain(directory, by="test").since

    assert first == jalali.day(1404, 2, 1).isoformat()
    assert second == jalali.day(1404, 4, 1).isoformat()
    assert retention.retain(directory, by="test").since == second


def test_of_a_store_whose_newest_reports_are_gone_no_older_ones_come_in(directory):
    with store.change(directory) as change:
        change.manifest[timing.KEPT_SINCE] = "2026-01-01"

    done = retention.retain(directory, by="test")

    assert done.since == store.manifest(directory)[timing.KEPT_SINCE] == "2026-01-01"
    assert set(reports(directory)) == {"r5", "r10"}


def test_months_that_were_never_published_are_told(directory):
    told = set(store.manifest(directory)["released"]["months"])

    done = retention.retain(directory, by="test")

    assert done.unpublished == sorted({140301, 140401} - told)


def test_the_audit_tells_of_it_once_and_only_where_something_went(directory):

    for _ in range(2):
        retention.retain(directory, by="test")

    told = [one for one in audit.entries(directory, limit=9) if one.act == "retained"]
    assert [(one.by, one.facts) for one in told] == [
        ("test", {"reports": 4, "refused": 2, "since": "2025-04-21"})
    ]


def test_killed_at_any_step_all_of_them_are_there_or_none(directory, tmp_path):
    whole, figures = reports(directory), published(directory)

    left = at_every_step(directory, tmp_path / "killed", "retain")

    states = set()
    for one in left:
        held = reports(one)
        states.add(len(held))
        assert published(one) == figures
        assert set(held) in (set(whole), {"r3", "r4", "r5", "r10"})
        assert set(callers(one)) == set(held)
        retention.retain(one, by="test")
        assert set(reports(one)) == {"r3", "r4", "r5", "r10"}
        assert not _holding(one, [b"r9", b"r0"])
    assert states == {8, 4}


def test_sign_ins_of_former_days_are_forgotten_and_counted(directory, monkeypatch):
    for _ in range(3):
        sessions.sign_in(directory, "nobody", "wrong wrong wrong", address="127.0.0.1")
    assert retention.retain(directory, by="test").sign_ins == 0
    later = clock.now() + 25 * 3600
    monkeypatch.setattr(clock, "now", lambda: later)

    assert retention.retain(directory, by="test").sign_ins > 0
    assert retention.retain(directory, by="test").sign_ins == 0


def test_a_key_that_is_gone_stops_it(directory, tmp_path):
    (tmp_path / "store.key").unlink()

    with pytest.raises(Refusal, match=r"key\.missing"):
        retention.retain(directory, by="test")

    assert len(reports(directory)) == 8


def test_words_and_names_of_the_schema_are_kept(directory):
    retention.retain(directory, by="test")

    for part in store.manifest(directory)["parts"]:
        table = parts.read(directory, part)
        schema.require(table, schema.REPORTS)
        assert part["rows"] == len(table)
        assert len(parts.ids(directory, part)) == len(table)
