"""Ornament of the papers: a border of eight-pointed stars and a sun, as SVG in millimetres.

The star is the khatam, two squares over each other, that Persian tiles and inlay are made of.
"""

import functools
import math

DEEP, TEAL, GOLD, LIGHT = "#14303f", "#0f5c7a", "#b58a34", "#e9d9ae"
FAINT, WHITE = "#f5efe0", "#ffffff"
KHATAM = 1 / math.sqrt(2) / math.cos(math.pi / 8)  # where two squares cross, of their corners
SUN = ((1.0, 16, 0.78, GOLD), (0.9, 16, 0.76, DEEP), (0.72, 8, 0.72, LIGHT), (0.6, 8, 0.72, TEAL))


@functools.cache
def border(width: float, height: float, *, along: int, up: int, band: float) -> str:
    """Return a border for a page, empty within.

    Parameters
    ----------
    width, height : float
        Of the page, mm.
    along, up : int
        Stars from corner to corner.
    band : float
        Breadth, mm: that of a star. What is left over becomes the margin.
    """
    left, top = (width - (along + 1) * band) / 2, (height - (up + 1) * band) / 2
    across = [left + band * (place + 0.5) for place in range(along + 1)]
    down = [top + band * (place + 0.5) for place in range(up + 1)]
    at = [(x, y) for y in (down[0], down[-1]) for x in across[1:-1]]
    at += [(x, y) for x in (across[0], across[-1]) for y in down[1:-1]]
    corners = [(x, y) for x in (across[0], across[-1]) for y in (down[0], down[-1])]
    pieces = [_frame(width, height, (left, top), band)]
    for share, colour in ((0.5, GOLD), (0.4, DEEP), (0.27, LIGHT), (0.13, TEAL)):
        stars = " ".join(star(x, y, share * band, 8, KHATAM) for x, y in at)
        pieces.append(f'<path d="{stars}" fill="{colour}"/>')
    pieces += [sun(x, y, band) for x, y in corners]
    return drawn(width, height, "".join(pieces))


def emblem(radius: float = 10) -> str:
    """Return the sun alone."""
    return drawn(2 * radius, 2 * radius, sun(radius, radius, radius))


@functools.cache
def rosette(points: int = 24, colour: str = FAINT) -> str:
    """Return a great rosette in hairlines, for the ground of a page."""
    radius, pieces = 50, []
    for share in (1.0, 0.86, 0.7, 0.52):
        for step in (7, 9):
            ring = [_at(radius, radius, share * radius, place / points) for place in range(points)]
            lines = " ".join(
                f"M{_put(ring[place])}L{_put(ring[(place + step) % points])}"
                for place in range(points)
            )
            pieces.append(f'<path d="{lines}"/>')
    lines = f'<g fill="none" stroke="{colour}" stroke-width="0.16">{"".join(pieces)}</g>'
    return drawn(2 * radius, 2 * radius, lines)


def sun(x: float, y: float, radius: float) -> str:
    """Return a sun of nested stars round a point, as a piece of SVG."""
    stars = [
        f'<path d="{star(x, y, share * radius, points, inner)}" fill="{colour}"/>'
        for share, points, inner, colour in SUN
    ]
    stars.append(f'<path d="{star(x, y, 0.34 * radius, 8, KHATAM)}" fill="{GOLD}"/>')
    heart = f'<circle cx="{x:.3f}" cy="{y:.3f}" r="{0.14 * radius:.3f}" fill="{WHITE}"/>'
    return "".join(stars) + heart


def star(x: float, y: float, radius: float, points: int, inner: float) -> str:
    """Return a star's path; inner: of its inner corners, as a share of the radius."""
    corners = [
        _put(_at(x, y, radius * (1 if place % 2 == 0 else inner), place / (2 * points)))
        for place in range(2 * points)
    ]
    return f"M{'L'.join(corners)}Z"


def drawn(width: float, height: float, pieces: str) -> str:
    """Return a whole SVG, in mm."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" '
        f'viewBox="0 0 {width} {height}">{pieces}</svg>'
    )


def _frame(width: float, height: float, corner: tuple[float, float], band: float) -> str:
    """Return the band's ground and the lines on both of its sides."""
    left, top = corner

    def box(by: float, drawn_as: str) -> str:
        size = f'width="{width - 2 * (left + by):.3f}" height="{height - 2 * (top + by):.3f}"'
        return f'<rect x="{left + by:.3f}" y="{top + by:.3f}" {size} {drawn_as}/>'

    line = f'fill="none" stroke="{GOLD}" stroke-width='
    return (
        box(0, f'fill="{DEEP}"')
        + box(band, f'fill="{WHITE}"')
        + box(-1.1, f'{line}"0.35"')
        + box(band + 1.1, f'{line}"0.35"')
        + box(band + 2.1, f'{line}"0.9"')
    )


def _at(x: float, y: float, radius: float, turn: float) -> tuple[float, float]:
    """Return the point at a share of a whole turn, from the top."""
    angle = 2 * math.pi * turn
    return x + radius * math.sin(angle), y - radius * math.cos(angle)


def _put(point: tuple[float, float]) -> str:
    return f"{point[0]:.3f} {point[1]:.3f}"
