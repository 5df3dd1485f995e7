"""How a ceremony stands now: what the wall shows, in which order, how long is left."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from awards import by_scan, running_order
from awards import calling as callings
from awards import pace as paces
from awards.calling import Calling
from awards.pace import Pace
from awards.running_order import CLOSING, OPENING, Slide
from data import ceremonies
from data.ceremonies import Ceremony, Context


@dataclass(frozen=True)
class Shown:
    """What the wall shows now.

    Parameters
    ----------
    kind : str
        Of the slide; see `running_order.Slide`.
    name, said, county : str
        Of somebody, the county by its code; "" where nothing of the kind is shown.
    blank : bool
        Whether nothing is to be shown.
    revision : int
        Of the ceremony.
    key : str
        Of the slide.
    number_of, total : int
        Which of how many persons; of the private slide, how many these are; else 0.
    private : int
        How many are honoured in private.
    state : {"ready", "running", "over"}
    settings : dict
        Of the ceremony: title, theme, language and the rest.
    rehearsal : bool
    """

    kind: str
    name: str
    said: str
    county: str
    blank: bool
    revision: int
    key: str
    number_of: int
    total: int
    private: int
    state: str
    settings: dict[str, Any]
    rehearsal: bool


@dataclass(frozen=True)
class Stand:
    """How a ceremony stands, for its console.

    Parameters
    ----------
    ceremony : Ceremony
    calling : Calling
    slides : tuple of Slide
        In order, of those absent, too.
    next : Slide
        The one that "next" goes to.
    left : list of str
        Codes of those still to be called, absent ones not among them.
    total : int
        How many are named in all.
    pace : Pace
    private : int
    ramp : list of str
        Codes in the order of the queue at the ramp.
    now : float
        Seconds since 1970.
    """

    ceremony: Ceremony
    calling: Calling
    slides: tuple[Slide, ...]
    next: Slide
    left: list[str]
    total: int
    pace: Pace
    private: int
    ramp: list[str]
    now: float


def stand(directory: Path, name: str) -> Stand:
    """Return how a ceremony stands; no name is opened. Raises as `ceremonies.stand`."""
    ceremony, context = ceremonies.stand(directory, name)
    calling = callings.from_json(ceremony.calling)
    order = in_order(calling, context)
    left = callings.left(calling, order)
    everybody = list(context.order["code"])
    if context.settings["mode"] == "scan":
        left = by_scan.expected(calling, everybody)
    pace = paces.pace(calling.called.values(), len(left))
    following = callings.following(calling, order)
    held = (ceremony, calling, order, following, left, len(everybody), pace)
    return Stand(*held, context.private, context.ramp, context.now)


def slides(directory: Path, ceremony: Ceremony | str) -> tuple[Slide, ...]:
    """Return the slides of a ceremony in order. Raises as `ceremonies.stand`."""
    name = ceremony if isinstance(ceremony, str) else ceremony.name
    return stand(directory, name).slides


def shown(directory: Path, name: str) -> Shown:
    """Return what the wall shows now: one seal is opened, and nobody whose consent has gone.

    Raises
    ------
    Refusal
        As `ceremonies.stand`.
    """
    ceremony, context = ceremonies.stand(directory, name)
    calling = callings.from_json(ceremony.calling)
    order = in_order(calling, context)
    here, blank = _on_the_wall(ceremony, calling, order)
    there = [one.code for one in order if one.code and one.code not in calling.absent]
    guest = ceremonies.guest(directory, ceremony, here.code) if here.code and not blank else None
    gone = here.kind == "person" and guest is None
    return Shown(
        kind=here.kind,
        name=guest.name if guest else "",
        said=guest.said if guest else "",
        county="" if gone else here.county,
        blank=blank or gone,
        revision=ceremony.revision,
        key=here.key,
        number_of=_number(here, there, context.private),
        total=len(there),
        private=context.private,
        state=ceremony.state,
        settings=ceremony.settings,
        rehearsal=ceremony.rehearsal,
    )


def _number(here: Slide, there: list[str], private: int) -> int:
    if here.kind == "private":
        return private
    return there.index(here.code) + 1 if here.code in there else 0


def _on_the_wall(
    ceremony: Ceremony, calling: Calling, order: tuple[Slide, ...]
) -> tuple[Slide, bool]:
    """Return the slide, and whether it is not to be seen."""
    if ceremony.state != "running":
        key = OPENING if ceremony.state == "ready" else CLOSING
        return Slide(key, key), False
    here = next((one for one in order if one.key == calling.shown), None)
    kind, _, county = calling.shown.partition(":")
    if here is None and kind == "county":  # cards were switched off meanwhile
        here = Slide(kind, calling.shown, county)
    return (here, calling.blank) if here else (Slide("person", calling.shown), True)


def in_order(calling: Calling, context: Context) -> tuple[Slide, ...]:
    """Return the slides of a calling, absent people's among them."""
    return running_order.slides(
        context.order,
        mode=context.settings["mode"],
        ramp=by_scan.order(calling, context.ramp),
        late=calling.late,
        county_cards=context.settings["county_cards"],
        private=context.private,
    )
