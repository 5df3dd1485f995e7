"""Points inside outlines, drawn once and used again with a little jitter."""

import numpy as np
import shapely

EACH = 300
MARGIN = 0.02  # of an outline's breadth, that points keep from its border


def draw(outlines: np.ndarray, generator: np.random.Generator) -> tuple[np.ndarray, ...]:
    """Return points that lie well inside their outline.

    Parameters
    ----------
    outlines : ndarray of Polygon or MultiPolygon, shape (n,)
        EPSG:4326.
    generator : Generator
        Draws them.

    Returns
    -------
    longitude, latitude : ndarray of float, shape (n, EACH)
    margin : ndarray of float, shape (n,)
        Degrees that one can go from any of them and still be inside; 0 in the narrowest outlines.
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
    return points[0], points[1], margin


def _inside(outline: shapely.Geometry, generator: np.random.Generator) -> np.ndarray:
    west, south, east, north = outline.bounds
    shapely.prepare(outline)
    found = np.empty((2, 0))
    while found.shape[1] < EACH:
        drawn = generator.uniform((west, south), (east, north), (2 * EACH, 2)).T
        found = np.hstack([found, drawn[:, shapely.contains_xy(outline, *drawn)]])
    return found[:, :EACH]
