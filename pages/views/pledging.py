"""The promised minutes: seen by all who see maps, set by whoever may set policies."""

import streamlit as st

from data import pledge, schema
from data.refusal import Refusal
from pages.views import readers
from pages.views.frame import Visit

ABILITY, TOLD = "policy", "pledging.told"


def target(visit: Visit) -> int:
    """Return the promised minutes."""
    return pledge.target(visit.directory)


def form(visit: Visit) -> None:
    """Draw what sets the promise, for whoever may; for others what it is."""
    say, now = visit.say, target(visit)
    if st.session_state.pop(TOLD, False):
        st.success(say("response.promised", target=say.number(now)))
    if not visit.access.may(ABILITY):
        st.caption(say("response.promise_is", target=say.number(now)))
        return
    with st.expander(say("response.promise_is", target=say.number(now))):
        st.caption(say("response.promise_means"))
        minutes = st.segmented_control(
            say("response.promise_minutes"),
            schema.TARGETS,
            default=now,
            format_func=say.number,
            key=f"pledging.minutes.{now}.{say.language}",
        )
        if st.button(say("response.promise_set"), key="pledging.set") and minutes:
            _set(visit, int(minutes))


def _set(visit: Visit, minutes: int) -> None:
    by = readers.acting(visit.directory, visit.sid, ABILITY)
    try:
        pledge.promise(visit.directory, minutes, by=by)
    except Refusal as refusal:
        st.error(visit.say(refusal.key, **refusal.facts))
        return
    st.session_state[TOLD] = True
    st.rerun()
