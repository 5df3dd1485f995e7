"""The desk for consents: a file of answers or of people comes in; a consent is taken back."""

from typing import Any

import streamlit as st

from data import access, consent_commands, consents, persian, settings, uploads
from data.listed import Receipt
from data.refusal import Refusal
from pages.views import asking_desk, readers
from pages.views.desk import FORMATS
from pages.views.frame import Visit

ABILITY = "consents"
LAST, DONE = "consent_desk.receipt", "consent_desk.withdrawn"


def draw(visit: Visit) -> None:
    """Draw whom to ask, the form for files, and the one for a consent taken back."""
    access.require(visit.access, ABILITY)
    say = visit.say
    asking_desk.lists(visit)
    st.subheader(say("consents.title"), anchor=False)
    _last(visit)
    with st.expander(say("consents.take_in")):
        st.caption(say("consents.means"))
        _form(visit)
    with st.expander(say("consents.withdraw")):
        st.caption(say("consents.withdraw_means"))
        _withdraw(visit)


def _form(visit: Visit) -> None:
    say, most = visit.say, settings.read(visit.directory).upload_megabytes
    kinds = tuple(consent_commands.KINDS)
    kind = st.segmented_control(
        say("consents.kind"),
        kinds,
        default=kinds[0],
        format_func=lambda word: say(f"consents.kind_{word}"),
        key=f"consents.kind.{say.language}",
    )
    file = st.file_uploader(
        say("consents.file"), type=FORMATS, key="consents.file", max_upload_size=most
    )
    told = {}
    if kind != "people":
        told["renewed"] = st.checkbox(
            say("consents.renewed"), key=f"consents.renewed.{say.language}"
        )
    pressed = st.button(
        say("consents.take_in"), type="primary", disabled=file is None, key="consents.take_in"
    )
    if pressed and file:
        _take_in(visit, file, kind or kinds[0], **told)


def _take_in(visit: Visit, file: Any, kind: str, **told: bool) -> None:
    by = readers.acting(visit.directory, visit.sid, ABILITY)
    with uploads.as_files([(file.name, file.getvalue())]) as [path]:
        try:
            take_in = consent_commands.KINDS[kind]
            st.session_state[LAST] = take_in(path, visit.directory, by=by, **told)
        except Refusal as refusal:
            st.error(visit.say(refusal.key, **refusal.facts))
            return
    st.rerun()


def _last(visit: Visit) -> None:
    """Draw what became of the last file."""
    say = visit.say
    if st.session_state.pop(DONE, False):
        st.success(say("consents.withdrawn"))
    receipt: Receipt | None = st.session_state.get(LAST)
    if receipt is None:
        return
    first, *others = consent_commands.lines(receipt, say)
    st.success(first)
    for line in others:
        st.caption(line)


def _withdraw(visit: Visit) -> None:
    say = visit.say
    with st.container(horizontal=True, vertical_alignment="bottom"):
        typed = st.text_input(say("consents.number"), key="consents.who", max_chars=60, width=320)
        pressed = st.button(say("consents.withdraw"), key="consents.withdraw", disabled=not typed)
    if not pressed:
        return
    by = readers.acting(visit.directory, visit.sid, ABILITY)
    try:
        consents.withdraw(visit.directory, persian.digits(typed), by=by)
    except Refusal as refusal:
        st.error(say(refusal.key, **refusal.facts))
        return
    st.session_state[DONE] = True
    st.rerun()
