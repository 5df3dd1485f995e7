"""How two maps go together: published values, laws, refusals."""

import esda
import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from libpysal import examples, weights
from scipy import sparse, stats

from geo import association


@pytest.fixture(scope="module")
def columbus():
    """Crime, house values and row-standardised weights of 49 quarters of Columbus, Ohio."""
    held = gpd.read_file(examples.get_path("columbus.shp"))
    around = weights.Queen.from_dataframe(held, use_index=False)
    around.transform = "r"
    return held["CRIME"].to_numpy(float), held["HOVAL"].to_numpy(float), around.sparse.tocsr()


def ring(length: int) -> sparse.csr_matrix:
    """Areas round a lake: each borders the one before and the one after."""
    eye = sparse.eye(length, format="csr")
    return (eye[np.roll(np.arange(length), 1)] + eye[np.roll(np.arange(length), -1)]).tocsr()


def test_columbus_is_as_published(columbus):
    crime, value, around = columbus

    assert association.lee(crime, value, around, 99).value == pytest.approx(-0.236256034488)
    assert association.lee(crime, crime, around, 99).value == pytest.approx(0.53512008)
    assert association.lee(value, value, around, 99).value == pytest.approx(0.30136527)


@settings(derandomize=True, max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_it_agrees_with_the_library(seed):
    x, y = np.random.default_rng(seed).normal(size=(2, 40))
    library = esda.Spatial_Pearson(ring(40), permutations=0).fit(x[:, None], y[:, None])

    assert association.lee(x, y, ring(40), 9).value == pytest.approx(library.association_[0, 1])


def test_chance_is_told_from_connection(columbus):
    crime, value, around = columbus
    shuffled = np.random.default_rng(7).permutation(value)

    assert association.lee(crime, value, around).p < 0.05
    assert association.lee(crime, shuffled, around).p > 0.05


def test_the_seed_makes_the_same_p(columbus):
    assert association.lee(*columbus, seed=3) == association.lee(*columbus, seed=3)


def test_p_is_fair_where_nothing_is_connected():
    draws = np.random.default_rng(11).normal(size=(400, 2, 36))

    few = [association.lee(x, y, ring(36), 199).p <= 0.05 for x, y in draws]

    assert 0.02 <= np.mean(few) <= 0.085  # 3 standard errors around one in twenty


def test_spearman_s_interval_covers_what_is_true():
    generator, together = np.random.default_rng(5), 0.6
    true = 6 / np.pi * np.arcsin(together / 2)  # Pearson (1907), of two normals
    held = 0
    for _ in range(600):
        x, e = generator.normal(size=(2, 50))
        told = association.spearman(x, together * x + np.sqrt(1 - together**2) * e)
        held += told.low <= true <= told.high

    assert 0.93 <= held / 600 <= 0.97


@settings(derandomize=True, max_examples=30)
@given(st.integers(0, 10_000))
def test_spearman_is_scipy_s_and_lies_in_its_interval(seed):
    x, y = np.random.default_rng(seed).normal(size=(2, 35))
    told = association.spearman(x, y)

    assert told.value == pytest.approx(stats.spearmanr(x, y).statistic)
    assert -1 <= told.low < told.value < told.high <= 1


def test_thirds_are_of_both_figures():
    x = pd.Series([1.0, 2, 3, 4, 5, 6, np.nan], index=list("abcdefg"))
    y = pd.Series([6.0, 5, 4, 3, 2, 1, 0], index=list("abcdefg"))

    made = association.bivariate(x, y)

    assert made["x"].tolist() == [0, 0, 1, 1, 2, 2, -1]
    assert made["y"].tolist() == [2, 2, 1, 1, 0, 0, -1]


@pytest.mark.parametrize(
    ("x", "y", "why"),
    [
        (np.arange(29.0), np.arange(29.0), "fewer"),
        (np.ones(30), np.arange(30.0), "same everywhere"),
        (np.append(np.arange(29.0), np.nan), np.arange(30.0), "missing"),
    ],
)
def test_what_cannot_be_told_is_refused(x, y, why):
    with pytest.raises(ValueError, match=why):
        association.spearman(x, y)
    with pytest.raises(ValueError, match=why):
        association.lee(x, y, ring(len(x)))


def test_an_area_that_stands_alone_is_refused():
    alone = sparse.csr_matrix((30, 30))

    with pytest.raises(ValueError, match="neighbours"):
        association.lee(np.arange(30.0), np.arange(30.0) ** 2, alone)
