"""What a map or a table stands on, in one line under it: period, how many, method, data."""

import streamlit as st

from geo import METHOD
from pages.views import cached
from pages.views.frame import Visit
from words import END, ISOLATE


def line(
    visit: Visit, *, period: str, counted: float | None, of: str = "reports", **parameters: object
) -> None:
    """Draw the line.

    Parameters
    ----------
    visit : Visit
    period : str
        The time told of, in words.
    counted : float or None
        On how many reports, answers or areas the figures stand; None where that is hidden.
    of : {"reports", "answers", "areas", "times"}
        What was counted.
    parameters : str or int or float
        What a method was given, and its seed; the names are keys `provenance.NAME`.
    """
    say = visit.say
    given = "".join(
        say("provenance.given", name=say(f"provenance.{name}"), value=value)
        for name, value in parameters.items()
    )
    st.caption(
        say(
            "provenance.line",
            period=period,
            counted=say(f"provenance.of_{of}", counted=say.number(counted)),
            given=given,
            method=f"{ISOLATE}{METHOD}{END}",
            data=f"{ISOLATE}`{cached.fingerprint(visit)}`{END}",
        )
    )
