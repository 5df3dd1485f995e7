"""A row of large numbers, each with what it means on hover."""

from typing import Any

import pandas as pd
import streamlit as st

from words import Say


def row(say: Say, **told: str | tuple[str, str | None]) -> None:
    """Draw one number a column; `told` maps a sentence to the text, with a delta if two."""
    for column, (name, value) in zip(st.columns(len(told)), told.items(), strict=True):
        text, delta = value if isinstance(value, tuple) else (value, None)
        column.metric(
            say(f"numbers.{name}"),
            text,
            delta,
            delta_color="off",
            help=say(f"numbers.{name}_means"),
        )


def count(say: Say, value: float | None) -> str:
    """Return a figure; hidden ones look alike, nought among them."""
    return say("numbers.few") if value is None else say.number(value)


def with_change(say: Say, now: float | None, before: float | None) -> tuple[str, str | None]:
    """Return a number with its change on last year, where both can be told."""
    if not now or not before:
        return count(say, now), None
    share = now / before - 1
    if round(share, 3) == 0:
        return say.number(now), None
    sign = "+" if share > 0 else "-"  # an ASCII sign is what turns the arrow
    return say.number(now), f"{sign}{say.percent(abs(share), 1)}"


def share(say: Say, part: float | None, whole: float | None) -> str:
    """Return a part of a whole as per cent; a dash where there is none."""
    if part is None or not whole:
        return "—"
    return say.percent(min(part / whole, 1))  # both are rounded


def silent(say: Say, table: pd.DataFrame) -> str:
    """Return how many areas are silent: fewer than 10 reports where 1,000 or more live."""
    return say.number(int((table["few"] & (table["residents"].fillna(0) >= 1000)).sum()))


def off_map(say: Say, totals: dict[str, Any]) -> str:
    """Return how many reports are on no map; a dash where only a part of the areas is looked at."""
    return count(say, totals["off_map"]) if "off_map" in totals else "—"
