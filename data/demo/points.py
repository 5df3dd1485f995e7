"""Points inside outlines, drawn once and used again with a little jitter."""

from dataclasses import dataclass

import numpy as np
import shapely

EACH = 300
MARGIN = 0.02  # of an outline's breadth, that points keep from its border


@dataclass(frozen=True)
class Points:
    """Points in each of some outlines.

    Parameters
    ----------
    longitude, latitude : ndarray of float, shape (outlines, EACH)
    margin : ndarray of float, shape (outlines,)
        Degrees that one can go from any of them and still be inside; 0 in the narrowest outlines.
    """

    longitude: np.ndarray
    latitude: np.ndarray
    margin: np.ndarray

    def some(
        self, outlines: np.ndarray, which: np.ndarray, generator: np.random.Generator
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return longitude and latitude near some of the points, inside the same outlines.

        Parameters
        ----------
        outlines, which : ndarray of int, shape (n,)
            Positions of the outlines, and of the points in them.
        generator : Generator
            Draws how near.
        """
        count = len(outlines)
        away = self.margin[outlines] * np.sqrt(generator.random(count))
        turn = generator.uniform(0, 2 * np.pi, count)
        longitude = self.longitude[outlines, which] + away * np.cos(turn)
        return longitude, self.latitude[outlines, which] + away * np.sin(turn)


def draw(outlines: np.ndarray, generator: np.random.Generator) -> Points:
    """Return points that lie well inside their outline.

    Parameters
    ----------
    outlines : ndarray of Polygon or MultiPolygon, shape (n,)
        EPSG:4326.
    generator : Generator
    """
    breadth = np.sqrt(shapely.area(outlines))
    points = np.empty((2, len(outlines), EACH))
    margin = np.zeros(len(outlines))
    for place, outline in enumerate(outlines):
        inner = shapely.buffer(outline, -MARGIN * breadth[place], quad_segs=2)
        if inner.is_empty:
            points[:, place] = shapely.get_coordinates(outline.representative_point()).T
            continue
        margin[place] = 0.9 * MARGIN * breadth[place]
        points[:, place] = _inside(inner, generator)
    return Points(points[0], points[1], margin)


def _inside(outline: shapely.Geometry, generator: np.random.Generator) -> np.ndarray:
    west, south, east, north = outline.bounds
    shapely.prepare(outline)
    found = np.empty((2, 0))
    while found.shape[1] < EACH:
        drawn = generator.uniform((west, south), (east, north), (2 * EACH, 2)).T
        found = np.hstack([found, drawn[:, shapely.contains_xy(outline, *drawn)]])
    return found[:, :EACH]
