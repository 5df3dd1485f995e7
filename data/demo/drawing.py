"""Drawing many at once from tables of chances."""

import numpy as np


def pick(chances: np.ndarray, groups: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """Return one drawn choice for each entry, by the chances of its group.

    Parameters
    ----------
    chances : ndarray of float, shape (groups, choices)
        Each row adds up to 1.
    groups : ndarray of int, shape (n,)
        Which row counts.
    generator : Generator

    Returns
    -------
    ndarray of int, shape (n,)
        Positions among the choices.
    """
    steps = np.cumsum(chances, axis=1)
    steps[:, -1] = 1
    steps += np.arange(len(chances))[:, None]
    found = np.searchsorted(steps.ravel(), groups + generator.random(len(groups)), side="right")
    return np.minimum(found - groups * chances.shape[1], chances.shape[1] - 1)
