"""Tables to charts, written in Vega-Lite; time runs from right to left for a Persian reader.

Words are sent once, as a list; the rows hold their places in it.
"""

from typing import Any

import numpy as np
import pandas as pd

from pages.views.drawing import INK, amount, canvas, draw, rows_of, start
from words import Say

PAST, SHADES = "#b3bfc8", "yellowgreenblue"
COUNT = {"format": ",d"}


def over_time(say: Say, weeks: pd.DataFrame, months: pd.DataFrame, *, key: str) -> None:
    """Draw the weeks, or the months where the reports' days are not known."""
    if weeks["reports"].notna().any():
        by_week(say, weeks, key=key)
    else:
        by_month(say, months, key=key)


def by_week(say: Say, table: pd.DataFrame, *, key: str) -> None:
    """Draw reports a week as a line, the year before behind it in grey.

    Parameters
    ----------
    say : Say
    table : DataFrame
        week (datetime), reports, before; missing where too few to show.
    key : str
        Tells this chart from others on the page.
    """
    weeks = [say.short_day(week.date()) for week in table["week"]]
    names = {name: say(f"charts.{name}") for name in ("before", "reports")}
    words = {"weeks": weeks, "names": list(names.values())}
    rows = rows_of(table, "week", ["before", "reports"])
    colour = {
        "field": "series",
        "type": "nominal",
        "scale": {"domain": [canvas(say, name) for name in names.values()], "range": [PAST, INK]},
        "legend": {"orient": "top", "title": None, "direction": "horizontal"},
    }
    drawn: dict[str, Any] = {
        "transform": [
            {"fold": list(names), "as": ["which", "count"]},
            {"calculate": "names[datum.which == 'reports' ? 1 : 0]", "as": "series"},
            {"calculate": "weeks[datum.week]", "as": "told"},
        ],
        "mark": {"type": "line", "strokeWidth": 2.2, "interpolate": "monotone"},
        "encoding": {
            "x": _times(say, "week", "weeks"),
            "y": _counts(say),
            "color": colour,
            "tooltip": _tooltip(say, told="week", series="series", count="reports"),
        },
    }
    draw(say, rows, drawn, words=words, key=key)


def by_month(say: Say, table: pd.DataFrame, *, key: str) -> None:
    """Draw reports a month as bars; table: month (year × 100 + month), reports."""
    drawn: dict[str, Any] = {
        "transform": [{"calculate": "months[datum.month]", "as": "told"}],
        "mark": {"type": "bar", "color": INK, "cornerRadiusEnd": 3},
        "encoding": {
            "x": _times(say, "month", "months"),
            "y": _counts(say),
            "tooltip": _tooltip(say, told="month", count="reports"),
        },
    }
    months = [say.month(month) for month in table["month"]]
    rows = rows_of(table.rename(columns={"reports": "count"}), "month", ["count"])
    draw(say, rows, drawn, words={"months": months}, key=key)


def by_hour(say: Say, table: pd.DataFrame, *, key: str) -> None:
    """Draw weekday × hour as a heat map; table: weekday (0 is Saturday), hour, reports."""
    types = {"weekday": np.int8, "hour": np.int8, "reports": np.float32}
    rows = table.astype(types).rename(columns={"reports": "count"})
    named = {"labelExpr": "days[datum.value]", "orient": start(say)}
    shade = {"title": canvas(say, say("charts.reports")), **COUNT}
    hours = {"field": "hour", "type": "ordinal", "title": canvas(say, say("charts.hour"))}
    days = {"field": "weekday", "type": "ordinal", "title": None, "axis": named}
    drawn: dict[str, Any] = {
        "transform": [{"calculate": "days[datum.weekday]", "as": "day"}],
        "mark": {"type": "rect", "stroke": "#ffffff", "strokeWidth": 1},
        "encoding": {
            "x": hours | {"sort": _order(say), "axis": {"labelAngle": 0}},
            "y": days,
            "color": amount("count") | {"scale": {"scheme": SHADES}, "legend": shade},
            "tooltip": _tooltip(say, day="weekday", hour="hour", count="reports"),
        },
    }
    draw(say, rows, drawn, words={"days": [say.weekday(day) for day in range(7)]}, key=key)


def bars(say: Say, table: pd.DataFrame, *, key: str) -> None:
    """Draw one bar a name, in the table's order; table: name, count."""
    names = {"labelExpr": "names[datum.value]", "orient": start(say), "labelLimit": 160}
    persian = say.language == "fa"
    drawn: dict[str, Any] = {
        "transform": [{"calculate": "names[datum.name]", "as": "told"}],
        "mark": {"type": "bar", "color": INK, "cornerRadiusEnd": 3},
        "encoding": {
            "y": {"field": "name", "type": "ordinal", "title": None, "axis": names},
            "x": amount("count")
            | {"scale": {"reverse": persian}, "axis": COUNT | {"tickCount": 4}},
            "tooltip": _tooltip(say, told="category", count="reports"),
        },
    }
    words = {"names": list(table["name"])}
    draw(say, rows_of(table, "name", ["count"]), drawn, words=words, key=key, row=26)


def _times(say: Say, field: str, words: str) -> dict[str, Any]:
    axis = {"labelExpr": f"{words}[datum.value]", "labelAngle": 0, "labelOverlap": "greedy"}
    return {
        "field": field,
        "type": "ordinal",
        "sort": _order(say),
        "title": None,
        "axis": axis | {"labelSeparation": 14, "ticks": False},
    }


def _counts(say: Say) -> dict[str, Any]:
    axis = {"orient": start(say), "tickCount": 5, **COUNT}
    return amount("count") | {"axis": axis}


def _order(say: Say) -> str:
    return "descending" if say.language == "fa" else "ascending"


def _tooltip(say: Say, **fields: str) -> list[dict[str, str]]:
    titles = {name: say(f"charts.{word}") for name, word in fields.items()}
    return [
        {"field": name, "title": title} | (COUNT if name == "count" else {})
        for name, title in titles.items()
    ]
