"""Where people call, in the made-up half-years: how often, and from which points."""

import zlib
from dataclasses import dataclass

import geopandas
import numpy as np
import pandas as pd
import shapely

from data import areas
from data.demo import points, spots, times

# Judgement: how often residents call in towns and elsewhere, and how places of one kind differ.
IN_TOWN, ELSEWHERE, PLACES_DIFFER = 1.0, 0.8, 0.22
TOWN_FROM = 700  # residents per square kilometre
WEEKS_DIFFER = 0.10
LEAST_ANSWERED, MOST_ANSWERED = 0.42, 0.78  # of the tips of a district
GROWTH_DIFFERS, OF_USE_DIFFERS = 0.07, 0.06
# The Caspian shore of Gilan from Astara to Chaboksar, and how far its summer guests stay from it.
SHORE = shapely.LineString(
    [
        (48.88, 38.44),
        (48.93, 37.85),
        (49.13, 37.62),
        (49.46, 37.48),
        (49.93, 37.44),
        (50.25, 37.30),
        (50.6, 36.95),
    ]
)
GUESTS_WITHIN = 0.06  # degrees
KILOMETRES = 111.2  # in a degree of latitude
UNKNOWN = 1_000  # residents, where those of no area are known


@dataclass(frozen=True)
class Places:
    """The neighbourhoods of a layer, one entry each, and the points in them."""

    codes: np.ndarray
    names: np.ndarray
    county_codes: np.ndarray
    counties: np.ndarray  # Persian names
    residents: np.ndarray
    town: np.ndarray  # bool
    coast: np.ndarray  # bool
    of_use: np.ndarray  # times the share of use elsewhere
    pull: np.ndarray  # reports expected in an average half-year, before anything changes over time
    growing: np.ndarray  # bool
    growth: np.ndarray  # of 1405 over 1404
    points: points.Points
    kilometres: np.ndarray  # of each point from its district's centre
    answered: np.ndarray  # how likely the sender of a tip gets an answer


def places(layer: areas.Layer, generator: np.random.Generator) -> Places:
    """Return what each neighbourhood of a layer is like.

    Parameters
    ----------
    layer : Layer
        Its areas; EPSG:4326. Where residents are unknown, the median stands for them.
    generator : Generator
        Draws how places differ, and the points.
    """
    table = areas.at_level(layer, "neighbourhood")
    residents, density = _residents(table)
    town = density >= TOWN_FROM
    planted = spots.planted(layer)
    differ = generator.lognormal(0, PLACES_DIFFER, len(table))
    pull = residents * np.where(town, IN_TOWN, ELSEWHERE) * differ * _spots(table.index, planted)
    drawn = points.draw(table.geometry.to_numpy(), generator)
    return Places(
        codes=table.index.to_numpy(),
        names=table["name_fa"].to_numpy(),
        county_codes=table["county"].to_numpy(),
        counties=layer.table["name_fa"].reindex(table["county"]).fillna("").to_numpy(),
        residents=residents,
        town=town,
        coast=shapely.distance(table.geometry.to_numpy(), SHORE) <= GUESTS_WITHIN,
        of_use=1 + generator.uniform(-OF_USE_DIFFERS, OF_USE_DIFFERS, len(table)),
        pull=pull,
        growing=table.index.isin(planted.growing),
        growth=generator.lognormal(0, GROWTH_DIFFERS, len(table)),
        points=drawn,
        kilometres=_kilometres(drawn, _centres(table, pull)),
        answered=_answered(table["district"]),
    )


def _answered(districts: pd.Series) -> np.ndarray:
    """Return how likely an answer is, by the code of the district, the same in every half-year."""
    drawn = [zlib.crc32(str(code).encode()) / 2**32 for code in districts]
    return LEAST_ANSWERED + (MOST_ANSWERED - LEAST_ANSWERED) * np.array(drawn)


def _residents(table: geopandas.GeoDataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return residents of each area, the median where unknown, and per square kilometre."""
    residents = table["residents"].astype(float)
    residents = residents.fillna(residents.median()).fillna(UNKNOWN).clip(lower=1).to_numpy()
    outlines = table.geometry.to_numpy()
    narrower = np.cos(np.radians(shapely.get_y(shapely.centroid(outlines))))
    return residents, residents / (shapely.area(outlines) * narrower * KILOMETRES**2)


def expected(
    here: Places, days: times.Days, *, later: bool, generator: np.random.Generator
) -> np.ndarray:
    """Return how many reports to expect on each day from each neighbourhood, up to a factor.

    Parameters
    ----------
    here : Places
    days : Days
    later : bool
        Whether this is the later of the two years, in which some places have grown.
    generator : Generator
        Draws how weeks differ.

    Returns
    -------
    ndarray of float, shape (days, neighbourhoods)
    """
    season = np.where(here.coast, days.coast[:, None], days.inland[:, None])
    weeks: np.ndarray = np.arange(len(season)) // 7
    shape = (int(weeks[-1]) + 1, len(here.pull))
    noise = generator.gamma(WEEKS_DIFFER**-2, WEEKS_DIFFER**2, shape)
    level = season * here.pull * noise[weeks]
    if not later:
        return level
    rise = np.linspace(spots.GROWING_FROM, spots.GROWING_TO, shape[0])
    return level * here.growth * np.where(here.growing, rise[weeks, None], 1)


def _spots(codes: pd.Index, planted: spots.Planted) -> np.ndarray:
    factor = np.ones(len(codes))
    for group, hotter in zip(planted.hot, spots.HOT_FACTORS, strict=False):
        factor[codes.isin(group)] = hotter
    for group in planted.cold:
        factor[codes.isin(group)] = spots.COLD_FACTOR
    factor[codes.isin(planted.silent)] = 0
    return factor


def _centres(table: geopandas.GeoDataFrame, pull: np.ndarray) -> np.ndarray:
    """Return where the police start from: the middle of each district's busiest neighbourhood."""
    middles = shapely.get_coordinates(shapely.centroid(table.geometry.to_numpy()))
    districts = table["district"].fillna("").to_numpy()
    centres = np.empty_like(middles)
    for district in np.unique(districts):
        members = np.flatnonzero(districts == district)
        centres[members] = middles[members[pull[members].argmax()]]
    return centres


def _kilometres(drawn: points.Points, centres: np.ndarray) -> np.ndarray:
    east = (drawn.longitude - centres[:, :1]) * np.cos(np.radians(centres[:, 1:]))
    return KILOMETRES * np.hypot(east, drawn.latitude - centres[:, 1:])
