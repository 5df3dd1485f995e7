"""What a commander waits for: a filter's change on the map, and the first page after a start."""

import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Error, Page, sync_playwright

from benchmarks import figures as timing
from benchmarks import province, repaint
from benchmarks.figures import Figure
from tests.browser import chromium, entering, running

TIMES, ROUNDS = 20, 3
LABELS = ["110 calls", "Tips", "All"]
NAIVE = Path(__file__).parent / "naive_page.py"


def figures() -> Iterator[Figure]:
    """Yield the figures of the map's change, and of the first page."""
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
        store = Path(folder) / "store"
        province.build(store)
        yield from _change(store)
        yield _first_page(store)


def _change(store: Path) -> Iterator[Figure]:
    ours, naive = repaint.Repaints(), repaint.Repaints()
    with running.dashboard(store) as own, _naive(store, own.address) as other:
        for _ in range(ROUNDS):  # in turns, so that noise hits both
            with _tab(own) as page:
                address = f"{own.address}/cooperation?language=en"
                ours.add(repaint.measure(page, address, LABELS, TIMES))
            with _tab() as page:
                naive.add(repaint.measure(page, other.address, LABELS, TIMES // 2))
        with _tab(own) as page:
            overview = repaint.measure(page, f"{own.address}/?language=en", LABELS, TIMES)
    middle, late = ours.percentile(0.5), ours.percentile(0.95)
    seen = {"changes": len(ours.milliseconds), "neighbourhoods": 1000, "reports": province.REPORTS}
    more = {"overview": round(overview.percentile(0.5))}
    yield Figure("map_change_ms_p50", middle, most=150, detail=seen | more)
    yield Figure("map_change_ms_p95", late, most=300, detail=seen)
    slower = naive.percentile(0.5)
    detail = {"naive_ms": round(slower), "naive_bytes": naive.bytes_typical}
    yield Figure("map_change_vs_naive", slower / middle, least=8, detail=detail)
    detail = {"overview": overview.bytes_typical}
    yield Figure("map_change_bytes", ours.bytes_typical, most=12_000, detail=detail)
    detail = {"blank_frames": ours.blank}
    yield Figure("map_kept", float(ours.kept and not ours.blank), least=1, detail=detail)


@contextmanager
def _naive(store: Path, assets: str) -> Iterator[running.Running]:
    os.environ["MAHALLEH_ASSETS"] = assets
    with running.dashboard(store, script=NAIVE) as other:
        yield other


def _first_page(store: Path) -> Figure:
    """Return the seconds from the command to the first map painted, the set-up being done."""
    port = _free_port()
    command = ["make", "run", f"PORT={port}", f"STORE={store}"]
    seconds = []
    for _ in range(ROUNDS + 1):
        start = time.monotonic()
        process = subprocess.Popen(
            command,
            cwd=timing.ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            started = running.Running(f"http://127.0.0.1:{port}", process.pid, store / "log", store)
            with _tab(started) as page:
                _first_map(page, f"{started.address}/")
            seconds.append(time.monotonic() - start)
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()
    ordered = sorted(seconds[1:])
    return Figure(
        "first_page_s", ordered[len(ordered) // 2], most=10, detail={"runs": len(ordered)}
    )


def _first_map(page: Page, address: str) -> None:
    until = time.monotonic() + 300  # the first time the set-up may be under way
    while time.monotonic() < until:
        try:
            page.goto(address)
            break
        except Error:  # nobody answers yet
            time.sleep(0.1)
    page.wait_for_selector(repaint.MAP, timeout=60_000)
    frame = repaint.frame_of(page)
    frame.wait_for_function("document.documentElement.dataset.painted", timeout=60_000)


@contextmanager
def _tab(dashboard: running.Running | None = None) -> Iterator[Page]:
    """Yield a tab, signed in at a dashboard of ours."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(chromium.found()), args=chromium.QUIET
        )
        try:
            context = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
            if dashboard is not None:
                entering.enter(context, dashboard)
            yield context.new_page()
        finally:
            browser.close()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
