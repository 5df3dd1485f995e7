"""Classes of spots as a map's shades: what each is called, its colour, how many share it."""

import string

import numpy as np
import pandas as pd

from geo import clusters, emerging
from pages.views import cached, places
from pages.views.cached_hotspots import Found
from pages.views.frame import Visit
from pages.views.questions import Question
from pages.views.shades import NO_DATA, OUTSIDE, SPECIAL, TOO_FEW, Shades
from words import Say

# ColorBrewer RdBu, Reds and Blues: told apart by readers who do not see red or green
NEUTRAL, STRIPED = "#f6f4f1", "#f6f4f1"
HOT = dict(
    zip(
        ("hot_3", "hot_2", "hot_1", "none", "cold_1", "cold_2", "cold_3"),
        ("#b2182b", "#ef8a62", "#fddbc7", NEUTRAL, "#d1e5f0", "#67a9cf", "#2166ac"),
        strict=True,
    )
)
CLUSTERS = dict(
    zip(
        (*clusters.CLASSES, clusters.NONE),
        ("#b2182b", "#2166ac", "#f4a582", "#92c5de", NEUTRAL),
        strict=True,
    )
)
_REDS = ("#fdbb84", "#ef6548", "#7f0000", "#c0161f")
_BLUES = ("#9ecae1", "#4a98c9", "#08306b", "#1a63ab")


def _shades(solid: tuple[str, ...], other: str) -> list[str]:
    """Return the shades of `emerging.KINDS`: four plain, then four hatched."""
    pale, _, dark, strong = solid
    hatched = [(pale, dark), ("#ffffff", strong), (other, strong), (STRIPED, dark)]
    return [*solid, *(f"hatch {ground} {line}" for ground, line in hatched)]


EMERGING = dict(
    zip(
        emerging.CLASSES,
        [*_shades(_REDS, _BLUES[0]), *_shades(_BLUES, _REDS[0]), NEUTRAL],
        strict=True,
    )
)
PALETTES = {"hot": HOT, "clusters": CLUSTERS, "emerging": EMERGING}


def order(kind: str) -> dict[str, int]:
    """Return in which order the classes of a map are listed: the surest first, where they tell."""
    names = list(PALETTES[kind])
    if kind == "hot":
        names.sort(key=lambda name: name[-1], reverse=True)
    return {name: place for place, name in enumerate(names)}


def told(visit: Visit, asked: Question, found: Found) -> pd.DataFrame:
    """Return `cached.inside` with spot and q beside, of neighbourhoods."""
    table = cached.inside(visit, asked)
    return table.join(found.table[["spot", "q"]])


def shaded(visit: Visit, found: Found, kind: str, inside: pd.Index) -> Shades:
    """Return the shades of the classes over all areas, those outside `inside` left faint.

    Parameters
    ----------
    visit : Visit
    found : Found
    kind : str
        A key of `PALETTES`.
    inside : Index of neighbourhood codes
    """
    say, codes = visit.say, list(places.within(visit, None, "neighbourhood"))
    marks = dict(zip(PALETTES[kind], string.ascii_uppercase, strict=False))
    drawn = found.table["spot"].reindex(codes).map(marks).fillna(TOO_FEW).to_numpy(object)
    unknown = ~(visit.layer.table["residents"].reindex(codes).fillna(0) > 0).to_numpy(bool)
    drawn = np.where(unknown, NO_DATA, drawn)
    drawn = np.where(np.isin(codes, list(inside)), drawn, OUTSIDE)
    hidden = say("hotspots.hidden")
    return Shades(
        title=say(f"hotspots.{kind}"),
        characters="".join(drawn),
        palette={mark: PALETTES[kind][name] for name, mark in marks.items()} | SPECIAL,
        legend=_legend(say, marks, drawn, whole=kind == "hot"),
        values=[None] * len(codes),
        special={mark: say(f"hotspots.{name}") for name, mark in marks.items()} | {TOO_FEW: hidden},
    )


def _legend(
    say: Say, marks: dict[str, str], drawn: np.ndarray, *, whole: bool
) -> list[tuple[str, str, str]]:
    """Return the legend; of the many classes those alone that are on the map, unless `whole`."""
    counts = {mark: int((drawn == mark).sum()) for mark in [*marks.values(), TOO_FEW, NO_DATA]}
    words = {mark: f"hotspots.{name}" for name, mark in marks.items()}
    words |= {TOO_FEW: "hotspots.hidden", NO_DATA: "map.no_data"}
    always = set(marks.values()) if whole else {marks[clusters.NONE]}
    return [
        (mark, say(word), say.number(counts[mark]))
        for mark, word in words.items()
        if counts[mark] or mark in always
    ]
