"""An attack that finds what is open, and finds nothing where the rules hold."""

import numpy as np
import pytest

from geo import attack, cubes, privacy, suppression
from geo.cubes import Counts
from geo.privacy import FLOOR
from tests import cubes as drawn

CUBES, SOLVED = 30, 3
LINE = {0: cubes.whole(2)}


def told(*figures: int) -> tuple[np.ndarray, np.ndarray]:
    """Figures as they are published; -1 for a hidden one."""
    published = np.array(figures)
    return published >= 0, published


def test_a_total_less_its_shown_part_tells_the_hidden_one():
    least, most = attack.subtracted(*told(60, 60, -1), LINE, FLOOR)

    assert (least[2], most[2]) == (0, 4)
    assert attack.found(told(60, 60, -1)[0], least, most).tolist() == [False, False, True]


def test_two_hidden_parts_are_told_only_together():
    shown, published = told(60, -1, -1)

    least, most = attack.subtracted(shown, published, LINE, FLOOR)

    assert (most[1:] - least[1:]).tolist() == [62, 62]
    assert not attack.found(shown, least, most).any()


def test_what_can_be_anything_is_not_found():
    shown, published = told(-1, -1, -1)

    least, most = attack.subtracted(shown, published, LINE, FLOOR)

    assert not attack.found(shown, least, most).any()


def test_the_solver_knows_what_no_line_by_itself_tells():
    # Rows and columns of two by two: each line by itself leaves more open than all of them do.
    lines = {0: cubes.whole(2), 1: cubes.whole(2)}
    published = np.array([[200, 100, 100], [100, -1, -1], [100, -1, -1]])
    published[1, 1] = 95
    shown = published >= 0

    ends = {
        place: (low, high) for place, low, high in attack.solved(shown, published, lines, FLOOR)
    }
    least, most = attack.subtracted(shown, published, lines, FLOOR)

    for place, (low, high) in ends.items():
        assert low >= least[place] - 1e-6
        assert high <= most[place] + 1e-6
    assert len(ends) == 3


def test_the_solver_agrees_with_trying_every_table():
    lines = {0: cubes.whole(2), 1: cubes.whole(2)}
    floor = privacy.Floor()
    table = np.array([[30, 12, 18], [15, 2, 13], [15, 10, 5]])
    shown = np.array([[True, True, True], [True, False, False], [True, False, False]])
    published = privacy.rounded(table)
    low, high = attack.known(shown, published, floor)
    leaves = np.indices((20,) * 4).reshape(2, 2, -1)
    rows = np.concatenate([leaves.sum(axis=0, keepdims=True), leaves])
    tables = np.concatenate([rows.sum(axis=1, keepdims=True), rows], axis=1)
    sound = (tables >= low[..., None]) & (tables <= high[..., None])
    possible = tables[:, :, sound.all(axis=(0, 1))]

    ends = list(attack.solved(shown, published, lines, floor))

    assert len(ends) == 4
    for place, least, most in ends:
        assert least == pytest.approx(possible[place].min(), abs=1)
        assert most == pytest.approx(possible[place].max(), abs=1)


def cube(number: int) -> Counts:
    return drawn.drawn(np.random.default_rng(number))


def attacked(counts: Counts, *, totals: bool) -> int:
    shown = suppression.protected(counts, drawn.LINES, FLOOR, totals=totals)
    published = privacy.rounded(counts.reports)
    least, most = attack.subtracted(shown, published, drawn.LINES, FLOOR)
    assert (least <= counts.reports).all()
    assert (counts.reports <= most).all()
    return int(attack.found(shown, least, most).sum())


def test_subtraction_finds_nothing_in_random_tables():
    assert sum(attacked(cube(number), totals=True) for number in range(CUBES)) == 0


def test_without_the_complementary_rule_the_attack_finds_hidden_figures():
    assert sum(attacked(cube(number), totals=False) for number in range(CUBES)) > CUBES


@pytest.mark.parametrize("number", range(SOLVED))
def test_the_solver_finds_nothing_in_random_tables(number):
    counts = cube(number)
    shown = suppression.protected(counts, drawn.LINES, FLOOR)
    published = privacy.rounded(counts.reports)

    for place, least, most in attack.solved(shown, published, drawn.LINES, FLOOR):
        assert least - 1e-6 <= counts.reports[place] <= most + 1e-6
        assert most - least >= attack.NARROWEST


def test_counting_many_totals_agrees_with_counting_each():
    generator = np.random.default_rng(5)
    cell, caller = generator.integers(0, 96, 400), generator.integers(0, 60, 400)

    fast, slow = drawn.of(cell, caller), drawn.by_hand(cell, caller)

    for one, other in zip(vars(fast).values(), vars(slow).values(), strict=True):
        assert (one == other).all()
