"""The dashboard itself, started as a process of its own on a free port."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECONDS_TO_START = 90


@dataclass(frozen=True)
class Running:
    """A dashboard that answers.

    Parameters
    ----------
    address : str
        Without a slash at its end: `http://127.0.0.1:40123`.
    process : int
        Its process id.
    log : Path
        What it printed.
    store : Path
        What it serves.
    """

    address: str
    process: int
    log: Path
    store: Path

    def said(self) -> str:
        """Return what the dashboard printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")


@contextlib.contextmanager
def dashboard(
    store: Path, *, script: Path = ROOT / "dashboard.py", port: int | None = None
) -> Iterator[Running]:
    """Yield the dashboard over a store, and end it afterwards.

    Parameters
    ----------
    store : Path
    script : Path, optional
        Another script in its place, for comparisons.
    port : int, optional
        A free one, where not given.

    Raises
    ------
    RuntimeError
        If it ends, or does not answer in time; with what it printed.
    """
    port = port or _free_port()
    with tempfile.TemporaryDirectory(prefix="mahalleh-") as folder:
        log = Path(folder) / "log"
        with log.open("wb") as printed:
            process = _started(script, store, port, printed)
        running = Running(f"http://127.0.0.1:{port}", process.pid, log, store)
        try:
            ours = script == ROOT / "dashboard.py"
            _wait_until_it_answers(running, process, "/healthz" if ours else "/_stcore/health")
            yield running
        finally:
            _end(process)


def _started(script: Path, store: Path, port: int, printed: object) -> subprocess.Popen:
    asked = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    return subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), *asked],
        cwd=ROOT,
        env=os.environ | {"MAHALLEH_STORE": str(store), "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=printed,
        stderr=subprocess.STDOUT,
    )


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def _wait_until_it_answers(running: Running, process: subprocess.Popen, health: str) -> None:
    last = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < last:
        if process.poll() is not None:
            raise RuntimeError(f"the dashboard ended as it began:\n{running.said()}")
        if _answers(running, health):
            return
        time.sleep(0.1)
    raise RuntimeError(f"no answer in {SECONDS_TO_START} s:\n{running.said()}")


def _answers(running: Running, path: str) -> bool:
    host, port = running.address.removeprefix("http://").split(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=2)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _end(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
