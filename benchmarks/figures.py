"""One figure of a benchmark; and how work is timed: in turns, so that noise hits both sides."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Figure:
    """One figure.

    Parameters
    ----------
    name : str
        As the table of figures calls it.
    value : float
    least, most : float, optional
        What it must be.
    detail : dict
        Seconds, rows and what else explains it.
    """

    name: str
    value: float
    least: float | None = None
    most: float | None = None
    detail: dict = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether it is what it must be."""
        enough = self.least is None or self.value >= self.least
        return enough and (self.most is None or self.value <= self.most)

    def line(self) -> str:
        """Return the figure as one line of JSON."""
        must = f"≥ {self.least:g}" if self.least is not None else f"≤ {self.most:g}"
        told = {"figure": self.name, "value": round(self.value, 3), "must": must, "ok": self.ok}
        return json.dumps(told | self.detail, ensure_ascii=False)


def in_turns(ways: dict[str, Callable[[], object]], turns: int) -> dict[str, float]:
    """Return each way's median seconds; the ways take turns."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(turns):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            seconds[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) for name, values in seconds.items()}


def apart(module: str, *arguments: object) -> dict:
    """Run a module of the benchmarks in a process of its own and return the JSON that it prints."""
    asked = [sys.executable, "-m", f"benchmarks.{module}", *map(str, arguments)]
    ended = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise RuntimeError(f"{module} {' '.join(asked[3:])} failed:\n{ended.stderr}")
    return json.loads(ended.stdout.splitlines()[-1])


def peak_megabytes() -> float:
    """Return the most memory that this process has held, without what its parent held."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    raise OSError("no peak in /proc/self/status")
