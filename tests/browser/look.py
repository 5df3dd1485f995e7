"""Saves every page in both languages as pictures: `make look`."""

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from data import ceremonies, demo_passwords, store
from data.access import ROLES
from pages.views import frame, staging
from tests.browser import chromium, reading, running, watching
from words import LANGUAGES

PICTURES = running.ROOT / "docs" / "pictures"
SCREENS = {"desktop": (1440, 900), "projector": (1920, 1080)}
COLOURS = 192
LONG = 1.2  # a page this many screens high is also saved whole


def main() -> int:
    """Save all pictures; return how many pages had something amiss."""
    path = chromium.found()
    if path is None:
        raise SystemExit("No Chromium on this machine, so no pictures.")
    directory = store.home(None)
    if {role for _, role, _ in demo_passwords.demo_offered(directory)} != set(ROLES):
        raise SystemExit("Pictures are of made-up data with its demo accounts: python -m data demo")
    PICTURES.mkdir(parents=True, exist_ok=True)
    amiss = 0
    _rehearse(directory)
    with running.dashboard(directory) as dashboard, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=chromium.QUIET)
        for name in frame.PAGES:
            for language in LANGUAGES:
                for screen in SCREENS:
                    amiss += _save(browser, dashboard, (name, language, screen))
        for language in LANGUAGES:
            for screen in SCREENS:
                amiss += _save_door(browser, dashboard, language, screen)
        browser.close()
    return amiss


def _rehearse(directory: Path) -> None:
    """Let the wall have something to show: a rehearsal that is at its third name."""
    told = {"title": "آیین تجلیل از شهروندان نمونهٔ گیلان", "place": "تالار مرکزی رشت"}
    told |= {"day": "2026-12-10", "hour": "18:30"}
    name = ceremonies.make(directory, round=None, settings=told, by="pictures")
    ceremonies.begin(directory, name, by="pictures")
    _take(directory, name)
    for _ in range(4):
        staging.carry_out(directory, name, "next", holder="pictures", by="pictures")


def _take(directory: Path, name: str) -> None:
    told = {"holder": "pictures", "holder_name": "pictures", "by": "pictures"}
    ceremonies.hold(directory, name, **told, take=True)


def _let_go(directory: Path) -> None:
    """Let the next console call, not the one of the picture before."""
    name = ceremonies.latest(directory)
    if name is not None:
        _take(directory, name)
        ceremonies.release(directory, name, holder="pictures")


def _save_door(browser: Browser, dashboard: running.Running, language: str, screen: str) -> int:
    """Save the page that a stranger sees."""
    width, height = SCREENS[screen]
    with watching.tab(browser, width=width, height=height) as (page, seen):
        page.goto(f"{dashboard.address}/account/sign-in?language={language}")
        page.evaluate("document.fonts.ready")
        _write(PICTURES / f"sign-in-{language}-{screen}.png", page.screenshot())
    return len([*seen.foreign, *seen.failed, *seen.errors])


def _save(browser: Browser, dashboard: running.Running, asked: tuple[str, str, str]) -> int:
    name, language, screen = asked
    width, height = SCREENS[screen]
    if name == "ceremony":
        _let_go(dashboard.store)
    with watching.tab(browser, width=width, height=height) as (page, seen):
        reading.open_page(page, dashboard, name, language)
        if reading.has_map(page):
            reading.wait_until_painted(page)
        reading.settle(page)
        picture = PICTURES / f"{name}-{language}-{screen}.png"
        _write(picture, page.screenshot())
        whole = reading.full_height(page)
        if screen == "desktop" and whole > LONG * height:
            for _ in range(2):  # the map grows with the screen, up to a point
                page.set_viewport_size({"width": width, "height": reading.full_height(page)})
                reading.settle(page)
            _write(PICTURES / f"{name}-{language}-whole.png", page.screenshot())
    told = [*seen.foreign, *seen.failed, *seen.errors]
    print(picture.relative_to(running.ROOT), *told, sep="\n  ")
    return len(told)


def _write(path: Path, screenshot: bytes) -> None:
    with Image.open(io.BytesIO(screenshot)) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(path, optimize=True)


if __name__ == "__main__":
    raise SystemExit(main())
