"""Tables to read and to download; every map has its twin here."""

import html
from collections.abc import Callable, Iterable

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from data import exports
from pages.views import handing_out
from pages.views.frame import Visit
from pages.views.questions import Question
from words import Say

SHARES = ("share_useful", "change", "within", "within_low", "within_high")
MINUTES = ("median", "ninetieth")  # and the ends of their intervals


def ranking(rows: pd.DataFrame, columns: dict[str, str], *, title: str, note: str) -> None:
    """Draw a short table as HTML, in the page's reading direction.

    Parameters
    ----------
    rows : DataFrame
        Texts as they are to be read.
    columns : dict
        Column of `rows` to its heading.
    title, note : str
        What stands above and below it.
    """

    def row(cells: Iterable[object], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{html.escape(str(cell))}" for cell in cells)

    body = "".join(row(cells, "td") for cells in rows[list(columns)].itertuples(index=False))
    st.html(
        f"<h3>{html.escape(title)}</h3><table class=ranking>{row(columns.values(), 'th')}{body}"
        f"</table><small>{html.escape(note)}</small>"
    )


def twin(visit: Visit, table: pd.DataFrame, columns: dict[str, str], *, name: str) -> None:
    """Draw a map's table, sortable, with its downloads as CSV and GeoJSON.

    Parameters
    ----------
    visit : Visit
    table : DataFrame, index: area code
        The rows on the map; missing numbers are those too few to show.
    columns : dict
        Column of `table` to its heading, in reading order.
    name : str
        What the downloaded files are called.
    """
    say = visit.say
    if not st.toggle(say("tables.show"), key=f"twin.{name}"):
        return
    rows = rounded(table[list(columns)])
    formats = {title: _format(column, title) for column, title in columns.items()}
    shown = rows.rename(columns=columns)
    if say.language == "fa":
        shown = shown.iloc[:, ::-1]  # a canvas knows no right to left
    st.dataframe(shown, hide_index=True, height=420, column_config=formats, placeholder="—")
    st.caption(say("tables.empty_means_few"))
    _files(visit, rows, columns, name)


def _files(visit: Visit, rows: pd.DataFrame, columns: dict[str, str], name: str) -> None:
    """Draw the buttons for the table as files."""
    named, layer = rows.rename(columns=columns).rename_axis("code").reset_index(), visit.layer
    files: dict[str, tuple[str, Callable[[], bytes]]] = {
        "csv": ("text/csv", lambda: exports.csv(named)),
        "geojson": ("application/geo+json", lambda: exports.geojson(rows, layer)),
    }
    with st.container(horizontal=True):
        for kind, (media_type, make) in files.items():
            handing_out.button(
                visit,
                visit.say(f"tables.{kind}"),
                make,
                name=f"{name}.{kind}",
                media_type=media_type,
                ability="maps",
                rows=len(rows),
            )


def rounded(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with counts whole, rates to two digits, shares to three, else one."""
    made = table.copy()
    for column in made.select_dtypes("number"):
        if column in SHARES:
            made[column] = made[column].round(3)
        elif column.endswith("rate"):
            made[column] = made[column].round(2)
        elif column.startswith(MINUTES):
            made[column] = made[column].round(1)
        elif _whole(made[column]):
            made[column] = made[column].astype("Int64")
        else:
            made[column] = made[column].astype(float).round(1)
    return made


def _whole(numbers: pd.Series) -> bool:
    known = numbers.dropna().astype(float)
    return bool((known == known.round()).all())


def _format(column: str, title: str) -> ColumnConfig:
    if column.startswith(("name", "spot")):
        return st.column_config.TextColumn(title)
    tenths = column.endswith("rate") or column.startswith(MINUTES)
    told = "percent" if column in SHARES else "%.1f" if tenths else "localized"
    return st.column_config.NumberColumn(title, format=told)


def columns(say: Say, asked: Question) -> dict[str, str]:
    """Return the columns of a map's table and their headings, in reading order."""
    named = ["name_fa", "name_en", "residents", "reports", "calls", "tips"]
    if asked.period.bins == "months":
        named += ["useful", "share_useful"]
    named += ["rate", "steady_rate"]
    if asked.period.bins == "months":
        named += ["useful_rate", "steady_useful_rate"]
    return {name: say(f"column.{name}") for name in [*named, "before", "change"]}
