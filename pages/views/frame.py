"""Who is reading, in which language, of which store; the site map; the door of every page."""

import html
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from data import areas, store
from data.refusal import Refusal
from data.sessions import SignedIn
from pages.views import readers
from pages.views.visit import Visit
from words import LANGUAGES, Say

VIEWS = Path(__file__).parent
PAGES = {
    "overview": "maps",
    "cooperation": "maps",
    "safety": "maps",
    "together": "maps",
    "response": "maps",
    "neighbourhood": "maps",
    "honorees": "honorees",
    "ceremony": "ceremony",
    "stage": "ceremony",
    "method": "welcome",
    "intake": "intake",
    "accounts": "accounts",
    "welcome": "welcome",
}  # page: ability. The only site map
WITHOUT_REPORTS = {"safety"}  # pages with something to tell before any month is told of
WITHOUT_FRAME = {"stage"}  # the wall: no side bar, no head
FRONTS = ("overview", "welcome")  # the first of these that a role may open stands at "/"
ICONS = {
    "overview": ":material/map:",
    "cooperation": ":material/handshake:",
    "safety": ":material/shield:",
    "together": ":material/compare:",
    "response": ":material/timer:",
    "neighbourhood": ":material/home_pin:",
    "honorees": ":material/workspace_premium:",
    "ceremony": ":material/campaign:",
    "stage": ":material/tv:",
    "method": ":material/functions:",
    "intake": ":material/upload_file:",
    "accounts": ":material/manage_accounts:",
    "welcome": ":material/badge:",
}
ICON = (VIEWS / "browser" / "icon.svg").read_text(encoding="utf-8")  # else one is fetched
SHARED = ("period", "own", "within", "area", "level", "kind", "category", "outcome", "language")
SECONDS_BETWEEN_LOOKS = 3


def language() -> str:
    """Return the reader's language: of the address, else of the page before, else Persian."""
    asked = st.query_params.get("language") or st.session_state.get("language")
    return asked if asked in LANGUAGES else "fa"


def navigation() -> StreamlitPage:
    """Return the page asked for, having drawn the site map of the reader's role, in words."""
    st.session_state["language"] = language()
    say = Say(language())
    st.set_page_config(page_title=say("frame.title"), page_icon=ICON, layout="wide")
    reader = _reader(say)
    allowed = [page for page, ability in PAGES.items() if reader.access.may(ability)]
    front = next((page for page in FRONTS if page in allowed), None)
    if front is None:
        st.info(say("role.none_may"))
        st.stop()
    return st.navigation(
        [
            st.Page(
                VIEWS.parent / f"{page}.py",
                title=say(f"frame.page_{page}"),
                icon=ICONS[page],
                url_path=page,
                default=page == front,
            )
            for page in allowed
        ]
    )


def _reader(say: Say) -> SignedIn:
    """Return who reads; a stranger sees the way to the door and nothing else."""
    reader = readers.signed_in(store.home(None))
    if reader is None:
        turn_away(say("door.stranger"))
    return reader


def turn_away(why: str) -> NoReturn:
    """Say why nothing is shown here, and where to sign in; end the page."""
    say = Say(language())
    way, asked = html.escape(say("door.sign_in")), urlencode({"language": say.language})
    st.html(f'<p>{html.escape(why)}</p><a href="/account/sign-in?{asked}" target="_self">{way}</a>')
    st.stop()


def enter(page: str) -> Visit:
    """Return the visit of whoever opens `page`, its head drawn; refuse where they may not."""
    say, directory = Say(language()), store.home(None)
    reader = _reader(say)
    if not reader.access.may(PAGES[page]):
        turn_away(say("door.refused_why", role=say(f"role.{reader.access.role or 'none'}")))
    held, layer = _opened(directory, say)
    visit = Visit(say, reader.sid, directory, held["version"], _counts(held, reader), layer)
    if page in WITHOUT_FRAME:
        return visit
    _recall(page)
    _side(say, reader)
    _head(visit, page)
    _watch(visit.version)
    if PAGES[page] == "maps" and visit.empty and page not in WITHOUT_REPORTS:
        st.info(say("frame.nothing_told" if visit.counts.get("reports") else "frame.empty_store"))
        st.stop()
    return visit


def _counts(held: dict[str, Any], reader: SignedIn) -> dict[str, Any]:
    """Return what is counted, as far as this reader may know: exact numbers are the steward's."""
    exact = held["counts"]
    if reader.access.may("intake"):
        return exact
    whether = {name: bool(exact.get(name)) for name in ("reports", "older", "made_up")}
    return whether | {name: exact.get(name, []) for name in ("months", "weeks")}


def _opened(directory: Path, say: Say) -> tuple[dict[str, Any], areas.Layer]:
    """Return what the store holds and its layer; a store that cannot be read is told in words."""
    try:
        held = store.manifest(directory)
        return held, areas.by_id(directory, held["layer"])
    except Refusal as refusal:
        st.error(say(refusal.key, **refusal.facts))
        st.stop()


def _recall(page: str) -> None:
    """Carry the choices over from the page before: the site map's links know none."""
    if st.session_state.get("page", page) != page:
        for name, value in st.session_state.get("address", {}).items():
            if name not in st.query_params:
                st.query_params[name] = value
    st.session_state["page"] = page
    if language() != "fa" and "language" not in st.query_params:
        st.query_params["language"] = language()


def remember() -> None:
    """Note the address as it now stands, for the next page."""
    st.session_state["address"] = {
        name: value for name, value in st.query_params.to_dict().items() if name in SHARED
    }


def _side(say: Say, reader: SignedIn) -> None:
    """Draw who reads, and the way to the other language.

    Both are links: the page is laid anew from that side; one's own account is no page of ours.
    """
    other = "en" if say.language == "fa" else "fa"
    words = {name: value for name, value in st.query_params.to_dict().items() if name != "language"}
    target = html.escape("?" + urlencode(words | {"language": other}))
    label = html.escape(say("frame.other_language"))
    own = html.escape("/account?" + urlencode({"language": say.language}))
    role = html.escape(say(f"role.{reader.access.role}"))
    with st.sidebar:
        st.html(
            f'<div class="reader"><a class="own" href="{own}" target="_self">'
            f"<b>{html.escape(reader.name)}</b><small>{role}</small></a>"
            f'<a class="language" lang="{other}" href="{target}" target="_self">{label}</a></div>'
        )


def _head(visit: Visit, page: str) -> None:
    say, counts = visit.say, visit.counts
    words = [f"<h1>{html.escape(say(f'frame.page_{page}'))}</h1>"]
    if not visit.empty:
        words.append(f"<span>{html.escape(say('frame.data_until', day=visit.last_day))}</span>")
    if counts.get("made_up"):
        words.append(f"<strong>{html.escape(say('frame.made_up'))}</strong>")
    st.html(f"<header class='head'>{''.join(words)}</header>")
    if counts.get("older") and PAGES[page] == "maps":
        st.warning(say("frame.older_layer"))  # how many would be a count that nothing protects
    elif counts.get("older") and PAGES[page] == "intake":
        st.warning(say("frame.older_reports", reports=counts["older"]))


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def _watch(version: str) -> None:
    """Lay the page anew when something was taken in since."""
    if store.version(store.home(None)) != version:
        st.rerun(scope="app")
