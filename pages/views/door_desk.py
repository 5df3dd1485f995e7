"""The desk at the door and the one at the ramp: who has come, by a scanned card or by name."""

import contextlib
import functools
import html
from typing import Any

import streamlit as st

from data import access, ceremonies
from data.ceremonies import Ceremony, Guest
from data.refusal import Refusal
from pages.views import console_words, filters, readers, wall
from pages.views.visit import Visit

ABILITY = "ceremony"
SECONDS_BETWEEN_LOOKS = 2
LISTED = 12
FOUND, TOLD = "door_desk.found", "door_desk.told"
MARKS = "\\`*_{}[]()<>#+-!|~$:&"  # of Markdown, and of what Streamlit adds to it


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
        _come(visit, one.name, at)


@st.fragment
def _form(visit: Visit, one: Ceremony, at: str) -> None:
    access.require(visit.access, ABILITY)
    say = visit.say
    with st.form("door.form", clear_on_submit=True, border=True):
        typed = st.text_input(say("ceremony.scan"), key="door.typed", max_chars=80)
        seat = ""
        if at == "door":
            seat = st.text_input(say("ceremony.seat"), key="door.seat", max_chars=12)
        sent = st.form_submit_button(say(f"ceremony.do_{at}"), type="primary")
    if sent and typed.strip():
        _look_up(visit, one, at, typed, seat.strip())
    _found(visit, one, at)
    why, told = st.session_state.pop(TOLD, ("", ""))
    if told:
        (st.success if why == "noted" else st.error)(plain(told))


def _look_up(visit: Visit, one: Ceremony, at: str, typed: str, seat: str) -> None:
    """Note whoever's card was scanned; list those whose names are like what was typed."""
    st.session_state[FOUND] = None
    code = ceremonies.by_number(visit.directory, one.name, typed)
    if code is not None:
        _note(visit, one, at, code, seat)
        return
    codes = [who.code for who in ceremonies.search(visit.directory, one.name, typed)]
    if codes:
        st.session_state[FOUND] = (one.name, seat, codes)  # no names: a consent may be taken back
    else:
        st.warning(visit.say("ceremony.not_found"))


def _found(visit: Visit, one: Ceremony, at: str) -> None:
    """Draw a button for each of those found."""
    name, seat, codes = st.session_state.get(FOUND) or ("", "", [])
    if name != one.name:
        return
    for code in codes:
        guest = ceremonies.guest(visit.directory, one, code)
        if guest is None:
            continue
        does = functools.partial(_note, visit, one, at, code, seat)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(visit.say(f"ceremony.do_{at}"), key=f"door.{code}", on_click=does)
            st.text(f"{guest.name} · {wall.county_of(visit, visit.say, guest.county)}")


def _note(visit: Visit, one: Ceremony, at: str, code: str, seat: str) -> None:
    by = readers.acting(visit.directory, visit.sid, ABILITY)
    st.session_state[FOUND] = None
    guest = ceremonies.guest(visit.directory, one, code)
    try:
        if at == "ramp":
            ceremonies.to_ramp(visit.directory, one.name, code, by=by)
        else:
            ceremonies.check_in(visit.directory, one.name, code, seat=seat or None, by=by)
    except Refusal as refusal:
        st.session_state[TOLD] = ("refused", visit.say(refusal.key, **refusal.facts))
        return
    name = guest.name if guest else visit.say("ceremony.gone")
    st.session_state[TOLD] = ("noted", visit.say(f"ceremony.noted_{at}", name=name))


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def _come(visit: Visit, name: str, at: str) -> None:
    """Draw how many have come, the queue at the ramp, and the last ones."""
    say, guests = visit.say, console_words.guests(visit, name)
    held = ceremonies.arrivals(visit.directory, name)
    held = held[held["code"].isin(guests)]
    come, total = int(held["at"].notna().sum()), len(guests)
    st.metric(say("ceremony.come"), say("ceremony.n_of", number=come, total=total))
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
    _undo(visit, name, at, [guests[code] for code in (ramp if at == "ramp" else last)["code"]])


def _beside(visit: Visit, row: Any, title: str) -> str:
    say = visit.say
    if title == "ramp_queue":
        return say("ceremony.turn", turn=int(row.ramp))
    return say("ceremony.sits", seat=say.digits(row.seat)) if row.seat else ""


def _undo(visit: Visit, name: str, at: str, guests: list[Guest]) -> None:
    """Draw the button that takes the last one back: whom it names, whoever comes meanwhile."""
    if not guests:
        return
    last = guests[0]
    does = functools.partial(_take_back, visit, name, at, last.code)
    label = plain(visit.say(f"ceremony.undo_{at}", name=last.name))
    st.button(label, key=f"door.undo.{at}.{last.code}", on_click=does)


def _take_back(visit: Visit, name: str, at: str, code: str) -> None:
    by = readers.acting(visit.directory, visit.sid, ABILITY)
    undo = ceremonies.off_ramp if at == "ramp" else ceremonies.undo_check_in
    with contextlib.suppress(Refusal):  # taken back at another desk meanwhile
        undo(visit.directory, name, code, by=by)


def plain(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    return "".join(f"\\{letter}" if letter in MARKS else letter for letter in text)
