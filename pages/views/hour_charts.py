"""Waiting times by the hour of the report as a chart: median with its interval, 90th percentile."""

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from pages.views.drawing import FONT, INK
from words import Say

NUMBER = {"format": ".0f"}
SERIES = {"median": INK, "ninetieth": "#7d8b97", "promise": "#b5542b"}  # told apart by all


def waits(say: Say, table: pd.DataFrame, *, target: int, key: str) -> None:
    """Draw minutes by hour, time from right to left for a Persian reader.

    Parameters
    ----------
    say : Say
    table : DataFrame, index: hour
        median, median_low, median_high, ninetieth; missing where too few to show.
    target : int
        The promised minutes, drawn as a line across.
    key : str
        Tells this chart from others on the page.
    """
    columns = ("median", "median_low", "median_high", "ninetieth")
    numbers = {name: table[name].to_numpy(np.float32).round(1) for name in columns}
    rows = pd.DataFrame({"hour": table.index.to_numpy(np.int8), **numbers})
    words = {name: _canvas(say, say(f"response.chart_{name}")) for name in SERIES}
    across, up = _across(say), _up(say)
    spread = {
        "mark": {"type": "area", "color": INK, "opacity": 0.2, "interpolate": "monotone"},
        "encoding": {
            "x": across,
            "y": up | {"field": "median_low"},
            "y2": {"field": "median_high"},
        },
    }
    promise = {
        "mark": {"type": "rule", "strokeDash": [6, 4], "strokeWidth": 1.6},
        "encoding": {"y": {"datum": target}, "color": {"datum": words["promise"]}},
    }
    lines = [_line(say, words, name) for name in ("median", "ninetieth")]
    _draw(say, rows, [spread, *lines, promise], f"chart.{key}.{say.language}")


def _line(say: Say, words: dict[str, str], name: str) -> dict[str, Any]:
    return {
        "mark": {"type": "line", "strokeWidth": 2.2, "interpolate": "monotone"},
        "encoding": {
            "x": _across(say),
            "y": _up(say) | {"field": name},
            "color": _colour(words) | {"datum": words[name]},
            "tooltip": _tooltip(say),
        },
    }


def _across(say: Say) -> dict[str, Any]:
    return {
        "field": "hour",
        "type": "ordinal",
        "sort": "descending" if say.language == "fa" else "ascending",
        "title": _canvas(say, say("charts.hour")),
        "axis": {"labelAngle": 0, "values": list(range(0, 24, 3)), "ticks": False},
    }


def _colour(words: dict[str, str]) -> dict[str, Any]:
    return {
        "scale": {"domain": list(words.values()), "range": list(SERIES.values())},
        "legend": {"orient": "top", "title": None, "direction": "horizontal", "columns": 2},
    }


def _up(say: Say) -> dict[str, Any]:
    axis = {"orient": "right" if say.language == "fa" else "left", "tickCount": 5, **NUMBER}
    title = _canvas(say, say("response.chart_minutes"))
    return {"type": "quantitative", "scale": {"zero": True}, "axis": axis, "title": title}


def _tooltip(say: Say) -> list[dict[str, str]]:
    named = {"hour": say("charts.hour")} | {
        name: say(f"response.chart_{name}") for name in ("median", "ninetieth")
    }
    return [{"field": name, "title": title} for name, title in named.items()]


def _canvas(say: Say, text: str) -> str:
    """Return a text that runs from right to left on a canvas, which has no direction."""
    return f"\u2067{text}\u2069" if say.language == "fa" else text


def _draw(say: Say, rows: pd.DataFrame, layers: list[dict[str, Any]], key: str) -> None:
    font = FONT[say.language]
    lettering = {"labelFont": font, "titleFont": font, "labelFontSize": 12}
    spec = {
        "layer": layers,
        "height": 240,
        "autosize": {"type": "fit", "contains": "padding"},
        "background": "transparent",
        "padding": {"left": 8, "right": 14, "top": 6, "bottom": 6},
        "config": {
            "font": font,
            "axis": lettering | {"gridColor": "#e4e9ed"},
            "legend": lettering,
            "view": {"stroke": None},
        },
    }
    st.vega_lite_chart(rows, spec, key=key, theme=None, width="stretch")
