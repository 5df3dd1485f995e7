"""What may be done to a round now: begin, save, fix, draw, approve, announce."""

import pandas as pd
import streamlit as st

from awards.policy import Policy
from data import persian, rounds
from pages.views import picking, proposing, reviewing, round_files
from pages.views.cached_candidates import Picked
from pages.views.frame import Visit
from pages.views.round_choice import Chosen


def preparing(visit: Visit, chosen: Chosen, policies: tuple[Policy, Policy], found: Picked) -> None:
    """Draw the next act of a round that nobody was drawn for yet."""
    if not visit.access.may("policy"):
        return
    say, (saved, asked) = visit.say, policies
    if chosen.state == "":
        st.caption(say("honorees.begin_means"))
        if st.button(say("honorees.begin"), type="primary", key="round.begin"):
            picking.begin(visit, chosen, asked)
    elif chosen.state == "draft":
        _draft(visit, chosen, (saved, asked), found)
    else:
        _fixed(visit, chosen, found)


def _draft(visit: Visit, chosen: Chosen, policies: tuple[Policy, Policy], found: Picked) -> None:
    say, (saved, asked) = visit.say, policies
    changed = asked != saved
    with st.container(horizontal=True):
        if st.button(say("honorees.save"), disabled=not changed, key="round.save"):
            picking.save(visit, chosen, asked)
        ready = not changed and found.choice is not None and len(found.pool) > 0
        fix = st.button(
            say("honorees.fix"),
            type="primary",
            disabled=not ready,
            help=say("honorees.fix_means"),
            key="round.fix",
        )
    if fix:
        proposing.fix(visit, chosen, found, saved)


def _fixed(visit: Visit, chosen: Chosen, found: Picked) -> None:
    """Draw the pool's hash, large, and where the seed is typed in."""
    say = visit.say
    st.html(
        f"<div class='anchor pool'><b>{say('honorees.publish_first')}</b>"
        f"<code dir='ltr'>{chosen.held.pool_hash}</code></div>"
    )
    round_files.public(visit, chosen)
    st.caption(say("honorees.seed_means"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        seed = st.text_input(say("honorees.seed"), key="round.seed", max_chars=80, width=260)
        seed = persian.digits(seed).strip()
        if st.button(say("honorees.draw"), type="primary", disabled=not seed, key="round.draw"):
            proposing.propose(visit, chosen, found, seed)
    with st.expander(say("honorees.reopen")):
        st.caption(say("honorees.reopen_means"))
        reason = reviewing.reason(visit, rounds.REASONS["reopened"], "round.reopen_why")
        if st.button(say("honorees.reopen"), key="round.reopen"):
            revision = chosen.held.revision
            picking.carry_out(
                visit, "policy", rounds.reopen, chosen.name, revision=revision, reason=reason
            )


def drawn(visit: Visit, chosen: Chosen, people: pd.DataFrame) -> None:
    """Draw how far a drawn round is, its next act, and its lists."""
    say = visit.say
    standing = people["standing"].value_counts()
    chosen_now = int(standing.get("chosen", 0))
    waiting = int(rounds.waiting(visit.directory, chosen.name))
    numbers = {
        "chosen": chosen_now,
        "reserve": int(standing.get("reserve", 0)),
        "answered": chosen_now - waiting,
        "waiting": waiting,
    }
    for cell, (name, value) in zip(st.columns(4), numbers.items(), strict=True):
        cell.metric(say(f"honorees.number_{name}"), say.number(value))
    _next(visit, chosen, chosen_now)
    round_files.lists(visit, chosen, people)


def _next(visit: Visit, chosen: Chosen, number: int) -> None:
    say, may = visit.say, visit.access.may("approve")
    if chosen.state == "proposed":
        st.caption(say("honorees.ask_first"))
    elif chosen.state == "consented" and may:
        _approve(visit, chosen, number)
    elif chosen.state == "approved" and may:
        with st.container(horizontal=True, vertical_alignment="center"):
            announce = st.button(say("honorees.announce"), type="primary", key="round.announce")
            st.caption(say("honorees.announce_means"))
        if announce:
            revision = chosen.held.revision
            picking.carry_out(visit, "approve", rounds.announce, chosen.name, revision=revision)


def _approve(visit: Visit, chosen: Chosen, number: int) -> None:
    """Ask again: whoever approves writes how many people they honour."""
    say = visit.say
    st.caption(say("honorees.approve_means", number=number))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        typed = st.text_input(
            say("honorees.approve_number"), key="round.number", max_chars=6, width=200
        )
        told = persian.digits(typed).strip()
        ready = told.isdecimal()
        if st.button(
            say("honorees.approve"), type="primary", disabled=not ready, key="round.approve"
        ):
            picking.carry_out(
                visit,
                "approve",
                rounds.approve,
                chosen.name,
                revision=chosen.held.revision,
                number=int(told),
            )
