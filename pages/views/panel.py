"""The map with what belongs beside it: the way back up, and the area that was clicked."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.views import cached, charts, filters, maps, measures, places, tables
from pages.views.address import ALL, move, put
from pages.views.frame import Visit, remember
from pages.views.questions import Question
from words import Say


def map_and_panel(visit: Visit, asked: Question, measure: str, *, key: str, note: str = "") -> None:
    """Draw the map and the panel beside it; a click on a neighbourhood changes the panel alone."""
    _map_and_panel(visit, asked, measure, st.query_params.get("area"), (key, note))


@st.fragment
def _map_and_panel(
    visit: Visit, asked: Question, measure: str, picked: str | None, words: tuple[str, str]
) -> None:
    """Draw both anew; `picked` stays as the page was laid, so that a click leaves the map alone."""
    key, note = words
    if _moved(visit, asked):
        st.rerun(scope="app")
    table, inside = cached.figures(visit, asked), cached.inside(visit, asked)
    map_side, words_side = st.columns([13, 6], gap="medium")
    with map_side:
        maps.choropleth(
            visit,
            measures.shaded(
                visit.say, table, measure, inside.index, cached.cut(visit, asked, measure)
            ),
            level=asked.level,
            within=asked.within,
            picked=picked,
            on_click=clicked,
            key=f"map.{key}",
        )
        credit(visit, note)
    with words_side:
        way_back(visit, asked)
        code = st.query_params.get("area")
        if code in inside.index:
            _area(visit, asked, inside.loc[code])
        else:
            _leading(visit, inside, measure)


def _moved(visit: Visit, asked: Question) -> bool:
    return filters.place(visit) != asked.within or filters.level(visit, asked.within) != asked.level


def clicked(code: str, level: str) -> None:
    """Look closer at the area that was clicked."""
    if level == "neighbourhood":
        put("area", code)
    else:
        move(within=code)
    remember()


def way_back(visit: Visit, asked: Question) -> None:
    """Draw the button that leads one step up; none where all is looked at."""
    if asked.within is None:
        return
    say, up = visit.say, places.above(visit, asked.within)
    if up and not places.seen(visit, (up,)):
        up = None

    def climb() -> None:
        move(within=up or ALL)

    name = places.name_of(visit, up) if up else say("filters.everywhere")
    st.button(say("map.back", place=name), icon=":material/undo:", on_click=climb)


def credit(visit: Visit, note: str) -> None:
    """Draw a note on how to read the map, and where its outlines come from."""
    say, about = visit.say, visit.layer.about
    words = [note] if note else []
    if about.get("approximate"):
        words.append(say("map.approximate"))
    if about.get("attribution"):
        words.append(say("map.attribution", source=about["attribution"]))
    st.caption(" ".join(words))


def _area(visit: Visit, asked: Question, row: pd.Series) -> None:
    """Draw what is known of one area."""
    say = visit.say
    st.subheader(places.name_of(visit, row.name), anchor=False)
    st.caption(
        " › ".join(
            places.name_of(visit, code)
            for code in (row["county"], row["district"])
            if code and code != row.name
        )
    )
    if row["few"]:
        st.info(say("panel.few"))
    _numbers(say, row)
    st.caption(say("panel.residents", residents=say.number(_whole(row["residents"]))))
    if visit.layer.table.at[row.name, "residents_basis"] == "shared":
        st.caption(say("panel.residents_shared"))
    if asked.period.bins == "months":
        _categories(visit, asked, row.name)


def _numbers(say: Say, row: pd.Series) -> None:
    told = {
        "reports": say.number(row["reports"]),
        "change": measures.MEASURES["change"].told(say, row["change"]),
        "rate": say.number(row["rate"], 1),
        "share_useful": say.percent(row["share_useful"]),
    }
    cells = [*st.columns(2), *st.columns(2)]
    for cell, (name, value) in zip(cells, told.items(), strict=True):
        cell.metric(say(f"panel.{name}"), value)


def _categories(visit: Visit, asked: Question, code: str) -> None:
    table = cached.by_category(visit, asked, code).head(6)
    if len(table):
        names = [visit.say(f"category.{word}") for word in table["category"]]
        charts.bars(visit.say, table.assign(name=names, count=table["reports"]), key="panel")


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _leading(visit: Visit, inside: pd.DataFrame, measure: str) -> None:
    """Draw the areas that lead in what the map shows."""
    say, shown = visit.say, measures.MEASURES[measure]
    first = inside.dropna(subset=shown.column).sort_values(shown.column, ascending=False).head(10)
    rows = pd.DataFrame(
        {
            "place": [say.number(place + 1) for place in range(len(first))],
            "name": [places.name_of(visit, code) for code in first.index],
            "value": [shown.told(say, value) for value in first[shown.column]],
            "reports": [say.number(value) for value in first["reports"]],
        },
        index=first.index,
    )
    titles = {
        "place": "#",
        "name": say("panel.area"),
        "value": say("panel.value"),
        "reports": say("panel.reports"),
    }
    if measure == "reports":
        titles.pop("value")
    title = say("panel.leading", measure=say(f"measure.{measure}"))
    tables.ranking(rows, titles, title=title, note=say("map.click"))
