"""A month told anew: a figure that moved little stays as it was, and both releases are attacked."""

from data.release import attacks, monthly
from data.release.attacks import Attacks
from data.release.monthly import Figures
from geo.privacy import Floor

MOVED = 10  # a figure published once is told anew only if it has moved by as much


def kept(under: Attacks, before: Figures, made: Figures, floor: Floor) -> Figures:
    """Return new figures in which those stay that have moved by less than `MOVED`.

    What stays beside what is new is of two moments, and may add up to what neither did: it is
    attacked as two releases are.

    Parameters
    ----------
    under : Attacks
    before : Figures
        As they were published, laid as `made` is.
    made : Figures
        As they are now; attacked by themselves elsewhere.
    floor : Floor
    """
    told = monthly.kept(before, made, MOVED)
    for one in (before, told):
        attacks.on_two_releases(under, one, told, floor)
    return told
