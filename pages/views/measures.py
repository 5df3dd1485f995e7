"""What a map's colour may stand for: a column of the figures, its unit, its scale of shades."""

from dataclasses import dataclass
from itertools import pairwise

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
    beside : str
        The count without which it is hidden, though the reports may be told.
    """

    column: str
    decimals: int = 0
    share: bool = False
    parting: bool = False
    beside: str = "reports"

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
    "share_useful": Measure("share_useful", 0, share=True, beside="useful"),
    "change": Measure("change", 0, share=True, parting=True, beside="before"),
    "useful_rate": Measure("useful_rate", 1, beside="useful"),
    "steady_rate": Measure("steady_rate", 1),
    "steady_useful_rate": Measure("steady_useful_rate", 1, beside="useful"),
}
# Of `cached_response.arrivals`.
TIMES = {
    "median": Measure("median", 1),
    "ninetieth": Measure("ninetieth", 1, beside="ninetieth"),
    "within": Measure("within", 0, share=True),
}
KNOWN = MEASURES | TIMES


@dataclass(frozen=True)
class Cut:
    """Classes over all areas, whoever looks: a shade means the same to everybody.

    Parameters
    ----------
    bounds : list of (low, high)
    position : Series of int, index: area code
        Each area's class, -1 where its figure is hidden; of the areas that the reader may see.
    areas : Index of area codes
        All areas, in the map's order.
    """

    bounds: list[tuple[float, float]]
    position: pd.Series
    areas: pd.Index


def cut(table: pd.DataFrame, name: str) -> Cut:
    """Return the classes of one measure over all areas of a table."""
    measure = KNOWN[name]
    made = (classes.parted if measure.parting else classes.rounded)(table[measure.column])
    return Cut(made.bounds, pd.Series(made.position, table.index), table.index)


def without_ends(bounds: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return classes whose least and whose most are not told."""
    if not bounds:
        return []
    ends = [bounds[0][0], *(high for _, high in bounds)]
    ends[0] = ends[-1] = np.nan
    return list(pairwise(ends))


def shaded(
    say: Say, table: pd.DataFrame, name: str, inside: pd.Index, whole: Cut | None = None
) -> Shades:
    """Return the shades of one measure over all areas, those outside `inside` left faint.

    Parameters
    ----------
    say : Say
    table : DataFrame, index: area code
        `cached.figures`, of the areas that the reader may see.
    name : str
        A key of `KNOWN`.
    inside : Index of area codes
        The areas looked at.
    whole : Cut, optional
        The classes, where the table is not of all areas.
    """
    measure, made = KNOWN[name], whole or cut(table, name)
    here = table.reindex(made.areas)
    values, position = here[measure.column].astype(float), made.position.reindex(made.areas)
    bounds = made.bounds if len(table) == len(made.areas) else without_ends(made.bounds)
    colours = spread(PARTING if measure.parting else RISING, len(made.bounds))
    known = position.fillna(-1).to_numpy(int)
    marks = np.array([*"0123456789"])[np.maximum(known, 0)]
    marks = np.where(known < 0, NO_DATA, marks)
    hidden = (here["few"].eq(True) | here[measure.beside].isna()).to_numpy(bool)
    marks = np.where(hidden & (known < 0), TOO_FEW, marks)
    if len(inside) < len(made.areas):
        marks = np.where(made.areas.isin(inside), marks, OUTSIDE)
    decimals = measure.decimals if values.abs().max() < TELLING else 0
    scale = 10**decimals * (100 if measure.share else 1)
    return Shades(
        title=say(f"measure.{name}"),
        characters="".join(marks),
        palette=dict(zip("0123456789", colours, strict=False)) | SPECIAL,
        legend=_legend(say, measure, bounds, marks),
        values=[None if np.isnan(value) else round(value * scale) for value in values],
        decimals=decimals,
        unit=say("map.per_cent") if measure.share else "",
    )


def spread(palette: tuple[str, ...], wanted: int) -> list[str]:
    """Return so many colours of a palette, its ends among them; the middle one for one."""
    if wanted <= 1:
        return [palette[len(palette) // 2]]
    return [palette[round(step * (len(palette) - 1) / (wanted - 1))] for step in range(wanted)]


def label(say: Say, measure: Measure, low: float, high: float) -> str:
    """Return a class in words; an end that is not told is left open."""
    if np.isnan(low) and np.isnan(high):
        return say("map.told")
    ends = {"low": measure.told(say, low), "high": measure.told(say, high)}
    word = "up_to" if np.isnan(low) else "from_on" if np.isnan(high) else "from_to"
    return say(f"map.{word}", **ends)


def _legend(
    say: Say,
    measure: Measure,
    bounds: list[tuple[float, float]],
    marks: np.ndarray,
) -> list[tuple[str, str, str]]:
    """Return the legend of a map: its classes from above, then what is not told."""

    def count(mark: str) -> str:
        return say.number(int((marks == mark).sum()))

    rows = [
        (str(place), label(say, measure, *each), count(str(place)))
        for place, each in enumerate(bounds)
    ][::-1]
    for mark, word in ((TOO_FEW, "map.too_few"), (NO_DATA, "map.no_data")):
        if (marks == mark).any():
            rows.append((mark, say(word), count(mark)))
    return rows
