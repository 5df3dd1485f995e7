"""Weights of a survey's answers, raked until they fit what is known of the population."""

import numpy as np

MOST_ROUNDS, CLOSE = 200, 1e-9
LARGEST = 5.0  # times the mean: one answer speaks for so many others at the most


def raked(
    weights: np.ndarray, groups: list[np.ndarray], shares: list[np.ndarray], most: float = LARGEST
) -> np.ndarray:
    """Return weights that meet several margins, such as ages and sexes, at once.

    Parameters
    ----------
    weights : ndarray of float, shape (n,)
        To begin with; all above zero.
    groups : list of ndarray of int, each of shape (n,)
        For each margin, the group of each answer; -1 where it is not told: such an answer's weight
        is left as it is by that margin.
    shares : list of ndarray of float
        For each margin, the population's share of each group. A group that nobody in the survey
        belongs to is left out, and the others share what is left as they did.
    most : float
        Weights are cut at so many times their mean; a margin is then met as nearly as that lets it.

    Returns
    -------
    ndarray of float, shape (n,)
        With mean 1.

    Raises
    ------
    ValueError
        If a weight is not above zero, or a group has answers and no share.

    References
    ----------
    Deming and Stephan (1940), Annals of Mathematical Statistics 11(4), 427-444.
    """
    made = np.asarray(weights, float)
    if made.size and not (np.isfinite(made) & (made > 0)).all():
        raise ValueError("a weight is not above zero")
    if not made.size:
        return made
    made = made / made.mean()
    for group, share in zip(groups, shares, strict=True):
        if (np.asarray(share)[group[group >= 0]] <= 0).any():
            raise ValueError("a group has answers and no share of the population")
    for _ in range(MOST_ROUNDS):
        before = made.copy()
        for group, share in zip(groups, shares, strict=True):
            made = _met(made, group, np.asarray(share, float))
        made = _cut(made, most)
        if np.abs(made - before).max() < CLOSE:
            break
    return made / made.mean()


def _cut(weights: np.ndarray, most: float) -> np.ndarray:
    """Return the weights with none above so many times their mean, which falls as they are cut."""
    made = weights
    for _ in range(MOST_ROUNDS):
        if made.max() <= most * made.mean() * (1 + CLOSE):
            break
        made = np.minimum(made, most * made.mean())
    return made


def _met(weights: np.ndarray, group: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Return the weights with one margin met, the sum of those that tell their group kept."""
    told = group >= 0
    if not told.any():
        return weights
    held = np.bincount(group[told], weights[told], minlength=len(share))
    wanted = np.where(held > 0, share, 0.0)
    wanted *= held.sum() / wanted.sum()
    factor = np.divide(wanted, held, out=np.ones_like(held), where=held > 0)
    made = weights.copy()
    made[told] *= factor[group[told]]
    return made
