"""A survey's figures of areas to what may be told of them: direct, modelled, and how sure."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo import perception, privacy

LEAST, MOST = 0.0, 100.0
SPARE = 5  # areas with answers that must be left over after the covariates
COLUMNS = ["answers", "direct", "direct_low", "direct_high", "value", "low", "high"]
COLUMNS += ["mse", "gamma", "rrmse", "band", "model_only"]


@dataclass(frozen=True)
class Estimates:
    """What is told of one item in one wave.

    Parameters
    ----------
    table : DataFrame, index: area code
        `COLUMNS`: answers (0 also where too few to show), the direct estimate with its 95 %
        interval (missing where too few answered), the modelled one with its own, its mean squared
        error, the weight of the area's own answers in it, the relative root mean squared error
        (0..1), the band, and whether the model alone tells it.
    covariates : tuple of str
        Those that the model stands on.
    between : float
        Variance between areas that no covariate explains; missing without a model.
    asked : int
        Answers in all areas together.
    """

    table: pd.DataFrame
    covariates: tuple[str, ...]
    between: float
    asked: int


def estimated(cells: pd.DataFrame, covariates: pd.DataFrame, *, share: bool = False) -> Estimates:
    """Return the estimates of all areas.

    An area with too few answers to be shown is told by the model alone, so that nobody's answer can
    be worked out from it; its answers still take their part in the model of all.

    Parameters
    ----------
    cells : DataFrame, index: area code
        answers, mean (0..100), variance and pooled, of the areas with answers.
    covariates : DataFrame, index: area code
        All areas; missing values become the mean of the others.
    share : bool
        Whether the mean is a share of those asked, which is told in steps.
    """
    held = cells.reindex(covariates.index)
    answers = held["answers"].fillna(0).to_numpy(int)
    told, shown = answers > 0, privacy.answers_shown(held["answers"]).to_numpy(bool)
    one = float(cells["pooled"].max()) if len(cells) else np.nan
    psi = perception.sampling_variance(held["variance"].to_numpy(float), answers, one)
    mean = held["mean"].to_numpy(float)
    fitted = told & np.isfinite(psi) & (psi > 0)
    design, names = designed(covariates, fitted)
    table = pd.DataFrame(index=covariates.index)
    table["answers"] = np.where(shown, answers, 0)
    _direct(table, np.where(shown, mean, np.nan), psi, share=share)
    value, mse, gamma = np.where(shown, mean, np.nan), np.where(shown, psi, np.nan), shown + 0.0
    between, half = np.nan, perception.Z * np.sqrt(mse)
    if fitted.sum() > design.shape[1] + 1:
        fit = perception.fay_herriot(mean[fitted], psi[fitted], design[fitted])
        between = fit.between
        value, mse, half = fit.without_answers(design)
        own, mine = fitted & shown, shown[fitted]
        value[own], mse[own] = fit.value[mine], fit.mse[mine]
        half[own] = perception.Z * np.sqrt(mse[own])
        gamma = np.zeros(len(answers))
        gamma[own] = fit.gamma[mine]
    _modelled(table, value, mse, half)
    table["gamma"], table["model_only"] = gamma, ~shown & np.isfinite(value)
    return Estimates(table[COLUMNS], names, between, int(answers.sum()))


def designed(covariates: pd.DataFrame, fitted: np.ndarray) -> tuple[np.ndarray, tuple[str, ...]]:
    """Return the design matrix, an intercept first, of covariates that tell areas apart.

    Parameters
    ----------
    covariates : DataFrame, shape (n, p)
    fitted : ndarray of bool, shape (n,)
        The areas that the model is fitted to: it takes no more covariates than they bear.

    Returns
    -------
    tuple of (ndarray of float, shape (n, 1 + q); tuple of str)
        Each covariate less its mean over its standard deviation.
    """
    columns, names = [np.ones(len(covariates))], []
    for name, column in covariates.items():
        told = column.astype(float)
        spread = told.std()
        if not spread > 0 or fitted.sum() < len(columns) + 1 + SPARE:
            continue
        filled = ((told - told.mean()) / spread).fillna(0.0).to_numpy()
        more = np.column_stack([*columns, filled])
        if np.linalg.matrix_rank(more[fitted]) == more.shape[1]:
            columns.append(filled)
            names.append(str(name))
    return np.column_stack(columns), tuple(names)


def _direct(table: pd.DataFrame, mean: np.ndarray, psi: np.ndarray, *, share: bool) -> None:
    """Put the direct estimate in; never all or none, so that nobody's answer is known from it."""
    step = np.where(table["answers"] >= privacy.EXACT_ANSWERS, 1.0, 5.0)
    told = np.round(mean / step) * step if share else mean
    half = perception.Z * np.sqrt(psi)
    table["direct"] = np.clip(told, LEAST + step, MOST - step)
    table["direct_low"] = np.clip(told - half, LEAST, MOST)
    table["direct_high"] = np.clip(told + half, LEAST, MOST)


def _modelled(table: pd.DataFrame, value: np.ndarray, mse: np.ndarray, half: np.ndarray) -> None:
    table["value"] = np.clip(value, LEAST + 1, MOST - 1)
    table["low"] = np.clip(value - half, LEAST, MOST)
    table["high"] = np.clip(value + half, LEAST, MOST)
    table["mse"], table["rrmse"] = mse, np.sqrt(mse) / table["value"]
    table["band"] = perception.bands(table["rrmse"].to_numpy(float))


def compared(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return how much an item rose from one wave to a later one, where enough answered in both.

    Parameters
    ----------
    before, after : DataFrame, index: area code
        `Estimates.table` of two waves.

    Returns
    -------
    DataFrame, index: area code of `after`
        difference, difference_low, difference_high (95 %), missing where fewer than 30 answered in
        a wave.
    """
    former = before.reindex(after.index)
    enough = privacy.answers_compared(former["answers"]) & privacy.answers_compared(
        after["answers"]
    )
    told = perception.difference(
        *(former[name].to_numpy(float) for name in ("value", "mse")),
        *(after[name].to_numpy(float) for name in ("value", "mse")),
    )
    columns = dict(zip(("difference", "difference_low", "difference_high"), told, strict=True))
    return pd.DataFrame(columns, index=after.index).where(enough)
