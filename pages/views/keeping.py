"""Accounts, for the steward: who there is, one more, another role, a new password."""

import html
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

ABILITY = "accounts"
TOLD, ADDED = "keeping.told", "keeping.added"
Act = Callable[[str], str | None]  # who does it -> a first password, where one is made
MARKS = ("disabled", "must_change", "totp", "demo", "oidc")


def listed(visit: Visit) -> None:
    """Draw every account, without its secrets, below what the last act came to."""
    access.require(visit.access, ABILITY)
    _told(visit.say)
    say, held = visit.say, accounts.listed(visit.directory)
    rows = pd.DataFrame(
        {
            "name": [one.name for one in held],
            "role": [say(f"role.{one.role}") for one in held],
            "districts": [named(visit, one.districts) for one in held],
            "seen": [_seen(say, one) for one in held],
            "state": [_state(say, one) for one in held],
        }
    )
    titles = {name: say(f"keeping.column_{name}") for name in rows}
    tables.ranking(rows, titles, title=say("keeping.accounts"), note="")


def _told(say: Say) -> None:
    """Draw what the last act came to; a first password is drawn this once."""
    sentence, password = st.session_state.pop(TOLD, (None, None))
    if sentence is None:
        return
    st.success(sentence)
    if password:
        word = html.escape(say("keeping.first_password"))
        st.html(f"<p class='once'>{word} <code dir='ltr'>{html.escape(password)}</code></p>")


def named(visit: Visit, codes: frozenset[str]) -> str:
    """Return districts by their names; by its code one that the layer does not have."""
    known = areas.at_level(visit.layer, "district").index
    names = [places.name_of(visit, code) if code in known else code for code in sorted(codes)]
    return visit.say("keeping.between").join(names)


def _seen(say: Say, one: Account) -> str:
    return say("accounts.line_never") if one.last_seen is None else moment(say, one.last_seen)


def moment(say: Say, at: float) -> str:
    """Return when something was: the Jalali day, and the hour in Tehran."""
    told = account_commands.moment(at)
    return say("keeping.moment", day=told.date(), time=say.digits(f"{told:%H:%M}"))


def _state(say: Say, one: Account) -> str:
    holds = (one.disabled, one.must_change, one.has_totp, one.demo, one.oidc_subject is not None)
    told = [say(f"accounts.line_{mark}") for mark, is_so in zip(MARKS, holds, strict=True) if is_so]
    return " · ".join(told if one.disabled else [say("keeping.enabled"), *told])


def adding(visit: Visit) -> None:
    """Draw what adds an account."""
    say, added = visit.say, st.session_state.get(ADDED, 0)  # each one begins with empty fields
    st.subheader(say("keeping.add"), anchor=False)
    name = st.text_input(say("keeping.column_name"), key=f"keeping.name.{added}", max_chars=64)
    role, districts = _role(visit, f"add.{added}")
    if st.button(say("keeping.add_now"), type="primary", key="keeping.add"):

        def act(by: str) -> str | None:
            password = accounts.add(visit.directory, name, role, districts=districts, by=by)
            st.session_state[ADDED] = added + 1
            return password

        _do(visit, act, say("accounts.added", name=name.strip(), role=say(f"role.{role}")))


def changing(visit: Visit) -> None:
    """Draw what changes an account: its role and districts, its password, its sessions."""
    access.require(visit.access, ABILITY)
    say, held = visit.say, {one.name: one for one in accounts.listed(visit.directory)}
    st.subheader(say("keeping.change"), anchor=False)
    name = st.selectbox(say("keeping.column_name"), list(held), key="keeping.change.name")
    if name is None:
        return
    one = held[name]
    role, districts = _role(visit, str(one.id), one)
    with st.container(horizontal=True):
        for word, (told, act) in _acts(visit, one, role, districts).items():
            if st.button(say(f"keeping.{word}"), key=f"keeping.{word}.{one.id}"):
                _do(visit, act, told)


def _acts(
    visit: Visit, one: Account, role: str, districts: list[str]
) -> dict[str, tuple[str, Act]]:
    """Return what may be done with an account: a word to what is told then and what does it."""
    say, name = visit.say, one.name
    here = (visit.directory, name)
    word = say(f"role.{role}")
    changed = say("accounts.role_changed", name=name, role=word)
    made: dict[str, tuple[str, Act]] = {
        "change_role": (
            changed,
            lambda by: accounts.change_role(*here, role, districts=districts, by=by),
        ),
        "reset": (say("accounts.reset", name=name), lambda by: accounts.reset(*here, by=by)),
        "end_sessions": (
            say("keeping.sessions_ended", name=name),
            lambda by: sessions.end_all(visit.directory, one.id, by),
        ),
    }
    if one.disabled:
        enabled = say("accounts.enabled", name=name)
        return made | {"enable": (enabled, lambda by: accounts.enable(*here, by=by))}
    disabled = say("accounts.disabled", name=name)
    return made | {"disable": (disabled, lambda by: accounts.disable(*here, by=by))}


def _role(visit: Visit, key: str, one: Account | None = None) -> tuple[str, list[str]]:
    """Return the role and the districts chosen from lists; at first those of the account."""
    say, now = visit.say, one.role if one else "liaison"
    role = st.selectbox(
        say("keeping.column_role"),
        ROLES,
        index=ROLES.index(now) if now in ROLES else None,
        key=f"keeping.role.{key}.{say.language}",
        format_func=lambda word: say(f"role.{word}"),
    )
    if role != "liaison":
        return role or now, []
    codes = list(areas.at_level(visit.layer, "district").index)
    return role, st.multiselect(
        say("keeping.column_districts"),
        codes,
        default=[code for code in codes if one and code in one.districts],
        key=f"keeping.districts.{key}.{say.language}",
        format_func=lambda code: places.name_of(visit, code),
        placeholder=say("keeping.choose_districts"),
        select_all=False,
    )


def _do(visit: Visit, act: Act, told: str) -> None:
    """Do what a button says, if the reader still may; tell it on the page laid anew."""
    by = readers.acting(visit.directory, visit.sid, ABILITY)
    try:
        password = act(by)
    except Refusal as refusal:
        st.error(visit.say(refusal.key, **refusal.facts))
        return
    st.session_state[TOLD] = (told, password)
    st.rerun()
