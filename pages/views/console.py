"""The presenter's console: what is on the wall, what is read out, what comes next."""

import secrets
from dataclasses import dataclass

import streamlit as st

from data import ceremonies
from data.ceremonies import Ceremony
from data.refusal import Refusal
from pages.views import console_order, console_words, readers, staging, wall
from pages.views.address import put
from pages.views.staging import Shown
from pages.views.visit import Visit
from words import END, ISOLATE

ABILITY = "ceremony"
SECONDS_BETWEEN_LOOKS = 0.5
AHEAD = 4


@dataclass(frozen=True)
class Desk:
    """One console at one ceremony.

    Parameters
    ----------
    name : str
        The ceremony's.
    key : str
        The console's own; it stands in the address, so that a page loaded anew goes on.
    """

    name: str
    key: str


def draw(visit: Visit, one: Ceremony) -> None:
    """Draw the console; what it shows follows the ceremony by itself."""
    key = st.query_params.get("desk", "")
    if not (key.isalnum() and len(key) == 12):
        key = secrets.token_hex(6)
        put("desk", key)
    desk = Desk(one.name, key)
    left, right = st.columns([13, 8], gap="medium")
    with left:
        _desk(visit, desk)
    with right:
        _ahead(visit, desk)
        console_order.draw(visit, desk.name, lambda act, **what: _act(visit, desk, act, **what))


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def _desk(visit: Visit, desk: Desk) -> None:
    """Draw what is on the wall, the script, and the buttons."""
    say, shown = visit.say, staging.shown(visit.directory, desk.name)
    held = _held(visit, desk, shown)
    _holder(visit, desk, shown, held)
    mine = held.mine and shown.state == "running"
    st.html(
        f"<div class=desk data-ceremony='{desk.name}' data-desk='{desk.key}' data-mine='{mine:d}' "
        f"data-waits='{say('ceremony.press_waits')}' data-lost='{say('ceremony.press_lost')}'>"
        f"{wall.slide(visit, desk.name, shown, told=say('ceremony.is_blank'))}"
        f"{console_words.script(visit, desk.name, shown)}</div>"
    )
    if shown.state == "ready":
        _begin(visit, desk, held.mine)
    elif shown.state == "running":
        _buttons(visit, desk, mine, shown)
    else:
        st.info(say("ceremony.is_over"))


def _held(visit: Visit, desk: Desk, shown: Shown, *, take: bool = False) -> ceremonies.Held:
    """Hold the console, if nobody else does or it is taken."""
    by = readers.acting(visit.directory, visit.sid, ABILITY)
    holder = staging.holder(visit.sid, desk.key)
    if shown.state == "over":
        return ceremonies.Held(mine=False, holder_name="", free=True)
    told = {"holder": holder, "holder_name": by, "by": by}
    held = ceremonies.hold(visit.directory, desk.name, **told, take=take)
    if held.free and shown.state == "ready":  # whoever opened it before has gone
        return ceremonies.hold(visit.directory, desk.name, **told, take=True)
    return held


def _holder(visit: Visit, desk: Desk, shown: Shown, held: ceremonies.Held) -> None:
    """Say who calls, where it is somebody else, and offer to take over."""
    if held.mine or shown.state == "over":
        return
    say = visit.say
    with st.container(horizontal=True, vertical_alignment="center"):
        st.warning(say("ceremony.you_watch", name=f"{ISOLATE}{held.holder_name}{END}"))
        if st.button(say("ceremony.take_over"), key="console.take"):
            _held(visit, desk, shown, take=True)
            st.rerun(scope="fragment")


def _begin(visit: Visit, desk: Desk, mine: bool) -> None:
    say = visit.say
    st.caption(say("ceremony.begin_means"))
    if st.button(say("ceremony.begin"), type="primary", key="console.begin", disabled=not mine):
        by = readers.acting(visit.directory, visit.sid, ABILITY)
        ceremonies.begin(visit.directory, desk.name, by=by)
        st.rerun(scope="fragment")


def _buttons(visit: Visit, desk: Desk, mine: bool, shown: Shown) -> None:
    say = visit.say
    back, blank, on = st.columns([2, 2, 3])
    for side, act, kind in ((back, "back", "secondary"), (blank, "blank", "secondary")):
        with side:
            _button(visit, desk, act, mine, kind)
    with on:
        _button(visit, desk, "next", mine, "primary")
    with st.container(horizontal=True):
        nobody = not mine or shown.kind != "person"
        if st.button(say("ceremony.act_absent"), key="console.absent", disabled=nobody):
            _act(visit, desk, "skip", code=shown.key.partition(":")[2])
        if st.button(say("ceremony.act_undo"), key="console.undo", disabled=not mine):
            _act(visit, desk, "undo")
    st.caption(say("ceremony.keys"))


def _button(visit: Visit, desk: Desk, act: str, mine: bool, kind: str) -> None:
    label, asked = visit.say(f"ceremony.act_{act}"), {"disabled": not mine, "width": "stretch"}
    if st.button(label, key=f"press_{act}", type=kind, **asked):  # type: ignore[arg-type]
        _act(visit, desk, act)


def _act(visit: Visit, desk: Desk, act: str, **what: str) -> None:
    """Do something on the console in the reader's name; say why not, where so."""
    try:
        staging.press(visit.directory, desk.name, act, sid=visit.sid, desk=desk.key, **what)
    except Refusal as refusal:
        st.error(visit.say(refusal.key, **refusal.facts))
        return
    st.rerun(scope="fragment")


@st.fragment(run_every=2 * SECONDS_BETWEEN_LOOKS)
def _ahead(visit: Visit, desk: Desk) -> None:
    """Draw how far it is, how long is left, and who comes next."""
    stand = staging.stand(visit.directory, desk.name)
    console_words.progress(visit, stand)
    console_words.ahead(visit, stand, console_words.guests(visit, desk.name), AHEAD)
