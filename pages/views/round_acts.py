"""What may be done to a round now: begin, save, fix, draw, review, approve, announce, amend."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from awards.policy import Policy
from data import access, exports, lists, persian, rounds
from pages.views import candidate_tables, handing_out, keeping, picking, places, tables
from pages.views.cached_candidates import Picked
from pages.views.frame import Visit
from pages.views.round_choice import Chosen
from words import END, ISOLATE

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
        picking.fix(visit, chosen, found, saved)


def _fixed(visit: Visit, chosen: Chosen, found: Picked) -> None:
    """Draw the pool's hash, large, and where the seed is typed in."""
    say = visit.say
    st.html(
        f"<div class='anchor pool'><b>{say('honorees.publish_first')}</b>"
        f"<code dir='ltr'>{chosen.held.pool_hash}</code></div>"
    )
    public_file(visit, chosen)
    st.caption(say("honorees.seed_means"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        seed = st.text_input(say("honorees.seed"), key="round.seed", max_chars=80, width=260)
        seed = persian.digits(seed).strip()
        if st.button(say("honorees.draw"), type="primary", disabled=not seed, key="round.draw"):
            picking.propose(visit, chosen, found, seed)
    with st.expander(say("honorees.reopen")):
        st.caption(say("honorees.reopen_means"))
        reason = _reason(visit, rounds.REASONS["reopened"], "round.reopen_why")
        if st.button(say("honorees.reopen"), key="round.reopen"):
            revision = chosen.held.revision
            picking.act(
                visit, "policy", rounds.reopen, chosen.name, revision=revision, reason=reason
            )


def public_file(visit: Visit, chosen: Chosen) -> None:
    """Draw the button for the file by which anybody can replay the draw."""
    handing_out.button(
        visit,
        visit.say("honorees.public_file"),
        lambda: rounds.pool(visit.directory, chosen.name).encode(),
        name=f"{chosen.name}.csv",
        media_type="text/csv",
        ability="honorees",
        round=chosen.name,
    )


def _reason(visit: Visit, reasons: tuple[str, ...], key: str) -> str:
    say = visit.say
    return st.selectbox(
        say("honorees.reason"),
        reasons,
        format_func=lambda code: say(f"round_reason.{code}"),
        key=f"{key}.{say.language}",
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
    _files(visit, chosen, people)


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
            picking.act(visit, "approve", rounds.announce, chosen.name, revision=revision)


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
            picking.act(
                visit,
                "approve",
                rounds.approve,
                chosen.name,
                revision=chosen.held.revision,
                number=int(told),
            )


def _files(visit: Visit, chosen: Chosen, people: pd.DataFrame) -> None:
    say = visit.say

    def table() -> pd.DataFrame:
        return _listed(visit, people)

    def workbook() -> bytes:
        rows = table()
        title = say(f"honorees.round_by_{chosen.round.kind}")
        persian_first = say.language == "fa"
        return lists.workbook(title, list(rows), rows.to_numpy().tolist(), persian_first)

    makes: dict[str, tuple[str, Callable[[], bytes]]] = {
        "xlsx": (XLSX, workbook),
        "csv": ("text/csv", lambda: exports.csv(table())),
    }
    with st.container(horizontal=True):
        for kind, (media_type, make) in makes.items():
            handing_out.button(
                visit,
                say(f"honorees.list_{kind}"),
                make,
                name=f"{chosen.name}-honorees.{kind}",
                media_type=media_type,
                ability="approve",
                round=chosen.name,
            )
        public_file(visit, chosen)


def _listed(visit: Visit, people: pd.DataFrame) -> pd.DataFrame:
    """Return the people of a round as they stand in a file: no pseudonym, no name."""
    say = visit.say
    made = {
        "code": people["code"],
        "county": [places.name_of(visit, one) for one in people["county"]],
        "place": people["place"],
        "merit": people["merit"] / 1000,
        "status": [candidate_tables.status(say, one) for one in people["standing"]],
    }
    return pd.DataFrame({say(f"honorees.column_{name}"): held for name, held in made.items()})


def reviewing(visit: Visit, chosen: Chosen, people: pd.DataFrame) -> None:
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
    acts = ("fit", "unfit", "stepped_aside")
    verdict = st.segmented_control(
        say("honorees.verdict"),
        acts,
        default=acts[0],
        format_func=lambda word: say(f"honorees.mark_{word}"),
        key=f"review.act.{say.language}",
    )
    verdict = verdict or acts[0]
    reason = _reason(visit, rounds.REASONS[verdict], f"review.why.{verdict}")
    with st.container(horizontal=True):
        if st.button(say("honorees.set_mark"), key="review.set"):
            picking.act(
                visit, "honorees", rounds.mark, chosen.name, code, act=verdict, reason=reason
            )
        if verdict == "unfit" and visit.access.may("approve"):
            _set_aside(visit, chosen, code, reason)


def _set_aside(visit: Visit, chosen: Chosen, code: str, reason: str) -> None:
    say, revision = visit.say, chosen.held.revision
    if st.button(
        say("honorees.set_aside"), help=say("honorees.set_aside_means"), key="review.set_aside"
    ):
        picking.act(
            visit,
            "approve",
            rounds.set_aside,
            chosen.name,
            code,
            reason=reason,
            revision=revision,
        )


def _amend(visit: Visit, chosen: Chosen, code: str) -> None:
    say = visit.say
    with st.expander(say("honorees.amend")):
        st.caption(say("honorees.amend_means"))
        acts = ("removed", "called")
        act = st.segmented_control(
            say("honorees.amendment"),
            acts,
            default=acts[0],
            format_func=lambda word: say(f"honorees.amend_{word}"),
            key=f"amend.act.{say.language}",
        )
        act = act or acts[0]
        reason = _reason(visit, rounds.REASONS[act], f"amend.why.{act}")
        if st.button(say("honorees.amend"), key="amend.do"):
            picking.act(visit, "approve", rounds.amend, chosen.name, code, act=act, reason=reason)


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
