"""Cooperation beside felt safety: two maps rest on one view."""

import pytest

from tests.browser import reading
from words import Say

VIEW = "[map_div.getCenter().lat, map_div.getCenter().lng, map_div.getZoom()]"


@pytest.fixture
def frames(page, dashboard):
    reading.open_page(page, dashboard, "together", "fa")
    reading.wait_until_painted(page)
    found = [frame.content_frame() for frame in page.locator(reading.MAP).element_handles()]
    for frame in found:
        frame.wait_for_function("document.documentElement.dataset.painted", timeout=45_000)
    return page, found


def views(page, frames):
    page.wait_for_timeout(300)
    return [[round(number, 5) for number in frame.evaluate(VIEW)] for frame in frames]


def test_what_one_map_shows_the_other_shows_too(frames):
    page, (left, right) = frames

    left.evaluate("() => { map_div.setView([37.28, 49.58], 11, {animate: false}); }")
    assert views(page, [left, right])[1] == [37.28, 49.58, 11]

    right.evaluate("() => { map_div.panBy([120, -40], {animate: false}); }")
    there = views(page, [left, right])
    assert there[0] == pytest.approx(there[1], abs=0.001)  # a pixel
    assert there[0] != pytest.approx([37.28, 49.58, 11], abs=0.001)


def test_a_view_that_is_no_view_moves_nothing(frames):
    page, both = frames
    before = views(page, both)

    for told in ("'37'", "[1, 2]", "[null, 1, 2]", "['a', 1, 2]", "{}"):
        both[0].evaluate(f"window.parent.postMessage({{mahallehView: {told}}}, '*')")
    page.evaluate("window.postMessage({mahallehView: [0, 0, 7]}, '*')")  # no map says so

    assert views(page, both) == before


def test_both_maps_and_their_key_are_painted_in_one(page, dashboard):
    reading.open_page(page, dashboard, "together", "en", shown="one")

    assert reading.wait_until_painted(page)["shades"] >= 6
    assert page.get_by_text(Say("en")("together.key")).is_visible()
    assert page.locator("table.both td").count() == 9
