"""What stands on the wall: one slide of a ceremony, in the ceremony's language and colours."""

import html

import streamlit as st

from data import ceremonies, clock, sessions
from pages.views import cached_county, staging
from pages.views.staging import Shown
from pages.views.themes import THEMES
from pages.views.visit import Visit
from words import Say

SECONDS_BETWEEN_LOOKS = 0.2
SECONDS_KEPT = 60


def draw(visit: Visit) -> None:
    """Draw the wall; it looks again by itself."""
    _wall(visit, st.query_params.get("ceremony"), [0.0])


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def _wall(visit: Visit, asked: str | None, kept: list[float]) -> None:
    if not visit.access.may("ceremony"):
        st.rerun(scope="app")  # the session has ended: the door says so
    known = {one.name: one.state for one in ceremonies.listed(visit.directory)}
    name = asked if asked in known else ceremonies.latest(visit.directory)
    if name is None:
        told = html.escape(visit.say("ceremony.none_yet"))
        nothing = f"<p></p><div class=fit></div><p>{told}</p>"
        st.html(f"<div class='wall' style='{THEMES['night'].style}'>{nothing}</div>")
        return
    if known[name] == "running" and clock.now() - kept[0] > SECONDS_KEPT:
        sessions.keep(visit.directory, visit.sid)  # nobody presses a key on a wall
        kept[0] = clock.now()
    st.html(slide(visit, name, staging.shown(visit.directory, name)))


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
