"""Felt safety from few answers: a published result, an independent fit, coverage, refusals."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from geo import estimates, perception, privacy, raking

# Milk expenditure in 43 areas (Arora and Lahiri 1997, Statistica Sinica 7, 1053-1063), as the CRAN
# package sae holds it; its manual prints what the model comes to.
MILK = pd.read_csv(Path(__file__).parent / "milk.csv")
BETA = [0.968189, 0.132780, 0.226946, -0.241301]
ERRORS = [0.069362, 0.103001, 0.092330, 0.081617]
FIRST = [1.021971, 1.047602, 1.067951, 0.760817]


def milk():
    major = pd.get_dummies(MILK["major_area"]).to_numpy(float).copy()
    major[:, 0] = 1
    value, psi = MILK["direct_est"].to_numpy(), MILK["std_error"].to_numpy() ** 2
    return perception.fay_herriot(value, psi, major)


def test_the_milk_data_come_out_as_they_are_printed():
    fit = milk()

    assert fit.beta.round(6).tolist() == BETA
    assert fit.errors.round(6).tolist() == ERRORS
    assert fit.value[:4].round(6).tolist() == FIRST
    assert round(fit.between, 7) == 0.0185503
    assert round(fit.log_likelihood, 5) == 12.67747  # printed 12.67748, of a rounded variance
    assert -2 * fit.log_likelihood + 2 * 5 == pytest.approx(-15.35496, abs=2e-5)
    assert -2 * fit.log_likelihood + np.log(43) * 5 == pytest.approx(-6.548956, abs=2e-5)


def drawn(generator, areas=60, between=30.0):
    design = np.column_stack([np.ones(areas), generator.normal(size=(areas, 2))])
    psi = generator.uniform(5, 120, areas)
    truth = design @ [55.0, 4.0, -3.0] + generator.normal(0, np.sqrt(between), areas)
    return truth, truth + generator.normal(0, np.sqrt(psi)), psi, design


def restricted(between, value, psi, design):
    """Twice the negative restricted log-likelihood, from its definition."""
    spread = np.diag(between + psi)
    inside = design.T @ np.linalg.solve(spread, design)
    beta = np.linalg.solve(inside, design.T @ np.linalg.solve(spread, value))
    apart = value - design @ beta
    logs = np.linalg.slogdet(spread)[1] + np.linalg.slogdet(inside)[1]
    return logs + apart @ np.linalg.solve(spread, apart)


@pytest.mark.parametrize("seed", range(8))
def test_it_agrees_with_the_likelihood_s_own_peak(seed):
    _, value, psi, design = drawn(np.random.default_rng(seed), between=8.0 * seed)
    fit = perception.fay_herriot(value, psi, design)

    peak = minimize_scalar(
        restricted, bounds=(0, 500), args=(value, psi, design), options={"xatol": 1e-7}
    )

    assert fit.between == pytest.approx(peak.x, abs=2e-3)
    spread = np.diag(fit.between + psi)
    beta = np.linalg.lstsq(
        np.linalg.solve(np.linalg.cholesky(spread), design),
        np.linalg.solve(np.linalg.cholesky(spread), value),
    )[0]
    own = design @ beta + fit.between * np.linalg.solve(spread, value - design @ beta)
    assert fit.value == pytest.approx(own)


def test_its_intervals_cover_the_truth_as_often_as_they_say():
    generator, inside = np.random.default_rng(1404), []
    for _ in range(150):
        truth, value, psi, design = drawn(generator)
        fit = perception.fay_herriot(value, psi, design)
        inside.append(np.abs(fit.value - truth) <= perception.Z * np.sqrt(fit.mse))

    assert 0.93 <= np.mean(inside) <= 0.97


def test_areas_without_answers_are_covered_too():
    generator, inside = np.random.default_rng(1405), []
    for _ in range(150):
        truth, value, psi, design = drawn(generator)
        fit = perception.fay_herriot(value[:40], psi[:40], design[:40])
        told, _, half = fit.without_answers(design[40:])
        inside.append(np.abs(told - truth[40:]) <= half)

    assert 0.93 <= np.mean(inside) <= 0.97


def test_areas_alike_leave_nothing_between_and_all_to_the_model():
    fit = perception.fay_herriot(np.full(10, 50.0), np.full(10, 9.0), np.ones((10, 1)))

    assert fit.between == 0
    assert fit.value == pytest.approx(np.full(10, 50.0))
    assert not fit.gamma.any()


@given(st.integers(0, 10_000))
def test_an_estimate_lies_between_the_answers_and_the_model(seed):
    _, value, psi, design = drawn(np.random.default_rng(seed), areas=20)
    fit = perception.fay_herriot(value, psi, design)
    model = design @ fit.beta

    assert (fit.value >= np.minimum(value, model) - 1e-9).all()
    assert (fit.value <= np.maximum(value, model) + 1e-9).all()
    assert ((fit.gamma >= 0) & (fit.gamma < 1)).all()


@pytest.mark.parametrize(
    ("psi", "design", "why"),
    [
        ([0.0, 1.0, 1.0], np.ones((3, 1)), "not above zero"),
        ([np.nan, 1.0, 1.0], np.ones((3, 1)), "missing"),
        ([1.0, 1.0, 1.0], np.eye(3), "too few"),
        ([1.0, 1.0, 1.0], np.ones((3, 2)), "the same"),
    ],
)
def test_what_cannot_be_fitted_is_refused(psi, design, why):
    with pytest.raises(ValueError, match=why):
        perception.fay_herriot(np.array([1.0, 2.0, 3.0]), np.array(psi), design)


def test_a_mean_and_its_variance_by_hand():
    mean, variance = perception.direct(np.array([0.0, 50.0, 100.0, 50.0]), np.ones(4))

    assert mean == 50
    assert variance == pytest.approx(np.var([0, 50, 100, 50], ddof=1) / 4)
    assert np.isnan(perception.direct(np.array([1.0]), np.ones(1))[1])


def test_few_answers_take_the_variance_of_all():
    variance, answers = np.array([4.0, 0.5, np.nan]), np.array([10, 40, 1])
    one = perception.pooled(variance, answers)

    assert one == pytest.approx((9 * 40 + 39 * 20) / 48)
    psi = perception.sampling_variance(variance, answers, one)
    assert psi == pytest.approx([one / 10, 0.5, one])
    assert perception.sampling_variance(np.zeros(1), np.array([50]), one)[0] > 0


def test_bands_end_at_a_quarter_and_at_a_half():
    told = perception.bands(np.array([0.0, 0.2499, 0.25, 0.5, 0.5001, np.nan]))

    assert told.tolist() == ["plain", "plain", "hatched", "hatched", "none", "none"]


def test_a_difference_is_less_sure_than_either_wave():
    change, low, high = perception.difference(
        np.array([40.0]), np.array([9.0]), np.array([50.0]), np.array([16.0])
    )

    assert change == [10]
    assert (high - low) / 2 == pytest.approx(perception.Z * 5)


def test_raking_meets_both_margins():
    generator = np.random.default_rng(3)
    age, sex = generator.integers(0, 3, 500), generator.integers(0, 2, 500)
    weights = raking.raked(
        np.ones(500), [age, sex], [np.array([0.5, 0.3, 0.2]), np.array([0.6, 0.4])]
    )

    assert np.bincount(age, weights) / 500 == pytest.approx([0.5, 0.3, 0.2], abs=1e-6)
    assert np.bincount(sex, weights) / 500 == pytest.approx([0.6, 0.4], abs=1e-6)


def test_raking_leaves_those_who_did_not_tell_their_age():
    age = np.array([0, 0, 1, -1])
    weights = raking.raked(np.ones(4), [age], [np.array([0.5, 0.5])])

    assert weights == pytest.approx([0.75, 0.75, 1.5, 1.0])


def test_no_answer_counts_for_more_than_five():
    age = np.array([0] * 99 + [1])

    assert raking.raked(np.ones(100), [age], [np.array([0.5, 0.5])]).max() <= 5 + 1e-6


@pytest.mark.parametrize("weights", [[0.0, 1.0], [np.nan, 1.0], [-1.0, 1.0]])
def test_raking_refuses_weights_that_are_none(weights):
    with pytest.raises(ValueError, match="above zero"):
        raking.raked(np.array(weights), [], [])


def cells(answers, mean, variance=None):
    codes = [f"a{place:02}" for place in range(len(answers))]
    table = pd.DataFrame({"answers": answers, "mean": mean}, index=codes, dtype=float)
    table["variance"] = 4.0 if variance is None else variance
    return table.assign(pooled=400.0)


def told(table, more=3, **asked):
    codes = [*table.index, *(f"z{place}" for place in range(more))]
    covariates = pd.DataFrame({"rate": np.sin(np.arange(len(codes)))}, index=codes)
    return estimates.estimated(table, covariates, **asked)


def test_areas_with_few_answers_are_told_by_the_model_alone_and_look_like_those_with_none():
    made = told(cells([9, 1, 10, *[40] * 20], np.linspace(30, 70, 23))).table

    assert made["model_only"].tolist() == [True, True, False, *[False] * 20, *[True] * 3]
    hidden = made[made["model_only"]]
    assert (hidden["answers"] == 0).all()
    assert hidden[["direct", "direct_low", "direct_high"]].isna().all(axis=None)
    assert not hidden["gamma"].any()
    assert made["value"].notna().all()


def test_what_few_people_answered_moves_no_figure_that_is_theirs_alone():
    answers, mean = [3, *[60] * 30], np.linspace(30, 70, 31)
    one, other = told(cells(answers, mean)).table, told(cells(answers, [90.0, *mean[1:]])).table

    moved = (one["value"] - other["value"]).abs()
    assert moved["a00"] < 3  # of the 60 points between the answers


def test_all_of_one_mind_is_never_told_as_all():
    table = cells([12, 200, *[40] * 20], [100.0, 0.0, *[50.0] * 20])
    made = told(table, share=True).table

    assert made["direct"].iloc[0] == 95
    assert made["direct"].iloc[1] == 1


def test_without_enough_areas_the_direct_estimate_stands_alone():
    made = told(cells([50, 60], [40.0, 60.0]))

    assert np.isnan(made.between)
    assert made.table["value"].iloc[:2].tolist() == [40, 60]
    assert made.table["value"].iloc[2:].isna().all()
    assert (made.table["band"].iloc[2:] == "none").all()


def test_covariates_that_say_nothing_are_left_out():
    codes = [f"a{place}" for place in range(30)]
    covariates = pd.DataFrame(
        {"same": 1.0, "rate": np.arange(30.0), "twice": 2 * np.arange(30.0), "none": np.nan}, codes
    )

    _, names = estimates.designed(covariates, np.ones(30, bool))

    assert names == ("rate",)


def test_waves_are_compared_from_thirty_answers_in_each():
    before = told(cells([29, 30, *[40] * 20], [50.0] * 22)).table
    after = told(cells([60, 60, *[40] * 20], [50.0] * 22)).table
    change = estimates.compared(before, after)

    assert change["difference"].isna().tolist()[:3] == [True, False, False]
    assert privacy.FEWEST_ANSWERS_COMPARED == 30
