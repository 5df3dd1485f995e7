"""Entries of the notebook that a new layer of areas left behind: a commander's to remove."""

import streamlit as st

from data import areas, notebook
from data.notebook import Entry
from data.refusal import Refusal
from pages.views import readers
from pages.views.frame import Visit

ABILITY = "notebook"


def draw(visit: Visit) -> None:
    """Draw the entries of former layers, each with what removes it; nothing for a liaison."""
    if not visit.access.all_areas:
        return
    entries = notebook.left(visit.directory, visit.access)
    if not entries:
        return
    with st.expander(visit.say("notebook.left", entries=len(entries))):
        st.caption(visit.say("notebook.left_means"))
        for entry in entries:
            _entry(visit, entry)


def _entry(visit: Visit, entry: Entry) -> None:
    say, held = visit.say, entry.written
    told, cell = st.columns([5, 1], vertical_alignment="center")
    told.text(
        say(
            "notebook.left_line",
            place=_place(visit, entry),
            kind=say(f"notebook.kind_{held.kind}"),
            day=held.day,
            said=held.said,
        )
    )
    if cell.button(say("notebook.remove"), key=f"notebook.left.{entry.id}"):
        by = readers.acting(visit.directory, visit.sid, ABILITY)
        given = (visit.directory, entry.id, visit.access)
        try:
            notebook.remove(*given, revision=entry.revision, by=by)
        except Refusal as refusal:
            st.error(say(refusal.key, **refusal.facts))
            return
        st.rerun()


def _place(visit: Visit, entry: Entry) -> str:
    """Return what the neighbourhood was called in its own layer; its code where that is lost."""
    try:
        rows = areas.by_id(visit.directory, entry.layer).table
    except Refusal:
        return entry.neighbourhood
    name_fa, name_en = rows.loc[entry.neighbourhood, ["name_fa", "name_en"]]
    return visit.say.pick(name_fa, name_en)
