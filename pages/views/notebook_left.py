"""Entries that a new layer of areas left behind: a commander carries them over or removes them."""

import functools
from collections.abc import Callable

import streamlit as st

from data import areas, notebook
from data.notebook import Entry
from data.refusal import Refusal
from pages.views import places, readers
from pages.views.frame import Visit

ABILITY = "notebook"


def draw(visit: Visit, area: str) -> None:
    """Draw the entries of former layers, each with what becomes of it; nothing for a liaison.

    One can be carried to the neighbourhood looked at, or removed.
    """
    if not visit.access.all_areas:
        return
    entries = notebook.left(visit.directory, visit.access)
    if not entries:
        return
    with st.expander(visit.say("notebook.left", entries=len(entries))):
        st.caption(visit.say("notebook.left_means"))
        for entry in entries:
            _entry(visit, entry, area)


def _entry(visit: Visit, entry: Entry, area: str) -> None:
    say, held = visit.say, entry.written
    told, here, away = st.columns([5, 2, 1], vertical_alignment="center")
    told.text(
        say(
            "notebook.left_line",
            place=_place(visit, entry),
            kind=say(f"notebook.kind_{held.kind}"),
            day=held.day,
            said=held.said,
        )
    )
    carry = say("notebook.carry", place=places.name_of(visit, area))
    if here.button(carry, key=f"notebook.carry.{entry.id}"):
        _do(visit, entry, functools.partial(notebook.carry, visit.directory, entry.id, area))
    if away.button(say("notebook.remove"), key=f"notebook.left.{entry.id}"):
        _do(visit, entry, functools.partial(notebook.remove, visit.directory, entry.id))


def _do(visit: Visit, entry: Entry, does: Callable[..., None]) -> None:
    by = readers.acting(visit.directory, visit.sid, ABILITY)
    try:
        does(visit.access, revision=entry.revision, by=by)
    except Refusal as refusal:
        st.error(visit.say(refusal.key, **refusal.facts))
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
