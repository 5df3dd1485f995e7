"""Accounts, for the steward: who there is, one more, another role, a new password."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from data import access, account_commands, accounts, areas, sessions
from data.access import ROLES
from data.accounts import Account
from data.refusal import Refusal
from pages.views import places, readers, tables
from pages.views.frame import Visit
from words import Say

TOLD = "keeping.told"  # what the last act came to: sentences, and a password shown once
MARKS = ("disabled", "must_change", "totp", "demo", "oidc")


def done(visit: Visit) -> None:
    """Draw what the last act came to; a first password is shown this once."""
    access.require(visit.access, "accounts")
    said, password = st.session_state.pop(TOLD, ("", None))
    if said:
        st.success(said)
    if password:
        st.warning(visit.say("keeping.first_password"))
        st.code(password, language=None)


def listed(visit: Visit) -> None:
    """Draw every account, without its secrets."""
    access.require(visit.access, "accounts")
    say, held = visit.say, accounts.listed(visit.directory)
    rows = pd.DataFrame(
        {
            "name": [one.name for one in held],
            "role": [say(f"role.{one.role}") for one in held],
            "districts": [_districts(visit, one) for one in held],
            "seen": [_seen(say, one) for one in held],
            "state": [_state(say, one) for one in held],
        }
    )
    titles = {name: say(f"keeping.column_{name}") for name in rows}
    tables.ranking(rows, titles, title=say("keeping.accounts"), note="")


def _districts(visit: Visit, one: Account) -> str:
    known = areas.at_level(visit.layer, "district").index
    return "، ".join(
        places.name_of(visit, code) if code in known else code for code in sorted(one.districts)
    )


def _seen(say: Say, one: Account) -> str:
    if one.last_seen is None:
        return say("accounts.line_never")
    at = account_commands.moment(one.last_seen)
    return say("keeping.moment", day=at.date(), time=say.digits(f"{at:%H:%M}"))


def _state(say: Say, one: Account) -> str:
    holds = (one.disabled, one.must_change, one.has_totp, one.demo, one.oidc_subject is not None)
    told = [say(f"accounts.line_{mark}") for mark, is_so in zip(MARKS, holds, strict=True) if is_so]
    return " · ".join(told) or say("keeping.usual")


def _role(visit: Visit, key: str) -> tuple[str, list[str]]:
    """Draw the lists of roles and districts; return what is chosen."""
    say = visit.say
    role = st.selectbox(
        say("keeping.column_role"),
        ROLES,
        key=f"keeping.{key}.role.{say.language}",
        format_func=lambda word: say(f"role.{word}"),
    )
    if role != "liaison":
        return role, []
    codes = list(areas.at_level(visit.layer, "district").index)
    return role, st.multiselect(
        say("keeping.column_districts"),
        codes,
        key=f"keeping.{key}.districts.{say.language}",
        format_func=lambda code: places.name_of(visit, code),
        placeholder=say("keeping.choose_districts"),
    )


def adding(visit: Visit) -> None:
    """Draw what adds an account."""
    say = visit.say
    st.subheader(say("keeping.add"), anchor=False)
    name = st.text_input(say("keeping.column_name"), max_chars=64, key="keeping.add.name")
    role, districts = _role(visit, "add")
    if not st.button(say("keeping.add_now"), type="primary", disabled=not name.strip()):
        return

    def act(by: str) -> tuple[str, str | None]:
        password = accounts.add(visit.directory, name, role, districts=districts, by=by)
        return say("accounts.added", name=name.strip(), role=say(f"role.{role}")), password

    _do(visit, act)


def changing(visit: Visit) -> None:
    """Draw what changes an account: its role, its password, whether it may sign in."""
    say, held = visit.say, {one.name: one for one in accounts.listed(visit.directory)}
    st.subheader(say("keeping.change"), anchor=False)
    name = st.selectbox(say("keeping.column_name"), list(held), key="keeping.change.name")
    if name is None:
        return
    one = held[name]
    role, districts = _role(visit, "change")
    if st.button(say("keeping.change_role")):
        _do(visit, lambda by: _changed(visit, one, role, districts, by=by))
    with st.container(horizontal=True):
        if st.button(say("keeping.reset"), disabled=one.oidc_subject is not None):
            _do(visit, lambda by: _reset(visit, one, by))
        if st.button(say("keeping.end_sessions")):
            _do(visit, lambda by: _ended(visit, one, by))
        if st.button(say("keeping.enable" if one.disabled else "keeping.disable")):
            _do(visit, lambda by: _turned(visit, one, by))


def _changed(
    visit: Visit, one: Account, role: str, districts: list[str], *, by: str
) -> tuple[str, None]:
    accounts.change_role(visit.directory, one.name, role, districts=districts, by=by)
    say = visit.say
    return say("accounts.role_changed", name=one.name, role=say(f"role.{role}")), None


def _reset(visit: Visit, one: Account, by: str) -> tuple[str, str]:
    password = accounts.reset(visit.directory, one.name, by=by)
    return visit.say("accounts.reset", name=one.name), password


def _ended(visit: Visit, one: Account, by: str) -> tuple[str, None]:
    sessions.end_all(visit.directory, one.id, by)
    return visit.say("keeping.sessions_ended", name=one.name), None


def _turned(visit: Visit, one: Account, by: str) -> tuple[str, None]:
    if one.disabled:
        accounts.enable(visit.directory, one.name, by=by)
        return visit.say("accounts.enabled", name=one.name), None
    accounts.disable(visit.directory, one.name, by=by)
    return visit.say("accounts.disabled", name=one.name), None


def _do(visit: Visit, act: Callable[[str], tuple[str, str | None]]) -> None:
    """Do what a button says, if the reader still may; tell it on the page laid anew."""
    access.require(visit.access, "accounts")
    try:
        st.session_state[TOLD] = act(readers.name(visit.directory))
    except Refusal as refusal:
        st.error(visit.say(refusal.key, **refusal.facts))
        return
    st.rerun()
