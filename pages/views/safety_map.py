"""How safe people feel, as a map's shades: hatched where unsure, uncoloured where very unsure."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo import perception
from pages.views import places
from pages.views.frame import Visit
from pages.views.shades import NO_DATA, OUTSIDE, RISING, SPECIAL, TOO_FEW, Shades
from words import Say

# The same for every wave, item and reader: a shade always means the same.
BOUNDS = ((0, 30), (30, 40), (40, 50), (50, 60), (60, 70), (70, 80), (80, 100))
PLAIN, ALONE, HATCHED, VERY_UNSURE = "0123456", "HIJKLMN", "ABCDEFG", "n"
FAINT = ("#b9c4a4",) * 2 + ("#ffffff",) * 5  # lines seen on each shade, and no caution
PALETTE = (
    dict(zip(PLAIN, RISING, strict=True))
    | {mark: f"hatch {one} {line}" for mark, one, line in zip(ALONE, RISING, FAINT, strict=True)}
    | {mark: f"hatch {one} #6b5344" for mark, one in zip(HATCHED, RISING, strict=True)}
    | SPECIAL
    | {VERY_UNSURE: "#ffffff"}
)
WAYS = ("model", "direct")


@dataclass(frozen=True)
class Way:
    """Which of the two estimates is shown.

    Parameters
    ----------
    value, low, high : str
        Columns of `cached_safety.safety`.
    """

    value: str
    low: str
    high: str

    def band(self, table: pd.DataFrame) -> np.ndarray:
        """Return how each area may be drawn."""
        if self.value == "value":
            return table["band"].fillna(perception.NONE).to_numpy(object)
        half = (table[self.high] - table[self.low]) / 2
        return perception.bands((half / perception.Z / table[self.value]).to_numpy(float))


def way(name: str) -> Way:
    """Return the estimate of that name in `WAYS`."""
    if name == "direct":
        return Way("direct", "direct_low", "direct_high")
    return Way("value", "low", "high")


def shaded(visit: Visit, table: pd.DataFrame, title: str, shown: Way, inside: pd.Index) -> Shades:
    """Return the shades of one item's estimates.

    Parameters
    ----------
    visit : Visit
    table : DataFrame, index: neighbourhood code
        `cached_safety.safety`.
    title : str
        What was asked, in the reader's words.
    shown : Way
    inside : Index of neighbourhood codes
        The areas looked at; the others are left faint.
    """
    say, rows = visit.say, table.reindex(places.within(visit, None, "neighbourhood"))
    marks = _marks(rows, shown)
    marks = np.where(rows.index.isin(inside), marks, OUTSIDE)
    return Shades(
        title=title,
        characters="".join(marks),
        palette=PALETTE,
        legend=_legend(say, marks),
        values=_whole(rows[shown.value]),
        between=(_whole(rows[shown.low]), _whole(rows[shown.high])),
        special={VERY_UNSURE: say("safety.very_unsure"), TOO_FEW: say("safety.too_few")},
    )


def _marks(rows: pd.DataFrame, shown: Way) -> np.ndarray:
    value, band = rows[shown.value].to_numpy(float), shown.band(rows)
    place = np.clip(np.digitize(value, [low for low, _ in BOUNDS[1:]]), 0, len(BOUNDS) - 1)
    marks = np.where(band == perception.PLAIN, np.array([*PLAIN])[place], VERY_UNSURE)
    if shown.value == "value":
        alone = rows["model_only"].eq(True).to_numpy() & (band == perception.PLAIN)
        marks = np.where(alone, np.array([*ALONE])[place], marks)
    marks = np.where(band == perception.HATCHED, np.array([*HATCHED])[place], marks)
    return np.where(np.isnan(value), TOO_FEW if shown.value == "direct" else NO_DATA, marks)


def _whole(values: pd.Series) -> list[int | None]:
    return [None if np.isnan(value) else round(value) for value in values.astype(float)]


def _legend(say: Say, marks: np.ndarray) -> list[tuple[str, str, str]]:
    def row(mark: str, label: str, those: np.ndarray) -> tuple[str, str, str]:
        return mark, label, say.number(int(those.sum()))

    found = []
    for place in reversed(range(len(BOUNDS))):
        those = np.isin(marks, [PLAIN[place], ALONE[place], HATCHED[place]])
        low, high = BOUNDS[place]
        if those.any():
            label = say("map.from_to", low=say.number(low), high=say.number(high))
            found.append(row(PLAIN[place], label, those))
    others = [
        (ALONE[4], "safety.alone", np.isin(marks, [*ALONE])),
        (HATCHED[2], "safety.hatched", np.isin(marks, [*HATCHED])),
    ]
    for mark, word in ((VERY_UNSURE, "safety.very_unsure"), (TOO_FEW, "safety.too_few")):
        others.append((mark, word, marks == mark))
    others.append((NO_DATA, "map.no_data", marks == NO_DATA))
    found += [row(mark, say(word), those) for mark, word, those in others if those.any()]
    return found
