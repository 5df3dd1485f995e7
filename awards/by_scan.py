"""A calling by scan: who was called stays, who is at the ramp is next, others may still come."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from awards import calling as callings
from awards.calling import Calling
from awards.running_order import CLOSING, PRIVATE, Slide, person


def order(calling: Calling, ramp: Sequence[str]) -> list[str]:
    """Return the codes of those called, as they were, and then of those at the ramp.

    A scan that is taken back does not take from the wall whoever is shown.
    """
    called = sorted(calling.called, key=lambda code: calling.called[code])
    return list(dict.fromkeys([*called, *ramp]))


def expected(calling: Calling, everybody: Collection[str]) -> list[str]:
    """Return the codes of those who are not called yet and may still come."""
    return [one for one in everybody if one not in calling.called and one not in calling.absent]


def is_waiting(calling: Calling, slides: Sequence[Slide], everybody: Collection[str]) -> bool:
    """Return whether nobody is at the ramp while somebody may still come to it.

    A press too many would then tell the hall that the calling is over.
    """
    to = callings.following(calling, slides)
    if to.code or to.key in calling.ahead or calling.shown in (PRIVATE, CLOSING):
        return False
    return bool(expected(calling, everybody))


def skipped(
    calling: Calling, slides: Sequence[Slide], everybody: Collection[str], code: str
) -> Calling | None:
    """Return the calling with somebody absent and the wall blank, where nobody else is at the ramp.

    None where it moves on as it does otherwise.
    """
    called = {one: at for one, at in calling.called.items() if one != code}
    without = replace(calling, absent=calling.absent | {code}, called=called)
    if calling.shown != person(code) or not is_waiting(without, slides, everybody):
        return None
    return replace(without, blank=True)
