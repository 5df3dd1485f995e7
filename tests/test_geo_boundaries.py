"""Outlines mended, measured, simplified together, dissolved; overlaps, gaps and successors."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from shapely.geometry import (
    GeometryCollection,
    LineString,
    MultiPolygon,
    Point,
    Polygon,
    box,
)

from geo import boundaries, coverage


def squares(*corners, crs=32639):
    return gpd.GeoSeries(
        [box(x, y, x + 1000, y + 1000) for x, y in corners],
        index=[f"s{number}" for number in range(len(corners))],
        crs=crs,
    )


def wavy_neighbours() -> gpd.GeoSeries:
    """Two areas of Rasht with a border of 200 corners between them; EPSG:4326."""
    steps = np.linspace(0, 1, 200)
    border = list(zip(49.6 + 0.002 * np.sin(40 * steps), 37.2 + 0.1 * steps, strict=True))
    west = Polygon([(49.5, 37.2), *border, (49.5, 37.3)])
    east = Polygon([*border[100:], (49.7, 37.3), (49.7, 37.2), *border[:100]])
    return gpd.GeoSeries([west, east], index=["west", "east"], crs=4326)


def test_a_bow_tie_is_untied():
    tie = Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])

    mended = boundaries.mend(gpd.GeoSeries([tie], crs=32639))

    assert mended.is_valid.all()
    assert mended.area.tolist() == [2.0]


def test_heights_lines_and_points_are_dropped_and_nothing_is_left_of_a_line():
    mixed = GeometryCollection([Point(5, 5), LineString([(0, 0), (9, 9)]), box(0, 0, 1, 1)])
    raised = Polygon([(0, 0, 7), (1, 0, 7), (1, 1, 7)])
    given = gpd.GeoSeries([mixed, raised, LineString([(0, 0), (1, 1)]), None, Polygon()])

    mended = boundaries.mend(given)

    assert mended[0].equals(box(0, 0, 1, 1))
    assert not mended[1].has_z
    assert mended[2:].isna().all()


def test_a_ring_that_touches_itself_keeps_its_area():
    spike = Polygon([(0, 0), (4, 0), (4, 4), (2, 4), (2, 6), (2, 4), (0, 4)])

    mended = boundaries.mend(gpd.GeoSeries([spike]))

    assert mended.is_valid.all()
    assert mended[0].area == 16


@pytest.mark.parametrize(
    ("bounds", "epsg"),
    [
        ((48.5, 36.5, 50.6, 38.5), 32639),
        ((-3.1, 53.4, -2, 54.3), 32630),
        ((18, -34, 19, -33), 32734),
    ],
)
def test_the_zone_is_that_of_the_middle(bounds, epsg):
    assert boundaries.metric_epsg(bounds) == epsg


def test_a_border_that_was_shared_still_is_after_simplifying():
    given = wavy_neighbours()

    simple = boundaries.simplify(given, 60)

    corners = shapely.get_num_coordinates(simple.to_numpy()).sum()
    assert corners < shapely.get_num_coordinates(given.to_numpy()).sum() / 3
    assert shapely.coverage_is_valid(simple.to_numpy())
    assert simple.crs == given.crs
    whole = boundaries.in_metres(given).area.sum()
    assert boundaries.in_metres(simple).area.sum() == pytest.approx(whole, rel=1e-2)


def test_dissolving_takes_the_inner_borders_away():
    given = squares((0, 0), (1000, 0), (0, 1000), (5000, 5000))

    whole = boundaries.dissolve(given, pd.Series(["a", "a", "a", "b"], given.index, name="county"))

    assert whole.index.tolist() == ["a", "b"]
    assert whole["a"].geom_type == "Polygon"
    assert whole.area.tolist() == [3e6, 1e6]


def test_outlines_that_overlap_and_gape_are_fitted_together():
    given = gpd.GeoSeries([box(0, 0, 1000, 1000), box(990, 0, 2000, 990)], crs=32639)
    given = pd.concat([given, gpd.GeoSeries([box(0, 1010, 2000, 2000)], crs=32639)])
    given = given.reset_index(drop=True)

    fitted = boundaries.fitted(given, 50)

    assert shapely.coverage_is_valid(fitted.to_numpy())
    assert len(coverage.overlaps(fitted)) == 0


def test_overlaps_are_told_largest_first_and_neighbours_do_not_overlap():
    given = squares((0, 0), (1000, 0), (900, 500), (0, 990))

    found = coverage.overlaps(given)

    assert found[["first", "second"]].to_numpy().tolist() == [
        ["s1", "s2"],
        ["s2", "s3"],
        ["s0", "s2"],
        ["s0", "s3"],
    ]
    assert found["square_kilometres"].tolist() == pytest.approx([0.45, 0.051, 0.05, 0.01])


def test_a_hole_that_nobody_fills_is_a_gap_and_an_enclave_is_not():
    ring = Polygon(box(0, 0, 3000, 3000).exterior, [box(1000, 1000, 2000, 2000).exterior])
    open_ring = gpd.GeoSeries([ring], crs=32639)
    filled = gpd.GeoSeries([ring, box(1000, 1000, 2000, 2000)], crs=32639)

    assert coverage.gaps(open_ring).tolist() == [1.0]
    assert coverage.gaps(filled).tolist() == []


def test_what_lies_outside_is_measured():
    whole = squares((0, 0), (1000, 0)).translate(600_000, 4_100_000)
    half_out = gpd.GeoSeries([box(601_500, 4_100_000, 602_500, 4_101_000)], crs=32639)

    left = coverage.outside(half_out.to_crs(4326), whole.to_crs(4326))

    assert left.tolist() == pytest.approx([0.5], abs=0.01)


def test_an_old_area_is_followed_by_the_new_one_that_holds_most_of_it():
    old = squares((0, 0), (1000, 0), (9000, 9000)).translate(600_000, 4_100_000)
    new = gpd.GeoSeries(
        [box(600_000, 4_100_000, 600_950, 4_101_000), box(600_950, 4_100_000, 602_000, 4_101_000)],
        index=["left", "right"],
        crs=32639,
    )

    table = coverage.successors(old.to_crs(4326), new.to_crs(4326))

    assert table["successor"].fillna("").tolist() == ["left", "right", ""]
    assert table["share"].tolist() == pytest.approx([0.95, 1, 0], abs=1e-3)


def test_a_collection_of_polygons_stays_one_area():
    two = MultiPolygon([box(0, 0, 1, 1), box(5, 5, 6, 6)])

    assert boundaries.mend(gpd.GeoSeries([two]))[0].equals(two)


def test_outlines_with_hairline_gaps_are_simplified_with_their_borders_shared():
    # | a || b |  a hair's breadth apart, which coverage_simplify alone would tear
    wavy = [(0.1 + 0.00001 * (step % 2), step / 100) for step in range(11)]
    left = shapely.Polygon([(0, 0), *wavy, (0, 0.1)])
    right = shapely.Polygon([(0.2, 0), *[(x + 1e-7, y) for x, y in wavy], (0.2, 0.1)])
    outlines = gpd.GeoSeries([left, right], crs=4326)

    simple = boundaries.simplify(outlines, 60)

    assert shapely.coverage_is_valid(boundaries.in_metres(simple).to_numpy(), gap_width=0.5)
    assert simple.count_coordinates().tolist() == [5, 5]
