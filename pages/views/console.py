"""The presenter's console: what is on the wall, what is read out, what comes next."""

import contextlib
import functools
import secrets
from dataclasses import dataclass

import streamlit as st

from data import ceremonies, clock, sessions
from data.ceremonies import Ceremony
from data.refusal import Refusal
from pages.views import console_order, console_words, readers, staging, wall
from pages.views.address import put
from pages.views.door_desk import plain
from pages.views.staging import Shown
from pages.views.visit import Visit
from words import END, ISOLATE

ABILITY = "ceremony"
SECONDS_BETWEEN_LOOKS = 0.5
AHEAD = 4
CLICKED = ("back", "blank", "next")  # the clicker's own, as large as the console is wide
REFUSED = "console.refused"
SECONDS_TOLD, SECONDS_WARNED = 8, 20 * 60


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
    if mine:
        _stay(visit)
    st.html(
        f"<div class=desk data-ceremony='{desk.name}' data-desk='{desk.key}' data-mine='{mine:d}' "
        f"data-waits='{say('ceremony.press_waits')}' data-lost='{say('ceremony.press_lost')}' "
        f"data-refused='{say('ceremony.press_refused')}'>"
        f"{wall.slide(visit, desk.name, shown, told=say('ceremony.is_blank'))}"
        f"{console_words.script(visit, desk.name, shown)}</div>"
    )
    why, until = st.session_state.get(REFUSED, ("", 0.0))
    if clock.now() < until:
        st.error(why)
    if shown.state == "ready":
        _begin(visit, desk, shown, mine=held.mine)
    elif shown.state == "running":
        _buttons(visit, desk, mine, shown)
    else:
        st.info(say("ceremony.is_over"))
        _begin(visit, desk, shown, mine=True)


def _stay(visit: Visit) -> None:
    """Keep the presenter signed in through a long speech; say when the eight hours end."""
    with contextlib.suppress(Refusal):  # a busy database: in a moment again
        sessions.keep(visit.directory, visit.sid)
    found = sessions.by_id(visit.directory, visit.sid)
    if found is not None and found.expires - clock.now() < SECONDS_WARNED:
        minutes = max(0, int((found.expires - clock.now()) / 60))
        st.warning(visit.say("ceremony.signed_out_soon", minutes=minutes))


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

    def take() -> None:
        _held(visit, desk, shown, take=True)

    with st.container(horizontal=True, vertical_alignment="center"):
        name = f"{ISOLATE}{plain(held.holder_name)}{END}"
        st.warning(say("ceremony.you_watch", name=name))
        st.button(say("ceremony.take_over"), key="console.take", on_click=take)


def _begin(visit: Visit, desk: Desk, shown: Shown, *, mine: bool) -> None:
    say = visit.say

    def begin() -> None:
        by = readers.acting(visit.directory, visit.sid, ABILITY)
        with contextlib.suppress(Refusal):  # begun by another meanwhile: the console shows it
            ceremonies.begin(visit.directory, desk.name, by=by)

    word = "begin" if shown.state == "ready" else "go_on"
    st.caption(say(f"ceremony.{word}_means"))
    st.button(
        say(f"ceremony.{word}"),
        type="primary" if word == "begin" else "secondary",
        key="console.begin",
        disabled=not mine,
        on_click=begin,
    )


def _buttons(visit: Visit, desk: Desk, mine: bool, shown: Shown) -> None:
    back, blank, on = st.columns([2, 2, 3])
    for side, act in ((back, "back"), (blank, "blank"), (on, "next")):
        with side:
            _button(visit, desk, act, not mine)
    with st.container(horizontal=True):
        nobody = not mine or not shown.key.startswith("person:")
        _button(visit, desk, "skip", nobody, code=shown.key.partition(":")[2])
        _button(visit, desk, "undo", not mine)
    st.caption(visit.say("ceremony.keys"))
    if mine:
        _end(visit, desk)


def _end(visit: Visit, desk: Desk) -> None:
    """Draw the end, behind a tick: it closes the calling before the hall."""
    say = visit.say

    def end() -> None:
        by = readers.acting(visit.directory, visit.sid, ABILITY)
        with contextlib.suppress(Refusal):  # ended by another meanwhile
            ceremonies.end(visit.directory, desk.name, by=by)

    with st.container(horizontal=True, vertical_alignment="center"):
        sure = st.checkbox(say("ceremony.end_sure"), key=f"console.sure.{say.language}")
        st.button(say("ceremony.end"), key="console.end", disabled=not sure, on_click=end)


def _button(visit: Visit, desk: Desk, act: str, disabled: bool, **what: str) -> None:
    """Draw a button for an act; it is done before the console is drawn anew."""
    st.button(
        visit.say(f"ceremony.act_{act}"),
        key=f"press_{act}",
        type="primary" if act == "next" else "secondary",
        width="stretch" if act in CLICKED else "content",
        disabled=disabled,
        on_click=functools.partial(_act, visit, desk, act, **what),
    )


def _act(visit: Visit, desk: Desk, act: str, **what: str) -> None:
    """Do something on the console in the reader's name; note why not, where so."""
    try:
        staging.press(visit.directory, desk.name, act, sid=visit.sid, desk=desk.key, **what)
    except Refusal as refusal:
        why = visit.say(refusal.key, **refusal.facts)
        st.session_state[REFUSED] = (why, clock.now() + SECONDS_TOLD)


@st.fragment(run_every=2 * SECONDS_BETWEEN_LOOKS)
def _ahead(visit: Visit, desk: Desk) -> None:
    """Draw how far it is, how long is left, and who comes next."""
    stand = staging.stand(visit.directory, desk.name)
    console_words.progress(visit, stand)
    console_words.ahead(visit, stand, console_words.guests(visit, desk.name), AHEAD)
