"""Which round is looked at: a week or a Jalali month, by the side bar's lists."""

import datetime
from dataclasses import dataclass
from typing import Any

import streamlit as st

from awards.rounds import Round
from data import jalali, rounds
from data.periods import DAY, WEEK
from data.refusal import Refusal
from pages.views import cached_candidates, filters
from pages.views.frame import Visit
from words import Say

KINDS = ("month", "week")
OFFERED = {"month": 6, "week": 12}  # the last ones, besides those that were begun


@dataclass(frozen=True)
class Chosen:
    """The round looked at.

    Parameters
    ----------
    round : Round
    held : data.rounds.Round or None
        What is kept of it; None until somebody begins it.
    """

    round: Round
    held: Any = None

    @property
    def name(self) -> str:
        """What it is called, in addresses and in the audit."""
        return self.round.name

    @property
    def state(self) -> str:
        """How far it is; "" until it is begun."""
        return self.held.state if self.held else ""


def choose(visit: Visit) -> Chosen | None:
    """Return the round chosen in the side bar; None where no reports tell a caller."""
    last = cached_candidates.last_day(visit)
    if last is None:
        return None
    say = visit.say
    with st.sidebar:
        kind = filters.segments(
            visit, "rounds", KINDS, KINDS[0], lambda word: say(f"honorees.by_{word}")
        )
        offered = {one.name: one for one in _offered(visit, kind, last)}
        name = filters.choice(
            visit, "round", [*offered], next(iter(offered)), lambda name: title(say, offered[name])
        )
    return Chosen(offered[name], _held(visit, name))


def _held(visit: Visit, name: str) -> Any:
    try:
        return rounds.named(visit.directory, name)
    except Refusal as refusal:
        if refusal.code == "round.unknown":
            return None
        raise


def _offered(visit: Visit, kind: str, last: datetime.date) -> list[Round]:
    """Return the rounds that are over, newest first, and those begun before."""
    begun = rounds.listed(visit.directory)
    found = {
        Round(kind, _day(row.first), _day(row.last))
        for row in begun[begun["kind"] == kind].itertuples()
    }
    ended = _months(last) if kind == "month" else _weeks(last)
    return sorted({*found, *ended}, key=lambda one: one.last, reverse=True)


def _day(told: Any) -> datetime.date:
    return datetime.date.fromisoformat(told) if isinstance(told, str) else told


def _months(last: datetime.date) -> list[Round]:
    month = jalali.month_of(last + DAY)
    found = [jalali.shifted(month, -step) for step in range(1, OFFERED["month"] + 1)]
    return [Round("month", jalali.first_day(one), jalali.last_day(one)) for one in found]


def _weeks(last: datetime.date) -> list[Round]:
    saturday = jalali.saturday_of(last + DAY)
    found = [saturday - step * WEEK for step in range(1, OFFERED["week"] + 1)]
    return [Round("week", one, one + WEEK - DAY) for one in found]


def title(say: Say, one: Round) -> str:
    """Return a round's name in words: Mehr 1405, or a week by its first and last day."""
    if one.kind == "month":
        return say.month(jalali.month_of(one.first))
    return say("honorees.week_of", first=say.short_day(one.first), last=one.last)
