"""The silent neighbourhoods of the place looked at: few reports though many live there."""

import pandas as pd
import streamlit as st

from pages.views import cached_hotspots, places, tables
from pages.views.frame import Visit
from pages.views.questions import Question
from words import Say

LISTED = 10


def draw(visit: Visit, asked: Question) -> None:
    """Draw the list, or say that there is none."""
    say, found = visit.say, cached_hotspots.silent(visit, asked)
    found = places.inside(visit, found, asked.within, "neighbourhood")
    if found.empty:
        st.subheader(say("hotspots.silent"), anchor=False)
        st.caption(say("hotspots.no_silent"))
        return
    _list(say, found, [places.name_of(visit, code) for code in found.index])


def _list(say: Say, found: pd.DataFrame, names: list[str]) -> None:
    first, felt = found.head(LISTED), bool(found["felt"].notna().any())
    rows = pd.DataFrame(
        {
            "name": names[:LISTED],
            "residents": [say.number(_number(value)) for value in first["residents"]],
            "reports": [_count(say, value) for value in first["reports"]],
            "rate": [say.number(_number(value), 1) for value in first["steady_rate"]],
            "felt": [say.number(_number(value)) for value in first["felt"]],
        }
    )
    tables.ranking(
        rows,
        _titles(say, felt=felt),
        title=say("hotspots.silent"),
        note=_note(say, len(found), felt=felt),
    )


def _titles(say: Say, *, felt: bool) -> dict[str, str]:
    titles = {
        "name": say("panel.area"),
        "residents": say("column.residents"),
        "reports": say("column.reports"),
        "rate": say("column.steady_rate"),
    }
    return titles | ({"felt": say("hotspots.felt")} if felt else {})


def _note(say: Say, count: int, *, felt: bool) -> str:
    """Return what silence means, and how many more there are than are listed."""
    note = say("hotspots.silent_felt") if felt else say("hotspots.silent_not_felt")
    note = f"{say('hotspots.silent_means')} {note}"
    return f"{say('hotspots.more', count=count - LISTED)} {note}" if count > LISTED else note


def _number(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def _count(say: Say, value: float) -> str:
    return say("numbers.few") if pd.isna(value) else say.number(value)
