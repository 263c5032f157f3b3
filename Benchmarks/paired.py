"""A paired benchmark: the same three queries, in memory, in Tally and in DuckDB's Python package, in one run.

Prints a table and writes nothing but the cached data file. See README.md beside this file.
"""

import argparse
import csv
import io
import json
import math
import os
import pathlib
import statistics
import subprocess
import sys
import time

import duckdb

TOP = pathlib.Path(__file__).resolve().parent.parent
DATA = TOP / "Benchmarks" / "data"

# Literals of the first query; every repetition uses the next one, so that no cached answer could be measured.
REASONS = [
    "Customer Service", "Waste Collection", "Code Enforcement", "Field Operations", "Streets", "Graffiti", "Brush",
    "Storm Water", "Signals", "Vector", "Clean and Green",
]

# Repetitions that are run but not counted, at the start of every turn.
WARM_UP = 3

QUERIES = {
    "filtered share": (
        'group by district where reason = "{literal}" show late%',
        "select district, avg(late::int) from calls where reason = '{literal}' group by all order by all",
    ),
    "three quantiles": (
        "group by district show p50 time_to_close, p90 time_to_close, p99 time_to_close",
        "select district, quantile_cont(date_diff('second', opened, closed), [0.5, 0.9, 0.99])"
        " from calls group by all order by all",
    ),
    "category by year": (
        "group by category, year(opened) show count",
        "select category, year(opened), count(*) from calls group by all order by all",
    ),
}

# Enumerated types for what repeats, typed times, small integers: the form in which DuckDB is fastest.
LOAD = """
create table raw as select * from read_csv(
    '{path}', header = true, all_varchar = true, quote = '"', escape = '"', delim = ',');
create type category_type as enum (select distinct Category from raw where Category is not null order by all);
create type department_type as enum (select distinct Dept from raw where Dept is not null order by all);
create type reason_type as enum (select distinct REASONNAME from raw where REASONNAME is not null order by all);
create type type_type as enum (select distinct TYPENAME from raw where TYPENAME is not null order by all);
create type source_type as enum (select distinct SourceID from raw where SourceID is not null order by all);
create table calls as select
    Category::category_type as category, CASEID::uinteger as id, OPENEDDATETIME::{time} as opened,
    SLA_Date::{time} as due, CLOSEDDATETIME::{time} as closed, "Late (Yes/No)" = 'YES' as late,
    Dept::department_type as department, REASONNAME::reason_type as reason, TYPENAME::type_type as type,
    SourceID::source_type as source, OBJECTDESC as address, "Council District"::utinyint as district,
    XCOORD::double as x, YCOORD::double as y
from raw;
drop table raw;
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=600_000)
    parser.add_argument("--rounds", type=int, default=5, help="how often the two engines take turns")
    parser.add_argument("--repeats", type=int, default=20, help="repetitions of each query in a round")
    parser.add_argument("--dates-only", action="store_true", help="data without times of day")
    parser.add_argument("--engine", choices=["both", "duckdb", "tally"], default="both")
    parser.add_argument("--limit", type=float, help="exit with 1 when a ratio of medians is above this")
    options = parser.parse_args()

    path = data_file(options)
    tally = None if options.engine == "duckdb" else program("TALLY", "tally")
    if options.engine == "both" and tally is None:
        if options.limit is not None:
            sys.exit("tally was not found: there is no ratio to hold to the limit")
        print("tally was not found: only DuckDB is measured", file=sys.stderr)
    connection = None if options.engine == "tally" else load_duckdb(path, options.dates_only)

    if tally and connection:
        compare_answers(tally, connection, path)
    times = {(engine, name): [] for engine in ("tally", "duckdb") for name in QUERIES}
    for turn in range(options.rounds):
        engines = ["tally", "duckdb"] if turn % 2 == 0 else ["duckdb", "tally"]
        for engine in engines:
            if engine == "tally" and tally:
                measure_tally(tally, path, options.repeats, times)
            if engine == "duckdb" and connection:
                measure_duckdb(connection, options.repeats, times)
    sys.exit(report(times, options))


def data_file(options):
    """The data, made once for each size."""
    kind = "dates" if options.dates_only else "times"
    path = DATA / f"san_antonio_{options.rows}_{kind}.csv"
    if not path.exists():
        generator = program("TALLY_DATA", "tally-data")
        if generator is None:
            sys.exit("tally-data was not found: run scripts/benchmark, or name it in TALLY_DATA")
        DATA.mkdir(parents=True, exist_ok=True)
        command = [generator, "san-antonio", "--rows", str(options.rows), "-o", str(path)]
        subprocess.run(command + ([] if options.dates_only else ["--times"]), check=True)
    return path


def program(variable, name):
    """A program named by an environment variable, or the one that the release build leaves."""
    path = pathlib.Path(os.environ.get(variable) or TOP / ".build" / "release" / name)
    return str(path) if path.exists() else None


def load_duckdb(path, dates_only):
    connection = duckdb.connect()
    for statement in LOAD.format(path=str(path).replace("'", "''"), time="date" if dates_only else "timestamp").split(";"):
        if statement.strip():
            connection.execute(statement)
    return connection


def texts(name, repetition):
    """The query in both languages, with the literal of this repetition."""
    literal = REASONS[repetition % len(REASONS)]
    tally, sql = QUERIES[name]
    return tally.replace("{literal}", literal), sql.replace("{literal}", literal)


def measure_duckdb(connection, repeats, times):
    for repetition in range(-WARM_UP, repeats):
        for name in QUERIES:
            _, sql = texts(name, repetition)
            start = time.perf_counter()
            connection.execute(sql).fetchall()
            elapsed = time.perf_counter() - start
            if repetition >= 0:
                times["duckdb", name].append(elapsed * 1000)


def measure_tally(tally, path, repeats, times):
    """One process loads the data once and runs every repetition; it times its statements itself."""
    names = [(name, repetition) for repetition in range(-WARM_UP, repeats) for name in QUERIES]
    _, timings = run_tally(tally, path, [texts(*pair)[0] for pair in names])
    if len(timings) != len(names):
        sys.exit(f"tally wrote {len(timings)} timings for {len(names)} queries")
    for (name, repetition), timing in zip(names, timings):
        if repetition >= 0:
            times["tally", name].append(timing["total_ms"])


def run_tally(tally, path, queries):
    command = [tally, str(path), "-o", "csv", "--timing"]
    for query in queries:
        command += ["-c", query]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"tally ended with {done.returncode}:\n{done.stderr}")
    timings = []
    for line in done.stderr.splitlines():
        if line.startswith("{"):
            timing = json.loads(line)
            if "total_ms" in timing:
                timings.append(timing)
    return done.stdout, timings


def compare_answers(tally, connection, path):
    """Both engines must give the same rows, or the times mean nothing."""
    for name in QUERIES:
        for repetition in range(3 if "{literal}" in QUERIES[name][0] else 1):
            query, sql = texts(name, repetition)
            output, _ = run_tally(tally, path, [query])
            found = list(csv.reader(io.StringIO(output)))[1:]
            found = sorted([value(field) for field in row] for row in found if row)
            expected = sorted(expected_rows(connection, sql))
            if len(found) != len(expected) or not all(alike(*pair) for pair in zip(found, expected)):
                differing = next((pair for pair in zip(found, expected) if not alike(*pair)), None)
                sys.exit(f"different answers to {query}\nfirst difference, tally and DuckDB: {differing}\n"
                         f"rows: {len(found)} and {len(expected)}")
    print("The answers of both engines agree.")


def expected_rows(connection, sql):
    """DuckDB's rows, with the list of quantiles spread over columns."""
    rows = []
    for row in connection.execute(sql).fetchall():
        cells = []
        for field in row:
            cells += field if isinstance(field, list) else [field]
        rows.append([value(cell) for cell in cells])
    return rows


def value(field):
    try:
        return float(field)
    except (TypeError, ValueError):
        return str(field)


def alike(left, right):
    return len(left) == len(right) and all(
        math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9) if isinstance(a, float) and isinstance(b, float) else a == b
        for a, b in zip(left, right))


def report(times, options):
    print(f"{options.rows:,} rows, {options.rounds} rounds of {options.repeats} repetitions, milliseconds")
    print(f"{'query':<18}{'tally median':>14}{'minimum':>10}{'DuckDB median':>15}{'minimum':>10}"
          f"{'ratio':>8}{'of minimums':>13}")
    failed = False
    for name in QUERIES:
        ours, theirs = times["tally", name], times["duckdb", name]
        cells = []
        for sample, width in ((ours, 14), (theirs, 15)):
            cells.append(f"{statistics.median(sample):>{width}.3f}" if sample else f"{'-':>{width}}")
            cells.append(f"{min(sample):>10.3f}" if sample else f"{'-':>10}")
        if ours and theirs:
            ratio = statistics.median(ours) / statistics.median(theirs)
            cells.append(f"{ratio:>8.3f}{min(ours) / min(theirs):>13.3f}")
            failed = failed or (options.limit is not None and ratio > options.limit)
        print(f"{name:<18}" + "".join(cells))
    return 1 if failed else 0


if __name__ == "__main__":
    main()
