"""The share of tips whose senders got an answer in words: of how many tips and months it is."""

from data.documents.content import Figure
from data.periods import Period
from pages.views import cached_feedback
from pages.views.cached_feedback import Feedback
from pages.views.frame import Visit
from words import END, ISOLATE, Say


def told(visit: Visit, period: Period, code: str) -> Figure:
    """Return the figure of an area and a period, or of its newest month; where there is none, why.

    Raises
    ------
    access.Refused
        If this reader may not see the area.
    """
    say = visit.say
    found = cached_feedback.share(visit, period, code)
    if found is not None:
        return _figure(say, found, _of(say, found, period))
    newest = cached_feedback.newest(visit, period, code)
    if newest is not None:
        month, found = newest
        tips = say.number(found.tips)
        return _figure(say, found, say("feedback.one_month", tips=tips, month=say.month(month)))
    why = _untold(visit, period)
    label = say("neighbourhood.answered")
    return Figure(label, "—" if why else say("numbers.few"), note=why)


def _figure(say: Say, found: Feedback, note: str) -> Figure:
    label = say("neighbourhood.answered")
    ends = [f"{ISOLATE}{say.percent(end)}{END}" for end in (found.low, found.high)]
    between = say("response.interval", interval=say("map.from_to", low=ends[0], high=ends[1]))
    return Figure(label, say.percent(found.share), between, note)


def _untold(visit: Visit, period: Period) -> str:
    """Return what files of a period do not say; empty where they do, of too few tips here."""
    if not cached_feedback.known(visit, period):
        return visit.say("neighbourhood.no_feedback")
    return "" if cached_feedback.tells_no(visit, period) else visit.say("feedback.no_told_nowhere")


def _of(say: Say, found: Feedback, period: Period) -> str:
    """Return how many tips are behind a share, and of which months where not of all."""
    tips, asked = say.number(found.tips), len(period.in_months().bins_in())
    if found.months < asked:
        counted = say.number(found.months)
        return say("feedback.some_months", tips=tips, counted=counted, asked=say.number(asked))
    return say("neighbourhood.of_tips", tips=tips)
