"""What a commander does with the map: another colour, a click, a link; new data arriving."""

import subprocess
import sys
import time

import pytest

from tests.browser import reading, running
from words import Say

SAY = Say("en")
VIEW = "[map_div.getCenter().lat, map_div.getCenter().lng, map_div.getZoom()]"
LAYERS = "Object.keys(map_div._layers).length"
PAINTED = "Number(document.documentElement.dataset.painted)"
SECONDS_UNTIL_SEEN = 5


def press(page, key):
    page.get_by_role("radio", name=SAY(key), exact=True).click()


def frame_of(page):
    return page.locator(reading.MAP).first.element_handle().content_frame()


def painted_again(page, before):
    """Wait until the map was painted once more, and return how often by now."""
    for _ in range(100):
        now = frame_of(page).evaluate(PAINTED)
        if now > before:
            return now
        page.wait_for_timeout(100)
    raise AssertionError("the map was not painted again")


@pytest.fixture
def overview(page, dashboard):
    reading.open_page(page, dashboard, "overview", "en", period="m140501-140506")
    reading.wait_until_painted(page)
    reading.settle(page)
    return page


def test_another_colour_keeps_the_view_and_piles_nothing_up(overview):
    frame = frame_of(overview)
    frame.evaluate("() => { map_div.setView([37.28, 49.58], 10, {animate: false}); }")
    view, layers = frame.evaluate(VIEW), frame.evaluate(LAYERS)

    painted = frame.evaluate(PAINTED)
    for turn in range(12):
        press(overview, "measure.reports" if turn % 2 == 0 else "measure.rate")
        painted = painted_again(overview, painted)

    assert frame_of(overview).evaluate(VIEW) == view
    assert frame_of(overview).evaluate(LAYERS) <= layers + 2
    assert frame_of(overview).evaluate("window.feature_group.length") <= 1


def test_a_click_fills_the_panel_and_paints_nothing(overview):
    frame = frame_of(overview)
    frame.evaluate("() => { map_div.setView([37.28, 49.58], 12, {animate: false}); }")
    overview.wait_for_timeout(500)
    before, painted = (
        overview.locator('[data-testid="stMain"]').inner_text(),
        frame.evaluate(PAINTED),
    )

    overview.frame_locator(reading.MAP).first.locator(".leaflet-container").click(
        position={"x": 300, "y": 300}
    )
    overview.wait_for_timeout(2000)

    assert overview.locator('[data-testid="stMain"]').inner_text() != before
    assert frame_of(overview).evaluate(PAINTED) == painted


def test_a_link_shows_another_person_the_same_view(overview):
    press(overview, "level.county")
    overview.wait_for_url("**level=county**")
    reading.settle(overview)

    overview.goto(overview.url)
    reading.wait_until_still(overview)

    chosen = overview.get_by_role("radio", name=SAY("level.county"), exact=True)
    assert chosen.get_attribute("aria-checked") == "true" or chosen.is_checked()


def test_a_new_month_reaches_an_open_page_within_five_seconds(page, own_store):
    with running.dashboard(own_store) as started:
        reading.open_page(page, started, "overview", "en")
        reading.settle(page)
        head = page.locator(".head")
        before = head.inner_text()
        _take_in_a_month(own_store)
        begun = time.monotonic()
        while head.inner_text() == before and time.monotonic() < begun + SECONDS_UNTIL_SEEN:
            page.wait_for_timeout(100)

        assert "30 Mehr 1405" in head.inner_text()
        reading.wait_until_still(page)


def _take_in_a_month(store):
    """Take in calls of the month after the store's last through the command line."""
    rows = [
        f"new-{number},1405/07/{number % 30 + 1:02} 10:{number % 60:02},call,0911{number:07}"
        for number in range(6000)
    ]
    file = store.with_name("more.csv")
    file.write_text("\n".join(["id,received_at,kind,caller", *rows]) + "\n", encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "data", "intake", str(file), "--made-up", "--store", str(store)],
        cwd=running.ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )
