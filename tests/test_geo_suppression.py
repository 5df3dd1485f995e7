"""What is hidden cannot be told by what is shown: the complementary rule."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import cubes, privacy, suppression
from geo.cubes import Counts
from geo.privacy import FLOOR
from geo.suppression import Given
from tests import cubes as drawn

ours = settings(derandomize=True, deadline=None, max_examples=40)
seeds = st.integers(0, 2**32 - 1)


def line(*parts: int) -> Counts:
    """A total and its parts, every report by another caller."""
    reports = np.array([sum(parts), *parts])
    return Counts(reports, reports, np.minimum(reports, 1))


def shown(counts: Counts, **more) -> list[bool]:
    lines = {0: cubes.whole(len(counts.reports) - 1)}
    return suppression.protected(counts, lines, FLOOR, **more).tolist()


def test_a_line_of_large_parts_is_shown_whole():
    assert shown(line(40, 50, 60)) == [True, True, True, True]


def test_one_hidden_part_takes_the_smallest_shown_one_with_it():
    assert shown(line(4, 50, 30)) == [True, False, True, False]


def test_two_hidden_parts_that_are_few_together_take_a_third_with_them():
    assert shown(line(4, 5, 30, 50)) == [True, False, False, False, True]


def test_hidden_parts_that_pass_together_take_nothing_with_them():
    assert shown(line(6, 7, 30, 50)) == [True, False, False, True, True]


def test_a_total_of_two_parts_is_shown_without_either():
    assert shown(line(4, 50)) == [True, False, False]


def test_a_total_of_one_hidden_part_is_hidden():
    counts = Counts(np.array([12, 12]), np.array([12, 12]), np.array([1, 1]))
    hidden = Given(np.array([False, True]), np.array([False, False]))

    assert shown(counts, given=hidden) == [False, False]


def test_noughts_are_hidden_like_nines():
    assert shown(line(0, 0, 50, 60)) == [True, False, False, False, True]
    assert shown(line(5, 4, 50, 60)) == shown(line(0, 0, 50, 60))


def test_one_prolific_caller_hides_a_figure_and_its_neighbour():
    reports = np.array([100, 20, 30, 50])
    most = np.array([15, 15, 1, 1])

    assert shown(Counts(reports, reports, most)) == [True, False, False, True]


def test_what_was_published_before_stays():
    given_cells = Given(
        np.array([False, False, True, False]), np.array([False, False, True, False])
    )

    assert shown(line(4, 30, 50), given=given_cells) == [True, False, True, False]


def test_what_lies_below_a_hidden_cell_is_hidden():
    # Two areas by two kinds: the first area's total is hidden to keep the second one's safe.
    reports = np.array([[120, 60, 60], [114, 57, 57], [6, 3, 3]])
    counts = Counts(reports, reports, np.minimum(reports, 1))

    told = suppression.protected(counts, {0: cubes.whole(2), 1: cubes.whole(2)}, FLOOR)

    assert told[0].all()
    assert not told[1:].any()


@ours
@given(seeds)
def test_nothing_is_shown_that_does_not_pass_by_itself(seed):
    counts = drawn.drawn(np.random.default_rng(seed))

    told = suppression.protected(counts, drawn.LINES, FLOOR)

    passing = privacy.passes(counts.reports, counts.callers, counts.most)
    assert not (told & ~passing).any()


@ours
@given(seeds)
def test_of_a_shown_total_no_part_is_hidden_or_two_that_pass_together(seed):
    counts = drawn.drawn(np.random.default_rng(seed))

    told = suppression.protected(counts, drawn.LINES, FLOOR)

    for axis, of_axis in drawn.LINES.items():
        flat, reports = cubes.along(told, axis), cubes.along(counts.reports, axis)
        for one in of_axis:
            hidden = ~flat[one.parts]
            some = flat[one.total] & hidden.any(axis=0)
            together = np.where(hidden, reports[one.parts], 0).sum(axis=0)
            assert (hidden.sum(axis=0)[some] >= 2).all()
            assert (together[some] >= 10).all()
            assert not (flat[one.parts] & ~flat[one.total]).any()


@pytest.mark.parametrize("seed", range(5))
def test_the_same_counts_hide_the_same_cells(seed):
    counts = drawn.drawn(np.random.default_rng(seed))

    once, twice = (suppression.protected(counts, drawn.LINES, FLOOR) for _ in range(2))

    assert (once == twice).all()
