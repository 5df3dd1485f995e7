"""A calling goes on, back and blank, and forgets nobody."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awards import calling, running_order
from awards.calling import Calling, from_json
from awards.running_order import Slide

CODES = "ABCDEF"
COUNTY = dict(zip(CODES, ("X", "X", "Y", "Y", "Y", "Z"), strict=True))


def slides(codes=CODES, *, cards=False, private=0):
    """Slides of these people, in that order."""
    made, seen = [Slide("opening", "opening")], set()
    for code in codes:
        county = COUNTY[code]
        if cards and county not in seen:
            made.append(Slide("county", f"county:{county}", county))
        seen.add(county)
        made.append(Slide("person", running_order.person(code), county, code))
    made += [Slide("private", "private")] if private else []
    return (*made, Slide("closing", "closing"))


def on(one, order, times=1):
    for _ in range(times):
        one = calling.next_(one, order, 10.0)
    return one


def walk(one, order):
    """The keys that "next" shows until the closing."""
    shown = []
    while shown[-1:] != ["closing"]:
        one = on(one, order)
        shown.append(one.shown.removeprefix("person:"))
        assert len(shown) < 50
    return shown


def test_next_goes_through_everybody_to_the_closing_and_stays():
    order = slides(cards=True, private=2)

    assert walk(Calling(), order) == [
        *("county:X", "A", "B", "county:Y", "C", "D", "E", "county:Z", "F", "private", "closing")
    ]
    assert on(Calling(), order, 99).shown == "closing"


def test_whoever_was_jumped_over_is_called_before_the_closing_and_nobody_twice():
    order = slides(private=1)
    jumped = calling.jump(on(Calling(), order), order, 11.0, "person:D")

    assert walk(jumped, order) == ["E", "F", "B", "C", "private", "closing"]


def test_after_back_next_goes_forward_through_those_called():
    order = slides()
    there = on(Calling(), order, 3)
    back = calling.back(calling.back(there, order, 0.0), order, 0.0)

    assert back.shown == "person:A"
    assert walk(back, order) == ["B", "C", "D", "E", "F", "closing"]
    assert back.called == there.called


def test_back_at_the_opening_stays_there():
    assert calling.back(Calling(), slides(), 0.0) == Calling()


def test_when_the_wall_is_blank_next_shows_the_one_after():
    order = slides()
    blank = calling.blank(on(Calling(), order))

    assert (blank.shown, blank.blank) == ("person:A", True)
    assert (on(blank, order).shown, on(blank, order).blank) == ("person:B", False)


def test_an_absent_one_is_passed_over_and_called_when_they_come():
    order = slides()
    shown = on(Calling(), order)

    without = calling.skip(shown, order, 0.0, "A")
    assert (without.shown, without.called) == ("person:B", {"B": 0.0})
    again = calling.unskip(without, "A")
    assert walk(again, order) == ["C", "D", "E", "F", "A", "closing"]


def test_a_jump_to_somebody_absent_says_that_they_are_there():
    order = slides()
    without = calling.skip(Calling(), order, 0.0, "C")

    assert "C" not in walk(without, order)
    assert calling.jump(without, order, 0.0, "person:C").absent == frozenset()


def test_a_jump_to_what_is_not_there_is_a_mistake():
    with pytest.raises(ValueError, match="no such slide"):
        calling.jump(Calling(), slides(), 0.0, "person:Q")


def test_a_late_one_is_called_even_after_the_closing():
    order = slides("ABC")
    ended = on(Calling(), order, 9)
    late = calling.add_late(ended, "D", "A")

    assert late.late == (("D", "A"),)
    assert on(late, slides("ADBC")).shown == "person:D"
    assert walk(on(late, slides("ADBC")), slides("ADBC")) == ["closing"]


def test_whoever_is_shown_and_comes_later_does_not_hold_the_calling_up():
    order = slides("AB")
    later = calling.add_late(on(Calling(), order), "A")

    assert on(later, slides("BA")).shown == "person:B"
    alone = calling.add_late(on(Calling(), slides("A")), "A")
    assert on(alone, slides("A")).shown == "closing"


def test_where_the_one_shown_is_gone_it_goes_on_with_the_first_not_called():
    there = on(Calling(), slides(), 3)  # C, who then takes the consent back

    assert walk(there, slides("ABDEF")) == ["D", "E", "F", "closing"]
    assert calling.back(there, slides("ABDEF"), 0.0).shown == "person:B"


def test_who_is_left_are_those_there_and_not_called():
    order = slides()
    one = calling.skip(on(Calling(), order, 2), order, 0.0, "E")

    assert calling.left(one, order) == ["C", "D", "F"]


def test_a_calling_is_begun_when_the_first_slide_after_the_opening_is_shown():
    order = slides()
    one = calling.next_(Calling(), order, 5.0)

    assert calling.next_(one, order, 9.0).since == 5.0
    assert calling.next_(one, order, 9.0).called == {"A": 5.0, "B": 9.0}


ACTS = st.one_of(
    st.sampled_from([("next",), ("back",), ("blank",)]),
    st.tuples(st.sampled_from(["jump", "skip", "unskip", "late"]), st.sampled_from(CODES)),
)
MADE = st.lists(ACTS, max_size=25)
each = settings(derandomize=True, max_examples=150)


def done(acts, order):
    """The calling after acts, and whether somebody absent was ever shown by next or back."""
    one, wrong = Calling(), False
    for act, *code in acts:
        if act in ("next", "back"):
            one = (calling.next_ if act == "next" else calling.back)(one, order, 1.0)
            wrong |= one.shown[-1] in one.absent and one.shown.startswith("person:")
        elif act == "blank":
            one = calling.blank(one)
        elif act == "jump":
            one = calling.jump(one, order, 1.0, running_order.person(*code))
        elif act == "skip":
            one = calling.skip(one, order, 1.0, *code)
        else:
            one = {"unskip": calling.unskip, "late": calling.add_late}[act](one, *code)
    return one, wrong


@each
@given(MADE, st.booleans(), st.booleans())
def test_whatever_was_done_everybody_there_is_called_once_more_at_most(acts, cards, private):
    order = slides(cards=cards, private=private)
    one, wrong = done(acts, order)
    waiting = {code for code in calling.left(one, order) if one.shown != f"person:{code}"}
    one = calling.jump(one, order, 1.0, one.shown)  # as after a jump: not going back any more
    one = from_json(one.to_json() | {"ahead": []})

    rest = [key for key in walk(one, order) if len(key) == 1]

    assert not wrong
    assert waiting <= set(rest)
    assert len(rest) == len(set(rest))


@each
@given(MADE)
def test_next_then_back_comes_back(acts):
    order = slides(cards=True, private=1)
    one, _ = done(acts, order)
    after = on(one, order)

    if after.shown != one.shown:
        assert calling.back(after, order, 2.0).shown == one.shown


@each
@given(MADE)
def test_blank_twice_is_nothing_and_json_holds_it_all(acts):
    one, _ = done(acts, slides())

    assert calling.blank(calling.blank(one)) == one
    assert from_json(json.loads(json.dumps(one.to_json()))) == one
