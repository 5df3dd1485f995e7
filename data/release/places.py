"""The areas that figures are told of, as a tree from everywhere down to neighbourhoods."""

from dataclasses import dataclass

import numpy as np

from data import areas
from data.areas import Layer
from geo import cubes
from geo.cubes import Line

EVERYWHERE, OFF_MAP = "*", "-"  # all reports; those on no area of the layer
COUNTIES, DISTRICTS = 1, 2  # steps below everywhere


@dataclass(frozen=True)
class Places:
    """The tree of a layer.

    Parameters
    ----------
    codes : list of str
        Everywhere, counties, off the map, districts, neighbourhoods: each above comes before.
    parents : ndarray of int
        Position of the area that each one is a part of; -1 for everywhere.
    depth : ndarray of int
        Steps below everywhere; off the map is one step below.
    """

    codes: list[str]
    parents: np.ndarray
    depth: np.ndarray

    @property
    def lines(self) -> list[Line]:
        """What is made up of what."""
        return cubes.tree(self.parents.tolist())

    def upper(self) -> "Places":
        """Return the tree without neighbourhoods: hours of the day are told from districts up."""
        return self.down_to(DISTRICTS)

    def down_to(self, depth: int) -> "Places":
        """Return the tree without what lies more steps below everywhere."""
        kept = self.depth <= depth
        return Places(
            [code for code, keep in zip(self.codes, kept, strict=True) if keep],
            self.parents[kept],
            self.depth[kept],
        )

    def uncovered(self, reports: np.ndarray) -> np.ndarray:
        """Return the areas of counties and districts from which there is not one report.

        The data do not cover them, and that is no secret: nobody is in them. Of a neighbourhood it
        stays one, since nought there must look like nine.

        Parameters
        ----------
        reports : ndarray of int, shape (n, ...)
            Reports of each area.

        Returns
        -------
        ndarray of bool, same shape
        """
        bare = np.zeros(reports.shape, bool)
        for level in self.above()[1 : DISTRICTS + 1]:
            inside = level >= 0
            bare[inside] |= reports[level[inside]] == 0
        return bare

    def above(self) -> list[np.ndarray]:
        """Return for each depth the area that every area lies in there; -1 for none; shape (n,)."""
        found = []
        for depth in range(int(self.depth.max()) + 1):
            place = np.arange(len(self.codes))
            for _ in range(len(self.codes)):
                deeper = self.depth[place] > depth
                if not deeper.any():
                    break
                place = np.where(deeper, self.parents[place], place)
            found.append(np.where(self.depth[place] == depth, place, -1))
        return found


def of(layer: Layer) -> Places:
    """Return the tree of a layer's areas."""
    codes, parents, depth = [EVERYWHERE], [-1], [0]
    for steps, level in enumerate(("county", "district", "neighbourhood"), 1):
        table = areas.at_level(layer, level)
        codes += table.index.tolist()
        above = {code: place for place, code in enumerate(codes)}
        parents += [0 if level == "county" else above[up] for up in table["parent"]]
        depth += [steps] * len(table)
        if level == "county":
            codes, parents, depth = [*codes, OFF_MAP], [*parents, 0], [*depth, 1]
    return Places(codes, np.array(parents), np.array(depth))
