"""A ceremony on two screens: keys, names that fit, a console loaded anew, a second one."""

import io

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from data import ceremonies
from pages.views import staging
from tests.browser import entering, running, watching

DESK = "0123456789ab"
SETTINGS = {
    **{"title": "آیین تجلیل از شهروندان نمونهٔ گیلان", "place": "تالار شهرداری رشت"},
    **{"day": "2026-12-10", "hour": "18:30", "county_cards": False, "guests": 14},
}
SIZES = {"projector": (1920, 1080), "small": (1280, 720)}
# Each text of the wall: its words, its colour, whether all of it is inside the screen and its box.
SEEN = """() => [...document.querySelectorAll('.wall p, .wall .fit > span')]
  .filter((one) => one.textContent).map((one) => {
    const range = document.createRange(); range.selectNodeContents(one);
    const box = range.getBoundingClientRect();
    const around = (one.closest('.fit') ?? one.parentElement).getBoundingClientRect();
    return {
      text: one.textContent, size: parseFloat(getComputedStyle(one).fontSize),
      inside: box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight
        && box.left >= around.left && box.right <= around.right,
    };
  })"""
EVERY_WORD = """() => [...document.querySelectorAll('body *')].filter((one) =>
  one.checkVisibility() && !one.children.length && one.textContent.trim()
  && !['STYLE', 'SCRIPT', 'NOSCRIPT', 'TITLE'].includes(one.tagName))
  .map((one) => one.textContent.trim())"""


@pytest.fixture
def held(dashboard):
    """A rehearsal that runs, by its name."""
    name = ceremonies.make(dashboard.store, round=None, settings=SETTINGS, by="a presenter")
    ceremonies.begin(dashboard.store, name, by="a presenter")
    yield name
    ceremonies.end(dashboard.store, name, by="a presenter")


def opened(page: Page, dashboard, name: str, screen: str, **asked: str) -> Page:
    entering.enter(page.context, dashboard, "presenter")
    more = "".join(f"&{key}={value}" for key, value in asked.items())
    page.goto(f"{dashboard.address}/{screen}?ceremony={name}{more}")
    waited = ".desk" if screen == "ceremony" else ".wall .fit > span"
    page.wait_for_selector(waited, timeout=45_000)
    return page


def console(page: Page, dashboard, name: str) -> Page:
    opened(page, dashboard, name, "ceremony", desk=DESK)
    page.wait_for_selector(".desk[data-mine='1']", timeout=45_000)
    return page


def edges(wall: Page) -> int:
    """Return how many colours the outermost pixels of the screen have: one, if nothing is cut."""
    with Image.open(io.BytesIO(wall.screenshot())) as picture:
        seen = np.asarray(picture.convert("RGB"))
    outermost = [seen[:3], seen[-3:], seen[:, :3], seen[:, -3:]]
    return len(np.unique(np.concatenate([one.reshape(-1, 3) for one in outermost]), axis=0))


def shown(wall: Page, text: str) -> None:
    wall.wait_for_function(
        "text => document.querySelector('.wall .fit > span')?.textContent === text",
        arg=text,
        timeout=10_000,
    )


def test_rapid_presses_all_count_and_the_wall_shows_the_last(
    page, browser: Browser, dashboard, held
):
    names = [guest.name for guest in ceremonies.people(dashboard.store, held)]
    console(page, dashboard, held)
    with watching.tab(browser, width=1280, height=720) as (wall, seen):
        opened(wall, dashboard, held, "stage")
        for key in [*["PageDown"] * 12, *["PageUp"] * 3]:
            page.keyboard.press(key)
        shown(wall, names[8])

        page.keyboard.press("b")
        wall.wait_for_selector(".wall.blank", timeout=10_000)
        page.keyboard.press("b")
        shown(wall, names[8])
    seen.assert_nothing()


def test_a_server_that_is_started_anew_loses_no_press_and_the_wall_keeps_its_name(
    browser: Browser, dashboard, held
):
    store = dashboard.store
    names = [guest.name for guest in ceremonies.people(store, held)]
    with watching.tab(browser) as (desk, _), watching.tab(browser) as (wall, _):
        with running.dashboard(store) as first:
            port = int(first.address.rpartition(":")[2])
            console(desk, first, held)
            opened(wall, first, held, "stage")
            desk.keyboard.press("PageDown")
            shown(wall, names[0])
        desk.keyboard.press("PageDown")
        desk.keyboard.press("PageDown")
        desk.wait_for_selector("html.press-waits", state="attached", timeout=10_000)
        assert wall.inner_text(".wall .fit") == names[0]
        assert edges(wall) == 1
        with running.dashboard(store, port=port):
            wall.wait_for_function(
                "text => document.querySelector('.wall .fit > span')?.textContent === text",
                arg=names[2],
                timeout=60_000,
            )


def test_b_that_is_typed_into_a_field_leaves_the_wall_alone(page, dashboard, held):
    console(page, dashboard, held)
    page.keyboard.press("PageDown")
    page.locator("summary").nth(1).click()
    page.locator("input[role=combobox]").last.click()
    page.keyboard.press("b")
    page.wait_for_timeout(1500)

    assert not staging.shown(dashboard.store, held).blank


def test_a_console_loaded_anew_goes_on_and_a_second_one_watches(
    page, browser: Browser, dashboard, held
):
    names = [guest.name for guest in ceremonies.people(dashboard.store, held)]
    console(page, dashboard, held)
    page.keyboard.press("PageDown")
    page.wait_for_timeout(1000)
    page.reload()
    page.wait_for_selector(".desk[data-mine='1']", timeout=45_000)
    page.keyboard.press("PageDown")
    page.wait_for_timeout(1500)
    assert staging.shown(dashboard.store, held).name == names[1]

    with watching.tab(browser) as (second, seen):
        opened(second, dashboard, held, "ceremony", desk="b" * 12)
        second.wait_for_selector(".desk[data-mine='0']")
        second.keyboard.press("PageDown")
        second.wait_for_timeout(1000)
        assert staging.shown(dashboard.store, held).name == names[1]
        second.locator(".st-key-console-take button").click()
        second.wait_for_selector(".desk[data-mine='1']", timeout=10_000)
        page.wait_for_selector(".desk[data-mine='0']", timeout=10_000)
        second.keyboard.press("PageDown")
        second.wait_for_timeout(1500)
        assert staging.shown(dashboard.store, held).name == names[2]
    seen.assert_nothing()


@pytest.mark.parametrize("size", SIZES)
def test_every_name_is_on_the_wall_whole_and_nothing_else_is(
    browser: Browser, dashboard, held, size
):
    people = ceremonies.people(dashboard.store, held)
    assert max(len(guest.name) for guest in people) >= 55
    width, height = SIZES[size]
    told = {"holder": "a test", "holder_name": "x", "by": "x"}
    ceremonies.hold(dashboard.store, held, **told, take=True)
    with watching.tab(browser, width=width, height=height) as (wall, seen):
        opened(wall, dashboard, held, "stage")
        wall.evaluate("document.fonts.ready")
        for guest in people:
            staging.carry_out(dashboard.store, held, "next", holder="a test", by="x")
            shown(wall, guest.name)
            texts = wall.evaluate(SEEN)
            cut = [one for one in texts if not one["inside"]]
            assert not cut, cut
            [name] = [one for one in texts if one["text"] == guest.name]
            assert name["size"] == max(one["size"] for one in texts)
            assert name["size"] >= height / 20
            assert edges(wall) == 1
        words = set(wall.evaluate(EVERY_WORD))
        assert words == {one["text"] for one in wall.evaluate(SEEN)}
    seen.assert_nothing()
