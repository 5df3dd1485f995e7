"""One whole intake, in a process of its own. Prints JSON."""

import json
import sys
import time
from pathlib import Path

from benchmarks.figures import peak_megabytes
from data import intake

if __name__ == "__main__":
    start = time.perf_counter()
    receipt = intake.take_in([Path(sys.argv[1])], Path(sys.argv[2]), made_up=True)
    seconds = time.perf_counter() - start
    told = receipt.as_dict()
    rows = {name: told[name] for name in ("rows", "reports", "placed")}
    print(json.dumps({"seconds": seconds, "megabytes": peak_megabytes()} | rows))
