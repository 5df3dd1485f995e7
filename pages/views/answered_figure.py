"""The share of tips whose senders got an answer in words: of how many tips and months it is."""

from data.documents.content import Figure
from data.periods import Period
from pages.views import cached_feedback
from pages.views.cached_feedback import Feedback
from pages.views.frame import Visit
from words import END, ISOLATE, Say


def told(visit: Visit, period: Period, code: str) -> Figure:
    """Return the figure of an area and a period; where there is none, why.

    Raises
    ------
    access.Refused
        If this reader may not see the area.
    """
    say, label = visit.say, visit.say("neighbourhood.answered")
    found = cached_feedback.share(visit, period, code)
    if found is None:
        known = cached_feedback.known(visit, period)
        note = "" if known else say("neighbourhood.no_feedback")
        return Figure(label, say("numbers.few") if known else "—", note=note)
    ends = [f"{ISOLATE}{say.percent(end)}{END}" for end in (found.low, found.high)]
    between = say("response.interval", interval=say("map.from_to", low=ends[0], high=ends[1]))
    return Figure(label, say.percent(found.share), between, _of(say, found, period))


def _of(say: Say, found: Feedback, period: Period) -> str:
    """Return how many tips are behind a share, and of which months where not of all."""
    tips, asked = say.number(found.tips), len(period.in_months().bins_in())
    if found.months < asked:
        counted = say.number(found.months)
        return say("feedback.some_months", tips=tips, counted=counted, asked=say.number(asked))
    return say("neighbourhood.of_tips", tips=tips)
