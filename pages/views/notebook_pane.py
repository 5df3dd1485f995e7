"""The liaison's notebook: what was agreed with residents, what was said and done, meetings."""

import contextlib
import datetime
import html
from collections.abc import Iterator

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data import jalali, note_texts, notebook
from data.notebook import Entry, Written
from data.refusal import Refusal
from pages.views import readers
from pages.views.frame import Visit
from words import Say

ABILITY, TOLD, ROUND = "notebook", "notebook.told", "notebook.round"


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
        for entry in entries:
            _entry(visit, entry)


def _form(visit: Visit, code: str) -> None:
    """Draw the form of a new entry.

    Its name stays while something is typed, so that new figures leave what was typed alone.
    """
    say = visit.say
    name = f"{code}.{st.session_state.setdefault(ROUND, 0)}"
    st.subheader(say("notebook.new"), anchor=False)
    with st.form(f"notebook.form.{name}.{say.language}", border=True):
        written = _fields(say, f"notebook.new.{name}", None)
        pressed = st.form_submit_button(say("notebook.add"), type="primary")
    st.caption(say("notebook.nobody"))
    if pressed:
        with _refused(say):
            by = readers.acting(visit.directory, visit.sid, ABILITY)
            notebook.add(visit.directory, code, _read(written), visit.access, by=by)
            st.session_state[ROUND] += 1
            _again("added")


def _entry(visit: Visit, entry: Entry) -> None:
    """Draw one entry, with what changes or removes it."""
    say, held = visit.say, entry.written
    kind, state = say(f"notebook.kind_{held.kind}"), say(f"notebook.state_{held.state}")
    done = f"<p><b>{html.escape(say('notebook.done'))}</b> {html.escape(held.done)}</p>"
    st.html(
        f'<article class="note {held.state}"><header><b>{html.escape(kind)}</b>'
        f"<span>{html.escape(say.day(held.day))}</span><em>{html.escape(state)}</em></header>"
        f"<p>{html.escape(held.said)}</p>{done if held.done else ''}</article>"
    )
    name = f"notebook.{entry.id}.{entry.revision}"
    with st.expander(say("notebook.change")), st.form(f"{name}.form.{say.language}", border=False):
        written = _fields(say, name, held)
        with st.container(horizontal=True):
            kept = st.form_submit_button(say("notebook.keep"), type="primary")
            removed = st.form_submit_button(say("notebook.remove"))
    if kept or removed:
        with _refused(say):
            _change(visit, entry, None if removed else _read(written))


def _change(visit: Visit, entry: Entry, written: Written | None) -> None:
    """Write an entry anew; None removes it."""
    by = readers.acting(visit.directory, visit.sid, ABILITY)
    given = (visit.directory, entry.id)
    if written is None:
        notebook.remove(*given, visit.access, revision=entry.revision, by=by)
        _again("removed")
    else:
        notebook.change(*given, written, visit.access, revision=entry.revision, by=by)
        _again("changed")


def _fields(say: Say, name: str, held: Written | None) -> dict[str, str]:
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


def _read(fields: dict[str, str]) -> Written:
    texts = {name: text for name, text in fields.items() if name != "day"}
    return Written(**texts, day=note_texts.day(fields["day"]))


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
