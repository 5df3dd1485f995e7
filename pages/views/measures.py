"""What a map's colour may stand for: a column of the figures, its unit, its scale of shades."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo import classes
from pages.views.shades import NO_DATA, OUTSIDE, PARTING, RISING, SPECIAL, TOO_FEW, Shades
from words import END, ISOLATE, Say


@dataclass(frozen=True)
class Measure:
    """One column of the figures as a map shows it.

    Parameters
    ----------
    column : str
        Column of `cached.figures`.
    decimals : int
        Digits after the point that a reader sees.
    share : bool
        Whether it is a share of one, told as per cent.
    parting : bool
        Whether it parts at nought into more and less.
    """

    column: str
    decimals: int = 0
    share: bool = False
    parting: bool = False

    def told(self, say: Say, value: float) -> str:
        """Return one number in words; a dash for none."""
        if not self.share:
            return say.number(value, self.decimals)
        told = say.percent(value, self.decimals)
        return (
            f"{ISOLATE}+{told}{END}"
            if self.parting and round(value, self.decimals + 2) > 0
            else f"{ISOLATE}{told}{END}"
        )


TELLING = 200  # from here on a digit after the point tells nobody anything
MEASURES = {
    "rate": Measure("rate", 1),
    "reports": Measure("reports"),
    "share_useful": Measure("share_useful", 0, share=True),
    "change": Measure("change", 0, share=True, parting=True),
    "useful_rate": Measure("useful_rate", 1),
    "steady_rate": Measure("steady_rate", 1),
    "steady_useful_rate": Measure("steady_useful_rate", 1),
}


def shaded(say: Say, table: pd.DataFrame, name: str, inside: pd.Index) -> Shades:
    """Return the shades of one measure over all areas, those outside `inside` left faint.

    Parameters
    ----------
    say : Say
    table : DataFrame, index: area code
        `cached.figures`; classes are made over all of it: a shade means the same to everybody.
    name : str
        A key of `MEASURES`.
    inside : Index of area codes
        The areas looked at.
    """
    measure = MEASURES[name]
    values = table[measure.column].astype(float)
    cut = (classes.parted if measure.parting else classes.rounded)(values)
    palette = PARTING if measure.parting else RISING
    colours = _spread(palette, len(cut.bounds))
    marks = np.array([*"0123456789"])[np.maximum(cut.position, 0)]
    marks = np.where(cut.position < 0, NO_DATA, marks)
    marks = np.where(table["few"] & (cut.position < 0), TOO_FEW, marks)
    if len(inside) < len(table):
        marks = np.where(table.index.isin(inside), marks, OUTSIDE)
    decimals = measure.decimals if values.abs().max() < TELLING else 0
    scale = 10**decimals * (100 if measure.share else 1)
    return Shades(
        title=say(f"measure.{name}"),
        characters="".join(marks),
        palette=dict(zip("0123456789", colours, strict=False)) | SPECIAL,
        legend=_legend(say, measure, cut.bounds, marks),
        values=[None if np.isnan(value) else round(value * scale) for value in values],
        decimals=decimals,
        unit=say("map.per_cent") if measure.share else "",
    )


def _spread(palette: tuple[str, ...], wanted: int) -> list[str]:
    if wanted <= 1:
        return [palette[len(palette) // 2]]
    return [palette[round(step * (len(palette) - 1) / (wanted - 1))] for step in range(wanted)]


def _legend(
    say: Say, measure: Measure, bounds: list[tuple[float, float]], marks: np.ndarray
) -> list[tuple[str, str, str]]:
    def count(mark: str) -> str:
        return say.number(int((marks == mark).sum()))

    rows = [
        (
            str(i),
            say("map.from_to", low=measure.told(say, low), high=measure.told(say, high)),
            count(str(i)),
        )
        for i, (low, high) in enumerate(bounds)
    ][::-1]
    for mark, word in ((TOO_FEW, "map.too_few"), (NO_DATA, "map.no_data")):
        if (marks == mark).any():
            rows.append((mark, say(word), count(mark)))
    return rows
