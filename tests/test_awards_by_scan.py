"""A calling by scan: nobody leaves the wall, and an empty queue ends nothing."""

from dataclasses import replace

import pandas as pd

from awards import by_scan, calling, running_order
from awards.calling import Calling

PEOPLE = pd.DataFrame(
    [(code, "RSH", code, "r") for code in "ABC"],
    columns=["code", "county", "sort", "county_sort"],
)


def slides(held: Calling, ramp: str):
    order = by_scan.order(held, list(ramp))
    return running_order.slides(PEOPLE, mode="scan", ramp=order, county_cards=False, private=2)


def called(ramp: str, times: int = 1) -> Calling:
    held = Calling()
    for at in range(times):
        held = calling.next_(held, slides(held, ramp), float(at))
    return held


def test_whoever_was_called_stays_in_the_order_they_were_called():
    held = called("BA", 2)

    assert by_scan.order(held, ["C", "A"]) == ["B", "A", "C"]
    assert [one.code for one in slides(held, "") if one.code] == ["B", "A"]


def test_an_empty_queue_waits_while_somebody_may_still_come():
    held = called("B")

    assert by_scan.is_waiting(held, slides(held, "B"), "ABC")
    assert not by_scan.is_waiting(held, slides(held, "BA"), "ABC")
    assert by_scan.expected(held, "ABC") == ["A", "C"]


def test_once_everybody_was_called_or_is_absent_it_goes_on_to_the_end():
    held = replace(called("BA", 2), absent=frozenset("C"))

    assert not by_scan.is_waiting(held, slides(held, "BA"), "ABC")
    assert calling.next_(held, slides(held, "BA"), 9.0).shown == "private"


def test_the_only_one_at_the_ramp_who_is_absent_leaves_the_wall_blank():
    held = called("B")
    after = by_scan.skipped(held, slides(held, "B"), "ABC", "B")

    assert after is not None
    assert after.blank
    assert after.absent == {"B"}
    assert by_scan.skipped(held, slides(held, "BA"), "ABC", "B") is None  # A is next
    assert by_scan.skipped(held, slides(held, "B"), "ABC", "C") is None  # who is not shown
