"""What is released, for the steward: what waits, what the attacks came to, a month told anew."""

import streamlit as st

from data import access, release, release_commands, store
from data.refusal import Refusal
from pages.views import readers
from pages.views.frame import Visit

DONE = "releasing.done"


def report(visit: Visit) -> None:
    """Draw what is released by now, and what waits."""
    access.require(visit.access, "intake")
    say, told = visit.say, release.of(store.manifest(visit.directory))
    st.subheader(say("release.title"), anchor=False)
    if DONE in st.session_state:
        st.success(st.session_state.pop(DONE))
    draw = st.error if told["held"] else st.info if told["late"] else st.write
    draw("\n\n".join(release_commands.lines(told, say)))
    if told["months"]:
        _again(visit, told["months"][::-1])


def _again(visit: Visit, months: list[int]) -> None:
    """Draw the form by which a month is told anew, under a name."""
    say = visit.say
    with st.expander(say("release.again")), st.form("release", border=False):
        month = st.selectbox(say("release.month"), months, format_func=say.month)
        name = st.text_input(say("release.name"), max_chars=60)
        if not st.form_submit_button(say("release.go")):
            return
        access.require(visit.access, "intake")
        try:
            by = readers.name(visit.directory)
            release.again(visit.directory, [month], name, by=by)
        except Refusal as refusal:
            st.error(say(refusal.key, **refusal.facts))
            return
        st.session_state[DONE] = say("release.done", month=say.month(month), name=name.strip())
    st.rerun()
