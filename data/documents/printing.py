"""Prints one paper in a process of its own: JSON on stdin, the PDF on stdout.

What Typst takes of memory goes with the process. A template is a file of `papers/`; what is printed
goes in as JSON and is never read as Typst.
"""

import json
import sys
from pathlib import Path
from typing import Any, TypedDict

import typst

from data.documents import findable, fonts, ornament, squares

PAPERS = Path(__file__).parent / "papers"


class Ground(TypedDict):
    """What `ornament.border` is told of a page."""

    width: float
    height: float
    along: int
    up: int
    band: float


# The ground of a page is drawn once, and laid under each of them.
GROUNDS: dict[str, Ground] = {
    "certificates": {"width": 297, "height": 210, "along": 37, "up": 25, "band": 7.25},
    "invitations": {"width": 148, "height": 210, "along": 24, "up": 35, "band": 5.6},
}


def printed(kind: str, content: dict[str, Any], at: int) -> bytes:
    """Return a paper as PDF; the same content at the same moment makes the same bytes.

    Parameters
    ----------
    kind : str
        One of `papers/`.
    content : dict
        See `data.documents.content.plain`.
    at : int
        Seconds since 1970, UTC: when it says that it was made.
    """
    given = json.dumps(content | {"squares": _squares(content)})
    paper = _compiled(kind, at, given=given, emblem=ornament.emblem())
    if kind not in GROUNDS:
        return findable.rewritten(paper)
    size = GROUNDS[kind]
    page = json.dumps({"width": size["width"], "height": size["height"]})
    border, rosette = ornament.border(**size), ornament.rosette()
    ground = _compiled("ground", at, page=page, border=border, rosette=rosette)
    return findable.rewritten(paper, ground)


def _compiled(name: str, at: int, **given: str) -> bytes:
    return typst.compile(
        str(PAPERS / f"{name}.typ"),
        root=str(PAPERS),
        font_paths=[str(folder) for folder in fonts.folders()],
        ignore_system_fonts=True,
        sys_inputs=given,
        timestamp=at,
        pdf_tags=False,
        package_path=str(PAPERS),  # where there are none: nothing is fetched
        package_cache_path=str(PAPERS),
    )


def _squares(content: dict[str, Any]) -> dict[str, str]:
    numbers = [person["number"] for person in content.get("people", [])]
    return {number: squares.square(number) for number in numbers if number}


if __name__ == "__main__":
    asked = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(printed(asked["kind"], asked["content"], asked["at"]))
