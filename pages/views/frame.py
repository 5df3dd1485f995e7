"""Who is reading, in which language, of which store; the site map; the door of every page."""

import datetime
import html
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from data import access, areas, jalali, store
from data.access import Access
from data.refusal import Refusal
from words import LANGUAGES, Say

VIEWS = Path(__file__).parent
PAGES = {
    "overview": "maps",
    "cooperation": "maps",
    "intake": "intake",
}  # page: ability. The only site map
ICONS = {
    "overview": ":material/map:",
    "cooperation": ":material/handshake:",
    "intake": ":material/upload_file:",
}
ICON = (VIEWS / "browser" / "icon.svg").read_text(encoding="utf-8")  # else one is fetched
SHARED = ("period", "own", "within", "level", "kind", "category", "outcome", "language")
SECONDS_BETWEEN_LOOKS = 3


@dataclass(frozen=True)
class Visit:
    """One reader's visit to one page.

    Parameters
    ----------
    say : Say
        Speaks the reader's language.
    access : Access
        What they may see.
    directory : Path
        The store they read.
    version : str
        Its version as this run began; the first argument of all that is cached.
    counts : dict
        What the store holds at that version, counted.
    layer : Layer
        The areas that its figures are told by.
    """

    say: Say
    access: Access
    directory: Path
    version: str
    counts: dict[str, Any]
    layer: areas.Layer

    @property
    def empty(self) -> bool:
        """Whether no month is told of yet."""
        return not self.months

    @property
    def months(self) -> list[int]:
        """The months told of, year × 100 + month, ascending."""
        return self.counts.get("months", [])

    @property
    def weeks(self) -> list[datetime.date]:
        """The Saturdays of the weeks told of, ascending."""
        return [datetime.date.fromisoformat(week) for week in self.counts.get("weeks", [])]

    @property
    def last_day(self) -> datetime.date:
        """The last day told of, which is what pages call today; not where none is."""
        return jalali.last_day(self.months[-1])


def language() -> str:
    """Return the reader's language: of the address, else of the page before, else Persian."""
    asked = st.query_params.get("language") or st.session_state.get("language")
    return asked if asked in LANGUAGES else "fa"


def navigation() -> StreamlitPage:
    """Return the page asked for, having drawn the site map in the reader's language."""
    st.session_state["language"] = language()
    say, reader = Say(language()), _reader()
    st.set_page_config(page_title=say("frame.title"), page_icon=ICON, layout="wide")
    return st.navigation(
        [
            st.Page(
                VIEWS.parent / f"{page}.py",
                title=say(f"frame.page_{page}"),
                icon=ICONS[page],
                url_path=page,
                default=page == "overview",
            )
            for page, ability in PAGES.items()
            if reader.may(ability)
        ]
    )


def _reader() -> Access:
    return Access("commander")


def enter(page: str) -> Visit:
    """Return the visit of whoever opens `page`, its head drawn; refuse where they may not."""
    say, reader = Say(language()), _reader()
    access.require(reader, PAGES[page])
    directory = store.home(None)
    held, layer = _opened(directory, say)
    visit = Visit(say, reader, directory, held["version"], held["counts"], layer)
    _recall(page)
    _switch(say)
    _head(visit, page)
    _watch(visit.version)
    if PAGES[page] == "maps" and visit.empty:
        st.info(say("frame.nothing_told" if visit.counts.get("reports") else "frame.empty_store"))
        st.stop()
    return visit


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


def _switch(say: Say) -> None:
    """Draw the way to the other language: a link, so that the page is laid anew from that side."""
    other = "en" if say.language == "fa" else "fa"
    words = {name: value for name, value in st.query_params.to_dict().items() if name != "language"}
    with st.sidebar:
        target = html.escape("?" + urlencode(words | {"language": other}))
        label = html.escape(say("frame.other_language"))
        st.html(f'<a class="language" lang="{other}" href="{target}" target="_self">{label}</a>')


def _head(visit: Visit, page: str) -> None:
    say, counts = visit.say, visit.counts
    words = [f"<h1>{html.escape(say(f'frame.page_{page}'))}</h1>"]
    if not visit.empty:
        words.append(f"<span>{html.escape(say('frame.data_until', day=visit.last_day))}</span>")
    if counts.get("made_up"):
        words.append(f"<strong>{html.escape(say('frame.made_up'))}</strong>")
    st.html(f"<header class='head'>{''.join(words)}</header>")
    if counts.get("older"):
        st.warning(say("frame.older_layer", reports=counts["older"]))


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def _watch(version: str) -> None:
    """Lay the page anew when something was taken in since."""
    if store.version(store.home(None)) != version:
        st.rerun(scope="app")
