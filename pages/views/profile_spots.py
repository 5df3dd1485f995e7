"""Whether a neighbourhood is silent, and how it went among hot and cold spots."""

import html

import pandas as pd
import streamlit as st

from pages.views import cached_hotspots, cached_profile, spots
from pages.views.frame import Visit
from pages.views.neighbourhood_choice import Choice
from words import Say


def draw(visit: Visit, asked: Choice) -> None:
    """Draw both."""
    _silent(visit, asked)
    _classes(visit, asked)


def _silent(visit: Visit, asked: Choice) -> None:
    """Say whether it is silent."""
    say, found = visit.say, cached_hotspots.silent(visit, asked.question)
    if asked.code not in found.index:
        st.caption(say("neighbourhood.not_silent"))
        return
    row = found.loc[asked.code]
    felt = "unknown" if pd.isna(row["felt"]) else "uneasy" if row["uneasy"] else "calm"
    st.warning(say("neighbourhood.silent") + " " + say(f"neighbourhood.silent_{felt}"))


def _classes(visit: Visit, asked: Choice) -> None:
    """Draw its class among hot and cold spots month by month, and how its weeks went."""
    say, period = visit.say, asked.question.period
    cells = "".join(
        f'<span><i style="background:{spots.HOT[spot] if spot else "#ffffff"}"></i>'
        f"<b>{html.escape(say.month_name(month % 100))}</b>"
        f"<small>{html.escape(_class(say, spot))}</small></span>"
        for month, spot in cached_profile.classes(visit, period, asked.code)
    )
    title = html.escape(say("neighbourhood.classes"))
    st.html(f'<h3>{title}</h3><p class="classes">{cells}</p>')
    spot, weeks = cached_profile.emerging(visit, period, asked.code)
    told = say("neighbourhood.no_trend", weeks=weeks)
    if spot is not None:
        told = say("neighbourhood.trend", weeks=weeks, spot=_class(say, spot))
    st.caption(f"{told} {say('neighbourhood.classes_means')}")


def _class(say: Say, spot: str | None) -> str:
    return say("hotspots.hidden") if spot is None else say(f"hotspots.{spot}")
