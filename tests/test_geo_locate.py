"""Points are placed exactly as `geopandas.sjoin` places them, wherever they fall."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Polygon, box

from geo.locate import Locator


def joined(table: gpd.GeoDataFrame, longitude: np.ndarray, latitude: np.ndarray) -> np.ndarray:
    """What geopandas says: the first row that a point touches, else -1."""
    outlines = gpd.GeoDataFrame(geometry=table.geometry.to_numpy(), crs=4326)
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(longitude, latitude), crs=4326)
    pairs = gpd.sjoin(points, outlines, predicate="intersects")
    first = pairs.groupby(level=0)["index_right"].min()
    return first.reindex(range(len(points)), fill_value=-1).to_numpy()


def of(*shapes) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(geometry=list(shapes), crs=4326)


def cells(seed: int, count: int) -> gpd.GeoDataFrame:
    """Voronoi cells of random points in a box around Rasht."""
    generator = np.random.default_rng(seed)
    points = generator.uniform([49, 37], [50, 38], (count, 2))
    made = shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=box(49, 37, 50, 38))
    return of(*shapely.intersection(shapely.get_parts(made), box(49, 37, 50, 38)))


@pytest.mark.parametrize(("seed", "count"), [(1, 3), (2, 200), (3, 1500)])
def test_many_random_points_fall_where_geopandas_says(seed, count):
    table = cells(seed, count)
    generator = np.random.default_rng(seed)
    longitude = generator.uniform(48.9, 50.1, 40_000)
    latitude = generator.uniform(36.9, 38.1, 40_000)

    found = Locator(table).codes(longitude, latitude)

    assert (found == joined(table, longitude, latitude)).all()
    assert found.dtype == np.int32


def test_points_on_borders_and_corners_go_to_the_first_that_touches():
    table = cells(4, 60)
    corners = shapely.get_coordinates(table.geometry.to_numpy())

    found = Locator(table).codes(corners[:, 0], corners[:, 1])

    assert (found == joined(table, corners[:, 0], corners[:, 1])).all()
    assert (found >= 0).all()


degrees = st.integers(0, 12).map(lambda step: 49 + step / 10)
triangle = st.lists(st.tuples(degrees, degrees), min_size=3, max_size=3, unique=True).map(Polygon)
shape = st.one_of(
    st.tuples(degrees, degrees, st.integers(1, 5), st.integers(1, 5)).map(
        lambda at: box(at[0], at[1], at[0] + at[2] / 10, at[1] + at[3] / 10)
    ),
    triangle.filter(lambda made: made.area > 0),
)
point = st.tuples(
    st.one_of(degrees, st.floats(48.9, 50.4)), st.one_of(degrees, st.floats(48.9, 50.4))
)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.lists(shape, min_size=1, max_size=6), st.lists(point, min_size=1, max_size=40))
def test_overlapping_and_touching_outlines_are_no_exception(shapes, points):
    table = of(*shapes)
    longitude, latitude = np.array(points).T

    found = Locator(table).codes(longitude, latitude)

    assert found.tolist() == joined(table, longitude, latitude).tolist()


def test_holes_and_islands_are_seen():
    ring = Polygon(box(49, 37, 50, 38).exterior, [box(49.4, 37.4, 49.6, 37.6).exterior])
    islands = MultiPolygon([box(49.45, 37.45, 49.5, 37.5), box(51, 37, 51.1, 37.1)])
    table = of(ring, islands)

    found = Locator(table).codes(
        np.array([49.1, 49.41, 49.47, 51.05, 50.5]), np.array([37.1, 37.5, 37.47, 37.05, 37.5])
    )

    assert found.tolist() == [0, -1, 1, 1, -1]


def test_an_outline_smaller_than_a_cell_is_found():
    table = of(box(49, 37, 50, 38), box(50.5, 37.5, 50.5001, 37.5001))

    assert Locator(table).codes(np.array([50.50005]), np.array([37.50005])).tolist() == [1]


def test_what_is_no_place_on_earth_is_outside():
    strange = np.array([np.nan, np.inf, -np.inf, 1e300, -1e300, 49.5])

    found = Locator(of(box(49, 37, 50, 38))).codes(strange, np.full(6, 37.5))

    assert found.tolist() == [-1, -1, -1, -1, -1, 0]


def test_no_points_are_no_codes():
    found = Locator(of(box(49, 37, 50, 38))).codes(np.array([]), np.array([]))

    assert found.shape == (0,)
