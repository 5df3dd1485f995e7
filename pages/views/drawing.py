"""What every chart is drawn with: fonts, direction, words sent once as a list."""

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from words import Say

INK = "#0f5c7a"
FONT = {"fa": "Mahalleh Digits, Mahalleh, sans-serif", "en": "Mahalleh, sans-serif"}


def rows_of(table: pd.DataFrame, place: str, columns: list[str]) -> pd.DataFrame:
    """Return rows of numbers with their place in a list of words, under that name."""
    numbers = {name: table[name].astype(np.float32).to_numpy() for name in columns}
    return pd.DataFrame({place: np.arange(len(table), dtype=np.int16), **numbers})


def canvas(say: Say, text: str) -> str:
    """Return a text that runs from right to left on a canvas, which has no direction."""
    return f"\u2067{text}\u2069" if say.language == "fa" else text


def amount(field: str) -> dict[str, Any]:
    """Return the encoding of a number, without a title."""
    return {"field": field, "type": "quantitative", "title": None}


def start(say: Say) -> str:
    """Return the side that a reader begins at."""
    return "right" if say.language == "fa" else "left"


def draw(
    say: Say,
    rows: pd.DataFrame,
    drawn: dict[str, Any],
    *,
    words: dict[str, list[str]],
    key: str,
    row: int | None = None,
) -> None:
    """Draw a chart: its rows, its Vega-Lite, the lists of words that its rows point into."""
    font = FONT[say.language]
    lettering = {"labelFont": font, "titleFont": font, "labelFontSize": 12}
    spec = drawn | {
        "height": row * len(rows) + 40 if row else 250,
        "params": [
            {"name": name, "value": [canvas(say, word) for word in listed]}
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
