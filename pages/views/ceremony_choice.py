"""Which ceremony is run, what of it is looked at, and what is set for it."""

import html
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from awards.rounds import Round
from data import access, ceremonies, rounds
from data.ceremonies import Ceremony
from data.refusal import Refusal
from pages.views import ceremony_form, filters, readers, round_choice
from pages.views.address import put
from pages.views.visit import Visit

ABILITY = "ceremony"
PANES = ("calling", "door", "papers", "settings")
NEW = "new"


def choose(visit: Visit) -> Ceremony | None:
    """Return the ceremony chosen in the side bar; None where a new one is to be made."""
    access.require(visit.access, ABILITY)
    held = {one.name: one for one in ceremonies.listed(visit.directory)}
    now = ceremonies.latest(visit.directory)
    with st.sidebar:
        name = filters.choice(
            visit,
            "ceremony",
            [*held, NEW],
            now or NEW,
            lambda word: title(visit, held[word]) if word in held else visit.say("ceremony.new"),
        )
    if name in held:
        st.query_params["ceremony"] = name  # so that another one that begins takes nothing over
    return held.get(name)


def title(visit: Visit, one: Ceremony) -> str:
    """Return what a ceremony is called in a list."""
    kind = "rehearsal" if one.rehearsal else "real"
    state = visit.say(f"ceremony.state_{one.state}")
    return visit.say(f"ceremony.listed_{kind}", title=one.settings["title"], state=state)


def pane(visit: Visit, one: Ceremony) -> str:
    """Return what is looked at, below the ceremony's head."""
    say = visit.say
    if one.rehearsal:
        st.info(say("ceremony.is_rehearsal"))
    return filters.segments(
        visit, "part", PANES, PANES[0], lambda word: say(f"ceremony.pane_{word}")
    )


def make(visit: Visit) -> None:
    """Draw the form for a new ceremony: of an approved round, or a rehearsal."""
    say = visit.say
    offered: dict[str, str] = {"": say("ceremony.rehearsal_choice")} | _rounds(visit)
    st.subheader(say("ceremony.new"), anchor=False)
    st.caption(say("ceremony.new_means") if len(offered) > 1 else say("ceremony.no_round"))
    name = st.selectbox(
        say("ceremony.round"),
        [*offered][::-1],
        format_func=lambda one: offered[one],
        key=f"ceremony.round.{say.language}",
    )
    given = ceremony_form.draw(visit, ceremony_form.first(visit), key=f"new.{name}")
    if given is not None:
        by = readers.acting(visit.directory, visit.sid, ABILITY)
        _carry_out(visit, ceremonies.make, round=name or None, settings=given, by=by)


def _rounds(visit: Visit) -> dict[str, str]:
    """Return the approved rounds without a ceremony, with their names in words."""
    held = rounds.listed(visit.directory)
    taken = {one.round for one in ceremonies.listed(visit.directory)}
    ready = held[held["state"].isin(["approved", "announced"]) & ~held["name"].isin(taken)]
    return {name: round_title(visit, name) for name in ready["name"]}


def round_title(visit: Visit, name: str) -> str:
    """Return a round's name in words."""
    one = rounds.named(visit.directory, name)
    return round_choice.title(visit.say, Round(one.kind, one.first, one.last))


def settings(visit: Visit, one: Ceremony) -> None:
    """Draw the way to the wall, and the form of a ceremony's settings."""
    say = visit.say
    asked = html.escape("/stage?" + urlencode({"ceremony": one.name, "language": say.language}))
    way = html.escape(say("ceremony.wall_link"))
    st.html(f'<a class="wall-link" href="{asked}" target="_blank" rel="noopener">{way}</a>')
    st.caption(say("ceremony.wall_means"))
    given = ceremony_form.draw(visit, one.settings, key=f"set.{one.name}")
    if given is not None:
        by = readers.acting(visit.directory, visit.sid, ABILITY)
        _carry_out(visit, ceremonies.set_settings, one.name, given, by=by)


def _carry_out(visit: Visit, does: Any, *given: Any, **named: Any) -> None:
    """Do something and lay the page anew; or say why not."""
    try:
        done = does(visit.directory, *given, **named)
    except Refusal as refusal:
        st.error(visit.say(refusal.key, **refusal.facts))
        return
    if isinstance(done, str):
        put("ceremony", done)
    st.rerun()
