"""A browser's tab that may only ask its own host, and what it saw go wrong."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request, Response, Route

OURS = {"127.0.0.1", "localhost"}
LOCAL_SCHEMES = {"data", "blob", "about"}


@dataclass
class Seen:
    """What went wrong in a tab.

    Parameters
    ----------
    foreign : list of str
        Addresses of other hosts that were asked for, each refused.
    failed : list of str
        Requests that came to nothing, or were answered with 400 and above.
    errors : list of str
        What the page's scripts complained of.
    """

    foreign: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def assert_nothing(self) -> None:
        """Raise AssertionError if anything went wrong."""
        assert not self.foreign, f"asked of another host: {self.foreign}"
        assert not self.failed, f"failed: {self.failed}"
        assert not self.errors, f"errors in the browser: {self.errors}"


@contextlib.contextmanager
def tab(browser: Browser, *, width: int = 1440, height: int = 900) -> Iterator[tuple[Page, Seen]]:
    """Yield a fresh tab, and what it saw go wrong so far; nothing is kept from tab to tab."""
    context = browser.new_context(viewport={"width": width, "height": height})
    seen = Seen()
    context.route("**/*", lambda route: _let_pass(route, seen))
    page = context.new_page()
    page.on("websocket", lambda socket: _note_foreign(socket.url, seen))
    page.on("response", lambda response: _note_answer(response, seen))
    page.on("requestfailed", lambda request: _note_failure(request, seen))
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("console", lambda told: _note_told(told.type, told.text, seen))
    try:
        yield page, seen
    finally:
        context.close()


def _is_foreign(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme not in LOCAL_SCHEMES and parts.hostname not in OURS


def _let_pass(route: Route, seen: Seen) -> None:
    if _note_foreign(route.request.url, seen):
        route.abort()
    else:
        route.continue_()


def _note_foreign(address: str, seen: Seen) -> bool:
    foreign = _is_foreign(address)
    if foreign:
        seen.foreign.append(address)
    return foreign


def _note_answer(response: Response, seen: Seen) -> None:
    if response.status >= 400:
        seen.failed.append(f"{response.status} {response.url}")


def _note_failure(request: Request, seen: Seen) -> None:
    # A frame that is taken down while it loads ends its own requests: nobody misses them.
    if request.failure != "net::ERR_ABORTED" and not _is_foreign(request.url):
        seen.failed.append(f"{request.failure} {request.url}")


def _note_told(kind: str, text: str, seen: Seen) -> None:
    if kind == "error":
        seen.errors.append(text)
