"""Print every figure of speed, memory and disclosure, one JSON object a line; `make bench`.

Names as arguments ask for some benchmarks alone: `python -m benchmarks locate queries`.
"""

import importlib
import sys

BENCHMARKS = ("locate", "intake", "queries", "hotspots", "choosing", "disclosure")
BENCHMARKS += ("browser", "opening", "wall", "papers")


def main(asked: list[str]) -> int:
    """Print the figures of the named benchmarks, or of all; return 1 if one falls short."""
    ok = True
    for name in asked or BENCHMARKS:
        for figure in importlib.import_module(f"benchmarks.{name}").figures():
            print(figure.line(), flush=True)
            ok = ok and figure.ok
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
