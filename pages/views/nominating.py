"""A liaison's part in a round: to nominate within their district, by pseudonym and reason."""

import pandas as pd
import streamlit as st

from data import access, rounds
from pages.views import cached_candidates, filters, picking, places, tables
from pages.views.frame import Visit
from pages.views.round_choice import Chosen
from words import END, ISOLATE

LISTED = 400


def draw(visit: Visit, chosen: Chosen) -> None:
    """Draw who may be nominated, with what is told of them; then the marks already set."""
    access.require(visit.access, "nominate")
    say = visit.say
    st.caption(say("honorees.nominate_means"))
    rows = _candidates(visit, chosen)
    if rows.empty:
        st.info(say("honorees.none_in_district"))
        return
    left, right = st.columns([11, 8], gap="large")
    with left:
        _listed(visit, rows)
    with right:
        if chosen.state in {"", "announced", "approved"}:
            key = "not_begun" if chosen.state == "" else "is_over"
            st.info(say(f"honorees.{key}"))
            return
        _nominate(visit, chosen, rows)


def _candidates(visit: Visit, chosen: Chosen) -> pd.DataFrame:
    """Return those eligible whose reports are mostly of the reader's districts, by code."""
    found = cached_candidates.picked(visit, chosen.round, picking.policy(visit, chosen))
    rows = access.narrow(visit.access, found.people[found.people["reason"] == ""])
    rows = rows.sort_values(["merit", "who"], ascending=[False, True]).head(LISTED)
    codes = cached_candidates.named(visit, chosen.round, list(rows["who"]))
    return rows.assign(code=codes)


def _listed(visit: Visit, rows: pd.DataFrame) -> None:
    say = visit.say
    told = pd.DataFrame(
        {
            "code": [f"{ISOLATE}{code}{END}" for code in rows["code"]],
            "county": [places.name_of(visit, code) for code in rows["county"]],
            "merit": [say.number(merit / 1000, 2) for merit in rows["merit"]],
            "useful": [say.number(count) for count in rows["useful"]],
        }
    )
    shown = told.head(LISTED // 20)
    titles = {name: say(f"honorees.column_{name}") for name in told}
    note = say("honorees.listed", listed=len(shown), of=say.number(len(told)))
    tables.ranking(shown, titles, title=say("honorees.candidates_here"), note=note)


def _nominate(visit: Visit, chosen: Chosen, rows: pd.DataFrame) -> None:
    say = visit.say
    code = st.selectbox(
        say("honorees.column_code"),
        list(rows["code"]),
        format_func=lambda one: f"{ISOLATE}{one}{END}",
        key=f"nominate.code.{say.language}",
    )
    reason = filters.choice(
        visit,
        "reason",
        rounds.REASONS["nominated"],
        rounds.REASONS["nominated"][0],
        lambda word: say(f"round_reason.{word}"),
    )
    if st.button(say("honorees.nominate"), type="primary", key="nominate.do"):
        picking.carry_out(
            visit, "nominate", rounds.mark, chosen.name, code, act="nominated", reason=reason
        )
    _nominated(visit, chosen, rows)


def _nominated(visit: Visit, chosen: Chosen, rows: pd.DataFrame) -> None:
    """Draw who of these was nominated."""
    say, held = visit.say, rounds.marks(visit.directory, chosen.name)
    mine = held[held["act"] == "nominated"]
    told = pd.DataFrame(
        {
            "code": [f"{ISOLATE}{one}{END}" for one in mine["code"]],
            "reason": [say(f"round_reason.{one}") for one in mine["reason"]],
        }
    )[mine["code"].isin(rows["code"]).to_numpy()]
    titles = {name: say(f"honorees.column_{name}") for name in told}
    note = "" if len(told) else say("honorees.no_marks")
    tables.ranking(told, titles, title=say("honorees.nominated_here"), note=note)
