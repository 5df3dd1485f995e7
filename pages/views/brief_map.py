"""A neighbourhood among those around it as a small drawing, legible in grey."""

from pages.views import cached_around
from pages.views.cached_around import DISTRICT, HIGH, OTHERS, OWN, WIDE
from pages.views.frame import Visit

ORDER = (OTHERS, DISTRICT, OWN)


def drawn(visit: Visit, code: str) -> str:
    """Return the drawing of a neighbourhood as an SVG: it dark, those of its district grey.

    Raises
    ------
    access.Refused
        If this reader may not see it.
    """
    pieces, (_, length) = cached_around.shapes(visit, code)
    drawn = "".join(
        f'<path d="{path}" fill="{fill}" stroke="#ffffff" stroke-width="{1 + (fill == OWN)}"/>'
        for fill, path in sorted(pieces, key=lambda piece: ORDER.index(piece[0]))
    )
    line = f'fill="none" stroke="{OWN}" stroke-width="1.4"'
    bar = f'<path d="M10 {HIGH - 14}v4h{length:.1f}v-4" {line}/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" width="{WIDE}" '
        f'height="{HIGH}"><rect width="{WIDE}" height="{HIGH}" fill="#ffffff"/>{drawn}{bar}</svg>'
    )


def caption(visit: Visit, code: str) -> str:
    """Return what the drawing shows, with the length of its bar."""
    say, kilometres = visit.say, cached_around.shapes(visit, code)[1][0] / 1000
    length = say.number(kilometres, 0 if kilometres >= 1 else 1)
    return say("neighbourhood.map_shows", kilometres=length)
