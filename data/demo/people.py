"""Who calls, in the made-up half-years: many who call once, few who call always."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

NOBODY, CAREFUL, CARELESS, NUISANCE = -1, 0, 1, 2
PEOPLE_PER_REPORT = 0.6  # of one half-year's reports
SHARE_CARELESS, SHARE_NUISANCE = 0.02, 0.004
SPREAD = 1.5  # of the logarithm of how often somebody calls
CARELESS_CALLS, NUISANCE_CALLS, NUISANCE_TAIL = 3.0, 12.0, 1.3  # times the others; Pareto's shape
OFTENEST, OFTENEST_NUISANCE = 300, 4_000  # times the typical caller
AT_HOME = 0.72  # of the calls are made where one lives
# No operator has numbers that begin so: nobody can be reached at a made-up number.
PREFIX, NUMBERS = "0971", 10_000_000
STRIDE = 7_368_787  # has no factor in common with NUMBERS, so that no two people share a number


@dataclass(frozen=True)
class People:
    """Everybody who may call; sorted by home."""

    home: np.ndarray  # position of the neighbourhood
    nature: np.ndarray  # CAREFUL, CARELESS or NUISANCE
    reach: np.ndarray  # cumulative weights, ending at 1
    starts: np.ndarray  # reach before the first and after the last of each neighbourhood
    numbers: pa.Array  # telephone numbers

    def draw(self, places: np.ndarray, generator: np.random.Generator) -> np.ndarray:
        """Return who calls from each of these places: mostly somebody who lives there."""
        chance = generator.random(len(places))
        first, last = self.starts[places], self.starts[places + 1]
        at_home = (generator.random(len(places)) < AT_HOME) & (last > first)
        chance = np.where(at_home, first + chance * (last - first), chance)
        found = np.searchsorted(self.reach, chance, side="right")
        return np.minimum(found, len(self.reach) - 1)


def people(pull: np.ndarray, reports_each: int, generator: np.random.Generator) -> People:
    """Return the people who may call.

    Parameters
    ----------
    pull : ndarray of float, shape (n,)
        How many reports to expect from each neighbourhood, up to a factor; so many live there.
    reports_each : int
        Reports of one half-year.
    generator : Generator
        Draws homes, natures and how often somebody calls.

    Returns
    -------
    People
    """
    count = min(NUMBERS, max(50, round(PEOPLE_PER_REPORT * reports_each)))
    home = np.sort(generator.choice(len(pull), count, p=pull / pull.sum()))
    nature = generator.choice(
        3, count, p=[1 - SHARE_CARELESS - SHARE_NUISANCE, SHARE_CARELESS, SHARE_NUISANCE]
    )
    weight = generator.lognormal(0, SPREAD, count)
    weight[nature == CARELESS] *= CARELESS_CALLS
    nuisances = nature == NUISANCE
    weight = np.minimum(weight, OFTENEST)
    often = NUISANCE_CALLS * (1 + generator.pareto(NUISANCE_TAIL, nuisances.sum()))
    weight[nuisances] = np.minimum(often, OFTENEST_NUISANCE)
    reach = np.cumsum(weight)
    reach /= reach[-1]
    edges = np.searchsorted(home, np.arange(len(pull) + 1))
    starts = np.concatenate([[0], reach])[edges]
    numbers = (np.arange(count) * STRIDE + 1_234_567) % NUMBERS
    text = pa.array([f"{PREFIX}{number:07d}" for number in numbers.tolist()], pa.string())
    return People(home, nature, reach, starts, text)
