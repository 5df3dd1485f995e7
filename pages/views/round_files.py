"""Files of a round: its list as XLSX and CSV, and the public file that replays its draw."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from data import exports, rounds
from data.lists import workbook
from pages.views import candidate_tables, handing_out, places
from pages.views.frame import Visit
from pages.views.round_choice import Chosen

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def public(visit: Visit, chosen: Chosen) -> None:
    """Draw the button for the file by which anybody can replay the draw."""
    handing_out.button(
        visit,
        visit.say("honorees.public_file"),
        lambda: rounds.pool(visit.directory, chosen.name).encode(),
        name=f"{chosen.name}.csv",
        media_type="text/csv",
        ability="honorees",
        round=chosen.name,
    )


def lists(visit: Visit, chosen: Chosen, people: pd.DataFrame) -> None:
    """Draw the buttons for the lists of a round and its public file."""
    makes: dict[str, tuple[str, Callable[[], bytes]]] = {
        "xlsx": (XLSX, lambda: _book(visit, chosen, people)),
        "csv": ("text/csv", lambda: exports.csv(_listed(visit, people))),
    }
    with st.container(horizontal=True):
        for kind, (media_type, make) in makes.items():
            handing_out.button(
                visit,
                visit.say(f"honorees.list_{kind}"),
                make,
                name=f"{chosen.name}-honorees.{kind}",
                media_type=media_type,
                ability="approve",
                round=chosen.name,
            )
        public(visit, chosen)


def _book(visit: Visit, chosen: Chosen, people: pd.DataFrame) -> bytes:
    rows, say = _listed(visit, people), visit.say
    title = say(f"honorees.round_by_{chosen.round.kind}")
    return workbook(title, list(rows), rows.to_numpy().tolist(), say.language == "fa")


def _listed(visit: Visit, people: pd.DataFrame) -> pd.DataFrame:
    """Return the people of a round as they stand in a file: no pseudonym, no name."""
    say = visit.say
    made = {
        "code": people["code"],
        "county": [places.name_of(visit, one) for one in people["county"]],
        "place": people["place"],
        "merit": people["merit"] / 1000,
        "status": [candidate_tables.status(say, one) for one in people["standing"]],
    }
    return pd.DataFrame({say(f"honorees.column_{name}"): held for name, held in made.items()})
