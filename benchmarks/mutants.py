"""Change the code that keeps people safe, one line at a time: do the tests notice? `make mutants`.

Modules as arguments ask for some alone, in the copy that is there already:
`python -m benchmarks.mutants data.access`. What mutmut passes over (properties, what else is
decorated, what runs on import) is not in the score; survivors: `.venv/bin/mutmut results`.
"""

import fnmatch
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import ROOT, Figure

MUTMUT = Path(sys.executable).with_name("mutmut")
COPY = ROOT / "mutants"  # mutmut's own, changed line by line
LEAST = 0.85
UNSEEN = ("survived", "no tests")  # a change that no test runs is one that none notices


def main(asked: list[str]) -> int:
    """Print the score of each module and of all; return 1 if all together fall short."""
    if not asked:
        shutil.rmtree(COPY, ignore_errors=True)
    changes = [f"{module}.*" for module in asked]
    subprocess.run(
        [MUTMUT, "run", "--max-children", "2", *changes], cwd=ROOT, stdout=sys.stderr, check=True
    )
    outcomes = {
        module: counted
        for module, counted in by_module().items()
        if not asked or any(fnmatch.fnmatch(module, one) for one in asked)
    }
    for module, counted in sorted(outcomes.items()):
        print(scored(f"mutation_score {module}", counted).line(), flush=True)
    overall = scored("mutation_score", sum(outcomes.values(), Counter()))
    print(overall.line())
    return 0 if overall.ok else 1


def by_module() -> dict[str, Counter[str]]:
    """Return how many changes of each module ended how."""
    outcomes: dict[str, Counter[str]] = {}
    for change, outcome in listed():
        module = change.rpartition(".")[0]
        outcomes.setdefault(module, Counter())[outcome] += 1
    return outcomes


def listed() -> Iterator[tuple[str, str]]:
    """Give each change by its name and how it ended."""
    told = subprocess.run(
        [MUTMUT, "results", "--all", "true"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for line in told.stdout.splitlines():
        change, found, outcome = line.strip().partition(": ")
        if found:
            yield change, outcome


def scored(name: str, counted: Counter[str]) -> Figure:
    """Return which part of the changes the tests noticed; one that ran out of time is neither."""
    unseen = sum(counted[outcome] for outcome in UNSEEN)
    judged = counted["killed"] + unseen
    value = counted["killed"] / judged if judged else 0.0
    return Figure(name, value, least=LEAST, detail=dict(counted))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
