"""What made-up people say they worry about where they live."""

import numpy as np

from data.demo.reports import HalfYear
from data.schema import CATEGORIES

ANY = 0.88  # of those asked name something
# Judgement: how much a matter weighs on people for each report of it.
WEIGHTS = {"drugs": 6.0, "theft": 3.5, "disorder": 2.0, "suspicious": 2.0, "violence": 1.6}
OTHERS = 0.35


def named(half: HalfYear, place: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """Return what each person worries about most, a category; empty for nothing.

    Parameters
    ----------
    half : HalfYear
        Worries follow what is reported there.
    place : ndarray of int, shape (n,)
        Where each of them lives, a position in `half.places.codes`.
    generator : Generator

    Returns
    -------
    ndarray of str, shape (n,)
    """
    about = half.about.reshape(len(half.places.codes), -1, len(CATEGORIES)).mean(axis=1)
    weighed = about * [WEIGHTS.get(name, OTHERS) for name in CATEGORIES]
    bounds = np.cumsum(weighed / weighed.sum(axis=1, keepdims=True), axis=1)
    drawn = generator.random(len(place))
    which = (drawn[:, None] > bounds[place]).sum(axis=1).clip(max=len(CATEGORIES) - 1)
    return np.where(generator.random(len(place)) < ANY, np.array(CATEGORIES)[which], "")
