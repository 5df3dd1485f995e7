"""Tables to charts, written in Vega-Lite; time runs from right to left for a Persian reader.

Words are sent once, as a list; the rows hold their places in it.
"""

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from words import Say

INK, PAST, SHADES = "#0f5c7a", "#b3bfc8", "yellowgreenblue"
FONT = {"fa": "Mahalleh Digits, Mahalleh, sans-serif", "en": "Mahalleh, sans-serif"}
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
    rows = _rows(table, "week", ["before", "reports"])
    colour = {
        "field": "series",
        "type": "nominal",
        "scale": {"domain": [_canvas(say, name) for name in names.values()], "range": [PAST, INK]},
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
    _draw(say, rows, drawn, words=words, key=key)


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
    rows = _rows(table.rename(columns={"reports": "count"}), "month", ["count"])
    _draw(say, rows, drawn, words={"months": months}, key=key)


def by_hour(say: Say, table: pd.DataFrame, *, key: str) -> None:
    """Draw weekday × hour as a heat map; table: weekday (0 is Saturday), hour, reports."""
    types = {"weekday": np.int8, "hour": np.int8, "reports": np.float32}
    rows = table.astype(types).rename(columns={"reports": "count"})
    named = {"labelExpr": "days[datum.value]", "orient": _start(say)}
    shade = {"title": _canvas(say, say("charts.reports")), **COUNT}
    hours = {"field": "hour", "type": "ordinal", "title": _canvas(say, say("charts.hour"))}
    days = {"field": "weekday", "type": "ordinal", "title": None, "axis": named}
    drawn: dict[str, Any] = {
        "transform": [{"calculate": "days[datum.weekday]", "as": "day"}],
        "mark": {"type": "rect", "stroke": "#ffffff", "strokeWidth": 1},
        "encoding": {
            "x": hours | {"sort": _order(say), "axis": {"labelAngle": 0}},
            "y": days,
            "color": _amount("count") | {"scale": {"scheme": SHADES}, "legend": shade},
            "tooltip": _tooltip(say, day="weekday", hour="hour", count="reports"),
        },
    }
    _draw(say, rows, drawn, words={"days": [say.weekday(day) for day in range(7)]}, key=key)


def bars(say: Say, table: pd.DataFrame, *, key: str) -> None:
    """Draw one bar a name, in the table's order; table: name, count."""
    names = {"labelExpr": "names[datum.value]", "orient": _start(say), "labelLimit": 160}
    persian = say.language == "fa"
    drawn: dict[str, Any] = {
        "transform": [{"calculate": "names[datum.name]", "as": "told"}],
        "mark": {"type": "bar", "color": INK, "cornerRadiusEnd": 3},
        "encoding": {
            "y": {"field": "name", "type": "ordinal", "title": None, "axis": names},
            "x": _amount("count")
            | {"scale": {"reverse": persian}, "axis": COUNT | {"tickCount": 4}},
            "tooltip": _tooltip(say, told="category", count="reports"),
        },
    }
    words = {"names": list(table["name"])}
    _draw(say, _rows(table, "name", ["count"]), drawn, words=words, key=key, row=26)


def _rows(table: pd.DataFrame, place: str, columns: list[str]) -> pd.DataFrame:
    numbers = {name: table[name].astype(np.float32).to_numpy() for name in columns}
    return pd.DataFrame({place: np.arange(len(table), dtype=np.int16), **numbers})


def _canvas(say: Say, text: str) -> str:
    """Return a text that runs from right to left on a canvas, which has no direction."""
    return f"\u2067{text}\u2069" if say.language == "fa" else text


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
    axis = {"orient": _start(say), "tickCount": 5, **COUNT}
    return _amount("count") | {"axis": axis}


def _amount(field: str) -> dict[str, Any]:
    return {"field": field, "type": "quantitative", "title": None}


def _start(say: Say) -> str:
    return "right" if say.language == "fa" else "left"


def _order(say: Say) -> str:
    return "descending" if say.language == "fa" else "ascending"


def _tooltip(say: Say, **fields: str) -> list[dict[str, str]]:
    titles = {name: say(f"charts.{word}") for name, word in fields.items()}
    return [
        {"field": name, "title": title} | (COUNT if name == "count" else {})
        for name, title in titles.items()
    ]


def _draw(
    say: Say,
    rows: pd.DataFrame,
    drawn: dict[str, Any],
    *,
    words: dict[str, list[str]],
    key: str,
    row: int | None = None,
) -> None:
    font = FONT[say.language]
    lettering = {"labelFont": font, "titleFont": font, "labelFontSize": 12}
    spec = drawn | {
        "height": row * len(rows) + 40 if row else 250,
        "params": [
            {"name": name, "value": [_canvas(say, word) for word in listed]}
            for name, listed in words.items()
        ],
        "autosize": {"type": "fit", "contains": "padding"},
        "background": "transparent",
        "padding": {"left": 8, "right": 14, "top": 6, "bottom": 6},  # the font may come late
        "config": {
            "font": font,
            "axis": lettering | {"gridColor": "#e4e9ed"},
            "legend": lettering,
            "view": {"stroke": None},
        },
    }
    st.vega_lite_chart(rows, spec, key=f"chart.{key}.{say.language}", theme=None, width="stretch")


def scatter(say: Say, table: pd.DataFrame, *, across: str, up: str, key: str) -> None:
    """Draw one point an area, its name on hover.

    Parameters
    ----------
    say : Say
    table : DataFrame
        name; x, y (figures); sure (whether y is told without caution: else the point is hollow).
    across, up : str
        What x and y are, in the reader's words.
    key : str
    """
    rows = _rows(table, "name", ["x", "y"]).assign(sure=table["sure"].to_numpy(bool))
    titles = {"told": say("charts.area"), "x": across, "y": up}
    numbers = {"format": ".1f"}

    def axis(name: str) -> dict[str, Any]:
        scale = {"zero": False, "reverse": name == "x" and say.language == "fa"}
        side = {"orient": _start(say)} if name == "y" else {}
        title = {"title": _canvas(say, titles[name]), "scale": scale}
        return _amount(name) | title | {"axis": {"tickCount": 5, **side}}

    drawn: dict[str, Any] = {
        "transform": [{"calculate": "names[datum.name]", "as": "told"}],
        "mark": {"type": "point", "size": 55, "color": INK, "strokeWidth": 1.6},
        "encoding": {
            "x": axis("x"),
            "y": axis("y"),
            "fillOpacity": {"condition": {"test": "datum.sure", "value": 0.55}, "value": 0},
            "fill": {"value": INK},
            "tooltip": [
                {"field": field, "title": title} | ({} if field == "told" else numbers)
                for field, title in titles.items()
            ],
        },
    }
    _draw(say, rows, drawn, words={"names": list(table["name"])}, key=key)
