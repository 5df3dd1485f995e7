"""Taking in 1.5 million reports: against merely reading them, a newcomer's way, and in memory."""

import statistics

from benchmarks import exports
from benchmarks.figures import Figure, apart

TURNS = 3


def figures() -> list[Figure]:
    """Return `intake_vs_read`, `intake_vs_naive` (for the same three tables), `intake_peak_mb`."""
    path = exports.written()
    runs: dict[str, list[dict]] = {"read": [], "take_in": [], "naive": []}
    for turn in range(TURNS):
        runs["read"].append(apart("read", path))
        runs["take_in"].append(apart("take_in", path, exports.new_store()))
        if turn == TURNS // 2:  # it takes minutes
            runs["naive"].append(apart("naive", path, exports.empty_store()))
    read, ours, naive = (_median(runs[name], "seconds") for name in ("read", "take_in", "naive"))
    whole = _median(runs["naive"], "whole")
    peak = max(run["megabytes"] for run in runs["take_in"])
    rows = {name: runs["take_in"][0][name] for name in ("rows", "reports", "placed")}
    seconds = {"read": read, "take_in": ours, "naive": naive, "naive_with_weeks": whole}
    detail = rows | {"seconds": {name: round(value, 2) for name, value in seconds.items()}}
    alone = {"monthly_table_alone": round(naive / ours, 2)}
    return [
        Figure("intake_vs_read", ours / read, most=8, detail=detail),
        Figure("intake_vs_naive", whole / ours, least=3, detail=alone),
        Figure("intake_peak_mb", peak, most=1500),
    ]


def _median(runs: list[dict], figure: str) -> float:
    return statistics.median(run[figure] for run in runs)
