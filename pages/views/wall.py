"""What stands on the wall: one slide of a ceremony, in the ceremony's language and colours."""

import contextlib
import html
from typing import Any

import streamlit as st

from data import access, ceremonies, clock, sessions
from data.access import Refused
from data.refusal import Refusal
from pages.views import cached_county, staging
from pages.views.staging import Shown
from pages.views.themes import THEMES
from pages.views.visit import Visit
from words import Say

SECONDS_BETWEEN_LOOKS = 0.2
SECONDS_KEPT = 60


def draw(visit: Visit) -> None:
    """Draw the wall; it looks again by itself."""
    kept = {"name": None, "html": nothing(visit), "at": 0.0}
    _wall(visit, st.query_params.get("ceremony"), kept)


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def _wall(visit: Visit, asked: str | None, kept: dict[str, Any]) -> None:
    """Draw the slide; whatever goes amiss, the hall sees the last one."""
    try:
        name = _name(visit, asked or kept["name"])
        shown = staging.shown(visit.directory, name) if name else None
        kept["html"] = slide(visit, name, shown) if name and shown else nothing(visit)
        kept["name"] = name
    except Refused:
        st.rerun(scope="app")  # the session has ended: the door says so
    except Refusal:
        shown = None
    st.html(kept["html"])
    if shown and shown.state == "running" and clock.now() - kept["at"] > SECONDS_KEPT:
        kept["at"] = clock.now()
        with contextlib.suppress(Refusal):  # nobody presses a key on a wall
            sessions.keep(visit.directory, visit.sid)


def _name(visit: Visit, asked: str | None) -> str | None:
    """Return the ceremony asked for, else the one that is on."""
    access.require(visit.access, "ceremony")
    known = {one.name for one in ceremonies.listed(visit.directory)}
    return asked if asked in known else ceremonies.latest(visit.directory)


def nothing(visit: Visit) -> str:
    """Return the wall before any ceremony, as HTML."""
    told = html.escape(visit.say("ceremony.none_yet"))
    body = f"<p></p><div class=fit></div><p>{told}</p>"
    return f"<div class='wall' style='{THEMES['night'].style}'>{body}</div>"


def slide(visit: Visit, name: str, shown: Shown, *, told: str = "") -> str:
    """Return one slide as HTML.

    Parameters
    ----------
    visit : Visit
    name : str
        The ceremony's.
    shown : Shown
    told : str, optional
        What a console writes where the wall is blank.
    """
    say = Say(shown.settings["language"])
    direction = "rtl" if say.language == "fa" else "ltr"
    over, middle, under = _texts(visit, say, name, shown)
    kind = "blank" if shown.blank else shown.kind
    words = (
        f"<p class=over>{html.escape(over)}</p>"
        f"<div class=fit><span>{html.escape(middle)}</span></div>"
        f"<p class=under>{html.escape(under)}</p>"
    )
    return (
        f"<div class='wall {kind}' lang={say.language} dir={direction} "
        f"data-place={shown.number_of} data-told='{html.escape(told, quote=True)}' "
        f"style='{THEMES[shown.settings['theme']].style}'>{'' if shown.blank else words}</div>"
    )


def _texts(visit: Visit, say: Say, name: str, shown: Shown) -> tuple[str, str, str]:
    """Return what stands above, in the middle and below."""
    title = shown.settings["title"]
    if shown.kind == "person":
        return county_of(visit, say, shown.county), shown.name, title
    if shown.kind == "county":
        told = useful(visit, say, name, shown)
        return "", county_of(visit, say, shown.county), told or title
    if shown.kind == "private":
        return "", say("ceremony.private", number=shown.private), title
    if shown.kind == "closing":
        return "", say("ceremony.closing"), title
    return "", title, staging.occasion(say, shown.settings)


def county_of(visit: Visit, say: Say, code: str) -> str:
    """Return a county's name as it is announced."""
    if code not in visit.layer.table.index:
        return ""
    row = visit.layer.table.loc[code]
    return say("ceremony.of_county", county=say.pick(row["name_fa"], row["name_en"]))


def useful(visit: Visit, say: Say, name: str, shown: Shown) -> str:
    """Return a county's number in words; empty where it is not told."""
    found = cached_county.useful(visit, None if shown.rehearsal else name, shown.county)
    if found is None:
        return ""
    month, number = found
    return say("ceremony.county_useful", reports=number, month=say.month(month))
