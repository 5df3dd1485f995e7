"""The liaison's notebook: what was agreed with residents, what was said and done, meetings."""

import contextlib
import html
from collections.abc import Iterator
from dataclasses import replace

import streamlit as st

from data import notebook
from data.notebook import Entry, Written
from data.refusal import Refusal
from pages.views import note_fields, notebook_left, readers
from pages.views.frame import Visit
from words import Say

ABILITY, TOLD, ROUND = "notebook", "notebook.told", "notebook.round"
FORMS = "notebook.forms"  # id of an entry: it as its form was first drawn, and the form's name


def draw(visit: Visit, code: str) -> None:
    """Draw the entries beside what writes a new one."""
    say = visit.say
    entries = notebook.listed(visit.directory, code, visit.access)
    right, left = st.columns([8, 11], gap="large")
    with right:
        _form(visit, code)
    with left:
        st.subheader(say("notebook.title"), anchor=False)
        _done(say)
        if not entries:
            st.caption(say("notebook.none"))
        for entry in _gone(say, code, entries):
            with st.container(border=True):
                st.warning(say("refusal_note.gone"))
                _changing(visit, entry, None)
        for entry in entries:
            _entry(visit, entry)
            _changing(visit, _begun(say, entry), entry)
        notebook_left.draw(visit, code)


def _form(visit: Visit, code: str) -> None:
    """Draw the form of a new entry.

    Its name stays while something is typed, so that new figures leave what was typed alone.
    """
    say = visit.say
    name = f"{code}.{st.session_state.setdefault(ROUND, 0)}"
    st.subheader(say("notebook.new"), anchor=False)
    with st.form(f"notebook.form.{name}.{say.language}", border=True):
        written = note_fields.drawn(say, f"notebook.new.{name}", None)
        pressed = st.form_submit_button(say("notebook.add"), type="primary")
    st.caption(say("notebook.nobody"))
    if pressed:
        with _refused(say):
            by = readers.acting(visit.directory, visit.sid, ABILITY)
            notebook.add(visit.directory, code, note_fields.read(written), visit.access, by=by)
            st.session_state[ROUND] += 1
            _again("added")


def _entry(visit: Visit, entry: Entry) -> None:
    """Draw one entry as it stands."""
    say, held = visit.say, entry.written
    kind, state = say(f"notebook.kind_{held.kind}"), say(f"notebook.state_{held.state}")
    done = f"<p><b>{html.escape(say('notebook.done'))}</b> {html.escape(held.done)}</p>"
    st.html(
        f'<article class="note {held.state}"><header><b>{html.escape(kind)}</b>'
        f"<span>{html.escape(say.day(held.day))}</span><em>{html.escape(state)}</em></header>"
        f"<p>{html.escape(held.said)}</p>{done if held.done else ''}</article>"
    )


def _changing(visit: Visit, begun: Entry, now: Entry | None) -> None:
    """Draw what changes or removes an entry.

    What is typed stays as long as the form has its name, whatever others write: whoever typed is
    told, and keeps or drops it.

    Parameters
    ----------
    visit : Visit
    begun : Entry
        As it was when its form was first drawn: what its fields began with.
    now : Entry or None
        As it stands; None where it is gone.
    """
    say, name = visit.say, _name(begun)
    with st.expander(say("notebook.change"), expanded=now is None):
        with st.form(f"{name}.form.{say.language}", border=False):
            written = note_fields.drawn(say, name, begun.written)
            with st.container(horizontal=True):
                kept = st.form_submit_button(say("notebook.keep"), type="primary")
                removed = st.form_submit_button(say("notebook.remove"))
        if kept or removed:
            _pressed(visit, begun, now, None if removed else written)
        elif now and now.revision != begun.revision:
            st.warning(say("refusal_note.changed"))
        if begun != now and st.button(say("notebook.drop"), key=f"{name}.drop"):
            _renamed(begun)
            st.rerun()


def _pressed(visit: Visit, begun: Entry, now: Entry | None, fields: dict[str, str] | None) -> None:
    """Write an entry anew, or remove it; say why not.

    Whoever was told that it changed has it before them as it stands: they may press again.
    """
    try:
        _change(visit, begun, note_fields.read(fields) if fields else None)
    except Refusal as refusal:
        st.error(visit.say(refusal.key, **refusal.facts))
        if now and refusal.code == "note.changed":
            st.session_state[FORMS][begun.id] = replace(begun, revision=now.revision)


def _name(entry: Entry) -> str:
    """Return what the form of an entry is called, until its own reader keeps or drops it."""
    return f"notebook.{entry.id}.{st.session_state.get(f'{ROUND}.{entry.id}', 0)}"


def _renamed(entry: Entry) -> None:
    """Let go of a form and what is typed in it."""
    key = f"{ROUND}.{entry.id}"
    st.session_state[key] = st.session_state.get(key, 0) + 1
    st.session_state[FORMS].pop(entry.id, None)


def _stands(say: Say, entry: Entry) -> bool:
    """Return whether the form of an entry was on the page as this reader last saw it."""
    return f"{_name(entry)}.said.{say.language}" in st.session_state


def _begun(say: Say, entry: Entry) -> Entry:
    """Return an entry as it was when its form was first drawn."""
    forms = st.session_state.setdefault(FORMS, {})
    if entry.id not in forms or not _stands(say, entry):
        forms[entry.id] = entry
    return forms[entry.id]


def _gone(say: Say, code: str, entries: list[Entry]) -> list[Entry]:
    """Return entries that somebody removed while their form was on the page."""
    known = {entry.id for entry in entries}
    forms = st.session_state.setdefault(FORMS, {}).values()
    return [
        one
        for one in forms
        if one.id not in known and one.neighbourhood == code and _stands(say, one)
    ]


def _change(visit: Visit, begun: Entry, written: Written | None) -> None:
    """Write an entry anew; None removes it."""
    by = readers.acting(visit.directory, visit.sid, ABILITY)
    given = (visit.directory, begun.id)
    if written is None:
        notebook.remove(*given, visit.access, revision=begun.revision, by=by)
    else:
        notebook.change(*given, written, visit.access, revision=begun.revision, by=by)
    _renamed(begun)
    _again("removed" if written is None else "changed")


def _again(told: str) -> None:
    st.session_state[TOLD] = told
    st.rerun()


def _done(say: Say) -> None:
    told = st.session_state.pop(TOLD, None)
    if told:
        st.success(say(f"notebook.was_{told}"))


@contextlib.contextmanager
def _refused(say: Say) -> Iterator[None]:
    """Say in words why an entry was not taken."""
    try:
        yield
    except Refusal as refusal:
        st.error(say(refusal.key, **refusal.facts))
