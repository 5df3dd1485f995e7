"""What became of the made-up reports: three in four of use, the newest not known yet."""

import numpy as np

from data.demo.drawing import pick
from data.schema import CATEGORIES, OUTCOMES

# Judgement: how often a careful caller's call is of use; by category where it differs.
USEFUL, BY_CATEGORY = 0.80, {"rescue": 0.9, "traffic": 0.86, "fire": 0.9, "suspicious": 0.66}
BY_NATURE = (1.0, 0.5, 0.05)  # careful, careless, nuisance: times the above
AS_TIP, LATER = 0.9, 1.02
OF_NO_USE = ("no_action", "unfounded", "abusive")
SHARES_OF_NO_USE = ((0.66, 0.32, 0.02), (0.40, 0.48, 0.12), (0.08, 0.12, 0.80))
PENDING_AT_LAST, PENDING_DAYS, PENDING_EVER = 0.55, 9.0, 0.003


def useful(*, later: bool) -> np.ndarray:
    """Return how often a report is of use, in an ordinary place.

    Parameters
    ----------
    later : bool
        Whether in the later of the two years.

    Returns
    -------
    ndarray of float, shape (natures, kinds, categories)
    """
    chances = np.array([BY_CATEGORY.get(category, USEFUL) for category in CATEGORIES])
    chances = np.outer([1, AS_TIP], chances) * (LATER if later else 1)
    return np.array(BY_NATURE)[:, None, None] * chances


def drawn(chance: np.ndarray, nature: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """Return what became of reports, as positions in the vocabulary.

    Parameters
    ----------
    chance : ndarray of float, shape (n,)
        That each is of use.
    nature : ndarray of int, shape (n,)
        Of its caller.
    generator : Generator
    """
    rest = pick(np.array(SHARES_OF_NO_USE), nature, generator)
    rest = np.array([OUTCOMES.index(outcome) for outcome in OF_NO_USE])[rest]
    return np.where(generator.random(len(chance)) < chance, OUTCOMES.index("useful"), rest)


def with_pending(
    outcome: np.ndarray, days_to_go: np.ndarray, new: bool, generator: np.random.Generator
) -> np.ndarray:
    """Return the outcomes with some not known yet: most of the last days', if the export is new."""
    chance = np.full(len(outcome), PENDING_EVER)
    if new:
        chance += PENDING_AT_LAST * np.exp(-days_to_go / PENDING_DAYS)
    still_open = generator.random(len(outcome)) < chance
    return np.where(still_open, OUTCOMES.index("pending"), outcome)
