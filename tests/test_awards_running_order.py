"""Who is called, after whom."""

import pandas as pd
import pytest

from awards import running_order
from data import persian

PEOPLE = [
    ("A", "RSH", "پروانه"),
    ("B", "RSH", "بهار"),
    ("C", "AST", "گلی"),
    ("D", "AST", "کیان"),
    ("E", "AST", "آرش"),
]
COUNTIES = {"RSH": "رشت", "AST": "آستارا"}


def people():
    """The people as a table, in the order of the Persian alphabet."""
    rows = [
        (code, county, persian.sort_key(name), persian.sort_key(COUNTIES[county]))
        for code, county, name in PEOPLE
    ]
    return pd.DataFrame(rows, columns=["code", "county", "sort", "county_sort"])


def keys(**asked):
    told = {"mode": "county", "county_cards": False, "private": 0} | asked
    return [one.key.removeprefix("person:") for one in running_order.slides(people(), **told)]


def test_counties_come_in_persian_order_and_in_each_its_people():
    assert keys() == ["opening", "E", "D", "C", "B", "A", "closing"]


def test_a_county_has_a_card_and_those_honoured_in_private_a_number_at_the_end():
    cards = ["opening", "county:AST", "E", "D", "C", "county:RSH", "B", "A", "private", "closing"]

    assert keys(county_cards=True, private=4) == cards


def test_a_late_one_comes_after_whom_the_console_named_or_at_the_end():
    assert keys(late=[("A", "E")]) == ["opening", "E", "A", "D", "C", "B", "closing"]
    assert keys(late=[("E", ""), ("D", "nobody")])[1:-1] == ["C", "B", "A", "E", "D"]
    assert keys(late=[("nobody", "E"), ("E", "E")]) == keys()


def test_by_scan_only_those_at_the_ramp_come_as_they_came():
    ramp = ["B", "E", "nobody", "B"]

    assert keys(mode="scan", ramp=ramp, county_cards=True) == ["opening", "B", "E", "closing"]


def test_nobody_at_all_leaves_an_opening_and_a_closing():
    told = {"mode": "county", "county_cards": True, "private": 0}

    assert [one.kind for one in running_order.slides(people()[:0], **told)] == [
        "opening",
        "closing",
    ]


def test_another_mode_is_a_mistake():
    with pytest.raises(ValueError, match="no such mode"):
        keys(mode="merit")
