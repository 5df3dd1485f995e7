"""Who borders whom: on a board, at a hairline gap, on an island, and as libpysal finds it."""

import geopandas as gpd
import numpy as np
import pytest
from shapely.affinity import translate

from data import areas
from geo import bordering


def neighbours(found, code):
    row = found.of(found.areas)[[found.areas.get_loc(code)]]
    return set(found.areas[row.indices])


def test_areas_border_at_sides_and_at_corners(chequerboard):
    found = bordering.queen(chequerboard.geometry)

    assert neighbours(found, "a1") == {"a2", "b1", "b2"}
    assert len(neighbours(found, "b2")) == 8
    assert (found.matrix != found.matrix.T).nnz == 0
    assert found.islands.empty


def test_a_hairline_gap_parts_nobody(chequerboard):
    moved = chequerboard.geometry.copy()
    moved["a1"] = translate(moved["a1"], -0.3, -0.3)

    assert neighbours(bordering.queen(moved), "a1") == {"a2", "b1", "b2"}


def test_an_island_is_joined_to_the_nearest_and_named(chequerboard):
    moved = chequerboard.geometry.copy()
    moved["d4"] = translate(moved["d4"], 3_000, 0)

    found = bordering.queen(moved)

    assert list(found.islands) == ["d4"]
    assert neighbours(found, "d4") == {"d3"} or neighbours(found, "d4") == {"c4"}
    assert "d4" in neighbours(found, next(iter(neighbours(found, "d4"))))


def test_two_islands_that_are_each_others_nearest_are_joined_once(chequerboard):
    far = chequerboard.geometry[["a1", "d4"]]

    assert bordering.queen(far).matrix.toarray().tolist() == [[0, 1], [1, 0]]


def test_some_of_the_areas_keep_their_order(chequerboard):
    found = bordering.queen(chequerboard.geometry)

    part = found.of(chequerboard.index[[5, 0]])

    assert part.toarray().tolist() == [[0, 1], [1, 0]]


def test_gilan_borders_as_libpysal_finds_it(tmp_path):
    weights = pytest.importorskip("libpysal.weights")
    table = areas.at_level(areas.current(tmp_path), "neighbourhood")
    found = bordering.queen(table.geometry)

    theirs = weights.Queen.from_dataframe(
        gpd.GeoDataFrame(table), use_index=False, silence_warnings=True
    )

    ours = {tuple(pair) for pair in np.argwhere(found.matrix.toarray())}
    pairs = {(one, other) for one, near in theirs.neighbors.items() for other in near}
    assert pairs <= ours
    assert len(ours - pairs) <= 0.01 * len(pairs)  # corners a hairline apart
