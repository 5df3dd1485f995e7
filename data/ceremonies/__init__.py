"""Ceremonies as they are kept: who calls, what is on the wall, who has come; each act whole.

How a calling moves on stands in `awards.calling`; what may change it is handed to `act` in
`pages.views.staging`.
"""

from data.ceremonies.acting import act, undo
from data.ceremonies.arriving import arrivals, check_in, off_ramp, to_ramp, undo_check_in
from data.ceremonies.forgetting import forget
from data.ceremonies.guests import Guest, by_number, guest, people, private, search
from data.ceremonies.holding import Held, hold, release
from data.ceremonies.making import begin, end, make, set_settings
from data.ceremonies.members import Context, stand
from data.ceremonies.particulars import MODES
from data.ceremonies.rows import Ceremony, latest, listed, of

__all__ = [
    "MODES",
    "Ceremony",
    "Context",
    "Guest",
    "Held",
    "act",
    "arrivals",
    "begin",
    "by_number",
    "check_in",
    "end",
    "forget",
    "guest",
    "hold",
    "latest",
    "listed",
    "make",
    "of",
    "off_ramp",
    "people",
    "private",
    "release",
    "search",
    "set_settings",
    "stand",
    "to_ramp",
    "undo",
    "undo_check_in",
]
