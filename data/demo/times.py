"""When people call, in the made-up half-years: hours of the day, weekdays, seasons, holidays.

The hours and weekdays are fitted to 99,492 calls to 911 in Montgomery County, Pennsylvania, from
December 2015 to August 2016 (montcoalert.org, published by Mike Chirico on Kaggle), a Thursday in
Gilan being like a Saturday there and a Friday like a Sunday. Seasons and holidays are judgement.
"""

from dataclasses import dataclass

import numpy as np

from data import jalali

WORKDAY, THURSDAY, DAY_OFF = 0, 1, 2
MINUTES = 24 * 60

# Logarithm of the calls a minute: cosine and sine of once, twice, three and four times a day, by
# maximum likelihood, for a working day, a Thursday and a day off.
HOURS = {
    "rescue": (
        (-0.465, -0.359, 0.068, -0.201, 0.034, 0.025, -0.020, 0.015),
        (-0.273, -0.376, 0.086, -0.111, -0.017, 0.061, -0.034, -0.001),
        (-0.284, -0.313, 0.110, -0.106, -0.008, 0.068, -0.033, 0.034),
    ),
    "fire": (
        (-0.535, -0.573, -0.006, -0.317, 0.065, 0.009, -0.002, 0.023),
        (-0.294, -0.630, 0.133, -0.185, 0.064, 0.040, 0.017, 0.021),
        (-0.395, -0.411, 0.023, -0.199, 0.046, 0.088, 0.014, 0.051),
    ),
    "traffic": (
        (-0.879, -0.741, -0.132, -0.452, 0.352, -0.047, 0.085, 0.086),
        (-0.513, -0.669, 0.199, -0.140, 0.092, 0.046, 0.033, -0.011),
        (-0.464, -0.485, 0.042, -0.036, -0.008, 0.121, 0.030, 0.039),
    ),
}
# Calls by day of the week, Saturday first, an average day being 1.
WEEKDAYS = np.array([1.033, 1.066, 1.047, 1.019, 1.044, 0.938, 0.854])
TRAFFIC_BY_KIND_OF_DAY = (1.0, 0.93, 0.80)  # of its share among all calls
# Judgement: how far a police matter is drawn to the late evening (ten o'clock) from rescue's hours.
EVENING = {"violence": 0.40, "disorder": 0.40, "suspicious": 0.35, "drugs": 0.30, "family": 0.25}
EVENING_OTHERWISE = 0.08
EVENING_HOUR = 22

# Judgement: the six months from Farvardin on, inland and on the coast with its summer guests.
INLAND = (0.97, 0.96, 1.00, 1.02, 1.03, 1.02)
COAST = (1.00, 0.92, 1.00, 1.16, 1.28, 1.20)
NOWRUZ_DAYS, NOWRUZ_INLAND, NOWRUZ_COAST = 13, 0.92, 1.50
FREE_DAY_ON_THE_COAST = 1.30  # Thursdays, Fridays and holidays from Khordad on
# Holidays of Iran's official calendar (month, day); those of the lunar year to within a day.
HOLIDAYS = {
    1404: "1/1 1/2 1/3 1/4 1/11 1/12 1/13 2/4 3/14 3/15 3/16 3/24 4/14 4/15 5/23 5/31 6/2 6/10"
    " 6/19",
    1405: "1/1 1/2 1/3 1/4 1/12 1/13 1/25 3/6 3/14 3/15 4/4 4/5 5/14 5/22 5/24 6/1 6/10",
}
# Days differ by a fifth in the calls of Montgomery, mostly on a few days of storm.
DAILY_SPREAD, STORMS, STORM_FROM, STORM_TO = 0.06, 3, 1.25, 1.7


@dataclass(frozen=True)
class Days:
    """The days of one half-year, each an array of shape (186,)."""

    date: np.ndarray  # datetime64[D]
    text: np.ndarray  # as the 110 centre writes them, 1404/01/05
    month: np.ndarray  # 1-6
    kind: np.ndarray  # WORKDAY, THURSDAY or DAY_OFF
    inland: np.ndarray  # how busy, an average day being about 1
    coast: np.ndarray


def days(year: int, generator: np.random.Generator) -> Days:
    """Return the days from 1 Farvardin to 31 Shahrivar of a Jalali year.

    Parameters
    ----------
    year : int
        Jalali year; its holidays are known for 1404 and 1405, Fridays are for all.
    generator : Generator
        Draws how days differ for no reason, and the storms.
    """
    start = np.datetime64(jalali.day(year, 1, 1), "D")
    date = start + np.arange(186)
    _, month, number = jalali.parts(date)
    weekday = jalali.weekday(date)
    free = np.isin(
        np.char.add(np.char.add(month.astype(str), "/"), number.astype(str)), _holidays(year)
    )
    kind = np.select([free | (weekday == 6), weekday == 5], [DAY_OFF, THURSDAY], WORKDAY)
    busy = np.where(free, WEEKDAYS[6], WEEKDAYS[weekday]) * _shocks(len(date), generator)
    nowruz = (month == 1) & (number <= NOWRUZ_DAYS)
    inland = np.array(INLAND)[month - 1] * np.where(nowruz, NOWRUZ_INLAND, 1)
    coast = np.array(COAST)[month - 1] * np.where(nowruz, NOWRUZ_COAST, 1)
    coast = coast * np.where((kind != WORKDAY) & (month >= 3), FREE_DAY_ON_THE_COAST, 1)
    text = np.array([f"{year}/{m:02d}/{d:02d}" for m, d in zip(month, number, strict=True)])
    return Days(date, text, month, kind, busy * inland, busy * coast)


def _holidays(year: int) -> list[str]:
    return HOLIDAYS.get(year, "").split()


def _shocks(count: int, generator: np.random.Generator) -> np.ndarray:
    shocks = generator.lognormal(0, DAILY_SPREAD, count)
    stormy = generator.choice(count, STORMS, replace=False)
    shocks[stormy] *= generator.uniform(STORM_FROM, STORM_TO, STORMS)
    return shocks


def minutes_of_the_day(categories: tuple[str, ...]) -> np.ndarray:
    """Return how likely each minute of a day is.

    Parameters
    ----------
    categories : tuple of str

    Returns
    -------
    ndarray of float, shape (categories, 3, 1440)
        For each category on a working day, a Thursday and a day off; each adds up to 1.
    """
    angle = 2 * np.pi * (np.arange(MINUTES) + 0.5) / MINUTES
    waves = np.array([wave(k * angle) for k in range(1, 5) for wave in (np.cos, np.sin)])
    late = np.cos(angle - 2 * np.pi * EVENING_HOUR / 24)
    shapes = np.empty((len(categories), 3, MINUTES))
    for position, category in enumerate(categories):
        pull = 0 if category in HOURS else EVENING.get(category, EVENING_OTHERWISE)
        shapes[position] = np.exp(
            np.array(HOURS.get(category, HOURS["rescue"])) @ waves + pull * late
        )
    return shapes / shapes.sum(axis=2, keepdims=True)
