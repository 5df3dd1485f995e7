"""The desk at the door and the one at the ramp: who has come, by a scanned card or by name."""

import html
from typing import Any

import streamlit as st

from data import ceremonies
from data.ceremonies import Ceremony, Guest
from data.refusal import Refusal
from pages.views import filters, readers, wall
from pages.views.visit import Visit

ABILITY = "ceremony"
SECONDS_BETWEEN_LOOKS = 2
LISTED = 12
FOUND = "door_desk.found"


def draw(visit: Visit, one: Ceremony) -> None:
    """Draw the field that a scanner types into, whom it found, and who has come."""
    say = visit.say
    left, right = st.columns([11, 9], gap="large")
    with left:
        at = filters.segments(
            visit, "desk_at", ("door", "ramp"), "door", lambda word: say(f"ceremony.at_{word}")
        )
        st.caption(say(f"ceremony.at_{at}_means"))
        _form(visit, one, at)
    with right:
        _come(visit, one.name)


@st.fragment
def _form(visit: Visit, one: Ceremony, at: str) -> None:
    say = visit.say
    with st.form("door.form", clear_on_submit=True, border=True):
        typed = st.text_input(say("ceremony.scan"), key="door.typed", max_chars=80)
        seat = ""
        if at == "door":
            seat = st.text_input(say("ceremony.seat"), key="door.seat", max_chars=12)
        sent = st.form_submit_button(say(f"ceremony.do_{at}"), type="primary")
    if sent and typed.strip():
        _look_up(visit, one, at, typed, seat)
    for guest in st.session_state.get(FOUND, []):
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button(say(f"ceremony.do_{at}"), key=f"door.{guest.code}"):
                st.session_state[FOUND] = []
                _note(visit, one, at, guest, seat)
                st.rerun(scope="fragment")
            st.text(f"{guest.name} · {wall.county_of(visit, say, guest.county)}")
    told = st.session_state.pop("door_desk.told", None)
    if told:
        st.success(told)


def _look_up(visit: Visit, one: Ceremony, at: str, typed: str, seat: str) -> None:
    """Note whoever's card was scanned; list those whose names are like what was typed."""
    st.session_state[FOUND] = []
    code = ceremonies.by_number(visit.directory, one.name, typed)
    guests = {guest.code: guest for guest in ceremonies.people(visit.directory, one.name)}
    if code in guests:
        _note(visit, one, at, guests[code], seat)
        return
    found = ceremonies.search(visit.directory, one.name, typed)
    st.session_state[FOUND] = found
    if not found:
        st.warning(visit.say("ceremony.not_found"))


def _note(visit: Visit, one: Ceremony, at: str, guest: Guest, seat: str) -> None:
    by = readers.acting(visit.directory, visit.sid, ABILITY)
    try:
        if at == "ramp":
            ceremonies.to_ramp(visit.directory, one.name, guest.code, by=by)
        else:
            ceremonies.check_in(
                visit.directory, one.name, guest.code, seat=seat.strip() or None, by=by
            )
    except Refusal as refusal:
        st.error(visit.say(refusal.key, **refusal.facts))
        return
    st.session_state["door_desk.told"] = visit.say(f"ceremony.noted_{at}", name=guest.name)


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def _come(visit: Visit, name: str) -> None:
    """Draw how many have come, the queue at the ramp, and the last ones."""
    say = visit.say
    held = ceremonies.arrivals(visit.directory, name)
    guests = {guest.code: guest for guest in ceremonies.people(visit.directory, name)}
    held = held[held["code"].isin(guests)]
    come, total = held["at"].notna().sum(), len(guests)
    st.metric(say("ceremony.come"), say("ceremony.n_of", number=int(come), total=total))
    ramp = held[held["ramp"].notna()].sort_values("ramp", ascending=False)
    last = held[held["at"].notna()].sort_values("at", ascending=False)
    for title, rows in (("ramp_queue", ramp), ("last_come", last)):
        items = "".join(
            f"<li><span>{html.escape(guests[row.code].name)}</span>"
            f"<small>{html.escape(_beside(visit, row, title))}</small></li>"
            for row in rows.head(LISTED).itertuples()
        )
        if items:
            st.html(f"<h3>{html.escape(say(f'ceremony.{title}'))}</h3><ol class=ahead>{items}</ol>")
    _undo(visit, name, [guests[code] for code in last["code"].head(LISTED)])


def _beside(visit: Visit, row: Any, title: str) -> str:
    say = visit.say
    if title == "ramp_queue":
        return say("ceremony.turn", turn=int(row.ramp))
    return say("ceremony.sits", seat=say.digits(row.seat)) if row.seat else ""


def _undo(visit: Visit, name: str, guests: list[Guest]) -> None:
    """Draw the button that takes the last one back."""
    if guests and st.button(visit.say("ceremony.undo_come", name=guests[0].name), key="door.undo"):
        by = readers.acting(visit.directory, visit.sid, ABILITY)
        ceremonies.undo_check_in(visit.directory, name, guests[0].code, by=by)
        st.rerun(scope="fragment")
