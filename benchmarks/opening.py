"""How long a reader waits from the site map to a page that is whole, with 3 million reports."""

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks import repaint
from benchmarks.figures import Figure
from data import demo
from tests.browser import chromium, entering, reading, running
from words import Say

PAGES = ("cooperation", "safety", "together", "response", "method")
TIMES = 7
SAY = Say("en")


def figures() -> Iterator[Figure]:
    """Yield `page_opens_s`: of the slowest page, the median once it was opened before."""
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
        store = Path(folder) / "store"
        demo.build(store)
        with running.dashboard(store) as dashboard, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=str(chromium.found()), args=chromium.QUIET
            )
            context = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
            entering.enter(context, dashboard, "commander")
            page = context.new_page()
            page.goto(f"{dashboard.address}/?language=en")
            reading.wait_until_still(page)
            seconds = _opened(page)
            browser.close()
    middle = {name: statistics.median(each[1:]) for name, each in seconds.items()}
    detail = {
        "reports": 2 * demo.REPORTS_EACH,
        "first_s": {name: round(each[0], 2) for name, each in seconds.items()},
        "again_s": {name: round(each, 2) for name, each in middle.items()},
    }
    yield Figure("page_opens_s", max(middle.values()), most=1.5, detail=detail)


def _opened(page: Page) -> dict[str, list[float]]:
    """Return the seconds of each opening, the pages taking turns."""
    seconds: dict[str, list[float]] = {name: [] for name in PAGES}
    for _ in range(TIMES):
        for name in PAGES:
            title = SAY(f"frame.page_{name}")
            start = time.perf_counter()
            page.get_by_test_id("stSidebarNav").get_by_role("link", name=title, exact=True).click()
            page.locator("h1", has_text=title).wait_for()
            page.wait_for_function(reading.STILL)
            for frame in page.locator(repaint.MAP).element_handles():
                shown = frame.content_frame()
                assert shown is not None
                shown.wait_for_function("document.documentElement.dataset.painted")
            seconds[name].append(time.perf_counter() - start)
    return seconds
