"""What a console does to the calling: on, back, blank, a jump, an absence, a late addition.

`next_` goes to the first person after the one shown who was not called yet, round to the beginning:
whoever was jumped over or came late is called before the closing, nobody twice. After `back` it
first goes where one had come from. A blank wall is shown again by whatever moves on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from awards.running_order import CLOSING, OPENING, PRIVATE, Slide, person

MOST_BEHIND = 1_000  # slides that one can go back
Slides = Sequence[Slide]


@dataclass(frozen=True)
class Calling:
    """How far the calling has come.

    Parameters
    ----------
    shown : str
        Key of the slide.
    blank : bool
        Whether the wall is blank meanwhile.
    absent : frozenset of str
        Codes of those who are not there.
    called : dict of str to float
        Code to when they were first shown, in seconds since 1970.
    late : tuple of (code, after)
        Late additions; see `running_order.slides`.
    since : float or None
        When the first slide after the opening was shown.
    behind, ahead : tuple of str
        Keys that `back` and, after it, `next_` go to; the nearest last.
    """

    shown: str = OPENING
    blank: bool = False
    absent: frozenset[str] = frozenset()
    called: dict[str, float] = field(default_factory=dict)
    late: tuple[tuple[str, str], ...] = ()
    since: float | None = None
    behind: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        late = [list(one) for one in self.late]
        held = {"absent": sorted(self.absent), "called": dict(self.called), "late": late}
        ways = {"behind": list(self.behind), "ahead": list(self.ahead)}
        return {"shown": self.shown, "blank": self.blank, "since": self.since, **held, **ways}


def from_json(held: Mapping[str, Any]) -> Calling:
    """Return what `to_json` gave; of nothing, the calling before it has begun."""
    late = tuple((code, after) for code, after in held.get("late", ()))
    return Calling(
        shown=held.get("shown", OPENING),
        blank=held.get("blank", False),
        absent=frozenset(held.get("absent", ())),
        called=dict(held.get("called", {})),
        late=late,
        since=held.get("since"),
        behind=tuple(held.get("behind", ())),
        ahead=tuple(held.get("ahead", ())),
    )


def following(calling: Calling, slides: Slides) -> Slide:
    """Return the slide that `next_` would show; at the closing, the closing."""
    here = {one.key: one for one in _there(calling, slides)}
    again = next((key for key in reversed(calling.ahead) if key in here), None)
    if again is not None:
        return here[again]
    waiting = _first_waiting(calling, slides)
    if waiting is None:
        ended = calling.shown in (PRIVATE, CLOSING)
        return here[CLOSING if ended or PRIVATE not in here else PRIVATE]
    card = f"county:{waiting.county}"
    shown = next((one for one in slides if one.key == calling.shown), None)
    seen = card in calling.behind or (shown is not None and shown.county == waiting.county)
    return waiting if seen or card not in here else here[card]


def next_(calling: Calling, slides: Slides, now: float) -> Calling:
    """Return the calling one slide on."""
    to = following(calling, slides)
    if to.key == calling.shown:
        return replace(calling, blank=False)
    back = to.key in calling.ahead
    ahead = calling.ahead[: calling.ahead.index(to.key)] if back else ()
    return _at(calling, to, now, behind=(*calling.behind, calling.shown), ahead=ahead)


def back(calling: Calling, slides: Slides, now: float) -> Calling:
    """Return the calling at the slide that was shown before."""
    here = {one.key: one for one in _there(calling, slides)}
    behind = [key for key in calling.behind if key in here and key != calling.shown]
    if not behind:
        return replace(calling, blank=False)
    ahead = (*calling.ahead, calling.shown)
    return _at(calling, here[behind[-1]], now, behind=tuple(behind[:-1]), ahead=ahead)


def blank(calling: Calling) -> Calling:
    """Return the calling with the wall blank, or shown again where it was."""
    return replace(calling, blank=not calling.blank)


def jump(calling: Calling, slides: Slides, now: float, key: str) -> Calling:
    """Return the calling at a slide; of somebody absent, they are there now.

    Raises
    ------
    ValueError
        If there is no such slide.
    """
    to = next((one for one in slides if one.key == key), None)
    if to is None:
        raise ValueError(f"no such slide: {key}")
    there = replace(calling, absent=calling.absent - {to.code})
    if key == calling.shown:
        return replace(there, blank=False)
    return _at(there, to, now, behind=(*there.behind, there.shown), ahead=())


def skip(calling: Calling, slides: Slides, now: float, code: str) -> Calling:
    """Return the calling without somebody who is absent; moved on where they were shown."""
    called = {one: at for one, at in calling.called.items() if one != code}
    without = replace(calling, absent=calling.absent | {code}, called=called)
    return next_(without, slides, now) if calling.shown == person(code) else without


def unskip(calling: Calling, code: str) -> Calling:
    """Return the calling with somebody there again."""
    return replace(calling, absent=calling.absent - {code})


def add_late(calling: Calling, code: str, after: str = "") -> Calling:
    """Return the calling with somebody yet to be called: after a code, or at the end."""
    late = (*(one for one in calling.late if one[0] != code), (code, after))
    called = {one: at for one, at in calling.called.items() if one != code}
    there = calling.absent - {code}
    return replace(calling, absent=there, late=late, called=called, ahead=())


def left(calling: Calling, slides: Slides) -> list[str]:
    """Return the codes of those who are there and not called yet, in order."""
    return [one.code for one in slides if _waits(calling, one)]


def _waits(calling: Calling, slide: Slide) -> bool:
    return bool(slide.code) and slide.code not in calling.called | dict.fromkeys(calling.absent)


def _there(calling: Calling, slides: Slides) -> list[Slide]:
    return [one for one in slides if one.code not in calling.absent]


def _first_waiting(calling: Calling, slides: Slides) -> Slide | None:
    """Return the first after the one shown who waits, round to the beginning."""
    at = next((place for place, one in enumerate(slides) if one.key == calling.shown), -1)
    turned = (*slides[at + 1 :], *slides[: max(at, 0)])
    return next((one for one in turned if _waits(calling, one)), None)


def _at(
    calling: Calling, to: Slide, now: float, *, behind: tuple[str, ...], ahead: tuple[str, ...]
) -> Calling:
    called = calling.called
    if to.code and to.code not in called:
        called = called | {to.code: now}
    return replace(
        calling,
        shown=to.key,
        blank=False,
        called=called,
        since=now if calling.since is None else calling.since,
        behind=behind[-MOST_BEHIND:],
        ahead=ahead,
    )
