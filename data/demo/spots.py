"""What is planted in the made-up half-years, so that later tests can look for it again."""

import zlib
from dataclasses import dataclass

import geopandas
import numpy as np
import shapely

from data import areas

HOT_FACTORS = (2.4, 2.8, 2.2)  # of the useful reports per resident, one for each group
COLD_FACTOR = 0.35
GROWING_FROM, GROWING_TO = 1.0, 3.2  # from the first week of 1405 to its last in the half-year
SILENT_SHARE = 0.02
BORDERS_WITHIN = 1e-6  # degrees, a tenth of a metre


@dataclass(frozen=True)
class Planted:
    """Codes of the neighbourhoods whose reports were made unlike the others'.

    Parameters
    ----------
    hot : tuple of tuples of str
        Connected groups with `HOT_FACTORS` times the reports of their like, in both years.
    cold : tuple of tuples of str
        Connected groups with `COLD_FACTOR` times the reports.
    growing : tuple of str
        A connected group that grows from `GROWING_FROM` to `GROWING_TO` over the weeks of 1405.
    silent : tuple of str
        Neighbourhoods without any report.
    """

    hot: tuple[tuple[str, ...], ...]
    cold: tuple[tuple[str, ...], ...]
    growing: tuple[str, ...]
    silent: tuple[str, ...]


def planted(layer: areas.Layer) -> Planted:
    """Return what is planted on a layer: always the same for the same layer, whatever the seed.

    Parameters
    ----------
    layer : Layer
        Its areas; EPSG:4326.

    Returns
    -------
    Planted
        With few neighbourhoods, fewer and smaller groups; with fewer than eight, nothing.
    """
    table = areas.at_level(layer, "neighbourhood")
    size = int(np.clip(len(table) // 40, 2, 7))
    groups = _groups(table, size, 3 if len(table) < 60 else 6, seed=zlib.crc32(layer.id.encode()))
    codes = [tuple(table.index[sorted(group)]) for group in groups]
    codes += [()] * (3 - len(codes))
    hots = (0, 3, 4)
    taken = {code for group in codes for code in group}
    silent = _silent(table.drop(index=list(taken)), round(SILENT_SHARE * len(table)))
    return Planted(
        hot=tuple(codes[place] for place in hots if place < len(codes) and codes[place]),
        cold=tuple(codes[place] for place in (2, 5) if place < len(codes) and codes[place]),
        growing=codes[1],
        silent=silent,
    )


def _groups(table: geopandas.GeoDataFrame, size: int, wanted: int, *, seed: int) -> list[list[int]]:
    """Return connected groups that do not touch one another, of places where enough people live."""
    if len(table) < 8:
        return []
    generator = np.random.default_rng(seed)
    residents = table["residents"].fillna(0).to_numpy(dtype=float)
    neighbours = _neighbours(table.geometry.to_numpy())
    centres = shapely.get_coordinates(shapely.centroid(table.geometry.to_numpy()))
    free = residents >= np.quantile(residents, 0.2)
    groups: list[list[int]] = []
    for start in generator.permutation(np.flatnonzero(residents >= np.quantile(residents, 0.6))):
        group = _grown(int(start), size, neighbours, free, centres) if free[start] else []
        if len(group) == size:
            groups.append(group)
            for place in group:
                free[[place, *neighbours[place]]] = False
        if len(groups) == wanted:
            break
    return groups


def _neighbours(outlines: np.ndarray) -> list[list[int]]:
    tree = shapely.STRtree(outlines)
    found: list[list[int]] = [[] for _ in outlines]
    for one, other in tree.query(outlines, predicate="dwithin", distance=BORDERS_WITHIN).T:
        if one != other:
            found[one].append(int(other))
    return found


def _grown(
    start: int, size: int, neighbours: list[list[int]], free: np.ndarray, centres: np.ndarray
) -> list[int]:
    """Return a group grown from `start`, each time by the nearest of the bordering places."""
    group = [start]
    while len(group) < size:
        rim = {n for place in group for n in neighbours[place] if free[n]} - set(group)
        if not rim:
            break
        group.append(min(rim, key=lambda place: np.hypot(*(centres[place] - centres[start]))))
    return group


def _silent(table: geopandas.GeoDataFrame, count: int) -> tuple[str, ...]:
    few = table["residents"].fillna(0).sort_values(kind="stable")
    return tuple(sorted(few.index[:count]))
