"""Estimates with their intervals as a chart: a line from end to end, a point in the middle."""

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from pages.views.charts import PAST
from pages.views.drawing import FONT, INK
from words import Say

ROW = 22  # pixels
NUMBER = {"format": ".0f"}


def intervals(say: Say, table: pd.DataFrame, *, title: str, key: str) -> None:
    """Draw one interval a name, in the table's order; from right to left for a Persian reader.

    Parameters
    ----------
    say : Say
    table : DataFrame
        name, value, low, high (0..100); sure (drawn full, else hollow).
    title : str
        What the values are, in the reader's words.
    key : str
        Tells this chart from others on the page.
    """
    numbers = {name: table[name].to_numpy(float) for name in ("value", "low", "high")}
    rows = pd.DataFrame({"name": np.arange(len(table)), **numbers, "sure": table["sure"].to_list()})
    across = _across(say, title)
    point = {"condition": {"test": "datum.sure", "value": INK}, "value": "#ffffff"}
    spec: dict[str, Any] = {
        "transform": [{"calculate": "names[datum.name]", "as": "told"}],
        "encoding": {"y": _down(say), "tooltip": _tooltip(say, title)},
        "layer": [
            {
                "mark": {"type": "rule", "color": PAST, "strokeWidth": 4},
                "encoding": {"x": {"field": "low", **across}, "x2": {"field": "high"}},
            },
            {
                "mark": {"type": "point", "size": 60, "stroke": INK, "opacity": 1},
                "encoding": {"x": {"field": "value", **across}, "fill": point},
            },
        ],
    }
    _draw(say, rows, spec, names=[_canvas(say, name) for name in table["name"]], key=key)


def _across(say: Say, title: str) -> dict[str, Any]:
    return {
        "type": "quantitative",
        "scale": {"domain": [0, 100], "reverse": say.language == "fa"},
        "axis": {"tickCount": 5, "title": _canvas(say, title), **NUMBER},
    }


def _down(say: Say) -> dict[str, Any]:
    side = "right" if say.language == "fa" else "left"
    axis = {"labelExpr": "names[datum.value]", "orient": side, "labelLimit": 170, "title": None}
    return {"field": "name", "type": "ordinal", "axis": axis}


def _tooltip(say: Say, title: str) -> list[dict[str, str]]:
    titles = {"told": say("charts.area"), "value": title, "low": say("safety.low")}
    titles["high"] = say("safety.high")
    return [
        {"field": name, "title": words} | ({} if name == "told" else NUMBER)
        for name, words in titles.items()
    ]


def _canvas(say: Say, text: str) -> str:
    """Return a text that runs from right to left on a canvas, which has no direction."""
    return f"\u2067{text}\u2069" if say.language == "fa" else text


def _draw(
    say: Say, rows: pd.DataFrame, spec: dict[str, Any], *, names: list[str], key: str
) -> None:
    font = FONT[say.language]
    lettering = {"labelFont": font, "titleFont": font, "labelFontSize": 12, "titleFontWeight": 500}
    spec |= {
        "height": ROW * len(rows) + 46,
        "params": [{"name": "names", "value": names}],
        "autosize": {"type": "fit", "contains": "padding"},
        "background": "transparent",
        "padding": {"left": 8, "right": 14, "top": 6, "bottom": 6},
        "config": {
            "font": font,
            "axis": lettering | {"gridColor": "#e4e9ed"},
            "view": {"stroke": None},
        },
    }
    st.vega_lite_chart(rows, spec, key=f"chart.{key}.{say.language}", theme=None, width="stretch")
