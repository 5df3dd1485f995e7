"""What the made-up half-years are drawn from: places, people, and how many reports where."""

import numpy as np

from data import areas
from data.demo import about, people, places, times, typed
from data.demo.reports import HalfYear

YEARS = (1404, 1405)
GROWTH = 0.04
PURPOSES = ("places", "people", "about", "typed", "counts", "file", "survey", "consents")


def stream(seed: int, purpose: str, year: int = 0) -> np.random.Generator:
    """Return the random numbers for one purpose: more of one changes nothing in another."""
    return np.random.default_rng([seed, PURPOSES.index(purpose), year])


def half_years(layer: areas.Layer, reports_each: int, seed: int) -> list[HalfYear]:
    """Return the half-years of `YEARS`, with so many reports in each on average.

    Parameters
    ----------
    layer : Layer
        Its areas; EPSG:4326.
    reports_each : int
        Reports of one half-year, at least 1; the later one has `GROWTH` more than the earlier.
    seed : int
        Another one makes other reports; the planted places stay.
    """
    here = places.places(layer, stream(seed, "places"))
    callers = people.people(here.pull, reports_each, stream(seed, "people"))
    topics = about.chances(here, stream(seed, "about"))
    names = typed.names(layer, stream(seed, "typed"))
    earlier = round(reports_each * (1 - GROWTH / 2))
    halves = []
    for year, reports in zip(YEARS, (earlier, 2 * reports_each - earlier), strict=True):
        generator = stream(seed, "counts", year)
        later = year == YEARS[-1]
        days = times.days(year, generator)
        expected = places.expected(here, days, later=later, generator=generator)
        counts = generator.multinomial(reports, (expected / expected.sum()).ravel())
        counts = counts.reshape(expected.shape)
        halves.append(HalfYear(year, later, days, counts, topics, names, here, callers))
    return halves
