"""The audit, for the steward: whether it is untouched, and what was done, the newest first."""

import json

import pandas as pd
import streamlit as st

from data import access, audit, audit_commands, exports
from data.account_commands import moment
from data.audit import Entry
from data.refusal import Refusal
from pages.views import handing_out, tables
from pages.views.frame import Visit
from words import Say

PAGE, ALL = 50, 100_000
OLDER = "accounting.before"


def verdict(visit: Visit) -> None:
    """Draw the button that verifies the audit, and the anchor for the wall."""
    access.require(visit.access, "audit")
    say = visit.say
    st.subheader(say("accounting.title"), anchor=False)
    st.caption(say("accounting.what_for"))
    anchor = st.text_input(say("accounting.anchor_told"), key="accounting.anchor", max_chars=60)
    if not st.button(say("accounting.verify")):
        return
    access.require(visit.access, "audit")
    try:
        found = audit.verify(visit.directory, anchor.strip() or None)
    except Refusal as refusal:
        st.error(say(refusal.key, **refusal.facts))
        return
    if not found.ok:
        st.error(say("audit.broken", first_bad=found.first_bad, count=found.count))
        return
    st.success(say("audit.sound", count=found.count))
    st.html(f'<div class="anchor" dir="ltr">{found.anchor}</div>')


@st.fragment
def acts(visit: Visit) -> None:
    """Draw the acts, fifty at a time, and the way to take all of them away."""
    access.require(visit.access, "audit")
    say = visit.say
    held = audit.entries(visit.directory, limit=PAGE, before=st.session_state.get(OLDER))
    if not held:
        st.caption(say("audit.none"))
    else:
        rows = _rows(say, held).drop(columns="facts")  # codes, for a file
        titles = {name: say(f"accounting.column_{name}") for name in rows}
        tables.ranking(rows, titles, title=say("accounting.acts"), note="")
    with st.container(horizontal=True):
        if held and held[-1].seq > 1 and st.button(say("accounting.older")):
            st.session_state[OLDER] = held[-1].seq
            st.rerun(scope="fragment")
        if OLDER in st.session_state and st.button(say("accounting.newest")):
            del st.session_state[OLDER]
            st.rerun(scope="fragment")
        handing_out.button(
            visit,
            say("tables.csv"),
            lambda: exports.csv(_rows(say, audit.entries(visit.directory, limit=ALL))),
            name="audit.csv",
            media_type="text/csv",
            ability="audit",
        )


def _rows(say: Say, held: list[Entry]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "number": [say.number(one.seq) for one in held],
            "at": [_at(say, one) for one in held],
            "act": [_act(say, one) for one in held],
            "by": [_by(say, one) for one in held],
            "facts": [_facts(one) for one in held],
        }
    )


def _at(say: Say, one: Entry) -> str:
    at = moment(one.at)
    return say("keeping.moment", day=at.date(), time=say.digits(f"{at:%H:%M}"))


def _act(say: Say, one: Entry) -> str:
    told = say(f"act.{one.act}")
    if "account" not in one.facts:
        return told
    return say("audit.of_account", act=told, account=one.facts["account"])


def _by(say: Say, one: Entry) -> str:
    return say(audit_commands.OTHERS[one.by]) if one.by in audit_commands.OTHERS else one.by


def _facts(one: Entry) -> str:
    """Return the facts as codes: they are for whoever looks a thing up."""
    told = [f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in one.facts.items()]
    return " · ".join(told).replace('"', "")
