"""Taking in 1.5 million reports: against merely reading them, a newcomer's way, and in memory."""

import statistics

from benchmarks import exports
from benchmarks.figures import Figure, apart

TURNS = 3


def figures() -> list[Figure]:
    """Return `intake_vs_read`, `intake_vs_naive` and `intake_peak_mb`."""
    path = exports.written()
    runs: dict[str, list[dict]] = {"read": [], "take_in": [], "naive": []}
    for _ in range(TURNS):
        runs["read"].append(apart("read", path))
        runs["take_in"].append(apart("take_in", path, exports.new_folder("store")))
        runs["naive"].append(apart("naive", path))
    seconds = {
        name: statistics.median(run["seconds"] for run in told) for name, told in runs.items()
    }
    peaks = {name: max(run["megabytes"] for run in told) for name, told in runs.items()}
    detail = {
        "rows": runs["take_in"][0]["rows"],
        "file_mb": round(path.stat().st_size / 1e6),
        "seconds": {name: round(value, 2) for name, value in seconds.items()},
    }
    return [
        Figure("intake_vs_read", seconds["take_in"] / seconds["read"], most=8, detail=detail),
        Figure("intake_vs_naive", seconds["naive"] / seconds["take_in"], least=3, detail=detail),
        Figure(
            "intake_peak_mb",
            peaks["take_in"],
            most=1500,
            detail={"naive_mb": round(peaks["naive"])},
        ),
    ]
