"""The pledge as a map's shades and as a table: what is shown, with its interval."""

from dataclasses import replace

import pandas as pd

from data import schema
from pages.views import cached_response, measures, places
from pages.views.frame import Visit
from pages.views.questions import Question
from pages.views.shades import TOO_FEW, Shades
from words import END, ISOLATE, Say

SHOWN = ("median", "ninetieth", "within")


def shaded(visit: Visit, asked: Question, told: tuple[int, int, str]) -> Shades:
    """Return the shades of one measure; told: month, target, a name in SHOWN."""
    say, (month, target, name) = visit.say, told
    table = cached_response.arrivals(visit, month, asked.level, target)
    whole = cached_response.cut(visit, month, asked.level, (target, name))
    made = measures.shaded(
        say, table, name, places.inside(visit, table, asked.within, asked.level).index, whole
    )
    few = say("response.few_ninetieth" if name == "ninetieth" else "map.too_few")
    scale = 10**made.decimals * (100 if measures.TIMES[name].share else 1)
    here = table.reindex(whole.areas)
    low, high = (_scaled(here[f"{name}_{end}"], scale) for end in ("low", "high"))
    unsure = [end is None for end in high]  # an interval without an end is not told on the map
    return replace(
        made,
        title=title(say, name, target),
        legend=[
            (mark, few if mark == TOO_FEW else label, count) for mark, label, count in made.legend
        ],
        between=(low, high) if not all(unsure) else None,
        special={TOO_FEW: few},
    )


def _scaled(values: pd.Series, scale: int) -> list[int | None]:
    return [None if pd.isna(value) else round(value * scale) for value in values]


def title(say: Say, name: str, target: int) -> str:
    """Return what is shown, in words."""
    return say(f"response.{name}", target=say.number(target))


def told(say: Say, row: pd.Series, name: str) -> str:
    """Return one number in words: minutes, or a share."""
    return measures.TIMES[name].told(say, row[name])


def between(say: Say, row: pd.Series, name: str) -> str:
    """Return its 95 % interval in words, open where its end would be one person's time."""
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    if pd.isna(low):
        return "—"
    measure = measures.TIMES[name]
    if pd.isna(high):
        return say("map.from_on", low=measure.told(say, low))
    low, high = (f"{ISOLATE}{measure.told(say, end)}{END}" for end in (low, high))
    return say("map.from_to", low=low, high=high)


def clock(say: Say, minutes: float) -> str:
    """Return a time as minutes and seconds, 12:30; a dash for none."""
    if pd.isna(minutes):
        return "—"
    seconds = round(minutes * 60)
    return say.digits(f"{seconds // 60}:{seconds % 60:02d}")


def columns(say: Say, target: int) -> dict[str, str]:
    """Return the columns of the map's table and their headings, in reading order."""
    named = ["name_fa", "name_en", *schema.QUANTILES]
    minutes = say.number(target)
    within = {name: say(f"column.{name}", target=minutes) for name in cached_response.WITHIN}
    headings = {name: say(f"column.{name}") for name in named}
    return headings | within | {"reports": say("column.times")}
