"""The fields of an entry of the notebook: drawn, and read as they are typed."""

import datetime

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data import jalali, note_texts, notebook
from data.notebook import Written
from words import Say


def drawn(say: Say, name: str, held: Written | None) -> dict[str, str]:
    """Draw the fields of an entry and return what they hold."""
    held = held or Written(notebook.KINDS[0], notebook.STATES[0], note_texts.today(), "")
    cells = st.columns(3)
    found = {
        "kind": _one_of(say, cells[0], f"{name}.kind", (held.kind, notebook.KINDS)),
        "state": _one_of(say, cells[1], f"{name}.state", (held.state, notebook.STATES)),
        "day": cells[2].text_input(
            say("notebook.day"),
            typed(say, held.day),
            key=f"{name}.day.{say.language}",
            max_chars=20,
        ),
    }
    for field, text in (("said", held.said), ("done", held.done)):
        found[field] = st.text_area(
            say(f"notebook.{field}_label"),
            text,
            key=f"{name}.{field}.{say.language}",
            max_chars=note_texts.LONGEST,
            height=100,
        )
    return found


def _one_of(say: Say, cell: DeltaGenerator, key: str, held: tuple[str, tuple[str, ...]]) -> str:
    """Draw the list of a field; held: what it is now, and all that it may be."""
    field = key.rpartition(".")[2]
    now, options = held
    return cell.selectbox(
        say(f"notebook.{field}"),
        options,
        index=options.index(now),
        format_func=lambda one: say(f"notebook.{field}_{one}"),
        key=f"{key}.{say.language}",
    )


def typed(say: Say, day: datetime.date) -> str:
    """Return a day as it may be typed: ۱۴۰۵/۰۶/۳۱."""
    return say.digits("{}/{:02d}/{:02d}".format(*jalali.parts_of(day)))


def read(fields: dict[str, str]) -> Written:
    """Return what the fields say.

    Raises
    ------
    Refusal
        "note.day" if the day cannot be read.
    """
    texts = {name: text for name, text in fields.items() if name != "day"}
    return Written(**texts, day=note_texts.day(fields["day"]))
