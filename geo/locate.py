"""Points to the neighbourhoods they fall in, by a raster of cells.

Most cells of the raster lie wholly inside one outline or outside all of them: a point in such a
cell is placed by looking it up. Only points in cells that a border crosses are tested against
outlines. The answer is that of `geopandas.sjoin(predicate="intersects")`; where outlines meet or
overlap, the first of them.
"""

import geopandas as gpd
import numpy as np
import shapely

OUTSIDE = -1
_BORDER = -2
_SMALLEST, _LARGEST = 256, 2048  # cells along a side
_CELLS_PER_AREA = 40  # along a side, for an outline of middling size


class Locator:
    """Places points in the outlines of a table; built once for a layer.

    Parameters
    ----------
    table : GeoDataFrame, shape (n,)
        Valid polygons; EPSG:4326.
    """

    def __init__(self, table: gpd.GeoDataFrame) -> None:
        self._outlines = table.geometry.to_numpy()
        shapely.prepare(self._outlines)
        self._boxes = shapely.bounds(self._outlines)
        west, south, east, north = table.total_bounds
        wanted = _CELLS_PER_AREA * np.sqrt(len(table))
        self._side = int(np.clip(2 ** np.ceil(np.log2(wanted)), _SMALLEST, _LARGEST))
        self._corner = np.array([west, south])
        self._cell = np.array([east - west, north - south]) / (self._side - 2)
        self._corner -= self._cell  # a rim of cells outside all
        self._raster = np.full((self._side, self._side), OUTSIDE, dtype=np.int32)
        self._mark_borders()
        self._fill_runs()

    def codes(self, longitude: np.ndarray, latitude: np.ndarray) -> np.ndarray:
        """Return the row in which each point falls.

        Parameters
        ----------
        longitude, latitude : ndarray of float, shape (m,)
            EPSG:4326; may hold NaN.

        Returns
        -------
        ndarray of int32, shape (m,)
            Positions in the table; -1 outside all outlines.
        """
        longitude = np.ascontiguousarray(longitude, dtype=float)
        latitude = np.ascontiguousarray(latitude, dtype=float)
        column = self._cells(longitude, 0)
        row = self._cells(latitude, 1)
        found = self._raster[row, column]
        unsure = np.flatnonzero(found == _BORDER)
        if unsure.size:
            found[unsure] = self._tested(longitude[unsure], latitude[unsure])
        return found

    def _cells(self, values: np.ndarray, axis: int) -> np.ndarray:
        cells = (values - self._corner[axis]) / self._cell[axis]
        cells[~((cells >= 0) & (cells < self._side))] = 0  # the rim; NaN too
        return cells.astype(np.int32)

    def _mark_borders(self) -> None:
        """Mark each cell that a border touches, and now and then one beside it."""
        rings = shapely.get_rings(shapely.get_parts(self._outlines))
        corners, ring = shapely.get_coordinates(rings, return_index=True)
        place = (corners - self._corner) / self._cell
        joined = ring[1:] == ring[:-1]
        start, end = place[:-1][joined], place[1:][joined]
        pieces = 1 + (2 * np.abs(end - start).max(axis=1)).astype(np.int64)
        segment = np.repeat(np.arange(len(start)), pieces)
        number = np.arange(len(segment)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
        step = ((end - start) / pieces[:, None])[segment]
        first = start[segment] + step * number[:, None]
        low = np.floor(np.minimum(first, first + step) - 1e-6).astype(np.int32)
        high = np.floor(np.maximum(first, first + step) + 1e-6).astype(np.int32)
        for row in (low[:, 1], high[:, 1]):
            for column in (low[:, 0], high[:, 0]):
                self._raster[row, column] = _BORDER

    def _fill_runs(self) -> None:
        """Place one point of each run of cells between borders: the whole run is in the same.

        A run may go on from a row's end to the next one's beginning: both lie on the outer rim.
        """
        flat = self._raster.reshape(-1)
        clear = flat != _BORDER
        fresh = np.ones(flat.size, dtype=bool)
        fresh[1:] = clear[1:] != clear[:-1]
        starts = np.flatnonzero(fresh)
        lengths = np.diff(np.append(starts, flat.size))
        runs, lengths = starts[clear[starts]], lengths[clear[starts]]
        row, column = np.divmod(runs, self._side)
        middle = np.column_stack([column, row]) + 0.5
        points = self._corner + middle * self._cell
        flat[clear] = np.repeat(self._tested(points[:, 0], points[:, 1]), lengths)

    def _tested(self, longitude: np.ndarray, latitude: np.ndarray) -> np.ndarray:
        """Return the row of each point by testing it against the outlines whose box it is in."""
        order = np.argsort(longitude)
        x, y = longitude[order], latitude[order]
        found = np.full(len(x), OUTSIDE, dtype=np.int32)
        first = np.searchsorted(x, self._boxes[:, 0], side="left")
        last = np.searchsorted(x, self._boxes[:, 2], side="right")
        for position, outline in enumerate(self._outlines):
            within = slice(first[position], last[position])
            south, north = self._boxes[position, 1], self._boxes[position, 3]
            open_still = (found[within] < 0) & (y[within] >= south) & (y[within] <= north)
            there = np.flatnonzero(open_still) + first[position]
            if there.size:
                inside = shapely.intersects_xy(outline, x[there], y[there])
                found[there[inside]] = position
        back = np.empty_like(found)
        back[order] = found
        return back
