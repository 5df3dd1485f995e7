"""A neighbourhood's rates against the year before and against neighbourhoods like it."""

import pandas as pd

from geo import likeness
from pages.views import cached_profile, measures, places, profile_figures, tables
from pages.views.frame import Visit
from pages.views.neighbourhood_choice import Choice
from words import Say


def draw(visit: Visit, asked: Choice) -> None:
    """Draw rates against last year and against neighbourhoods like it."""
    say = visit.say
    held = cached_profile.lines(visit, asked.question.period, asked.code)
    rows = pd.DataFrame(
        [
            {
                "what": say(f"measure.{name}"),
                "now": _told(say, name, line.among.own),
                "before": "—" if name == "change" else _told(say, name, line.before),
                "median": _told(say, name, line.among.median),
                "half": profile_figures.quartiles(say, line, name) or "—",
                "stands": profile_figures.standing(say, line),
            }
            for name, line in held.items()
        ]
    )
    titles = {name: say(f"neighbourhood.column_{name}") for name in rows}
    title = say("neighbourhood.against")
    tables.ranking(rows, titles, title=title, note=_like(visit, asked.code))


def _told(say: Say, name: str, value: float) -> str:
    return "—" if pd.isna(value) else measures.MEASURES[name].told(say, value)


def _like(visit: Visit, code: str) -> str:
    """Return what "like it" means, and which of those the reader may see."""
    say = visit.say
    count, seen = cached_profile.alike(visit, code)
    if not count:
        return say("neighbourhood.like_none")
    means = say("neighbourhood.like_means", count=count, fewest=likeness.FEWEST)
    if not seen:
        return means
    names = say("hotspots.between").join(places.name_of(visit, one) for one in seen)
    return f"{means} {say('neighbourhood.like_seen', names=names)}"
