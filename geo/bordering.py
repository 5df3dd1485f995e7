"""Who borders whom: areas that touch, at a side or a corner, and the nearest one of an island.

Made by an index of outlines rather than by a library of weights, which a reader would wait for
while it is loaded; that both find the same borders is tested.
"""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy import sparse

from geo import boundaries


@dataclass(frozen=True)
class Bordering:
    """Which areas border which.

    Parameters
    ----------
    matrix : csr_array of float, shape (n, n)
        One where two areas border, both ways; nought on the diagonal. Every area has a neighbour
        unless there is one area alone.
    areas : Index, length n
        The areas, in the order of the rows.
    islands : Index
        Areas that touch no other one and were joined to the nearest.
    """

    matrix: sparse.csr_array
    areas: pd.Index
    islands: pd.Index

    def of(self, codes: pd.Index) -> sparse.csr_array:
        """Return the rows and columns of some of the areas, in their order."""
        places = self.areas.get_indexer(codes)
        return self.matrix[places][:, places]


def queen(outlines: gpd.GeoSeries, within: float = boundaries.HAIRLINE) -> Bordering:
    """Return which outlines touch at a side or a corner; hairline gaps count as touching.

    Parameters
    ----------
    outlines : GeoSeries, shape (n,)
        Valid polygons; any CRS. They are measured in metres.
    within : float
        Metres; the widest gap that still counts as touching.

    Returns
    -------
    Bordering
        An area that touches none is joined to the nearest, both ways, and named.
    """
    shapes = boundaries.in_metres(outlines).to_numpy()
    tree = shapely.STRtree(shapes)
    first, second = tree.query(shapes, predicate="dwithin", distance=within)
    apart = first != second
    first, second = first[apart], second[apart]
    alone = np.setdiff1d(np.arange(len(shapes)), first)
    if len(shapes) > 1 and len(alone):
        one, nearest = tree.query_nearest(shapes[alone], exclusive=True, all_matches=False)
        first = np.concatenate([first, alone[one], nearest])
        second = np.concatenate([second, nearest, alone[one]])
    ones = np.ones(len(first))
    matrix = sparse.csr_array((ones, (first, second)), shape=(len(shapes), len(shapes)))
    matrix.data[:] = 1.0  # two islands that are each other's nearest were joined twice
    return Bordering(matrix, outlines.index, outlines.index[alone])
