"""A made-up survey of how safe people feel, for the same neighbourhoods as the made-up reports."""

import numpy as np
import pandas as pd

from data.demo import reports, worries
from data.schema import CATEGORIES

WAVES = (1404, 1405)
REPORTS_PER_ANSWER, FEWEST, MOST = 400, 300, 3_200
# Few answers come from small places: nine or fewer from some.
BY_RESIDENTS = 0.8
HARM = ("theft", "violence", "disorder", "drugs")
# Judgement: how the feeling of an area hangs together with harm there, and what else moves it.
BY_HARM, BY_COUNTY, BY_PLACE = -0.55, 0.25, 0.25
AGES, AGE_SHARES = ("15-29", "30-44", "45-59", "60+"), (0.29, 0.34, 0.22, 0.15)
BY_AGE = (0.05, 0.1, 0.0, -0.2)
WOMEN_BY_NIGHT, WOMEN = -0.45, -0.1
NO_ANSWER = 0.03
PLACES_SEED = 1404  # how places differ for no reason is the same in every wave
# Item: how much it tells of the feeling, its middle, its lowest and highest answer.
ITEMS = {
    "safe_by_day": (0.6, 0.9, 1, 5),
    "safe_by_night": (0.8, 0.0, 1, 5),
    "children_outside": (0.6, 0.2, 1, 5),
    "safe_at_home": (0.5, 1.1, 1, 5),
    "trust_in_police": (0.5, 0.3, 0, 10),
}


def answers(halves: list[reports.HalfYear], generator: np.random.Generator) -> pd.DataFrame:
    """Return the answers of some hundreds or thousands of people in each wave.

    Parameters
    ----------
    halves : list of HalfYear
        The half-years with the reports; the survey's first wave is asked in the first.
    generator : Generator

    Returns
    -------
    DataFrame
        wave (year), code and neighbourhood (Persian name), age, sex ("female" or "male"),
        `ITEMS`, the higher the safer, empty where somebody gave no answer, and worry.
    """
    waves = [_wave(half, generator) for half in halves]
    return pd.concat(waves, ignore_index=True)


def felt(half: reports.HalfYear, generator: np.random.Generator) -> np.ndarray:
    """Return how safe people feel in each neighbourhood, in units of its spread among people."""
    here = half.places
    harm = half.about.reshape(len(here.codes), -1, len(CATEGORIES)).mean(axis=1)
    harm = harm[:, [CATEGORIES.index(name) for name in HARM]].sum(axis=1)
    level = np.log1p(1000 * harm * half.counts.sum(axis=0) / here.residents)
    counties, which = np.unique(here.counties.astype(str), return_inverse=True)
    of_county = generator.normal(0, BY_COUNTY, len(counties))[which]
    of_place = generator.normal(0, BY_PLACE, len(level))
    return BY_HARM * (level - level.mean()) / max(level.std(), 1e-9) + of_county + of_place


def _wave(half: reports.HalfYear, generator: np.random.Generator) -> pd.DataFrame:
    here = half.places
    asked = int(np.clip(half.counts.sum() // REPORTS_PER_ANSWER, FEWEST, MOST))
    chance = here.residents**BY_RESIDENTS
    place = np.sort(generator.choice(len(chance), asked, p=chance / chance.sum()))
    age = generator.choice(len(AGES), asked, p=AGE_SHARES)
    woman = generator.random(asked) < 0.5
    feeling = felt(half, np.random.default_rng(PLACES_SEED))[place] + np.array(BY_AGE)[age]
    feeling = feeling + WOMEN * woman + generator.normal(0, 0.7, asked)
    who = {
        "wave": half.year,
        "code": here.codes[place],
        "neighbourhood": here.names[place],
        "age": np.array(AGES)[age],
        "sex": np.where(woman, "female", "male"),
    }
    told = {
        item: _told(item, feeling + (WOMEN_BY_NIGHT * woman) * (item == "safe_by_night"), generator)
        for item in ITEMS
    }
    worry = worries.named(half, place, generator.spawn(1)[0])
    return pd.DataFrame(who | told | {"worry": worry})


def _told(item: str, feeling: np.ndarray, generator: np.random.Generator) -> pd.arrays.IntegerArray:
    """Return answers to one item on its scale, some missing."""
    weight, middle, lowest, highest = ITEMS[item]
    told = middle + weight * feeling + generator.normal(0, 0.6, len(feeling))
    scaled = np.round((lowest + highest) / 2 + (highest - lowest) / 4 * told)
    silent = generator.random(len(feeling)) < NO_ANSWER
    return pd.arrays.IntegerArray(np.clip(scaled, lowest, highest).astype(np.int64), silent)
