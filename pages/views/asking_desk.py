"""The desk for asking: whom the 110 centre is still to ask, a list for each round."""

import functools

import streamlit as st

from data import access, exports, rounds
from data.rounds.rows import OPEN, OVER
from pages.views import facts, handing_out
from pages.views.frame import Visit

ABILITY = "consents"


def lists(visit: Visit) -> None:
    """Draw a button for each round in which somebody is still to be asked."""
    if not visit.access.may(ABILITY):
        return
    access.require(visit.access, ABILITY)
    say = visit.say
    st.subheader(say("asking.title"), anchor=False)
    st.caption(say("asking.means"))
    held = rounds.listed(visit.directory)
    waiting = {
        name: rounds.waiting(visit.directory, name)
        for name in held.loc[held["state"].isin([*OPEN, *OVER]), "name"]
    }
    if not any(waiting.values()):
        st.caption(say("asking.none"))
    for name, count in waiting.items():
        if count:
            handing_out.button(
                visit,
                say("asking.list", count=count, round=facts.round_named(say, name)),
                functools.partial(_list, visit, name),
                name=f"{name}-to-ask.csv",
                media_type="text/csv",
                ability=ABILITY,
                round=name,
                rows=count,
            )


def _list(visit: Visit, name: str) -> bytes:
    return exports.csv(rounds.to_ask(visit.directory, name))
