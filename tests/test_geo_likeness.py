"""Which areas are alike: by hand, against a tree of neighbours, and laws."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial import cKDTree

from geo import likeness

numbers = st.floats(-1e3, 1e3, allow_nan=False).map(lambda one: round(one, 3))
tables = st.lists(st.tuples(numbers, numbers, st.booleans()), min_size=3, max_size=30)
laws = settings(max_examples=40, derandomize=True, deadline=None)


def traits(rows) -> pd.DataFrame:
    codes = [f"n{place:02d}" for place in range(len(rows))]
    return pd.DataFrame(rows, index=codes, columns=["residents", "density", "rural"]).astype(float)


def test_the_nearest_of_four_on_a_line():
    # at 0, 1, 3 and 7: standardising moves and stretches the line, and changes no order
    line = pd.DataFrame({"residents": [0.0, 1, 3, 7]}, index=list("abcd"))

    assert likeness.nearest(line, 2) == {
        "a": ("b", "c"),
        "b": ("a", "c"),
        "c": ("b", "a"),
        "d": ("c", "b"),
    }


def test_no_trait_outweighs_another_by_its_unit():
    # by metres alone "b" would be nearest to "a"; by both in equal measure it is "c"
    here = pd.DataFrame(
        {"metres": [0.0, 100, 300, 1000], "share": [0.0, 0.9, 0.1, 1.0]}, index=list("abcd")
    )

    assert likeness.nearest(here, 1)["a"] == ("c",)


def test_equal_distances_stand_in_the_order_of_codes():
    here = pd.DataFrame({"residents": [1.0, 1, 1, 1]}, index=list("dbca"))

    assert likeness.nearest(here, 3)["c"] == ("a", "b", "d")


def test_an_area_of_which_nobody_knows_enough_is_like_none():
    here = pd.DataFrame({"residents": [1.0, np.nan, 2, 3]}, index=list("abcd"))
    found = likeness.nearest(here)

    assert found["b"] == ()
    assert all("b" not in others for others in found.values())


@laws
@given(tables)
def test_a_tree_of_neighbours_finds_the_same_distances(rows):
    here = traits(rows)
    scaled = (here - here.mean()) / here.std(ddof=0).where(lambda one: one > 0)
    points = scaled.fillna(0.0)
    found = likeness.nearest(here, 3)
    wanted = min(3, len(here) - 1)
    far, _ = cKDTree(points.to_numpy()).query(points.to_numpy(), k=wanted + 1)

    for place, (code, others) in enumerate(found.items()):
        ours = np.linalg.norm(points.loc[list(others)] - points.loc[code], axis=1)
        assert code not in others
        assert len(others) == wanted
        np.testing.assert_allclose(ours, far[place][1:], atol=1e-5)


@laws
@given(tables, st.floats(0.01, 100), st.floats(-50, 50))
def test_another_unit_or_another_nought_makes_nothing_more_alike(rows, unit, nought):
    here = traits(rows).round(1)
    moved = here.assign(density=here["density"] * unit + nought)
    scales = [table["density"].std(ddof=0) for table in (here, moved)]
    if min(scales) < 1e-3:
        return
    before, after = likeness.nearest(here, 1), likeness.nearest(moved, 1)

    scaled = ((here - here.mean()) / here.std(ddof=0).where(lambda one: one > 0)).fillna(0.0)
    for code, (one,) in before.items():
        [other] = after[code]
        far = [np.linalg.norm(scaled.loc[code] - scaled.loc[near]) for near in (one, other)]
        assert math.isclose(*far, abs_tol=1e-5)


def test_a_village_is_like_a_village_and_a_town_like_a_town():
    residents = pd.Series([900, 1000, 80_000, 90_000], list("abcd"))
    density = pd.Series([80.0, 90, 5000, 4000], list("abcd"))
    found = likeness.nearest(likeness.of_settlement(residents, density, density < 300), 1)

    assert found == {"a": ("b",), "b": ("a",), "c": ("d",), "d": ("c",)}


def test_doubling_is_one_step_however_many_live_there():
    residents = pd.Series([1000, 2000, 100_000, 200_000], list("abcd"))
    made = likeness.of_settlement(residents, residents / 10.0, residents < 0)["residents"]

    assert made["b"] - made["a"] == pytest.approx(made["d"] - made["c"])


def test_where_nobody_knows_how_many_live_the_traits_are_missing():
    residents = pd.Series([0, None, 10], list("abc"), dtype="Int64")
    made = likeness.of_settlement(residents, residents.astype(float), residents.isna())

    assert made["residents"].isna().tolist() == [True, True, False]


def standing(figures, code, alike, *, apart=None, step=0.5):
    apart = frozenset(alike if apart is None else apart)
    return likeness.standing(figures, code, tuple(alike), apart=apart, step=step)


def test_where_one_stands_among_seven():
    told = standing(pd.Series([5.0, 1, 2, 3, 4, 6, 7, 8], list("abcdefgh")), "a", "bcdefgh")

    assert (told.own, told.median, told.low, told.high) == (5, 4, 2.5, 6.5)
    assert (told.told, told.below) == (7, 4)


def test_hidden_figures_have_no_part_and_too_few_have_no_median():
    figures = pd.Series([5.0, 1, 2, 3, 4, 6, np.nan, np.nan], list("abcdefgh"))
    told = standing(figures, "a", "bcdefgh")

    assert told.told == likeness.FEWEST - 1
    assert math.isnan(told.median)
    assert math.isnan(standing(figures, "g", "bcdef").own)


def test_no_median_rests_on_a_few_figures_of_other_districts():
    figures = pd.Series(range(10), list("abcdefghij"), dtype=float)

    assert math.isnan(standing(figures, "a", "bcdefghij", apart="fghij").median)
    assert standing(figures, "a", "bcdefghij", apart="efghij").median == 5
    figures["j"] = np.nan  # a hidden one is none to stand on
    assert math.isnan(standing(figures, "a", "bcdefghij", apart="efghij").median)


def test_nobody_s_figure_is_read_off_the_middle_of_those_alike():
    rates = [11.27, 12.38, 13.41, 14.62, 15.73, 16.84, 17.95]
    told = standing(pd.Series([1.0, *rates], list("abcdefgh")), "a", "bcdefgh")

    assert (told.low, told.median, told.high) == (13, 15, 16)


@pytest.mark.parametrize(
    ("figure", "step", "told"),
    [
        *((3.47, 0.5, 3.5), (3.2, 0.5, 3.0), (127.4, 0.5, 130), (0.0, 0.5, 0.0), (0.1, 0.5, 0.0)),
        *((0.372, 0.05, 0.35), (-0.04, 0.05, -0.05), (-0.01, 0.05, 0.0), (1.38, 0.05, 1.4)),
    ],
)
def test_what_is_told_of_those_alike_is_coarse(figure, step, told):
    assert likeness.coarse(figure, step) == told
