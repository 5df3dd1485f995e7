"""Where a round stands on its way, in one line, and what was done last."""

import html

import streamlit as st

from awards import METHOD
from pages.views import picking, round_choice
from pages.views.frame import Visit
from pages.views.round_choice import Chosen
from words import END, ISOLATE

STATES = ("draft", "fixed", "proposed", "consented", "approved", "announced")


def draw(visit: Visit, chosen: Chosen) -> None:
    """Draw the round's name and the steps of its life, the present one marked."""
    say = visit.say
    picking.done(visit)
    title = html.escape(round_choice.title(say, chosen.round))
    now = STATES.index(chosen.state) if chosen.state else -1
    steps = "".join(
        f"<li class='{_place(step, now)}'>{html.escape(say(f'honorees.state_{state}'))}</li>"
        for step, state in enumerate(STATES)
    )
    kind = html.escape(say(f"honorees.round_by_{chosen.round.kind}"))
    st.html(f"<div class='round'><h2>{kind}: {title}</h2><ol class='steps'>{steps}</ol></div>")
    if chosen.held is not None:
        _about(visit, chosen)


def _place(step: int, now: int) -> str:
    return "now" if step == now else "past" if step < now else "ahead"


def _about(visit: Visit, chosen: Chosen) -> None:
    """Draw by whom it was begun and approved, and with which method, pool and seed."""
    say, held = visit.say, chosen.held
    words = [
        say("honorees.begun_by", name=f"{ISOLATE}{held.begun_by}{END}"),
        say("honorees.method", method=f"{ISOLATE}{held.method or METHOD}{END}"),
    ]
    if held.pool_hash:
        words.append(say("honorees.pool_is", mark=f"{ISOLATE}`{held.pool_hash[:16]}`{END}"))
    if held.seed:
        words.append(say("honorees.seed_was", seed=f"{ISOLATE}`{_plain(held.seed)}`{END}"))
    if held.approved_by:
        words.append(say("honorees.approved_by", name=f"{ISOLATE}{held.approved_by}{END}"))
    st.caption(" · ".join(words))


def _plain(seed: str) -> str:
    """Return a seed without what would end its code style."""
    return seed.replace("`", "ˋ")
