"""Files that a reader takes away: a press offers one, and the browser fetches it at once."""

import functools
import html
from collections.abc import Callable

import streamlit as st

from data import access, uploads
from data.refusal import Refusal
from door import exports
from pages.views.visit import Visit


def refused_rows(visit: Visit, names: list[str], *, place: str) -> None:
    """Draw a button for each file of refused rows; place: where on the page they stand."""
    for name in names:
        button(
            visit,
            visit.say("desk.refused", name=name),
            functools.partial(uploads.refused_rows, visit.directory, name),
            name=name,
            media_type="text/csv",
            ability="intake",
            place=place,
        )


@st.fragment
def button(
    visit: Visit,
    label: str,
    make: Callable[[], bytes],
    *,
    name: str,
    media_type: str,
    ability: str,
    **facts: object,
) -> None:
    """Draw a button for a file.

    Streamlit's own would leave the file where anybody who knows its address may fetch it.

    Parameters
    ----------
    visit : Visit
    label : str
    make : callable
        Returns the file; called when the browser fetches it.
    name, media_type : str
    ability : str
        What a reader's role must be able to do at the moment of pressing.
    **facts
        What the audit is told besides its name: numbers and codes.

    Raises
    ------
    access.Refused
        If it is pressed by whoever may not.
    """
    if not st.button(label, key=f"hand_out.{name}.{facts.get('place', '')}"):
        return
    access.require(visit.access, ability)
    try:
        address = exports.offer(visit.sid, name, media_type, make, {"file": name} | facts)
    except Refusal as refusal:
        st.warning(visit.say(refusal.key, **refusal.facts))
        return
    told = html.escape(visit.say("door.export_ready"))
    st.html(f'<a class="export" href="{address}" download target="_self">{told}</a>')
