"""The six figures of a neighbourhood in words, alike on the page, beside another, and in print."""

import math

import numpy as np
import pandas as pd

from data import release
from data.documents.content import Figure
from geo import privacy, rates, response
from pages.views import (
    answered_figure,
    cached_profile,
    cached_response,
    cached_safety,
    measures,
    pledges,
    pledging,
    released,
    safety_panel,
)
from pages.views.cached_hotspots import NIGHT
from pages.views.frame import Visit
from pages.views.neighbourhood_choice import Choice
from words import Say


def told(visit: Visit, asked: Choice, code: str) -> list[Figure]:
    """Return the figures of a neighbourhood; what is hidden says so in place of its value.

    Raises
    ------
    access.Refused
        If this reader may not see it.
    """
    return [
        *_reports(visit, asked, code),
        _rate(visit, asked, code),
        _felt(visit, code),
        _arrival(visit, asked, code),
        answered_figure.told(visit, asked.question.period, code),
    ]


def _reports(visit: Visit, asked: Choice, code: str) -> list[Figure]:
    say, held = visit.say, cached_profile.counts(visit, asked.question.period, code)
    each = {
        "reports": (held.reports, held.reports_before),
        "useful": (held.useful, held.useful_before),
    }
    return [
        Figure(say(f"neighbourhood.{name}"), counted(say, now), note=since(say, now, before))
        for name, (now, before) in each.items()
    ]


def _rate(visit: Visit, asked: Choice, code: str) -> Figure:
    """Return the rate with its interval, and where it stands among those like it."""
    say, period = visit.say, asked.question.period
    line = cached_profile.lines(visit, period, code)["rate"]
    if math.isnan(line.among.own):
        return Figure(say("panel.rate"), say("numbers.few"))
    low, high = _between(visit, asked, code)
    ends = say("map.from_to", low=say.number(low, 1), high=say.number(high, 1))
    half, stands = quartiles(say, line, "rate"), standing(say, line)
    if half:
        stands = say("neighbourhood.half_of_alike", interval=half, stands=stands)
    between = say("response.interval", interval=ends)
    return Figure(say("panel.rate"), say.number(line.among.own, 1), between, stands)


def _between(visit: Visit, asked: Choice, code: str) -> tuple[float, float]:
    """Return the interval of the rate, reaching over what rounding each month may hide."""
    period = asked.question.period
    off = len(released.of(visit, period)) * (release.floor(visit.directory).step // 2)
    residents = float(visit.layer.table.at[code, "residents"])
    reports = cached_profile.counts(visit, period, code).reports
    return rates.interval_per_thousand(reports, residents, off)


def _felt(visit: Visit, code: str) -> Figure:
    """Return how safe people feel by night, by the newest survey that asked."""
    say, newest = visit.say, survey(visit)
    if newest is None:
        return Figure(say("hotspots.felt"), "—", note=say("neighbourhood.no_survey"))
    wave, item = newest
    label = say(f"safety.item_{item}")
    row = cached_safety.safety(visit, wave, item).loc[code]
    if pd.isna(row["value"]):
        return Figure(label, say("numbers.few"), note=say("neighbourhood.wave", wave=wave))
    interval = safety_panel.interval(say, row["low"], row["high"])
    basis = "model" if row["model_only"] else "own"
    note = say(f"neighbourhood.felt_{basis}", wave=say.digits(wave))
    between = say("response.interval", interval=interval)
    return Figure(label, say("neighbourhood.of_100", value=say.number(row["value"])), between, note)


def survey(visit: Visit) -> tuple[str, str] | None:
    """Return the newest wave and what is told of it: by night, else what was asked first."""
    waves = cached_safety.waves(visit)
    if not waves:
        return None
    items = cached_safety.items(visit, waves[-1])
    return waves[-1], NIGHT if NIGHT in items else items[0]


def _arrival(visit: Visit, asked: Choice, code: str) -> Figure:
    say, target = visit.say, pledging.target(visit)
    month = cached_response.month(visit, asked.question.period)
    steps = cached_response.steps(visit, month, code, target)
    label = pledges.title(say, "within", target)
    if "whole" not in steps.index:
        return Figure(label, say("numbers.few"), note=say.month(month))
    row = steps.loc["whole"]
    median = say("neighbourhood.median", minutes=pledges.told(say, row, "median"))
    note = f"{say.month(month)}{say('neighbourhood.apart')}{median}"
    between = say("response.interval", interval=pledges.between(say, row, "within"))
    return Figure(label, pledges.told(say, row, "within"), between, note)


def counted(say: Say, value: float) -> str:
    """Return a count in words, or that it is too few to show."""
    return say("numbers.few") if math.isnan(value) else say.number(value)


def since(say: Say, now: float, before: float) -> str:
    """Return the change on last year in words; where it cannot be told, that."""
    if math.isnan(now) or math.isnan(before):
        return say("neighbourhood.no_last_year")
    change = measures.MEASURES["change"].told(say, now / before - 1)
    return say("neighbourhood.since", change=change, before=say.number(before))


def quartiles(say: Say, line: cached_profile.Line, name: str) -> str:
    """Return where the middle half of those like it lie; empty where too few are told."""
    if math.isnan(line.among.median):
        return ""
    ends = [measures.MEASURES[name].told(say, end) for end in (line.among.low, line.among.high)]
    return say("neighbourhood.middle_half", low=ends[0], high=ends[1])


def standing(say: Say, line: cached_profile.Line) -> str:
    """Return how many of those like it have less; why that cannot be told, where so."""
    if math.isnan(line.among.median):
        return say("neighbourhood.few_alike")
    if math.isnan(line.among.own):
        return say("neighbourhood.own_hidden")
    return say("neighbourhood.above", below=line.among.below, told=line.among.told)


def worries(visit: Visit, code: str) -> pd.DataFrame:
    """Return the main worries of the newest wave: worry, share, low, high, of; most first.

    The interval is Wilson's, from the least that a rounded share may have been to the most.
    """
    newest = survey(visit)
    if newest is None:
        return pd.DataFrame(columns=["worry", "share", "low", "high", "of"])
    table = cached_safety.worries(visit, newest[0], code).head(5)
    of, share = table["of"].to_numpy(float), table["share"].to_numpy(float)
    off = np.where(of >= privacy.EXACT_ANSWERS, 0.005, 0.025)
    low, _ = response.wilson(np.clip(share - off, 0, 1) * of, of)
    _, high = response.wilson(np.clip(share + off, 0, 1) * of, of)
    return table.assign(low=low, high=high)
