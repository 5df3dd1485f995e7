"""Estimates with their intervals as a chart: a line from end to end, a point in the middle."""

from typing import Any

import pandas as pd

from pages.views.drawing import INK, canvas, draw, rows_of, start
from words import Say

ROW = 22  # pixels
NUMBER = {"format": ".0f"}
BAR = "#b3bfc8"


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
    rows = rows_of(table, "name", ["value", "low", "high"]).assign(sure=table["sure"].to_list())
    across = _across(say, title)
    point = {"condition": {"test": "datum.sure", "value": INK}, "value": "#ffffff"}
    spec: dict[str, Any] = {
        "transform": [{"calculate": "names[datum.name]", "as": "told"}],
        "encoding": {"y": _down(say), "tooltip": _tooltip(say, title)},
        "layer": [
            {
                "mark": {"type": "rule", "color": BAR, "strokeWidth": 4},
                "encoding": {"x": {"field": "low", **across}, "x2": {"field": "high"}},
            },
            {
                "mark": {"type": "point", "size": 60, "stroke": INK, "opacity": 1},
                "encoding": {"x": {"field": "value", **across}, "fill": point},
            },
        ],
    }
    draw(say, rows, spec, words={"names": list(table["name"])}, key=key, row=ROW)


def _across(say: Say, title: str) -> dict[str, Any]:
    return {
        "type": "quantitative",
        "scale": {"domain": [0, 100], "reverse": say.language == "fa"},
        "axis": {"tickCount": 5, "title": canvas(say, title), **NUMBER},
    }


def _down(say: Say) -> dict[str, Any]:
    axis = {
        "labelExpr": "names[datum.value]",
        "orient": start(say),
        "labelLimit": 170,
        "title": None,
    }
    return {"field": "name", "type": "ordinal", "axis": axis}


def _tooltip(say: Say, title: str) -> list[dict[str, str]]:
    titles = {"told": say("charts.area"), "value": title, "low": say("safety.low")}
    titles["high"] = say("safety.high")
    return [
        {"field": name, "title": words} | ({} if name == "told" else NUMBER)
        for name, words in titles.items()
    ]
