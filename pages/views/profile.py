"""The profile of one neighbourhood: against last year and those like it, when, what, how sure."""

import base64
import html
from dataclasses import replace

import pandas as pd
import streamlit as st

from data.documents.content import Figure
from geo import likeness
from pages.views import (
    brief_map,
    cached,
    cached_hotspots,
    cached_profile,
    charts,
    measures,
    period_filter,
    places,
    profile_figures,
    provenance,
    spots,
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
        _against(visit, asked)
        st.subheader(say("overview.by_week"), anchor=False)
        weeks = cached.by_week(visit, asked.question, asked.code)
        months = cached.by_month(visit, asked.question, asked.code)
        charts.over_time(say, weeks, months, key="profile.weeks")
        _hours(visit, asked)
    with right:
        _place(visit, asked.code)
        _silent(visit, asked)
        _classes(visit, asked)
        _worries(visit, asked)
        _categories(visit, asked)


def _place(visit: Visit, code: str) -> None:
    """Draw the neighbourhood among those around it; a page takes an SVG as a picture alone."""
    told = brief_map.caption(visit, code)
    drawn = base64.b64encode(brief_map.drawn(visit, code).encode()).decode()
    source = f"data:image/svg+xml;base64,{drawn}"
    st.html(f'<img class="place" alt="{html.escape(told)}" src="{source}">')
    st.caption(told)


def _against(visit: Visit, asked: Choice) -> None:
    """Draw rates against last year and against neighbourhoods like it."""
    say = visit.say
    held = cached_profile.lines(visit, asked.question.period, asked.code)
    rows = pd.DataFrame(
        [
            {
                "what": say(f"measure.{name}"),
                "now": _told(say, name, line.among.own),
                "before": "—" if name == "change" else _told(say, name, line.before),
                "median": _told(say, name, line.among.median),
                "half": profile_figures.quartiles(say, line, name) or "—",
                "stands": profile_figures.standing(say, line),
            }
            for name, line in held.items()
        ]
    )
    titles = {name: say(f"neighbourhood.column_{name}") for name in rows}
    title = say("neighbourhood.against")
    tables.ranking(rows, titles, title=title, note=_like(visit, asked.code))


def _told(say: Say, name: str, value: float) -> str:
    return "—" if pd.isna(value) else measures.MEASURES[name].told(say, value)


def _like(visit: Visit, code: str) -> str:
    """Return what "like it" means, and which of those the reader may see."""
    say = visit.say
    count, seen = cached_profile.alike(visit, code)
    if not count:
        return say("neighbourhood.like_none")
    means = say("neighbourhood.like_means", count=count, fewest=likeness.FEWEST)
    if not seen:
        return means
    names = say("hotspots.between").join(places.name_of(visit, one) for one in seen)
    return f"{means} {say('neighbourhood.like_seen', names=names)}"


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
