"""Two figures of the same areas on the map: beside each other, or as three by three classes."""

import html

import numpy as np
import pandas as pd
import streamlit as st

from geo import association
from pages.views import cached_together, maps, measures, panel, places
from pages.views.frame import Visit
from pages.views.questions import Question
from pages.views.shades import NO_DATA, OUTSIDE, RISING, SPECIAL, Shades
from words import Say

# Stevens's teal and purple: the three thirds of safety from below, each of cooperation from left
BOTH = (
    ("#e8e8e8", "#ace4e4", "#5ac8c8"),
    ("#dfb0d6", "#a5add3", "#5698b9"),
    ("#be64ac", "#8c62aa", "#3b4994"),
)
WHOLE = measures.Measure("told")  # told without a digit after the point
SURE, UNSURE = "012345678", "ABCDEFGHI"


def side_by_side(visit: Visit, asked: Question, table: pd.DataFrame, felt: tuple[str, str]) -> None:
    """Draw cooperation and felt safety (of a wave and an item) as two maps on one view."""
    say = visit.say
    titles = {
        "cooperation": say("together.cooperation"),
        "safety": say(f"safety.item_{felt[1]}"),
    }
    for column, (name, title) in zip(st.columns(2, gap="small"), titles.items(), strict=True):
        whole = cached_together.cut(visit, asked, (*felt, name))
        with column:
            st.subheader(title, anchor=False)
            _map(visit, asked, _rising(say, table[name], whole, _unsure(table, name), title), name)
    st.caption(say("together.beside_means"))


def _unsure(table: pd.DataFrame, name: str) -> pd.Series:
    return table["uncertain"].eq(True) & (name == "safety")


def in_one_map(visit: Visit, asked: Question, table: pd.DataFrame) -> None:
    """Draw both in one map of three by three classes, hatched where safety is uncertain."""
    map_side, key_side = st.columns([13, 6], gap="medium")
    with map_side:
        _map(visit, asked, _bivariate(visit, table), "one")
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
        on_click=panel.clicked,
        key=f"together.{key}",
        together=True,
    )


def _order(visit: Visit, table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of all areas in the map's order, empty where not asked for or not seen."""
    return table.reindex(places.within(visit, None, "neighbourhood"))


def _rising(
    say: Say, values: pd.Series, whole: measures.Cut, unsure: pd.Series, title: str
) -> Shades:
    """Return the shades of one figure, of all areas; hatched where it is told with caution."""
    here = whole.areas.isin(values.index)
    position = whole.position.reindex(whole.areas).fillna(-1).to_numpy(int)
    hatched = unsure.reindex(whole.areas).eq(True).to_numpy()
    colours = measures.spread(RISING, len(whole.bounds))
    marks = np.where(hatched, np.array([*UNSURE])[position], np.array([*SURE])[position])
    marks = np.where(here, np.where(position < 0, NO_DATA, marks), OUTSIDE)
    legend = [
        (SURE[place], measures.label(say, WHOLE, *ends), _count(say, here & (position == place)))
        for place, ends in enumerate(whole.bounds)
    ][::-1]
    told = values.reindex(whole.areas).astype(float)
    return Shades(
        title=title,
        characters="".join(marks),
        palette=dict(zip(SURE, colours, strict=False)) | _hatched(colours) | SPECIAL,
        legend=legend + _marked(say, marks),
        values=[None if np.isnan(value) else round(value) for value in told],
    )


def _marked(say: Say, marks: np.ndarray) -> list[tuple[str, str, str]]:
    """Return the legend of what is hatched and of what is not told, where there is any."""
    hatched, missing = np.isin(marks, [*UNSURE]), marks == NO_DATA
    rows = [(UNSURE[2], say("together.uncertain"), _count(say, hatched))] if hatched.any() else []
    return rows + ([(NO_DATA, say("map.no_data"), _count(say, missing))] if missing.any() else [])


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
    return Shades(
        title=say("together.one_title"),
        characters="".join(marks),
        palette=dict(zip(SURE, colours, strict=True)) | _hatched(colours) | SPECIAL,
        legend=_marked(say, marks),
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
