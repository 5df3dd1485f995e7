"""The made-up reports of some days: who told what, where, when, and what became of it."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from data.demo import about, outcomes, times
from data.demo.drawing import pick
from data.demo.people import NOBODY, People
from data.demo.places import Places
from data.schema import CATEGORIES, CHANNELS

TIPS = {False: 0.095, True: 0.105}  # of all reports, in the earlier and the later year
TIP_CHANNELS = (0.12, 0.24, 0.32, 0.20, 0.09, 0.03)  # phone, sms, app, web, in person, other
ANONYMOUS = (0.02, 0.35)  # of calls and of tips


@dataclass(frozen=True)
class Reports:
    """Reports in the order in which they came; arrays of int, shape (n,)."""

    day: np.ndarray  # position in the half-year
    second: np.ndarray  # of the day
    place: np.ndarray  # position of the neighbourhood
    kind: np.ndarray  # positions in the vocabulary, as are the next three
    category: np.ndarray
    channel: np.ndarray
    outcome: np.ndarray
    caller: np.ndarray  # position among the people, or NOBODY


class _Told(NamedTuple):
    """The first five columns of `Reports`."""

    day: np.ndarray
    second: np.ndarray
    place: np.ndarray
    kind: np.ndarray
    category: np.ndarray


@dataclass(frozen=True)
class HalfYear:
    """What the reports of one half-year are drawn from."""

    year: int
    later: bool
    days: times.Days
    counts: np.ndarray  # reports of each day from each neighbourhood
    about: np.ndarray  # see `about.chances`
    typed: np.ndarray  # see `typed.names`
    places: Places
    people: People


def drawn(half: HalfYear, first: int, last: int, generator: np.random.Generator) -> Reports:
    """Return the reports of some days of a half-year.

    Parameters
    ----------
    half : HalfYear
    first, last : int
        Positions of the first day and of the one after the last.
    generator : Generator
    """
    counts = half.counts[first:last]
    day, place = np.divmod(np.repeat(np.arange(counts.size), counts.ravel()), counts.shape[1])
    day += first
    kind = (generator.random(len(day)) < TIPS[half.later]).astype(np.int64)
    groups = about.groups(half.places, half.days, day, place, kind)
    category = pick(half.about, groups, generator)
    minutes = times.minutes_of_the_day(CATEGORIES).reshape(-1, times.MINUTES)
    minute = pick(minutes, category * 3 + half.days.kind[day], generator)
    second = minute * 60 + generator.integers(0, 60, len(minute))
    order = np.argsort(day * 86_400 + second, kind="stable")
    told = _Told(day[order], second[order], place[order], kind[order], category[order])
    return Reports(*told, *_from_callers(half, told, generator))


def _from_callers(
    half: HalfYear, told: _Told, generator: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return channel, outcome and caller of what was told."""
    day, _, place, kind, category = told
    caller = half.people.draw(place, generator)
    known = generator.random(len(day)) >= np.array(ANONYMOUS)[kind]
    nature = np.where(known, half.people.nature[caller], 0)
    useful = outcomes.useful(later=half.later)[nature, kind, category]
    outcome = outcomes.drawn(useful * half.places.of_use[place], nature, generator)
    to_go = len(half.days.date) - 1 - day
    outcome = outcomes.with_pending(outcome, to_go, half.later, generator)
    channels = np.zeros((2, len(CHANNELS)))
    channels[0, CHANNELS.index("phone")] = 1
    channels[1] = TIP_CHANNELS
    return pick(channels, kind, generator), outcome, np.where(known, caller, NOBODY)
