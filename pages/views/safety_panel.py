"""The map of felt safety with what stands beside it: one neighbourhood, or the least safe."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from geo import privacy
from pages.views import cached_safety, interval_charts, maps, panel, places, safety_map, tables
from pages.views.frame import Visit
from pages.views.safety_map import Way
from words import END, ISOLATE, Say

LISTED, DRAWN = 10, 24


@dataclass(frozen=True)
class Choice:
    """What of a survey is looked at.

    Parameters
    ----------
    wave, item : str
    shown : Way
    within : str or None
        A county or district; None for all.
    """

    wave: str
    item: str
    shown: Way
    within: str | None


def inside(visit: Visit, asked: Choice) -> pd.DataFrame:
    """Return the rows of `cached_safety.safety` that lie within the place asked for."""
    table = cached_safety.safety(visit, asked.wave, asked.item)
    return places.inside(visit, table, asked.within, "neighbourhood")


def map_and_panel(visit: Visit, asked: Choice) -> None:
    """Draw the map and the panel beside it; a click on a neighbourhood changes the panel alone."""
    _map_and_panel(visit, asked, st.query_params.get("area"))


@st.fragment
def _map_and_panel(visit: Visit, asked: Choice, picked: str | None) -> None:
    """Draw both anew; `picked` stays as the page was laid, so that a click leaves the map alone."""
    say, here = visit.say, inside(visit, asked)
    map_side, words_side = st.columns([13, 6], gap="medium")
    with map_side:
        table = cached_safety.safety(visit, asked.wave, asked.item)
        title = say(f"safety.item_{asked.item}")
        maps.choropleth(
            visit,
            safety_map.shaded(visit, table, title, asked.shown, here.index),
            level="neighbourhood",
            within=asked.within,
            picked=picked,
            on_click=panel.clicked,
            key="map.safety",
        )
        st.caption(say("safety.how_to_read"))
    with words_side:
        code = st.query_params.get("area")
        if code in here.index:
            _area(visit, asked, here.loc[code])
        else:
            _lowest(visit, asked, here)


def _area(visit: Visit, asked: Choice, row: pd.Series) -> None:
    say = visit.say
    st.subheader(places.name_of(visit, row.name), anchor=False)
    above = [code for code in (row["county"], row["district"]) if code and code != row.name]
    st.caption(" › ".join(places.name_of(visit, code) for code in above))
    cells = st.columns(2)
    cells[0].metric(say("safety.estimate"), say.number(row["value"]))
    few = row["answers"] < privacy.FEWEST_ANSWERS
    told = say("safety.fewer_than_ten") if few else say.number(row["answers"])
    cells[1].metric(say("safety.answers"), told)
    st.write(say("safety.interval", interval=interval(say, row["low"], row["high"])))
    if row["model_only"]:
        st.info(say("safety.model_only"))
    else:
        direct = interval(say, row["direct_low"], row["direct_high"])
        own, share = say.number(row["direct"]), say.percent(row["gamma"])
        st.write(say("safety.direct_told", value=own, interval=direct))
        st.caption(say("safety.gamma_told", share=share))
    st.caption(say(f"safety.band_{row['band']}", share=say.percent(row["rrmse"])))
    _change(visit, asked, row.name)
    _worries(visit, asked, row.name)


def interval(say: Say, low: float, high: float) -> str:
    """Return the two ends of an interval, as they are read."""
    return say("safety.from_to", low=say.number(low), high=say.number(high))


def _change(visit: Visit, asked: Choice, code: str) -> None:
    """Tell how it went since the wave before, where one asked the same."""
    say, former = visit.say, former_wave(visit, asked)
    if former is None:
        return
    row = cached_safety.compared(visit, (former, asked.wave), asked.item).loc[code]
    if pd.isna(row["difference"]):
        st.caption(say("safety.change_few", wave=say.digits(former)))
        return
    ends = (row["difference_low"], row["difference_high"])
    word = "up" if ends[0] > 0 else "down" if ends[1] < 0 else "open"
    told = say("safety.from_to", low=signed(say, ends[0]), high=signed(say, ends[1]))
    change = signed(say, row["difference"])
    st.write(say(f"safety.change_{word}", wave=say.digits(former), change=change, interval=told))


def former_wave(visit: Visit, asked: Choice) -> str | None:
    """Return the wave before that asked the same; None where there is none."""
    before = [
        wave
        for wave in cached_safety.waves(visit)
        if wave < asked.wave and asked.item in cached_safety.items(visit, wave)
    ]
    return before[-1] if before else None


def signed(say: Say, value: float) -> str:
    """Return a difference with its sign, in one piece in a Persian line."""
    return f"{ISOLATE}{'+' if round(value) > 0 else ''}{say.number(value)}{END}"


def _worries(visit: Visit, asked: Choice, code: str) -> None:
    say, table = visit.say, cached_safety.worries(visit, asked.wave, code)
    if table.empty:
        return
    rows = pd.DataFrame(
        {
            "worry": [say(f"category.{word}") for word in table["worry"]],
            "share": [say.percent(share) for share in table["share"]],
        }
    ).head(6)
    titles = {"worry": say("safety.worry"), "share": say("safety.share")}
    asked_of = say.number(table["of"].iloc[0])
    note = say("safety.worries_note", answers=asked_of)
    tables.ranking(rows, titles, title=say("safety.worries"), note=note)


def _lowest(visit: Visit, asked: Choice, here: pd.DataFrame) -> None:
    """Draw the neighbourhoods where people feel least safe, each with its interval."""
    say, shown = visit.say, asked.shown
    first = here.dropna(subset=shown.value).sort_values(shown.value).head(LISTED)
    ends = zip(first[shown.low], first[shown.high], strict=True)
    rows = pd.DataFrame(
        {
            "name": [places.name_of(visit, code) for code in first.index],
            "value": [say.number(value) for value in first[shown.value]],
            "interval": [interval(say, *each) for each in ends],
        }
    )
    titles = {"name": say("panel.area"), "value": "۰–۱۰۰" if say.language == "fa" else "0–100"}
    titles["interval"] = say("map.between")
    tables.ranking(rows, titles, title=say("safety.lowest"), note=say("safety.lowest_note"))


def chart(visit: Visit, asked: Choice) -> None:
    """Draw the estimates with their intervals, the lowest and the highest where there are many."""
    say, shown = visit.say, asked.shown
    here = inside(visit, asked).dropna(subset=shown.value).sort_values(shown.value)
    if here.empty:
        return
    if len(here) > DRAWN:
        here = pd.concat([here.head(DRAWN // 2), here.tail(DRAWN // 2)])
        st.caption(say("safety.ends_drawn", each=DRAWN // 2))
    rows = pd.DataFrame(
        {
            "name": [places.name_of(visit, code) for code in here.index],
            "value": here[shown.value].to_numpy(),
            "low": here[shown.low].to_numpy(),
            "high": here[shown.high].to_numpy(),
            "sure": ~here["model_only"].to_numpy(bool),
        }
    )
    interval_charts.intervals(say, rows, title=say(f"safety.item_{asked.item}"), key="safety")
    st.caption(say("safety.chart_note"))
