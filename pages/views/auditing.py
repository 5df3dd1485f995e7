"""The audit, for the steward: whether it is untouched, and what was done, the newest first."""

import html

import pandas as pd
import streamlit as st

from data import access, audit, audit_commands, clock, exports, persian
from data.audit import Entry
from data.refusal import Refusal
from pages.views import facts, handing_out, keeping, tables
from pages.views.frame import Visit

ABILITY = "audit"
PAGE, ALL = 50, 1_000_000
BEFORE = "auditing.before"
IN_ONE_LINE = ["at", "act", "by"]


@st.fragment
def verdict(visit: Visit) -> None:
    """Draw the button that verifies the audit; then the anchor for the wall."""
    access.require(visit.access, ABILITY)
    say = visit.say
    st.subheader(say("auditing.title"), anchor=False)
    st.caption(say("auditing.what_for"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        typed = st.text_input(
            say("auditing.from_the_wall"), key="auditing.anchor", max_chars=60, width=380
        )
        if not st.button(say("auditing.verify"), key="auditing.verify"):
            return
    try:
        audit.note_store_acts(visit.directory)
        found = audit.verify(visit.directory, persian.digits(typed).strip() or None)
    except Refusal as refusal:
        st.error(say(refusal.key, **refusal.facts))
        return
    if not found.ok:
        st.error(say("audit.broken", first_bad=found.first_bad, count=found.count))
        return
    st.success(say("audit.sound", count=found.count))
    _anchor(visit, found.anchor)


def _anchor(visit: Visit, anchor: str) -> None:
    """Draw the anchor so large that it is read off a wall."""
    say = visit.say
    lines = (
        f"<b>{html.escape(say('auditing.anchor', moment=keeping.moment(say, clock.now())))}</b>",
        f"<code dir='ltr'>{html.escape(anchor)}</code>",
        f"<small>{html.escape(say('auditing.anchor_means'))}</small>",
    )
    st.html(f"<div class='anchor'>{''.join(lines)}</div>")


@st.fragment
def acts(visit: Visit) -> None:
    """Draw the acts, fifty at a time, and the way to take all of them away."""
    access.require(visit.access, ABILITY)
    say, before = visit.say, st.session_state.get(BEFORE)
    held = audit.entries(visit.directory, limit=PAGE, before=before)
    rows = _rows(visit, held)
    rows[IN_ONE_LINE] = rows[IN_ONE_LINE].replace(" ", "\u00a0", regex=True)
    titles = {name: say(f"auditing.column_{name}") for name in rows}
    tables.ranking(rows, titles, title=say("auditing.acts"), note="" if held else say("audit.none"))
    with st.container(horizontal=True):
        if before is not None:
            st.button(say("auditing.newest"), key="auditing.newest", on_click=_turn, args=(None,))
        if held and held[-1].seq > 1:
            last = held[-1].seq
            st.button(say("auditing.older"), key="auditing.older", on_click=_turn, args=(last,))
        handing_out.button(
            visit,
            say("tables.csv"),
            lambda: exports.csv(_table(visit)),
            name="audit.csv",
            media_type="text/csv",
            ability=ABILITY,
        )


def _turn(before: int | None) -> None:
    """Turn to the acts before a number; to the newest for none."""
    st.session_state[BEFORE] = before


def _table(visit: Visit) -> pd.DataFrame:
    """Return all acts under their headings."""
    rows = _rows(visit, audit.entries(visit.directory, limit=ALL))
    return rows.rename(columns={name: visit.say(f"auditing.column_{name}") for name in rows})


def _rows(visit: Visit, held: list[Entry]) -> pd.DataFrame:
    say = visit.say
    return pd.DataFrame(
        {
            "number": [say.number(one.seq) for one in held],
            "at": [keeping.moment(say, one.at) for one in held],
            "act": [say(f"act.{one.act}") for one in held],
            "by": [_by(visit, one) for one in held],
            "facts": [facts.told(visit, one.facts) for one in held],
        }
    )


def _by(visit: Visit, one: Entry) -> str:
    other = audit_commands.OTHERS.get(one.by)
    return visit.say(other) if other else one.by
