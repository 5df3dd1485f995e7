"""From a click on a filter to other pixels on the map, in a real Chromium, and its bytes."""

import contextlib
import statistics
import time
from dataclasses import dataclass, field

from playwright.sync_api import Error, Frame, Page

# The frame watches a small copy of its canvas and notes when it differs; clocks are the machine's.
WATCH = """() => {
  const small = document.createElement('canvas'); small.width = small.height = 96;
  const pen = small.getContext('2d', { willReadFrequently: true });
  const seen = () => {
    const canvas = document.querySelector('.leaflet-overlay-pane canvas');
    const paths = document.querySelectorAll('.leaflet-overlay-pane svg path');
    if (!canvas) return [...paths].map(path => path.getAttribute('fill')).join();
    pen.clearRect(0, 0, 96, 96);
    pen.drawImage(canvas, 0, 0, 96, 96);
    return pen.getImageData(0, 0, 96, 96).data.join();
  };
  window.changes = []; window.blank = 0;
  let last = seen();
  const look = () => {
    const now = seen();
    if (now !== last) {
      window.changes.push(performance.timeOrigin + performance.now());
      if (now.replace(/[0,]/g, '') === '') window.blank += 1;
      last = now;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""
CLICKED = """() => {
  window.clicked = 0;
  const note = () => { window.clicked = performance.timeOrigin + performance.now(); };
  addEventListener('pointerdown', note, true);
}"""
VIEW = "() => [map_div.getCenter().lat, map_div.getCenter().lng, map_div.getZoom()]"
MAP = "iframe[title^='streamlit_folium']"
DRAWN = ".leaflet-overlay-pane canvas, .leaflet-overlay-pane svg"
PATIENCE = 30


@dataclass
class Repaints:
    """What was measured over some changes of a filter.

    Parameters
    ----------
    milliseconds : list of float
        From each click to the first other pixels.
    sent : list of int
        Bytes over the websocket, both ways, for each.
    kept : bool
        Whether pan and zoom stayed.
    blank : int
        Frames seen without anything drawn.
    """

    milliseconds: list[float] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    kept: bool = True
    blank: int = 0

    def percentile(self, share: float) -> float:
        """Return a percentile of the milliseconds."""
        ordered = sorted(self.milliseconds)
        return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]

    def add(self, more: "Repaints") -> None:
        """Take over what another round measured."""
        self.milliseconds += more.milliseconds
        self.sent += more.sent
        self.kept &= more.kept
        self.blank += more.blank

    @property
    def bytes_typical(self) -> int:
        """The median of the bytes."""
        return round(statistics.median(self.sent))


def frame_of(page: Page) -> Frame:
    """Return the map's frame, once it has drawn; it may be taken away while one looks."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with contextlib.suppress(Error):
            handle = page.query_selector(MAP)
            frame = handle and handle.content_frame()
            if frame and frame.query_selector(DRAWN):
                return frame
        time.sleep(0.005)
    raise TimeoutError("no map was drawn")


def measure(page: Page, address: str, labels: list[str], times: int) -> Repaints:
    """Return what changes of a filter took, clicking through buttons of those labels in turn.

    Parameters
    ----------
    page : Page
        A tab.
    address : str
        A page with a map.
    labels : list of str
        Texts of a segmented control's buttons; each click changes the map.
    times : int
        Clicks that count; a round through the labels before them does not.
    """
    sent = [0]
    page.on("websocket", lambda socket: _count(socket, sent))
    page.goto(address)
    frame_of(page)
    time.sleep(4)
    page.evaluate(CLICKED)
    found = Repaints()
    for turn in range(-len(labels), times):
        frame = _watched(page, move=turn <= 0)
        view = frame.evaluate(VIEW)
        sent[0] = 0
        page.get_by_role("radio", name=labels[turn % len(labels)], exact=True).click()
        took = _wait(page)
        time.sleep(0.7)  # what comes after the map belongs to the bytes
        if turn >= 0:
            now = frame_of(page)
            kept = now.evaluate(VIEW) == view
            found.add(Repaints([took], [sent[0]], kept, now.evaluate("window.blank || 0")))
    return found


def _watched(page: Page, *, move: bool) -> Frame:
    """Return the map's frame, watching itself; moved to a view of its own where asked."""
    frame = frame_of(page)
    if frame.evaluate("!window.changes"):
        frame.evaluate(WATCH)
        if move:
            frame.evaluate("() => { map_div.setView([37.25, 49.6], 9, {animate: false}); }")
            time.sleep(0.5)
    frame.evaluate("() => { window.changes = []; window.blank = 0; }")
    return frame


def _count(socket: object, sent: list[int]) -> None:
    def add(frame: bytes | str) -> None:
        sent[0] += len(frame)

    socket.on("framereceived", add)
    socket.on("framesent", add)


def _wait(page: Page) -> float:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with contextlib.suppress(Error):  # the frame was taken away between two looks
            frame = frame_of(page)
            if frame.evaluate("!window.changes"):  # built anew: its first drawing is the change
                took = time.time() * 1000 - page.evaluate("window.clicked")
                frame.evaluate(WATCH)
                return took
            changes = frame.evaluate("window.changes")
            if changes:
                return changes[0] - page.evaluate("window.clicked")
        time.sleep(0.005)
    raise TimeoutError("the map did not change")
