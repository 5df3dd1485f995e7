"""Neighbourhoods followed over months: a published result, simulations, refusals."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.datasets import grunfeld

from geo import panels


def made(slope: float, seed: int, *, areas: int = 40, months: int = 12) -> tuple:
    """Harm and cooperation in which busy places and busy months would mislead."""
    generator = np.random.default_rng(seed)
    place, season = generator.normal(size=(areas, 1)), generator.normal(size=(1, months))
    before = 2 * place + season + generator.normal(size=(areas, months))
    harm = slope * before + 5 * place + 3 * season + generator.normal(size=(areas, months))
    index = pd.MultiIndex.from_product([range(areas), range(months)])
    return pd.Series(harm.ravel(), index), pd.Series(before.ravel(), index)


def test_grunfeld_s_investments_are_as_published(monkeypatch):
    """Two-way within estimates of ten firms: value alone moves with investment, capital held.

    Baltagi (2008), Econometric Analysis of Panel Data, table 3.1 and R's plm: 0.1177 and 0.3579.
    With one column, the other's part is taken out first (Frisch & Waugh 1933).
    """
    monkeypatch.setattr(panels, "FEWEST_AREAS", 10)
    held = grunfeld.load_pandas().data
    held = held[held["firm"] != "American Steel"].set_index(["firm", "year"])
    for column, other, published in (
        ("value", "capital", 0.117716),
        ("capital", "value", 0.357916),
    ):
        invest = _without(held, "invest", other)
        alone = _without(held, column, other)

        assert panels.slope(invest, alone).value == pytest.approx(published, abs=5e-6)


def _without(held: pd.DataFrame, column: str, other: str) -> pd.Series:
    """What is left of a column once both effects and the other column are taken out."""
    within = [
        held[name]
        - held.groupby("firm")[name].transform("mean")
        - held.groupby("year")[name].transform("mean")
        + held[name].mean()
        for name in (column, other)
    ]
    return within[0] - within[1] * (within[0] @ within[1]) / (within[1] @ within[1])


def test_places_and_seasons_make_no_slope():
    told = panels.slope(*made(0.0, 3))

    assert told.low < 0 < told.high
    assert abs(told.value) < 0.15


def test_the_interval_covers_the_true_slope():
    held = [panels.slope(*made(-0.3, seed)) for seed in range(100)]

    covered = np.mean([one.low <= -0.3 <= one.high for one in held])
    assert 0.905 <= covered <= 0.99


def test_what_is_not_told_is_left_out():
    harm, before = made(-0.3, 1)
    harm.iloc[::7] = np.nan

    assert panels.slope(harm, before).rows == harm.notna().sum()


def test_the_month_before_is_the_month_before():
    table = pd.DataFrame({140401: [1.0], 140402: [2.0]}, index=["a"])

    moved = panels.shifted(table, [140401, 140402])

    assert np.isnan(moved.at["a", 140401])
    assert moved.at["a", 140402] == 1.0


def test_too_few_are_refused():
    with pytest.raises(ValueError, match="fewer"):
        panels.slope(*made(0.0, 1, areas=29))
    with pytest.raises(ValueError, match="fewer"):
        panels.slope(*made(0.0, 1, months=5))


def test_cooperation_that_never_changes_is_refused():
    harm, before = made(0.0, 1)

    with pytest.raises(ValueError, match="never changes"):
        panels.slope(harm, before * 0 + 3)
