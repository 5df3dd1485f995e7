"""The profile of one neighbourhood: against last year and those like it, when, what, how sure."""

import base64
import html
from dataclasses import replace

import pandas as pd
import streamlit as st

from data.documents.content import Figure
from pages.views import (
    brief_map,
    cached,
    cached_profile,
    charts,
    period_filter,
    places,
    profile_alike,
    profile_figures,
    profile_spots,
    provenance,
    tables,
)
from pages.views.frame import Visit
from pages.views.neighbourhood_choice import Choice
from words import Say


def numbers(figures: list[Figure]) -> None:
    """Draw the six figures, each with its interval and what it stands on."""

    def told(figure: Figure) -> str:
        beside = "".join(f"<small>{html.escape(one)}</small>" for one in figure_notes(figure))
        value, label = html.escape(figure.value), html.escape(figure.label)
        return f"<div><span>{label}</span><b>{value}</b>{beside}</div>"

    st.html(f'<div class="figures">{"".join(map(told, figures))}</div>')


def figure_notes(figure: Figure) -> list[str]:
    """Return what stands under a figure: its interval, and what it is held against."""
    return [one for one in (figure.interval, figure.note) if one]


def draw(visit: Visit, asked: Choice) -> None:
    """Draw all that is told of a neighbourhood."""
    say = visit.say
    left, right = st.columns([11, 8], gap="large")
    with left:
        profile_alike.draw(visit, asked)
        st.subheader(say("overview.by_week"), anchor=False)
        weeks = cached.by_week(visit, asked.question, asked.code)
        months = cached.by_month(visit, asked.question, asked.code)
        charts.over_time(say, weeks, months, key="profile.weeks")
        _hours(visit, asked)
    with right:
        _place(visit, asked.code)
        profile_spots.draw(visit, asked)
        _worries(visit, asked)
        _categories(visit, asked)


def _place(visit: Visit, code: str) -> None:
    """Draw the neighbourhood among those around it; a page takes an SVG as a picture alone."""
    told = brief_map.caption(visit, code)
    drawn = base64.b64encode(brief_map.drawn(visit, code).encode()).decode()
    source = f"data:image/svg+xml;base64,{drawn}"
    st.html(f'<img class="place" alt="{html.escape(told)}" src="{source}">')
    st.caption(told)


def _hours(visit: Visit, asked: Choice) -> None:
    """Draw hour and weekday of the district: hours are never told of anything finer."""
    say, district = visit.say, places.above(visit, asked.code)
    told = cached.by_hour(visit, replace(asked.question, within=district))
    name = places.name_of(visit, district) if district else say("filters.everywhere")
    st.subheader(say("neighbourhood.hours", place=name), anchor=False)
    if told["reports"].notna().any():
        charts.by_hour(say, told, key="profile.hours")
        st.caption(say("overview.hours_are_of"))
    else:
        st.caption(say("panel.few"))


def _worries(visit: Visit, asked: Choice) -> None:
    """Draw what people who live there worry about, each share with its interval."""
    say, table = visit.say, profile_figures.worries(visit, asked.code)
    if table.empty:
        if profile_figures.survey(visit) is not None:
            st.subheader(say("safety.worries"), anchor=False)
            st.caption(say("neighbourhood.no_worries"))
        return
    rows = pd.DataFrame(
        {
            "worry": [say(f"category.{word}") for word in table["worry"]],
            "share": [say.percent(share) for share in table["share"]],
            "interval": [
                _between(say, *ends) for ends in zip(table["low"], table["high"], strict=True)
            ],
        }
    )
    titles = {"worry": say("safety.worry"), "share": say("safety.share")}
    titles["interval"] = say("map.between")
    note = say("safety.worries_note", answers=say.number(table["of"].iloc[0]))
    tables.ranking(rows, titles, title=say("safety.worries"), note=note)


def _between(say: Say, low: float, high: float) -> str:
    return say("map.from_to", low=say.percent(low), high=say.percent(high))


def _categories(visit: Visit, asked: Choice) -> None:
    """Draw what was reported, most first."""
    say, table = visit.say, cached.by_category(visit, asked.question, asked.code)
    st.subheader(say("neighbourhood.categories"), anchor=False)
    if table.empty:
        st.caption(say("panel.few"))
        return
    names = [say(f"category.{word}") for word in table["category"]]
    rows = table.assign(name=names, count=table["reports"])
    charts.bars(say, rows, key="profile.categories")


def stands_on(visit: Visit, asked: Choice) -> None:
    """Draw the line of what the figures stand on."""
    period = asked.question.period
    count = cached_profile.counts(visit, period, asked.code).reports
    told = None if pd.isna(count) else count
    provenance.line(visit, period=period_filter.told(visit.say, period), counted=told)
