"""Clusters and outliers: published classes and Moran's I, agreement with esda, refusals."""

import contextlib
import warnings

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from geo import clusters, permuting
from tests.test_geo_hotspots import BOARD, board

# desmith.gal and desmith.txt, with which esda's documentation prints its classes.
NEAR = [(2, 4), (1, 5), (4, 7), (1, 3, 5, 8), (2, 4, 6, 9), (5, 10), (3, 8), (4, 7, 9)]
NEAR += [(5, 8, 10), (6, 9)]
FIGURES = np.array([2.24, 3.10, 4.55, -5.15, -4.39, 0.46, 5.54, 9.02, -2.09, -3.06])
QUADRANT = {"high_high": 1, "low_high": 2, "low_low": 3, "high_low": 4}


def borders(near):
    matrix = np.zeros((len(near), len(near)))
    for row, others in enumerate(near):
        matrix[row, [other - 1 for other in others]] = 1
    return sparse.csr_array(matrix)


def test_the_published_areas_have_the_published_classes():
    _, classes = clusters.moran(FIGURES, borders(NEAR))

    assert [QUADRANT[name] for name in classes] == [4, 4, 4, 2, 3, 3, 1, 4, 3, 3]


@pytest.mark.parametrize(
    ("weights", "table", "column", "published"),
    [
        ("stl.gal", "stl_hom.csv", "HR8893", 0.24365582621771659),
        ("columbus.gal", "columbus.dbf", "CRIME", 0.5001885571828611),
    ],
)
def test_their_mean_is_the_published_moran(weights, table, column, published):
    pysal = pytest.importorskip("libpysal")
    path = pysal.examples.get_path
    with contextlib.closing(pysal.io.open(path(weights))) as file:
        near = file.read()
    with contextlib.closing(pysal.io.open(path(table))) as file:
        values = np.array(file.by_col(column), dtype=float)

    local, _ = clusters.moran(values, sparse.csr_array((near.sparse != 0).astype(float)))

    assert local.mean() == pytest.approx(published, rel=1e-12)


def test_it_agrees_with_esda():
    esda, pysal = pytest.importorskip("esda"), pytest.importorskip("libpysal.weights")
    values = pd.Series(np.random.default_rng(4).lognormal(0, 0.5, 49), BOARD.areas)
    near = pysal.lat2W(7, 7, rook=False, id_type="int")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of its one side, and of numba
        theirs = esda.Moran_Local(values.to_numpy(), near, permutations=9_999, seed=1)

    found = clusters.clusters(values, BOARD, permutations=9_999)
    _, classes = clusters.moran(values.to_numpy(), BOARD.matrix)

    assert [QUADRANT[name] for name in classes] == theirs.q.tolist()
    assert found["local"].to_numpy() * 48 / 49 == pytest.approx(theirs.Is)
    p = np.minimum(1, 2 * theirs.p_sim)  # theirs have one side
    assert found["p"].to_numpy() == pytest.approx(p, abs=0.03)


def test_a_high_block_and_a_low_area_in_it_are_told_apart():
    values = pd.Series(np.random.default_rng(1).normal(10, 1, 100), [f"n{n}" for n in range(100)])
    block = [
        10 * row + column for row in range(4) for column in range(4) if (row, column) != (1, 1)
    ]
    values.iloc[block] += 12

    found = clusters.clusters(values, board(10), permutations=9_999)["cluster"]

    assert found["n11"] == "low_high"
    assert found["n22"] == "high_high"
    assert found["n77"] == "none"


def test_fewer_than_thirty_areas_are_refused():
    with pytest.raises(permuting.TooFew):
        clusters.clusters(pd.Series(1.0, BOARD.areas[:29]), BOARD)


def test_a_map_that_is_the_same_everywhere_has_no_cluster():
    found = clusters.clusters(pd.Series(2.0, BOARD.areas), BOARD, permutations=99)

    assert found["cluster"].eq("none").all()
