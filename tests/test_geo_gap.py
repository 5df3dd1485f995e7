"""Felt safety against what reports would suggest."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.regression.linear_model import WLS

from geo import gap


def areas(number: int = 40) -> pd.DataFrame:
    generator = np.random.default_rng(2)
    cooperation = pd.Series(np.exp(generator.normal(2, 0.5, number)))
    safety = 20 + 15 * np.log(cooperation) + generator.normal(0, 2, number)
    half = generator.uniform(2, 8, number)
    return pd.DataFrame(
        {"cooperation": cooperation, "safety": safety, "low": safety - half, "high": safety + half}
    )


def test_the_line_is_that_of_weighted_least_squares():
    table = areas()
    variance = ((table["high"] - table["low"]) / 3.919928) ** 2
    columns = np.column_stack([np.ones(40), np.log(table["cooperation"])])
    library = WLS(table["safety"].to_numpy(), columns, weights=1 / variance.to_numpy()).fit()

    assert gap.told(table)["expected"].to_numpy() == pytest.approx(library.fittedvalues, rel=1e-6)


def test_an_area_that_feels_much_less_safe_is_beyond_chance():
    table = areas()
    table.loc[0, ["safety", "low", "high"]] -= 30

    made = gap.told(table)

    assert made["gap"].idxmin() == 0
    assert made.at[0, "beyond"]


def test_areas_without_either_figure_have_no_gap():
    table = areas()
    table.loc[0, "safety"] = np.nan
    table.loc[1, "cooperation"] = np.nan

    made = gap.told(table)

    assert made.loc[[0, 1], "gap"].isna().all()
    assert not made.loc[[0, 1], "beyond"].any()


def test_below_thirty_areas_nothing_is_expected():
    assert gap.told(areas(29))["expected"].isna().all()
