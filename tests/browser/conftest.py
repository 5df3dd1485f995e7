"""A real Chromium and the dashboard itself, for the tests in this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium, running, watching


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; the test is skipped where there is none."""
    path = chromium.found()
    if path is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=chromium.QUIET)
        yield started
        started.close()


@pytest.fixture(scope="session")
def dashboard(demo_store: Path) -> Iterator[running.Running]:
    """The dashboard over `demo_store`; its `.address` is what a browser opens."""
    with running.dashboard(demo_store) as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh tab; the test fails if it asked another host, or anything failed or complained."""
    with watching.tab(browser) as (opened, seen):
        yield opened
    seen.assert_nothing()
