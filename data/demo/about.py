"""What the made-up reports are about: by kind, place, season and kind of day."""

import numpy as np

from data.demo import times
from data.demo.places import Places
from data.schema import CATEGORIES

# Judgement: what calls and tips are about, in hundredths, in the order of `CATEGORIES`.
CALLS = (6, 25, 2.5, 11, 11, 9, 1.5, 15, 8, 3, 2.5, 2, 1, 2.5)
TIPS = (1, 6, 1, 13, 4, 3, 2, 12, 20, 17, 7, 8, 4, 2)
# On the coast from Tir to Shahrivar and at Nowruz: guests drown, drive, are robbed, make noise.
GUESTS = {"rescue": 1.9, "traffic": 1.25, "theft": 1.2, "disorder": 1.3, "missing_person": 1.6}
OUT_OF_TOWN = {"environment": 2.2, "family": 1.1, "theft": 0.8, "fraud": 0.7, "cyber": 0.7}
PLACES_DIFFER = 0.22  # spread of a category's logarithm from place to place
GROUPS = 12  # kinds × seasons × kinds of day


def chances(here: Places, generator: np.random.Generator) -> np.ndarray:
    """Return how likely a report is about each category.

    Parameters
    ----------
    here : Places
    generator : Generator
        Draws how places differ.

    Returns
    -------
    ndarray of float, shape (neighbourhoods × GROUPS, categories)
        In the order of `groups`; each row adds up to 1.
    """
    free = np.ones((3, len(CATEGORIES)))
    free[:, CATEGORIES.index("traffic")] = times.TRAFFIC_BY_KIND_OF_DAY
    seasons = np.array([np.ones(len(CATEGORIES)), _factors(GUESTS)])
    groups = np.array([CALLS, TIPS])[:, None, None] * seasons[:, None] * free
    shape = (len(here.codes), len(CATEGORIES))
    tilt = np.where(here.town[:, None], 1, _factors(OUT_OF_TOWN))
    tilt = tilt * generator.lognormal(0, PLACES_DIFFER, shape)
    table = (tilt[:, None] * groups.reshape(GROUPS, -1)).reshape(-1, len(CATEGORIES))
    return table / table.sum(axis=1, keepdims=True)


def groups(
    here: Places, days: times.Days, day: np.ndarray, place: np.ndarray, kind: np.ndarray
) -> np.ndarray:
    """Return which row of `chances` counts for reports of these days, places and kinds."""
    season = here.coast[place] & ((days.month[day] >= 4) | (day < times.NOWRUZ_DAYS))
    return place * GROUPS + (kind * 2 + season) * 3 + days.kind[day]


def _factors(of: dict[str, float]) -> np.ndarray:
    return np.array([of.get(category, 1.0) for category in CATEGORIES])
