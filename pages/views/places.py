"""Where a reader is: names of areas, what lies in what."""

import functools

import pandas as pd

from data import access, areas
from data.areas import Layer
from pages.views import seeing
from pages.views.frame import Visit


def name_of(visit: Visit, code: str) -> str:
    """Return an area's name in the reader's language."""
    _, _, name_fa, name_en = _known(visit.layer)[code]
    return visit.say.pick(name_fa, name_en)


def level_of(visit: Visit, code: str) -> str:
    """Return the level of an area: county, district or neighbourhood."""
    return _known(visit.layer)[code][0]


def above(visit: Visit, code: str) -> str | None:
    """Return the area that an area lies in; None for a county."""
    level, parent, _, _ = _known(visit.layer)[code]
    return None if level == "county" else parent


def within(visit: Visit, code: str | None, level: str) -> tuple[str, ...]:
    """Return the codes of the areas of a level that lie in an area (or are it); None for all."""
    return _within(visit.layer, code, level)


def inside(visit: Visit, table: pd.DataFrame, code: str | None, level: str) -> pd.DataFrame:
    """Return the rows of a table of one level's areas that lie in an area; None for all."""
    if code is None:
        return table
    return table.loc[table.index.intersection(list(within(visit, code, level)))]


def seen(visit: Visit, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the areas that the reader may see, in the same order."""
    return tuple(access.narrow(visit.access, seeing.layer(visit).table.loc[list(codes)]).index)


@functools.lru_cache(maxsize=4)
def _known(layer: Layer) -> dict[str, tuple[str, str | None, str, str]]:
    columns = layer.table[["level", "parent", "name_fa", "name_en"]]
    return {code: tuple(row) for code, *row in columns.itertuples()}


@functools.lru_cache(maxsize=512)
def _within(layer: Layer, code: str | None, level: str) -> tuple[str, ...]:
    table = areas.at_level(layer, level)
    if code is None:
        return tuple(table.index)
    own = layer.table.at[code, "level"]
    if own == level:
        return (code,)
    if own == "district" and level == "county":
        return (layer.table.at[code, "parent"],)
    return tuple(table.index[(table[own] == code).to_numpy()])
