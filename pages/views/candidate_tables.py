"""People of a round in tables: by pseudonym and county, never by a finer place or a name."""

from typing import Any

import pandas as pd
import streamlit as st

from data import jalali
from geo import privacy
from pages.views import picking, places, tables
from pages.views.cached_candidates import Picked
from pages.views.frame import Visit
from pages.views.round_choice import Chosen
from words import END, ISOLATE, Say

HEIGHT = 430
SHOWN = ("code", "county", "merit", "parts", *picking.COUNTS[:4], "honoured", "status")
OF_ROUND = ("code", "county", "place", "merit", "parts", *picking.COUNTS[:4], "status")
WIDTHS = {
    "code": 116,
    "county": 76,
    "merit": 52,
    "parts": 52,
    "no_action": 55,
    "unfounded": 55,
    "honoured": 62,
    "status": 64,
}
NARROW = 45


def candidates(visit: Visit, chosen: Chosen, found: Picked, county: str | None) -> None:
    """Draw those with anything useful, most meritorious first, and the merit of a marked one."""
    say = visit.say
    rows = picking.candidates(visit, chosen, found, county)
    told = rows.assign(
        county=[_named(visit, one) for one in rows["county"]],
        status=[status(say, word) for word in rows["status"]],
        honoured=[_month(say, one) for one in rows["honoured"]],
    )
    of = say.number(int((found.people["useful"] > 0).sum()))
    st.caption(say("honorees.listed", listed=len(rows), of=of))
    marked = _drawn(say, told, SHOWN, key=f"candidates.{chosen.name}")
    if marked is not None:
        of_merit(visit, rows.iloc[marked])
    else:
        st.caption(say("honorees.mark_a_row"))


def honorees(visit: Visit, chosen: Chosen, people: pd.DataFrame, county: str | None) -> None:
    """Draw the chosen of a round, then its reserves, then those who no longer stand."""
    say = visit.say
    rows = people if county is None else people[people["county"] == county]
    order = {"chosen": 0, "reserve": 1}
    ranked = rows["standing"].map(order).fillna(2)
    rows = rows.assign(ranked=ranked).sort_values(["ranked", "county", "place"])
    facts = pd.DataFrame(rows["facts"].to_list(), index=rows.index)
    facts = facts.reindex(columns=[*picking.PARTS, *picking.COUNTS])
    told = rows.assign(
        county=[places.name_of(visit, one) for one in rows["county"]],
        merit=rows["merit"] / 1000,
        parts=(facts[[*picking.PARTS]].fillna(0).to_numpy() / 1000).tolist(),
        status=[status(say, word) for word in rows["standing"]],
        **{name: facts[name] for name in picking.COUNTS},
    )
    marked = _drawn(say, told, OF_ROUND, key=f"honorees.{chosen.name}")
    if marked is not None:
        row = told.iloc[marked]
        of_merit(visit, row.drop("county"))


def _drawn(say: Say, told: pd.DataFrame, shown: tuple[str, ...], *, key: str) -> int | None:
    """Draw a table whose rows can be marked one at a time; return the place of the marked one."""
    rows = told[list(shown)].reset_index(drop=True)
    if say.language == "fa":
        rows = rows.iloc[:, ::-1]  # a canvas knows no right to left
    event: Any = st.dataframe(
        rows,
        hide_index=True,
        height=HEIGHT,
        column_config={name: _column(say, name) for name in shown},
        placeholder="—",
        on_select="rerun",
        selection_mode="single-cell",
        key=f"{key}.{say.language}",
        row_height=32,
    )
    marked = [row for row, _ in event.selection.cells]
    return marked[0] if marked and marked[0] < len(rows) else None


def _column(say: Say, name: str) -> Any:
    title, width = say(f"honorees.column_{name}"), WIDTHS.get(name, NARROW)
    asked: dict[str, Any] = {"width": width, "help": say(f"honorees.column_{name}_means")}
    if name == "parts":
        return st.column_config.BarChartColumn(title, y_min=0, **asked)
    if name == "merit":
        return st.column_config.NumberColumn(title, format="%.2f", **asked)
    if name in (*picking.COUNTS, "place"):
        return st.column_config.NumberColumn(title, format="localized", **asked)
    return st.column_config.TextColumn(title, **asked)


def _named(visit: Visit, code: object) -> str:
    return places.name_of(visit, code) if isinstance(code, str) else "—"


def _month(say: Say, day: pd.Timestamp) -> str:
    """Return a month as figures, 1405/06: a table of many columns has no room for its name."""
    if pd.isna(day):
        return "—"
    year, month, _ = jalali.parts_of(day.date())
    return say.digits(f"{year}/{month:02d}")


def status(say: Say, word: str) -> str:
    """Return in words how somebody stands in a round."""
    key = f"honorees.status_{word}"
    return say(key) if say.knows(key) else say(f"awards_reason.{word}")


def of_merit(visit: Visit, row: pd.Series) -> None:
    """Draw how one merit comes about: the whole, what was taken off for what, what is left."""
    say = visit.say
    whole, *taken = row["parts"]
    steps = zip(picking.PARTS[1:], taken, strict=True)
    lines = [
        (say("honorees.part_full"), say.number(whole, 2)),
        *((say(f"honorees.part_{name}"), f"−{say.number(off, 2)}") for name, off in steps),
        (say("honorees.part_merit"), say.number(row["merit"], 2)),
    ]
    table = pd.DataFrame(lines, columns=["part", "points"])
    titles = {name: say(f"honorees.column_{name}") for name in table}
    code = f"{ISOLATE}{row['code']}{END}"
    tables.ranking(table, titles, title=say("honorees.merit_of", code=code), note="")


def left_out(visit: Visit, reasons: dict[str, int]) -> None:
    """Draw how many were left out, by reason; too few are not told."""
    say = visit.say
    rows = pd.DataFrame(
        {
            "reason": [say(f"awards_reason.{reason}") for reason in reasons],
            "people": [few_hidden(say, count) for count in reasons.values()],
        }
    )
    titles = {name: say(f"honorees.column_{name}") for name in rows}
    note = say("honorees.left_out_note")
    tables.ranking(rows, titles, title=say("honorees.pane_left_out"), note=note)


def few_hidden(say: Say, count: int) -> str:
    """Return a count of people in words, too few hidden."""
    if count < privacy.FEWEST_ANSWERS:
        return say("honorees.fewer_than_ten")
    return say.number(count)
