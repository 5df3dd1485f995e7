"""Hot spots: the published six points, esda's own numbers, laws, and places that were planted."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from benchmarks import hotspots as planting
from geo import bordering, hotspots, permuting

# Getis and Ord's six points as printed in esda's documentation; a distance band of 15.
POINTS = np.array([(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)])
FIGURES = np.array([2, 3, 3.2, 5, 8, 7])
BINARY = [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331]
BY_ROWS = [-0.62488094, -0.09144599, 0.41150696, -0.09144599, 0.24690418, 1.28024388]


def board(side):
    """A board's borders, at sides and corners."""
    places = np.array([(row, column) for row in range(side) for column in range(side)])
    apart = np.abs(places[:, None] - places[None]).max(axis=2)
    matrix = sparse.csr_array((apart == 1).astype(float))
    index = pd.Index([f"n{place}" for place in range(side * side)])
    return bordering.Bordering(matrix, index, index[:0])


def six():
    apart = np.hypot(*(POINTS[:, None] - POINTS[None]).transpose(2, 0, 1))
    return hotspots.with_itself(sparse.csr_array(((apart > 0) & (apart <= 15)).astype(float)))


BOARD = board(7)


def test_the_published_points_have_the_published_numbers():
    assert hotspots.z_scores(FIGURES, six()) == pytest.approx(BINARY, abs=5e-9)


def test_standardised_rows_change_nothing_though_they_are_printed_otherwise():
    around = six()
    by_rows = sparse.csr_array(around / around.sum(axis=1)[:, None])

    assert hotspots.z_scores(FIGURES, by_rows) == pytest.approx(BINARY, abs=5e-9)
    # What is printed takes the squares of a row to sum to one, too: it is no standard normal.
    apart = (by_rows @ FIGURES - FIGURES.mean()) / FIGURES.std()
    assert apart == pytest.approx(BY_ROWS, abs=5e-9)


def test_false_finds_are_held_down_as_published():
    corrected = permuting.corrected(np.array([0.01, 0.04, 0.03, 0.005, 0.55]))

    assert corrected == pytest.approx([0.025, 0.05, 0.05, 0.025, 0.55])


def test_a_find_is_binned_by_how_sure_it_is():
    sure, side = np.array([0.01, 0.011, 0.05, 0.1, 0.11]), np.array([2, 1, -1, -3, 5])

    assert hotspots.binned(sure, side).tolist() == [3, 2, -2, -1, 0]


def test_it_agrees_with_esda():
    esda, weights = pytest.importorskip("esda"), pytest.importorskip("libpysal.weights")
    values = pd.Series(np.random.default_rng(3).lognormal(0, 0.3, 49), BOARD.areas)
    values.iloc[[0, 1, 7, 8]] *= 3
    theirs = esda.G_Local(
        values.to_numpy(),
        weights.lat2W(7, 7, rook=False, id_type="int"),
        transform="B",
        star=True,
        permutations=0,
    )

    by_norm = hotspots.spots(values, BOARD, permutations=0)

    assert by_norm["z"].to_numpy() == pytest.approx(theirs.Zs)
    assert by_norm["p"].to_numpy() == pytest.approx(2 * theirs.p_norm)  # theirs have one side


def test_chance_is_dealt_as_the_normal_approximation_has_it():
    values = pd.Series(np.random.default_rng(5).normal(10, 1, 49), BOARD.areas)

    dealt = hotspots.spots(values, BOARD, permutations=20_000)["p"]
    by_norm = hotspots.spots(values, BOARD, permutations=0)["p"]

    assert dealt.to_numpy() == pytest.approx(by_norm.to_numpy(), abs=0.04)


def test_a_seed_gives_the_same_map_again():
    values = pd.Series(np.random.default_rng(5).normal(10, 1, 49), BOARD.areas)

    once, again = (hotspots.spots(values, BOARD, permutations=999, seed=7) for _ in range(2))

    pd.testing.assert_frame_equal(once, again)


def test_a_hot_corner_and_a_cold_one_are_found():
    values = pd.Series(np.random.default_rng(1).normal(10, 1, 49), BOARD.areas)
    hot, cold = [0, 1, 7, 8], [40, 41, 47, 48]
    values.iloc[hot] += 9
    values.iloc[cold] -= 9

    found = hotspots.spots(values, BOARD, permutations=9_999)["bin"]

    assert (found.iloc[[0, 1, 7, 8]] >= 1).all()
    assert (found.iloc[[40, 41, 47, 48]] <= -1).all()
    assert found.iloc[[21, 24, 27]].eq(0).all()


def test_areas_without_a_figure_take_no_part():
    values = pd.Series(np.random.default_rng(2).normal(10, 1, 49), BOARD.areas)
    values.iloc[:5] = np.nan

    found = hotspots.spots(values, BOARD, permutations=99)

    assert list(found.index) == list(BOARD.areas[5:])


def test_fewer_than_thirty_areas_are_refused():
    values = pd.Series(1.0, BOARD.areas).where(np.arange(49) < 29)

    with pytest.raises(permuting.TooFew, match="29 areas"):
        hotspots.spots(values, BOARD)


def test_a_map_that_is_the_same_everywhere_has_no_spot():
    found = hotspots.spots(pd.Series(0.1, BOARD.areas), BOARD, permutations=999)

    assert found["z"].eq(0).all()
    assert found["bin"].eq(0).all()


figures = st.lists(st.integers(0, 40), min_size=49, max_size=49)


@settings(derandomize=True, deadline=None, max_examples=30)
@given(figures, st.sampled_from([0, 199]))
def test_high_and_low_are_treated_alike(numbers, permutations):
    values = pd.Series(numbers, BOARD.areas, dtype=float)

    found = hotspots.spots(values, BOARD, permutations=permutations)
    turned = hotspots.spots(40 - values, BOARD, permutations=permutations)

    assert turned["z"].to_numpy() == pytest.approx(-found["z"].to_numpy(), abs=1e-9)
    assert turned["p"].to_numpy() == pytest.approx(found["p"].to_numpy())


@settings(derandomize=True, deadline=None, max_examples=30)
@given(figures)
def test_a_corrected_p_is_no_smaller_and_keeps_the_order(numbers):
    found = hotspots.spots(pd.Series(numbers, BOARD.areas, dtype=float), BOARD, permutations=199)

    assert (found["q"] >= found["p"] - 1e-12).all()
    assert found["p"].between(2 / 200, 1).all()
    assert found.sort_values("p")["q"].is_monotonic_increasing


def test_planted_hot_spots_are_found():
    told = planting.power(years=3)

    assert told["groups"] >= 0.8  # of the planted groups at least one member is found
    assert told["hot"] >= 0.3  # of all their members


def test_years_without_a_spot_seldom_have_a_find():
    assert (
        planting.false_finds(years=30, permutations=4_999) <= 0.2
    )  # 0.1 is promised; chance of 30
