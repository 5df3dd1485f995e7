"""Totals and their parts, along any axis."""

import numpy as np
import pytest

from geo import cubes


def test_a_tree_s_lines_come_from_the_root_down():
    lines = cubes.tree([-1, 0, 0, 1, 1, 2])

    assert [(line.total, line.parts.tolist()) for line in lines] == [
        (0, [1, 2]),
        (1, [3, 4]),
        (2, [5]),
    ]


def test_a_child_before_its_parent_is_no_tree():
    with pytest.raises(ValueError, match="before"):
        cubes.tree([1, -1])


def test_totals_are_the_sums_of_their_leaves():
    lines = cubes.tree([-1, 0, 0, 1, 1, 2])
    leaves = np.array([[1, 10], [2, 20], [4, 40]])

    made = cubes.summed(leaves, lines, axis=0, length=6)

    assert made[:, 0].tolist() == [7, 3, 4, 1, 2, 4]
    assert made[:, 1].tolist() == [70, 30, 40, 10, 20, 40]


def test_an_axis_laid_in_front_goes_back_where_it_was():
    values = np.arange(24).reshape(2, 3, 4)
    flat = cubes.along(values, 1)
    before = values.copy()

    assert flat[1].tolist() == before[:, 1, :].ravel().tolist()
    cubes.back(flat * 2, 1, values)
    assert (values == before * 2).all()
