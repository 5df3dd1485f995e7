"""What the made-up half-years are drawn from: places, people, and how many reports where."""

import numpy as np

from data import areas
from data.demo import about, people, places, times
from data.demo.reports import HalfYear

YEARS = (1404, 1405)
PLACES, PEOPLE, ABOUT, COUNTS, FILE, SURVEY, CONSENTS = range(
    7
)  # streams of random numbers, one for each purpose


def half_years(layer: areas.Layer, reports_each: int, seed: int) -> list[HalfYear]:
    """Return the half-years of `YEARS` with exactly so many reports in each.

    Parameters
    ----------
    layer : Layer
        Its areas; EPSG:4326.
    reports_each : int
        Reports of one half-year, at least 1.
    seed : int
        Another one makes other reports; the planted places stay.
    """
    here = places.places(layer, np.random.default_rng([seed, PLACES]))
    callers = people.people(here.pull, reports_each, np.random.default_rng([seed, PEOPLE]))
    topics = about.chances(here, np.random.default_rng([seed, ABOUT]))
    halves = []
    for year in YEARS:
        generator = np.random.default_rng([seed, COUNTS, year])
        later = year == YEARS[-1]
        days = times.days(year, generator)
        expected = places.expected(here, days, later=later, generator=generator)
        counts = generator.multinomial(reports_each, (expected / expected.sum()).ravel())
        counts = counts.reshape(expected.shape)
        halves.append(HalfYear(year, later, days, counts, topics, here, callers))
    return halves
