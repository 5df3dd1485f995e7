"""DuckDB merely reading a CSV into memory, in a process of its own. Prints JSON."""

import json
import sys
import time

import duckdb

from benchmarks.figures import peak_megabytes

if __name__ == "__main__":
    connection = duckdb.connect()
    start = time.perf_counter()
    connection.execute(
        "create table reports as from read_csv($path, all_varchar = true)", {"path": sys.argv[1]}
    )
    seconds = time.perf_counter() - start
    rows = connection.execute("select count(*) from reports").fetchall()[0][0]
    print(json.dumps({"seconds": seconds, "megabytes": peak_megabytes(), "rows": rows}))
