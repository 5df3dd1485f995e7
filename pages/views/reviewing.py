"""Marks on people of a round: by code and county alone; and amendments once it is over."""

import pandas as pd
import streamlit as st

from data import access, rounds
from pages.views import keeping, picking, places, tables
from pages.views.frame import Visit
from pages.views.round_choice import Chosen
from words import END, ISOLATE


def draw(visit: Visit, chosen: Chosen, people: pd.DataFrame) -> None:
    """Draw marks on people of a round, and where one is set; nothing finer than the county."""
    say, held = visit.say, rounds.marks(visit.directory, chosen.name)
    access.require(visit.access, "honorees")
    st.caption(say("honorees.review_means"))
    standing = people[people["standing"].isin(["chosen", "reserve"])]
    counties = standing.set_index("code")["county"].to_dict()
    code = st.selectbox(
        say("honorees.column_code"),
        [*counties],
        format_func=lambda one: f"{ISOLATE}{one}{END} · {places.name_of(visit, counties[one])}",
        key=f"review.code.{say.language}",
    )
    if code is not None and chosen.state in {"proposed", "consented"}:
        _verdict(visit, chosen, code)
    _marks(visit, held)
    if chosen.state in {"approved", "announced"} and visit.access.may("approve") and code:
        _amend(visit, chosen, code)


def _verdict(visit: Visit, chosen: Chosen, code: str) -> None:
    say = visit.say
    verdict = _one_of(visit, "verdict", ("fit", "unfit", "stepped_aside"), "mark")
    why = reason(visit, rounds.REASONS[verdict], f"review.why.{verdict}")
    with st.container(horizontal=True):
        if st.button(say("honorees.set_mark"), key="review.set"):
            picking.carry_out(
                visit, "honorees", rounds.mark, chosen.name, code, act=verdict, reason=why
            )
        if verdict == "unfit" and visit.access.may("approve"):
            _set_aside(visit, chosen, code, why)


def _set_aside(visit: Visit, chosen: Chosen, code: str, why: str) -> None:
    say, revision = visit.say, chosen.held.revision
    if st.button(
        say("honorees.set_aside"), help=say("honorees.set_aside_means"), key="review.set_aside"
    ):
        picking.carry_out(
            visit,
            "approve",
            rounds.set_aside,
            chosen.name,
            code,
            reason=why,
            revision=revision,
        )


def _amend(visit: Visit, chosen: Chosen, code: str) -> None:
    say = visit.say
    with st.expander(say("honorees.amend")):
        st.caption(say("honorees.amend_means"))
        act = _one_of(visit, "amendment", ("removed", "called"), "amend")
        why = reason(visit, rounds.REASONS[act], f"amend.why.{act}")
        if st.button(say("honorees.amend"), key="amend.do"):
            picking.carry_out(
                visit, "approve", rounds.amend, chosen.name, code, act=act, reason=why
            )


def _one_of(visit: Visit, name: str, acts: tuple[str, ...], told: str) -> str:
    """Return the act chosen from a row of buttons, whose words are `honorees.TOLD_ACT`."""
    say = visit.say
    picked = st.segmented_control(
        say(f"honorees.{name}"),
        acts,
        default=acts[0],
        format_func=lambda word: say(f"honorees.{told}_{word}"),
        key=f"review.{name}.{say.language}",
    )
    return picked or acts[0]


def _marks(visit: Visit, held: pd.DataFrame) -> None:
    say = visit.say
    rows = pd.DataFrame(
        {
            "code": [f"{ISOLATE}{one}{END}" for one in held["code"]],
            "mark": [say(f"honorees.mark_{one}") for one in held["act"]],
            "reason": [say(f"round_reason.{one}") for one in held["reason"]],
            "by": list(held["by"]),
            "at": [keeping.moment(say, one) for one in held["at"]],
        }
    )
    titles = {name: say(f"honorees.column_{name}") for name in rows}
    note = "" if len(rows) else say("honorees.no_marks")
    tables.ranking(rows, titles, title=say("honorees.marks"), note=note)


def reason(visit: Visit, reasons: tuple[str, ...], key: str) -> str:
    """Return the reason chosen from a list."""
    say = visit.say
    return st.selectbox(
        say("honorees.reason"),
        reasons,
        format_func=lambda code: say(f"round_reason.{code}"),
        key=f"{key}.{say.language}",
    )
