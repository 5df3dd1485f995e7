"""How two maps go together, in words with numbers: points, gaps, months."""

import pandas as pd
import streamlit as st

from geo import association
from geo.panels import Slope
from pages.views import (
    filters,
    period_filter,
    places,
    points,
    provenance,
    survey_filter,
    tables,
)
from pages.views.cached_together import Connection
from pages.views.frame import Visit
from pages.views.questions import Question
from words import END, ISOLATE, Say

LISTED = 12


def way(visit: Visit) -> str:
    """Return how the two maps are shown: "beside" each other, or both in "one"."""
    ways = ("beside", "one")
    return filters.segments(
        visit, "shown", ways, ways[0], lambda word: visit.say(f"together.as_{word}")
    )


def survey(visit: Visit) -> tuple[str, str]:
    """Return the wave and the item chosen, both empty where no survey is in."""
    return survey_filter.choose(visit) or ("", "")


def inside(visit: Visit, asked: Question, table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that lie within the place asked for."""
    return places.inside(visit, table, asked.within, "neighbourhood")


def stands_on(visit: Visit, asked: Question, wave: str, connection: Connection) -> None:
    """Draw what the maps and the numbers stand on."""
    provenance.line(
        visit,
        period=period_filter.told(visit.say, asked.period),
        counted=connection.areas,
        of="areas",
        wave=wave,
        permutations=association.PERMUTATIONS,
        seed=str(association.SEED),
    )


def told(say: Say, connection: Connection) -> None:
    """Draw how the two go together, in words with numbers."""
    ranks, lee = connection.spearman, connection.lee
    if ranks is None:
        st.info(say("together.too_few_areas", least=association.FEWEST))
        return
    left, right = st.columns(2)
    left.metric(say("together.spearman"), _signed(say, ranks.value, 2))
    left.caption(_between(say, ranks.low, ranks.high))
    if lee is None:
        right.info(say("together.too_few_neighbours", least=association.FEWEST))
    else:
        right.metric(say("together.lee"), _signed(say, lee.value, 2))
        right.caption(say("together.of_areas", areas=lee.areas) + " " + _chance(say, lee.p))
    st.markdown(f"**{say('together.not_effect')}** {say(f'together.{_direction(ranks)}')}")


def _direction(ranks: association.Spearman) -> str:
    if ranks.low <= 0 <= ranks.high:
        return "no_direction"
    return "same_direction" if ranks.value > 0 else "other_direction"


def _between(say: Say, low: float, high: float, decimals: int = 2) -> str:
    ends = {"low": _signed(say, low, decimals), "high": _signed(say, high, decimals)}
    return say("together.interval", **ends)


def _signed(say: Say, value: float, decimals: int) -> str:
    """Return a number whose minus stays before it in a line from right to left."""
    sign = "\u2212" if round(value, decimals) < 0 else ""
    return f"{ISOLATE}{sign}{say.number(abs(value), decimals)}{END}"


def _chance(say: Say, p: float) -> str:
    return say("together.chance", p=say.number(p, 4 if p < 0.01 else 2))


def scatter(visit: Visit, table: pd.DataFrame) -> None:
    """Draw one point a neighbourhood."""
    say, known = visit.say, table.dropna(subset=["cooperation", "safety"])
    points.scatter(
        say,
        pd.DataFrame(
            {
                "name": [places.name_of(visit, code) for code in known.index],
                "x": known["cooperation"].to_numpy(float),
                "y": known["safety"].to_numpy(float),
                "sure": ~known["uncertain"].to_numpy(bool),
            }
        ),
        across=say("together.cooperation"),
        up=say("together.safety"),
        key="together",
    )
    st.caption(say("together.scatter_means"))


def gaps(visit: Visit, table: pd.DataFrame) -> None:
    """Draw the neighbourhoods that feel furthest from what their reports would suggest."""
    say = visit.say
    lower = filters.segments(
        visit, "gap", ("lower", "higher"), "lower", lambda word: say(f"together.gap_{word}")
    )
    found = table.dropna(subset="gap").sort_values("gap", ascending=lower == "lower")
    found = found[(found["gap"] < 0) == (lower == "lower")].head(LISTED)
    rows = pd.DataFrame(
        {
            "name": [places.name_of(visit, code) for code in found.index],
            "safety": [say.number(value) for value in found["safety"]],
            "expected": [say.number(value) for value in found["expected"]],
            "gap": [_signed(say, value, 1) for value in found["gap"]],
            "beyond": [say(f"together.beyond_{bool(one)}".lower()) for one in found["beyond"]],
        }
    )
    titles = {name: say(f"together.column_{name}") for name in rows}
    tables.ranking(rows, titles, title=say("together.gap"), note=say("together.gap_means"))


def over_months(say: Say, slopes: dict[str, Slope | None]) -> None:
    """Draw both slopes with their intervals, in words."""
    for name, slope in slopes.items():
        if slope is None:
            st.info(say(f"together.{name}_not_told"))
            continue
        inside_nought = slope.low <= 0 <= slope.high
        way = "unclear" if inside_nought else "less" if slope.value < 0 else "more"
        st.markdown(
            say(
                f"together.{name}_{way}",
                value=say.number(abs(slope.value), 3),
                interval=_between(say, slope.low, slope.high, 3),
                areas=slope.areas,
                months=slope.months,
            )
        )
    st.caption(say("together.over_months_means"))


def columns(say: Say) -> dict[str, str]:
    """Return the columns of the table twin and their headings."""
    named = ["name_fa", "name_en", "residents"]
    ours = ["cooperation", "safety", "low", "high", "expected", "gap"]
    return {name: say(f"column.{name}") for name in named} | {
        name: say(f"together.column_{name}") for name in ours
    }
