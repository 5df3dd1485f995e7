"""Two figures of the same areas as a chart: one point an area."""

from typing import Any

import pandas as pd

from pages.views.drawing import INK, amount, canvas, draw, rows_of, start
from words import Say


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
    rows = rows_of(table, "name", ["x", "y"]).assign(sure=table["sure"].to_numpy(bool))
    titles = {"told": say("charts.area"), "x": across, "y": up}
    numbers = {"format": ".1f"}

    def axis(name: str) -> dict[str, Any]:
        scale = {"zero": False, "reverse": name == "x" and say.language == "fa"}
        side = {"orient": start(say)} if name == "y" else {}
        title = {"title": canvas(say, titles[name]), "scale": scale}
        return amount(name) | title | {"axis": {"tickCount": 5, **side}}

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
    draw(say, rows, drawn, words={"names": list(table["name"])}, key=key)
