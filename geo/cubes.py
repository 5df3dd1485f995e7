"""Counts in many cells at once, and which cells are the parts of which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Line:
    """One total along an axis, and the parts that make it up.

    Parameters
    ----------
    total : int
        Position on the axis.
    parts : ndarray of int
        Positions on the same axis; the total is their sum.
    """

    total: int
    parts: np.ndarray


Lines = Mapping[
    int, Sequence[Line]
]  # axis to its lines, each total before the totals among its parts


@dataclass(frozen=True)
class Counts:
    """Three counts of each cell; ndarrays of int, of one shape.

    Parameters
    ----------
    reports : ndarray
        Reports.
    callers : ndarray
        Different callers.
    most : ndarray
        Reports of the caller who made the most.
    """

    reports: np.ndarray
    callers: np.ndarray
    most: np.ndarray


def whole(parts: int) -> list[Line]:
    """Return the line of an axis on which position 0 is the sum of all the others."""
    return [Line(0, np.arange(1, parts + 1))]


def tree(parents: Sequence[int]) -> list[Line]:
    """Return the lines of an axis that is a tree, the upper ones first.

    Parameters
    ----------
    parents : sequence of int, length n
        Position of what each position is a part of; -1 for the root. Parents come before children.
    """
    above = np.asarray(parents)
    if (above >= np.arange(len(above))).any():
        raise ValueError("parents come before children")
    return [Line(int(one), np.flatnonzero(above == one)) for one in np.unique(above[above >= 0])]


def along(values: np.ndarray, axis: int) -> np.ndarray:
    """Return a copy with that axis in front and all others as one: shape (length, rest)."""
    moved = np.moveaxis(values, axis, 0)
    return np.ascontiguousarray(moved).reshape(len(moved), -1)


def back(flat: np.ndarray, axis: int, values: np.ndarray) -> None:
    """Write what `along` returned, changed by now, into the array it came from."""
    moved = np.moveaxis(values, axis, 0)
    moved[...] = flat.reshape(moved.shape)


def summed(leaves: np.ndarray, lines: Sequence[Line], axis: int, length: int) -> np.ndarray:
    """Return counts of leaves with their totals, along one axis.

    Parameters
    ----------
    leaves : ndarray, any shape
        On `axis` the positions that are no total, in the order of their positions.
    lines : sequence of Line
    axis : int
    length : int
        Positions on the axis, totals included.
    """
    totals = {line.total for line in lines}
    places = [place for place in range(length) if place not in totals]
    shape = list(leaves.shape)
    shape[axis] = length
    made = np.zeros(shape, leaves.dtype)
    moved = np.moveaxis(made, axis, 0)
    moved[places] = np.moveaxis(leaves, axis, 0)
    for line in reversed(lines):
        moved[line.total] = moved[line.parts].sum(axis=0)
    return made
