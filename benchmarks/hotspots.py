"""Hot spots: as quick as esda, finding what was planted, and seldom what was not.

Years are drawn as the made-up ones are: so many reports, shared out by residents and by how places
differ, those of fewer than ten hidden, the others rounded to five as figures are released.
"""

import functools
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from esda import G_Local
from libpysal.weights import lat2W
from scipy import sparse

from benchmarks.figures import Figure, in_turns
from data import areas
from data.demo import places, spots
from geo import bordering, hotspots, permuting, rates

REPORTS, SEED, YEARS = 1_500_000, 1404, 200
PROMISED = max(hotspots.SURE)  # share of maps without a spot that may show one
SLACK = 3 * float(np.sqrt(PROMISED * (1 - PROMISED) / YEARS))  # of so many years, by chance
SIDE = 32  # of a board of about 1,000 areas
PERMUTATIONS = 9_999


@functools.cache
def _layer() -> areas.Layer:
    return areas.current(Path("no-store"))


@functools.cache
def _bordering() -> bordering.Bordering:
    return bordering.queen(areas.at_level(_layer(), "neighbourhood").geometry)


def _years(years: int, *, planted: bool) -> Iterator[pd.Series]:
    """Yield the steadied rates of made-up years."""
    table = areas.at_level(_layer(), "neighbourhood")
    residents = table["residents"].astype(float)
    residents = residents.fillna(residents.median())
    factor = _factors(table.index) if planted else np.ones(len(table))
    generator = np.random.default_rng(SEED)
    for _ in range(years):
        pull = residents * factor * generator.lognormal(0, places.PLACES_DIFFER, len(table))
        events = pd.Series(generator.multinomial(REPORTS, pull / pull.sum()), table.index)
        told = (events.where(events >= 10) / 5).round() * 5
        yield rates.shrunk_per_thousand(told, residents)


def _factors(codes: pd.Index) -> np.ndarray:
    """Return times how many reports of their like neighbourhoods were planted with."""
    here, factor = spots.planted(_layer()), np.ones(len(codes))
    for group, hotter in zip(here.hot, spots.HOT_FACTORS, strict=False):
        factor[codes.isin(group)] = hotter
    for group in here.cold:
        factor[codes.isin(group)] = spots.COLD_FACTOR
    return factor


def false_finds(years: int = YEARS, permutations: int = PERMUTATIONS) -> float:
    """Return the share of years without a planted spot whose map shows one."""
    found = [
        hotspots.spots(year, _bordering(), permutations=permutations)["bin"].ne(0).any()
        for year in _years(years, planted=False)
    ]
    return float(np.mean(found))


def power(years: int = YEARS) -> dict[str, float]:
    """Return shares of what was planted that is found, and of the finds that were not planted.

    Returns
    -------
    dict
        hot and cold, of the members; groups, of those with a member found; beside, finds that
        border no member, of all finds.
    """
    here = spots.planted(_layer())
    each = [_found(year, here) for year in _years(years, planted=True)]
    return {name: float(np.mean([one[name] for one in each])) for name in each[0]}


def _found(year: pd.Series, here: spots.Planted) -> dict[str, float]:
    made = hotspots.spots(year, _bordering())["bin"]
    found = {"hot": set(made.index[made > 0]), "cold": set(made.index[made < 0])}
    groups = [(side, set(group)) for side in found for group in getattr(here, side)]
    members = {side: set().union(*getattr(here, side)) for side in found}
    told = {side: len(found[side] & members[side]) / len(members[side]) for side in found}
    near = {side: _around(members[side]) for side in found}
    astray = sum(len(found[side] - near[side]) for side in found)
    count = sum(map(len, found.values()))
    told["groups"] = float(np.mean([bool(found[side] & group) for side, group in groups]))
    return told | {"beside": astray / count if count else 0.0}


def _around(codes: set[str]) -> set[str]:
    """Return areas and all that border them."""
    border = _bordering()
    rows = border.matrix[border.areas.isin(codes)]
    return codes | set(border.areas[np.unique(rows.indices)])


def _speed() -> Figure:
    """Return how long our map takes, in times of esda's with as many permutations."""
    weights = lat2W(SIDE, SIDE, rook=False, id_type="int")
    index = pd.RangeIndex(SIDE**2)
    borders = bordering.Bordering(sparse.csr_array(weights.sparse), index, index[:0])
    values = pd.Series(np.random.default_rng(SEED).lognormal(0, 0.3, len(index)))
    seed = {"permutations": PERMUTATIONS, "seed": SEED}
    numbers = values.to_numpy()

    seconds = in_turns(
        {
            "esda": lambda: G_Local(numbers, weights, transform="B", star=True, n_jobs=1, **seed),
            "ours": lambda: hotspots.spots(values, borders, **seed),
            "neighbours_alone": lambda: permuting.tails(numbers, borders.matrix, *seed.values()),
        },
        turns=3,
    )
    detail = {"areas": len(index), **seed, "seconds": seconds}
    return Figure("gi_star_s_1000", seconds["ours"] / seconds["esda"], most=1.1, detail=detail)


def figures() -> list[Figure]:
    """Return `gi_star_s_1000`, `gi_star_false_maps` and `gi_star_planted_found`."""
    found, years = power(), {"years": YEARS, "permutations": PERMUTATIONS}
    return [
        _speed(),
        Figure("gi_star_false_maps", false_finds(), most=PROMISED + SLACK, detail=years),
        Figure(
            "gi_star_planted_found", found["groups"], least=0.8, detail=found | {"years": YEARS}
        ),
    ]
