"""Reports of an older layer follow their neighbourhood to the new one, all or none."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data import area_intake, areas, parts, re_placing, release, schema, store
from data.area_columns import AreaColumns

COLUMNS = AreaColumns(code="code", district="district")


@pytest.fixture
def kept(chequerboard, tmp_path) -> tuple:
    """A store with twelve reports on the chequerboard, and the board as a steward hands it in."""
    board = chequerboard.reset_index()
    path = tmp_path / "store"
    hand_in(board, path)
    keep(path, reports(["a1"] * 6 + ["a2"] * 3 + ["d4", None, None]))
    return path, board


def keep(path, table: pa.Table) -> None:
    with store.change(path) as change:
        layer = areas.current(path)
        part = parts.keep(change, "000001-000000", table, layer=layer.id, intake=1)
        change.manifest["parts"] = [part]
        release.write(change, layer)


def hand_in(board: gpd.GeoDataFrame, path) -> None:
    board.to_file(path.with_name("board.gpkg"))
    area_intake.take_in(path.with_name("board.gpkg"), path, COLUMNS)


def reports(codes: list[str | None], *, last: str = "2026-03-25") -> pa.Table:
    """One report in each neighbourhood named, all of one day but for the last one."""
    count = len(codes)
    days = np.full(count, np.datetime64("2026-03-25", "D"))
    days[-1] = np.datetime64(last)
    words = {
        "kind": "call",
        "channel": "phone",
        "category": "theft",
        "outcome": "useful",
        "precision": "time",
        "feedback": "unknown",
    }
    columns = {name: pa.array([word] * count, schema.WORD) for name, word in words.items()}
    columns |= {name: pa.nulls(count, schema.INSTANT) for name in schema.INSTANTS}
    return pa.table(
        {
            "report": [f"r{number}" for number in range(count)],
            "caller": pa.nulls(count, pa.string()),
            **columns,
            "received_at": pa.array(days.astype("datetime64[ms]")).cast(schema.INSTANT),
            "neighbourhood": pa.array(codes, schema.WORD),
            "placed": pa.array(["placed" if code else "outside" for code in codes], schema.WORD),
            "day": pa.array(days),
            "hour": pa.array(np.full(count, 9, np.int8)),
        }
    )


def held(path) -> list[tuple]:
    """Neighbourhood, placed and layer of every report, in order."""
    (part,) = store.manifest(path)["parts"]
    table = parts.read(path, part).to_pandas()
    columns = table[["neighbourhood", "placed", "layer"]].astype(object)
    return list(columns.where(columns.notna(), None).itertuples(index=False, name=None))


def test_reports_go_where_most_of_their_neighbourhood_went(kept):
    path, board = kept
    west = board.index[board["code"].isin(["a1", "b1"])]
    merged = board.drop(index=west)
    whole = gpd.GeoDataFrame(
        {"code": ["west"], "district": ["down"]},
        geometry=[board.loc[west].union_all()],
        crs=board.crs,
    )
    hand_in(pd.concat([merged, whole], ignore_index=True), path)
    assert store.manifest(path)["counts"]["older"] == 10

    done = re_placing.re_place(path)

    now = areas.current(path).id
    assert (done.layer, done.moved, done.outside, done.unsure) == (now, 10, 0, [])
    assert held(path)[:6] == [("west", "placed", now)] * 6
    assert held(path)[6:10] == [("a2", "placed", now)] * 3 + [("d4", "placed", now)]
    assert [row[:2] for row in held(path)[10:]] == [(None, "outside")] * 2
    counts = store.manifest(path)["counts"]
    assert (counts["older"], counts["placed"], counts["outside"]) == (0, 10, 2)


def test_a_neighbourhood_that_was_cut_up_is_named_and_one_that_is_gone_is_outside(kept):
    path, board = kept
    shifted = board[board["code"].isin(["a1", "a2", "a3"])].copy()
    shifted.geometry = shifted.geometry.translate(300, 0)
    hand_in(shifted, path)

    done = re_placing.re_place(path)

    assert (done.moved, done.outside) == (9, 1)
    told = [(one.code, one.successor, round(one.share, 2), one.reports) for one in done.unsure]
    assert told == [("a1", "a1", 0.7, 6), ("a2", "a2", 0.7, 3), ("d4", None, 0.0, 1)]
    assert done.as_dict()["unsure"][0]["name_fa"] == "a1"
    assert held(path)[9][:2] == (None, "outside")


def test_a_second_time_changes_nothing(kept):
    path, board = kept
    hand_in(board.assign(district="one"), path)
    re_placing.re_place(path)
    before = store.version(path)

    again = re_placing.re_place(path)

    assert (again.moved, again.outside) == (0, 0)
    assert store.version(path) == before


def test_stopped_half_way_nothing_has_changed(kept):
    path, board = kept
    hand_in(board.assign(district="one"), path)
    before = store.version(path), held(path)

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt(f"{done} of {of}")

    with pytest.raises(KeyboardInterrupt, match="1 of 1"):
        re_placing.re_place(path, progress=stop)

    assert (store.version(path), held(path)) == before


def test_a_store_without_reports_has_nothing_to_move(tmp_path):
    done = re_placing.re_place(tmp_path / "store")

    assert (done.moved, done.outside, done.unsure) == (0, 0, [])


def told(path) -> dict[str, int]:
    """The released totals of Farvardin 1405 by area."""
    folder = store.released(path, store.version(path))
    table = pq.read_table(folder / "monthly.parquet").to_pylist()
    totals = [one for one in table if not any(map(one.get, schema.COUNTED))]
    return {one["area"]: one["reports"] for one in totals if one["month"] == 140501}


def test_new_outlines_have_no_figures_until_reports_are_placed_in_them(chequerboard, tmp_path):
    path, board = tmp_path / "store", chequerboard.reset_index()
    hand_in(board, path)
    keep(path, reports(["a1"] * 12 + ["a2"] * 22 + [None] * 14, last="2026-04-21"))
    assert {area: count for area, count in told(path).items() if area in {"a1", "a2", "-"}} == {
        "a2": 20,
        "-": 15,
    }

    hand_in(board.assign(code="n" + board["code"]), path)
    assert told(path) == {"*": 45, "-": 45}

    re_placing.re_place(path)
    assert {area: told(path).get(area) for area in ("*", "-", "na1", "na2", "a2")} == {
        **{"*": 45, "-": 15},
        **{"na1": None, "na2": 20, "a2": None},
    }
    assert store.manifest(path)["released"]["named"] == {"140501": "re-place"}
