"""From nothing to the answer: one query as a whole process, from a CSV file and from native files.

Tally is measured as the shell sees it: the wall time and the CPU time of a process that starts, answers and ends. DuckDB
gets the better part of its Python package: only opening its native file, the query and fetching the rows, or reading the
CSV, without the interpreter's own start and the import. Prints a table and writes nothing but data files below
Benchmarks/data. See README.md beside this file.
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import duckdb

TOP = pathlib.Path(__file__).resolve().parent.parent
DATA = TOP / "Benchmarks" / "data"
QUERY = 'group by district where reason = "Customer Service" show late%'
SQL = """select "Council District", avg(("Late (Yes/No)" = 'YES')::int) from {source}
         where REASONNAME = 'Customer Service' group by all order by all"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=600_000)
    parser.add_argument("--repeats", type=int, default=40)
    parser.add_argument("--limit", type=float, help="exit with 1 when a start on a snapshot takes more CPU milliseconds")
    options = parser.parse_args()
    tally = program("TALLY", "tally")
    DATA.mkdir(parents=True, exist_ok=True)
    path = DATA / f"san_antonio_{options.rows}_times.csv"
    if not path.exists():
        subprocess.run(
            [program("TALLY_DATA", "tally-data"), "san-antonio", "--rows", str(options.rows), "--times", "-o", str(path)],
            check=True)
    with tempfile.TemporaryDirectory(dir=DATA) as folder:
        environment = {**os.environ, "XDG_CACHE_HOME": folder}
        # --timing waits until the snapshot is written.
        subprocess.run([tally, path, "-c", QUERY, "--timing"], env=environment, check=True, capture_output=True)
        native = pathlib.Path(folder) / "calls.duckdb"
        with duckdb.connect(str(native)) as connection:
            connection.execute(f"create table calls as from '{path}'")
        expected = duckdb_rows(native, SQL.format(source="calls"))
        found = subprocess.run([tally, path, "-c", QUERY], env=environment, check=True, capture_output=True, text=True)
        rows = [tuple(float(cell) for cell in line.split(",")) for line in found.stdout.splitlines()[1:]]
        if len(rows) != len(expected) or any(abs(a - b) > 1e-9 for r, e in zip(rows, expected) for a, b in zip(r, e)):
            sys.exit(f"different answers: {rows} and {expected}")
        print("The answers of both engines agree.")
        print(f"{options.rows:,} rows, {options.repeats} repetitions, milliseconds")
        print(f"{'':<34}{'wall median':>12}{'minimum':>9}{'CPU median':>12}{'minimum':>9}")
        cold = max(options.repeats // 4, 3)
        report("tally, CSV, columns of the query", [run(tally, [path, "--no-cache"], environment) for _ in range(cold)])
        report("DuckDB, CSV", [timed(lambda: duckdb.sql(SQL.format(source=f"'{path}'")).fetchall()) for _ in range(cold)])
        ours = [run(tally, [path], environment) for _ in range(options.repeats)]
        report("tally, snapshot", ours)
        report("DuckDB, native file",
               [timed(lambda: duckdb_rows(native, SQL.format(source="calls"))) for _ in range(options.repeats)])
        report("tally, help: the start alone", [run(tally, ["help", "over"], environment, []) for _ in range(cold)])
    sys.exit(options.limit is not None and min(cpu for _, cpu in ours) > options.limit)


def program(variable, name):
    """A program named by an environment variable, or the one that the release build leaves."""
    path = os.environ.get(variable) or str(TOP / ".build" / "release" / name)
    return path if os.path.exists(path) else sys.exit(f"{name} was not found: build it, or name it in {variable}")


def duckdb_rows(native, sql):
    with duckdb.connect(str(native), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def timed(body):
    start, cpu = time.perf_counter(), time.process_time()
    body()
    return (time.perf_counter() - start) * 1e3, (time.process_time() - cpu) * 1e3


def run(tally, arguments, environment, query=("-c", QUERY)):
    """The wall time and the CPU time of a process."""
    null = os.open(os.devnull, os.O_WRONLY)
    start = time.perf_counter()
    process = os.posix_spawn(
        tally, [tally, *map(str, arguments), *query], environment, file_actions=[(os.POSIX_SPAWN_DUP2, null, 1)])
    _, status, usage = os.wait4(process, 0)
    wall = (time.perf_counter() - start) * 1e3
    os.close(null)
    if status != 0:
        sys.exit(f"tally ended with {status}")
    return wall, (usage.ru_utime + usage.ru_stime) * 1e3


def report(name, times):
    walls, cpus = zip(*times)
    print(f"{name:<34}{statistics.median(walls):>12.1f}{min(walls):>9.1f}{statistics.median(cpus):>12.1f}{min(cpus):>9.1f}")


if __name__ == "__main__":
    main()
