"""Which cells of a table with totals are shown, so that no hidden one can be worked out.

Primary: a cell that does not pass `privacy.passes` is hidden. Complementary: of a shown total no
part or at least two are hidden, and the hidden ones together pass as a figure of their own; else
the smallest shown part is hidden too, at last the total. What lies below a hidden cell is hidden
with it. See Hundepool et al. (2012), Statistical Disclosure Control, ch. 4.
"""

from dataclasses import dataclass

import numpy as np

from geo import cubes, privacy
from geo.cubes import Counts, Line, Lines
from geo.privacy import Floor

NONE = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Given:
    """Cells about which is decided already, as they were published before.

    Parameters
    ----------
    where : ndarray of bool
        The cells; of the counts' shape.
    shown : ndarray of bool
        Whether each of these is shown; elsewhere of no meaning.
    """

    where: np.ndarray
    shown: np.ndarray


def protected(
    counts: Counts, lines: Lines, floor: Floor, *, given: Given | None = None, totals: bool = True
) -> np.ndarray:
    """Return which cells are shown.

    Parameters
    ----------
    counts : Counts
        Of any shape; axes without lines tell tables apart that have nothing to do with each other.
    lines : Lines
        What is made up of what.
    floor : Floor
    given : Given, optional
        Cells that stay as they are.
    totals : bool
        False leaves out the complementary rule: only to prove that an attack finds what is open.

    Returns
    -------
    ndarray of bool, of the counts' shape
    """
    shown = privacy.passes(counts.reports, counts.callers, counts.most, floor)
    fixed = np.zeros(shown.shape, bool)
    if given is not None:
        fixed = given.where
        shown = np.where(fixed, given.shown, shown)
    if not totals:
        return shown
    axes = {axis: _Axis(counts, fixed, axis, floor) for axis in lines}
    while True:
        before = np.count_nonzero(shown)
        for axis, of_axis in lines.items():
            flat = cubes.along(shown, axis)
            for line in of_axis:
                flat[line.parts] &= flat[line.total] | axes[axis].fixed[line.parts]
                axes[axis].guard(flat, line)
            cubes.back(flat, axis, shown)
        if np.count_nonzero(shown) == before:
            return shown


class _Axis:
    """One axis of the counts, laid so that its lines are read at once."""

    def __init__(self, counts: Counts, fixed: np.ndarray, axis: int, floor: Floor) -> None:
        self.reports = cubes.along(counts.reports, axis)
        self.callers = cubes.along(counts.callers, axis)
        self.most = cubes.along(counts.most, axis)
        self.fixed = cubes.along(fixed, axis)
        self.floor = floor

    def guard(self, shown: np.ndarray, line: Line) -> None:
        """Hide parts of a line, in every column, until what is hidden stays hidden."""
        places = np.flatnonzero(shown[line.total] & ~shown[line.parts].all(axis=0))
        while places.size:
            cells = np.ix_(line.parts, places)
            places = places[~self._safe(line.total, cells, shown[cells])]
            cells = np.ix_(line.parts, places)
            free = np.where(shown[cells] & ~self.fixed[cells], self.reports[cells], NONE)
            smallest = free.argmin(axis=0)
            some = free.min(axis=0, initial=NONE) < NONE
            shown[line.parts[smallest[some]], places[some]] = False
            shown[line.total, places[~some]] &= self.fixed[line.total, places[~some]]
            places = places[some]

    def _safe(self, total: int, cells: tuple, seen: np.ndarray) -> np.ndarray:
        """Return in which columns the hidden parts together could be shown as one figure.

        Of how many callers they come together is not known exactly: at least of as many as one of
        them, and of as many as the largest caller's reports go into theirs.
        """
        places = cells[1].ravel()
        reports = self.reports[total, places] - np.where(seen, self.reports[cells], 0).sum(axis=0)
        most = np.minimum(self.most[total, places], np.where(seen, 0, self.most[cells]).sum(axis=0))
        callers = np.maximum(
            np.where(seen, 0, self.callers[cells]).max(axis=0), -(-reports // np.maximum(most, 1))
        )
        together = privacy.passes(reports, callers, most, self.floor)
        return seen.all(axis=0) | ((~seen).sum(axis=0) >= 2) & together
