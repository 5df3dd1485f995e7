"""How long it will take."""

import pytest

from awards.pace import Pace, pace


def test_the_pace_is_the_middle_gap_of_the_last_ten():
    slow = [100.0 * place for place in range(5)]
    quick = [500 + 8.0 * place for place in range(11)]

    assert pace([*quick, *slow], 6) == Pace(8.0, 48.0, 6)


def test_a_pause_is_no_part_of_the_pace():
    assert pace([0, 10, 20, 30, 1_000, 1_010], 2).seconds_per_name == 10


@pytest.mark.parametrize("called", [[], [5.0], [0, 10, 20], [0, 10, 20, 1_000]])
def test_with_fewer_than_three_gaps_no_pace_is_told(called):
    assert pace(called, 7) == Pace(None, None, 7)
