"""The whole running order on the console: who was called, a jump, an absence, a late addition."""

from collections.abc import Callable

import streamlit as st

from pages.views import console_words, staging
from pages.views.visit import Visit

SECONDS_BETWEEN_LOOKS = 2
Act = Callable[..., None]


def draw(visit: Visit, name: str, act: Act) -> None:
    """Draw the running order, and what changes it.

    Parameters
    ----------
    visit : Visit
    name : str
        The ceremony's.
    act : callable
        Does something on the console: `act("jump", key=...)`.
    """
    say = visit.say
    with st.expander(say("ceremony.whole_order")):
        _listed(visit, name)
    with st.expander(say("ceremony.out_of_turn")):
        _out_of_turn(visit, name, act)


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def _listed(visit: Visit, name: str) -> None:
    stand, guests = staging.stand(visit.directory, name), console_words.guests(visit, name)
    items = "".join(
        f"<li class='{console_words.state_of(stand.calling, slide)}'>"
        f"{console_words.line(visit, slide, guests)}</li>"
        for slide in stand.slides
    )
    st.html(f"<ol class='ahead long'>{items}</ol>")


@st.fragment
def _out_of_turn(visit: Visit, name: str, act: Act) -> None:
    """Draw the lists for a jump, for who is not there or there after all, and for a late one."""
    stand, guests = staging.stand(visit.directory, name), console_words.guests(visit, name)
    slides = {slide.key: slide for slide in stand.slides}
    absent = {key for key, slide in slides.items() if slide.code in stand.calling.absent}
    people = [key for key, slide in slides.items() if slide.code]
    shown = _code(stand.calling.shown)

    def told(key: str) -> str:
        return " · ".join(part for part in console_words.texts(visit, slides[key], guests) if part)

    def of(kind: str, keys: list[str], does: Callable[[str], None]) -> None:
        _one_of(visit, kind, keys, told, does)

    of("jump", [*slides], lambda key: act("jump", key=key))
    there = [key for key in people if key not in absent]
    of("skip", there, lambda key: act("skip", code=_code(key)))
    of("unskip", [*absent], lambda key: act("unskip", code=_code(key)))
    of("late", people, lambda key: act("add_late", code=_code(key), after=shown))
    st.caption(visit.say("ceremony.late_means"))


def _one_of(
    visit: Visit,
    kind: str,
    keys: list[str],
    told: Callable[[str], str],
    does: Callable[[str], None],
) -> None:
    if not keys:
        return
    say = visit.say
    held = f"order.{kind}.{say.language}"

    def done() -> None:
        key = st.session_state.get(held)
        if key is not None:
            does(key)

    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = st.selectbox(say(f"ceremony.{kind}"), keys, None, told, key=held, width=330)
        label = say(f"ceremony.do_{kind}")
        st.button(label, key=f"order.do_{kind}", disabled=key is None, on_click=done)


def _code(key: str) -> str:
    return key.removeprefix("person:") if key.startswith("person:") else ""
