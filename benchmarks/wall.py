"""How long a key press takes from the console to the wall: two browsers, two sessions."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import province
from benchmarks.figures import Figure
from data import ceremonies
from tests.browser import chromium, entering, running

PRESSES, RAPID = 50, 12
SETTINGS = {"guests": 250, "title": "A rehearsal", "county_cards": False}
BETWEEN = 700  # milliseconds, so that each press is seen by itself
PLACE = "() => Number(document.querySelector('.wall')?.dataset.place ?? -1)"
# Notes when the wall shows another person, by the browser's clock, which both contexts share.
WATCH = """() => {
  window.seen = [];
  const look = () => {
    const now = Number(document.querySelector('.wall')?.dataset.place ?? -1);
    const last = window.seen.at(-1);
    if (!last || last[0] !== now) window.seen.push([now, Date.now()]);
    requestAnimationFrame(look);
  };
  look();
}"""
PRESSED = """() => {
  window.presses = [];
  addEventListener('keydown', (event) => {
    if (event.code === 'PageDown') window.presses.push(Date.now());
  }, true);
}"""


def figures() -> Iterator[Figure]:
    """Yield the median and the worst of fifty presses, and whether rapid ones all counted."""
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
        store = Path(folder) / "store"
        province.build(store)
        name = ceremonies.make(store, round=None, settings=SETTINGS, by="a benchmark")
        ceremonies.begin(store, name, by="a benchmark")
        with running.dashboard(store) as dashboard, _browser() as browser:
            console, wall = (_tab(browser, dashboard, page, name) for page in ("ceremony", "stage"))
            yield from _measured(console, wall)


def _measured(console: Page, wall: Page) -> Iterator[Figure]:
    console.wait_for_selector(".desk[data-mine='1']", timeout=60_000)
    wall.wait_for_selector(".wall .fit > span", timeout=60_000)
    wall.evaluate(WATCH)
    console.evaluate(PRESSED)
    taken = sorted(_taken(console, wall) for _ in range(PRESSES))
    told = {"presses": PRESSES, "p95": taken[int(0.95 * PRESSES)]}
    yield Figure("wall_ms_p50", taken[PRESSES // 2], most=400, detail=told)
    yield Figure("wall_ms_worst", taken[-1], most=1000, detail=told)
    before = wall.evaluate(PLACE)
    for _ in range(RAPID):
        console.keyboard.press("PageDown")
    time.sleep(3)
    counted = wall.evaluate(PLACE) - before
    yield Figure("wall_rapid_presses_counted", counted / RAPID, least=1, detail={"of": RAPID})


def _taken(console: Page, wall: Page) -> float:
    """Return the milliseconds from a key press to the frame that shows it on the wall."""
    before = wall.evaluate(PLACE)
    console.keyboard.press("PageDown")
    wall.wait_for_function(f"window.seen.at(-1)[0] > {before}", timeout=20_000)
    at = wall.evaluate("window.seen.at(-1)[1]")
    console.wait_for_timeout(BETWEEN)
    return at - console.evaluate("window.presses.at(-1)")


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=str(chromium.found()), args=chromium.QUIET
        )
        try:
            yield started
        finally:
            started.close()


def _tab(browser: Browser, dashboard: running.Running, page: str, name: str) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 720}, bypass_csp=True)
    entering.enter(context, dashboard, "presenter")
    tab = context.new_page()
    tab.goto(f"{dashboard.address}/{page}?ceremony={name}")
    return tab
