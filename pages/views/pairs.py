"""Two figures of the same areas on the map: beside each other, or as three by three classes."""

import html

import numpy as np
import pandas as pd
import streamlit as st

from geo import association, classes
from pages.views import maps, places
from pages.views.address import put
from pages.views.frame import Visit, remember
from pages.views.questions import Question
from pages.views.shades import NO_DATA, OUTSIDE, RISING, SPECIAL, Shades
from words import Say

# Stevens's teal and purple: the three thirds of safety from below, each of cooperation from left
BOTH = (
    ("#e8e8e8", "#ace4e4", "#5ac8c8"),
    ("#dfb0d6", "#a5add3", "#5698b9"),
    ("#be64ac", "#8c62aa", "#3b4994"),
)
SURE, UNSURE = "012345678", "ABCDEFGHI"


def side_by_side(visit: Visit, asked: Question, table: pd.DataFrame, item: str) -> None:
    """Draw cooperation and felt safety as two maps with one pan and zoom."""
    say = visit.say
    titles = {"cooperation": say("together.cooperation"), "safety": say(f"safety.item_{item}")}
    for column, (name, title) in zip(st.columns(2, gap="small"), titles.items(), strict=True):
        with column:
            st.subheader(title, anchor=False)
            _map(visit, asked, _rising(visit, table, name, title), f"together.{name}")
    st.caption(say("together.beside_means"))


def in_one_map(visit: Visit, asked: Question, table: pd.DataFrame) -> None:
    """Draw both in one map of three by three classes, hatched where safety is uncertain."""
    map_side, key_side = st.columns([13, 6], gap="medium")
    with map_side:
        _map(visit, asked, _bivariate(visit, table), "together.one")
    with key_side:
        _key(visit.say, table)
        st.caption(visit.say("together.one_means"))


def _map(visit: Visit, asked: Question, shades: Shades, key: str) -> None:
    maps.choropleth(
        visit,
        shades,
        level="neighbourhood",
        within=asked.within,
        picked=st.query_params.get("area"),
        on_click=_clicked,
        key=key,
        together=True,
    )


def _clicked(code: str, _level: str) -> None:
    put("area", code)
    remember()


def _order(visit: Visit, table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of all areas in the map's order, empty where not asked for or not seen."""
    return table.reindex(places.within(visit, None, "neighbourhood"))


def _rising(visit: Visit, table: pd.DataFrame, name: str, title: str) -> Shades:
    """Return the shades of one figure; felt safety hatched where it is told with caution."""
    say, rows = visit.say, _order(visit, table)
    values = rows[name].astype(float)
    made = classes.rounded(values, 5)
    colours = [RISING[round(step * 1.5)] for step in range(5)]
    unsure = rows["uncertain"].eq(True).to_numpy() & (name == "safety")
    marks = np.array([*SURE])[np.maximum(made.position, 0)]
    marks = np.where(unsure, np.array([*UNSURE])[np.maximum(made.position, 0)], marks)
    marks = np.where(made.position < 0, NO_DATA, marks)
    marks = np.where(rows.index.isin(table.index), marks, OUTSIDE)
    whole = all(end == round(end) for each in made.bounds for end in each)
    decimals = 0 if name == "safety" or whole else 1
    palette = dict(zip(SURE, colours, strict=False)) | _hatched(colours)
    bounds = [[say.number(end, decimals) for end in each] for each in made.bounds]
    legend = [
        (SURE[place], say("map.from_to", low=low, high=high), _count(say, made.position == place))
        for place, (low, high) in enumerate(bounds)
    ][::-1]
    if unsure.any():
        legend.append((UNSURE[0], say("together.uncertain"), _count(say, unsure)))
    if (marks == NO_DATA).any():
        legend.append((NO_DATA, say("map.no_data"), _count(say, marks == NO_DATA)))
    told = [None if np.isnan(value) else round(value * 10**decimals) for value in values]
    return Shades(title, "".join(marks), palette | SPECIAL, legend, told, decimals)


def _hatched(colours: list[str]) -> dict[str, str]:
    return {mark: f"hatch {one} #5b6b78" for mark, one in zip(UNSURE, colours, strict=False)}


def _bivariate(visit: Visit, table: pd.DataFrame) -> Shades:
    say, rows = visit.say, _order(visit, table)
    x, y = (rows[name].fillna(-1).to_numpy(int) for name in ("x", "y"))
    place = np.where((x < 0) | (y < 0), -1, y * association.PARTS + x)
    unsure = rows["uncertain"].eq(True).to_numpy()
    marks = np.where(unsure, np.array([*UNSURE])[place], np.array([*SURE])[place])
    marks = np.where(place < 0, NO_DATA, marks)
    marks = np.where(rows.index.isin(table.index), marks, OUTSIDE)
    colours = [colour for row in BOTH for colour in row]
    legend = [(UNSURE[4], say("together.uncertain"), _count(say, unsure & (place >= 0)))]
    legend.append((NO_DATA, say("map.no_data"), _count(say, marks == NO_DATA)))
    return Shades(
        title=say("together.one_title"),
        characters="".join(marks),
        palette=dict(zip(SURE, colours, strict=True)) | _hatched(colours) | SPECIAL,
        legend=legend,
        values=[None if np.isnan(one) else round(one) for one in rows["safety"].astype(float)],
    )


def _count(say: Say, which: np.ndarray) -> str:
    return say.number(int(which.sum()))


def _key(say: Say, table: pd.DataFrame) -> None:
    """Draw the key of the bivariate map: three by three patches, each with how many areas."""
    body = ""
    for y in reversed(range(association.PARTS)):
        cells = ""
        for x in range(association.PARTS):
            here = int(((table["x"] == x) & (table["y"] == y)).sum())
            ink = "#ffffff" if (x, y) in {(2, 2), (1, 2), (2, 1), (0, 2)} else "#16313f"
            cells += f'<td style="background:{BOTH[y][x]};color:{ink}">{say.number(here)}'
        body += f"<tr><th>{html.escape(say(f'together.safety_{y}'))}{cells}"
    foot = "".join(
        f"<th>{html.escape(say(f'together.cooperation_{x}'))}" for x in range(association.PARTS)
    )
    title = html.escape(say("together.key"))
    st.html(f"<h3>{title}</h3><table class=both>{body}<tr><th>{foot}</table>")
