"""How safe people feel in each area, from few answers, and how sure that is (Fay-Herriot)."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

FEWEST_OWN = 30  # answers from which on an area's own variance is trusted
SURE, UNSURE = 0.25, 0.5  # relative root mean squared errors: plain below, hatched, not coloured
Z = 1.959963984540054
MOST_STEPS, CLOSE, FEWEST_FREE = 200, 1e-10, 3
PLAIN, HATCHED, NONE = "plain", "hatched", "none"


@dataclass(frozen=True)
class Fit:
    """A Fay-Herriot model fitted to areas with answers.

    Parameters
    ----------
    beta : ndarray of float, shape (p,)
    errors : ndarray of float, shape (p,)
        Standard errors of `beta`.
    between : float
        Variance of the areas' own effects, at least 0.
    value, mse, gamma : ndarray of float, shape (m,)
        EBLUP of each area, its mean squared error, and the weight of its own answers in it.
    log_likelihood : float
        At these values; not the restricted one.
    covariance : ndarray of float, shape (p, p)
        Of `beta`.
    spread : float
        Variance of the estimate `between`.
    """

    beta: np.ndarray
    errors: np.ndarray
    between: float
    value: np.ndarray
    mse: np.ndarray
    gamma: np.ndarray
    log_likelihood: float
    covariance: np.ndarray
    spread: float

    def without_answers(self, design: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return value, mean squared error and half of the 95 % interval without any answers.

        All of that error hangs on `between`, which is itself an estimate: the interval is Student's
        with the freedom that leaves (Satterthwaite 1946, Biometrics Bulletin 2, 110-114).
        """
        mse = self.between + np.einsum("ij,jk,ik->i", design, self.covariance, design)
        free = np.maximum(2 * mse**2 / self.spread, FEWEST_FREE)
        return design @ self.beta, mse, stats.t.ppf(0.975, free) * np.sqrt(mse)


def direct(answers: np.ndarray, weights: np.ndarray) -> tuple[float, float]:
    """Return the weighted mean of one area's answers and its design variance, linearised.

    Parameters
    ----------
    answers, weights : ndarray of float, shape (n,)

    Returns
    -------
    tuple of (float, float)
        The variance is missing for a single answer.

    References
    ----------
    Särndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, section 5.7.
    """
    count, total = len(answers), weights.sum()
    mean = float((weights * answers).sum() / total)
    if count < 2:
        return mean, float("nan")
    apart = weights * (answers - mean) / total
    return mean, float(count / (count - 1) * (apart**2).sum())


def pooled(variance: np.ndarray, answers: np.ndarray) -> float:
    """Return the variance of one answer over all areas, each counted by its answers less one.

    Parameters
    ----------
    variance : ndarray of float, shape (m,)
        Design variances of the areas' means; missing ones are left out.
    answers : ndarray of int, shape (m,)
    """
    told = np.isfinite(variance) & (answers > 1)
    free = (answers[told] - 1).sum()
    return float(((answers - 1) * answers * variance)[told].sum() / free) if free else float("nan")


def sampling_variance(variance: np.ndarray, answers: np.ndarray, one: float) -> np.ndarray:
    """Return each area's ψ: its own design variance, or `one` / n where it has few answers.

    An area where all answered alike is not sure for that: it has the pooled variance, too.
    """
    own = (answers >= FEWEST_OWN) & (np.nan_to_num(variance) > 0)
    return np.where(own, variance, one / np.maximum(answers, 1))


def fay_herriot(value: np.ndarray, psi: np.ndarray, design: np.ndarray) -> Fit:
    """Return a Fay-Herriot model, its variance by restricted maximum likelihood.

    Parameters
    ----------
    value, psi : ndarray of float, shape (m,)
        Direct estimates and their variances, taken as known.
    design : ndarray of float, shape (m, p)
        Covariates, the intercept among them.

    Raises
    ------
    ValueError
        If a variance is not above zero, there are not more areas than covariates, or some
        covariates say the same.

    References
    ----------
    Fay and Herriot (1979), Journal of the American Statistical Association 74, 269-277; Rao and
    Molina (2015), Small Area Estimation, sections 5.2, 6.1 and 6.2.
    """
    _fits(value, psi, design)
    between = _between(value, psi, design)
    inverse = 1 / (between + psi)
    covariance = np.linalg.inv(design.T * inverse @ design)
    beta = covariance @ (design.T * inverse) @ value
    gamma, apart = between * inverse, value - design @ beta
    g2 = (1 - gamma) ** 2 * np.einsum("ij,jk,ik->i", design, covariance, design)
    spread = 2 / float((inverse**2).sum())
    g3 = psi**2 * inverse**3 * spread
    likelihood = -0.5 * (np.log(2 * np.pi / inverse) + inverse * apart**2).sum()
    return Fit(
        beta,
        np.sqrt(np.diag(covariance)),
        between,
        design @ beta + gamma * apart,
        gamma * psi + g2 + 2 * g3,
        gamma,
        float(likelihood),
        covariance,
        spread,
    )


def _fits(value: np.ndarray, psi: np.ndarray, design: np.ndarray) -> None:
    areas, covariates = design.shape
    if not (np.isfinite(value) & np.isfinite(psi) & (psi > 0)).all():
        raise ValueError("a direct estimate or its variance is missing or not above zero")
    if areas <= covariates:
        raise ValueError(f"{areas} areas are too few for {covariates} covariates")
    if np.linalg.matrix_rank(design) < covariates:
        raise ValueError("some covariates say the same")


def _between(value: np.ndarray, psi: np.ndarray, design: np.ndarray) -> float:
    """Return the variance between areas, at least 0: Fisher scoring, restricted likelihood."""
    now = float(np.median(psi))
    for _ in range(MOST_STEPS):
        inverse = np.diag(1 / (now + psi))
        weighted = design.T @ inverse
        left = inverse - weighted.T @ np.linalg.solve(weighted @ design, weighted)
        at = left @ value
        score = 0.5 * (at @ at - np.trace(left))
        step = score / (0.5 * (left**2).sum())
        after = max(now + step, 0.0)
        if abs(after - now) <= CLOSE * max(float(np.median(psi)), after):
            return after
        now = after
    return now


def bands(relative: np.ndarray) -> np.ndarray:
    """Return how each estimate may be drawn by its relative root mean squared error."""
    told = np.where(relative < SURE, PLAIN, np.where(relative <= UNSURE, HATCHED, NONE))
    return np.where(np.isfinite(relative), told, NONE)


def difference(
    before: np.ndarray, mse_before: np.ndarray, after: np.ndarray, mse_after: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return after less before, and the ends of its 95 % interval; two independent surveys."""
    change, half = after - before, Z * np.sqrt(mse_before + mse_after)
    return change, change - half, change + half
