"""Tables to charts, written in Vega-Lite; time runs from right to left for a Persian reader."""

import pandas as pd
import streamlit as st

from words import Say

INK, PAST, SHADES = "#0f5c7a", "#b3bfc8", "yellowgreenblue"
FONT = {"fa": "Mahalleh Digits, Mahalleh, sans-serif", "en": "Source Sans, Mahalleh, sans-serif"}


def by_week(say: Say, table: pd.DataFrame, *, key: str) -> None:
    """Draw reports a week as a line, the year before behind it in grey.

    Parameters
    ----------
    table : DataFrame
        week (datetime), reports, before; missing where too few to show.
    """
    weeks = [_canvas(say, say.short_day(week.date())) for week in table["week"]]
    told = table.assign(week=weeks, order=range(len(table)))
    names = {name: _canvas(say, say(f"charts.{name}")) for name in ("reports", "before")}
    long = told.melt(["week", "order"], ["before", "reports"], "series", "count")
    long["series"] = long["series"].map(names)
    colour = {
        "field": "series",
        "type": "nominal",
        "scale": {"domain": list(names.values()), "range": [INK, PAST]},
        "legend": {"orient": "top", "title": None, "direction": "horizontal"},
    }
    _draw(
        say,
        long,
        {
            "mark": {"type": "line", "strokeWidth": 2.2, "interpolate": "monotone"},
            "encoding": {
                "x": _time_axis(say, "week", "order", 8),
                "y": _count_axis(say),
                "color": colour,
                "tooltip": _tooltip(say, week="week", count="reports"),
            },
        },
        key=key,
    )


def over_time(say: Say, weeks: pd.DataFrame, months: pd.DataFrame, *, key: str) -> None:
    """Draw the weeks, or the months where the reports' days are not known."""
    if weeks["reports"].notna().any():
        by_week(say, weeks, key=key)
    else:
        by_month(say, months, key=key)


def by_month(say: Say, table: pd.DataFrame, *, key: str) -> None:
    """Draw reports a month as bars; table: month (year × 100 + month), reports."""
    told = table.assign(
        order=range(len(table)), month=[_canvas(say, say.month(month)) for month in table["month"]]
    )
    _draw(
        say,
        told[["month", "order", "reports"]].rename(columns={"reports": "count"}),
        {
            "mark": {"type": "bar", "color": INK, "cornerRadiusEnd": 3},
            "encoding": {
                "x": _time_axis(say, "month", "order", 12),
                "y": _count_axis(say),
                "tooltip": _tooltip(say, month="month", count="reports"),
            },
        },
        key=key,
    )


def by_hour(say: Say, table: pd.DataFrame, *, key: str) -> None:
    """Draw weekday × hour as a heat map; table: weekday (0 is Saturday), hour, reports."""
    told = pd.DataFrame(
        {
            "weekday": [_canvas(say, say.weekday(day)) for day in table["weekday"]],
            "hour": table["hour"].astype(int),
            "count": table["reports"],
        }
    )
    days = [_canvas(say, say.weekday(day)) for day in range(7)]
    hours = {"field": "hour", "type": "ordinal", "title": say("charts.hour"), "sort": _order(say)}
    rows = {"field": "weekday", "type": "ordinal", "title": None, "sort": days}
    rows["axis"] = {"orient": "right" if say.language == "fa" else "left"}
    _draw(
        say,
        told,
        {
            "mark": {"type": "rect", "stroke": "#ffffff", "strokeWidth": 1},
            "encoding": {
                "x": hours | {"axis": {"labelAngle": 0}},
                "y": rows,
                "color": {
                    "field": "count",
                    "type": "quantitative",
                    "scale": {"scheme": SHADES},
                    "legend": {"title": say("charts.reports"), "format": ",d"},
                },
                "tooltip": _tooltip(say, weekday="weekday", hour="hour", count="reports"),
            },
        },
        key=key,
    )


def bars(say: Say, table: pd.DataFrame, *, key: str) -> None:
    """Draw one bar a name, longest first; table: name, count."""
    persian = say.language == "fa"
    _draw(
        say,
        table[["name", "count"]],
        {
            "mark": {"type": "bar", "color": INK, "cornerRadiusEnd": 3},
            "encoding": {
                "y": {
                    "field": "name",
                    "type": "nominal",
                    "sort": None,
                    "title": None,
                    "axis": {"orient": "right" if persian else "left", "labelLimit": 160},
                },
                "x": {
                    "field": "count",
                    "type": "quantitative",
                    "title": None,
                    "scale": {"reverse": persian},
                    "axis": {"format": ",d", "tickCount": 4},
                },
                "tooltip": _tooltip(say, name="category", count="reports"),
            },
        },
        key=key,
        height=max(140, 26 * len(table)),
    )


def _canvas(say: Say, text: str) -> str:
    """Return a text that runs from right to left on a canvas, which has no direction."""
    return f"\u2067{text}\u2069" if say.language == "fa" else text


def _time_axis(say: Say, name: str, order: str, ticks: int) -> dict[str, object]:
    return {
        "field": name,
        "type": "ordinal",
        "sort": {"field": order, "order": _order(say)},
        "title": None,
        "axis": {
            "labelAngle": 0,
            "labelOverlap": "greedy",
            "labelSeparation": 14,
            "tickCount": ticks,
        },
    }


def _count_axis(say: Say) -> dict[str, object]:
    return {
        "field": "count",
        "type": "quantitative",
        "title": None,
        "axis": {
            "orient": "right" if say.language == "fa" else "left",
            "format": ",d",
            "tickCount": 5,
        },
    }


def _order(say: Say) -> str:
    return "descending" if say.language == "fa" else "ascending"


def _tooltip(say: Say, **fields: str) -> list[dict[str, str]]:
    titles = {name: say(f"charts.{word}") for name, word in fields.items()}
    return [
        {"field": name, "title": title} | ({"format": ",d"} if name == "count" else {})
        for name, title in titles.items()
    ]


def _draw(
    say: Say, rows: pd.DataFrame, drawn: dict[str, object], *, key: str, height: int = 250
) -> None:
    font = FONT[say.language]
    config = {
        "font": font,
        "axis": {"labelFont": font, "titleFont": font, "labelFontSize": 12, "gridColor": "#e4e9ed"},
        "legend": {"labelFont": font, "titleFont": font, "labelFontSize": 12},
        "view": {"stroke": None},
        "background": "transparent",
        "padding": {"left": 8, "right": 14, "top": 6, "bottom": 6},  # the font may come late
    }
    spec = drawn | {
        "height": height,
        "config": config,
        "autosize": {"type": "fit", "contains": "padding"},
    }
    st.vega_lite_chart(rows, spec, key=f"chart.{key}.{say.language}", theme=None, width="stretch")
