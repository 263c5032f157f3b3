"""Reading all of a CSV file into memory: every column, typed and ready to be asked.

Each engine is a process of its own. Of peers stands what the reading takes once the interpreter and the package are loaded;
of Tally the whole process. See README.md beside this file.
"""

import argparse
import csv
import importlib.metadata
import json
import os
import resource
import statistics
import sys
import time

import benchmark
import files
import peers as engines


def duckdb_load(path, peer):
    import duckdb
    connection = duckdb.connect()
    connection.execute(f"create table calls as select * from read_csv('{path}', header=true)")
    return connection.execute("select count(*) from calls").fetchone()[0]


def polars_load(path, peer):
    import polars as pl
    return pl.read_csv(path, try_parse_dates=True, infer_schema_length=100_000).height


def chdb_load(path, peer):
    from chdb import session
    found = session.Session()
    found.query(f"create table calls engine = Memory as select * from file('{path}', CSVWithNames)")
    return int(str(found.query("select count() from calls", "TSV")))


def datafusion_load(path, peer):
    import datafusion
    frame = datafusion.SessionContext().read_csv(path, schema_infer_max_records=100_000)
    return frame.cache().count()


def hyper_load(path, peer):
    """Hyper has to be told the types: text, which it need not understand."""
    with open(path, newline="") as file: headers = next(csv.reader(file))
    peer.start()
    connection = peer.connect()
    columns = ", ".join(f'"{header}" text' for header in headers)
    connection.execute_command(f"create temporary table calls ({columns})")
    return connection.execute_command(f"copy calls from '{path}' with (format => 'csv', header => true)")


def pandas_load(path, peer):
    import pandas
    return len(pandas.read_csv(path, low_memory=False))


LOADS = {"duckdb": duckdb_load, "polars": polars_load, "chdb": chdb_load, "datafusion": datafusion_load,
         "hyper": hyper_load, "pandas": pandas_load}


def child(name, path):
    """The work of a peer, with its own times on standard output."""
    peer = engines.PEERS[name]()
    __import__(peer.package)
    start, used = time.perf_counter(), engines.children_time()
    rows = LOADS[name](path, peer)
    own = {"wall": time.perf_counter() - start, "cpu": engines.children_time() - used, "rows": rows}
    print(json.dumps({**own, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shape", choices=list(benchmark.workloads.SHAPES), default="new-york")
    parser.add_argument("--rows", type=int, help="2,300,000 if not given, San Antonio 600,000")
    parser.add_argument("--peers", default="duckdb,polars", help=f"some of {','.join(LOADS)}, or all, or none")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--repeats", type=int, default=2, help="loads of a turn behind a first one that is not counted")
    parser.add_argument("--threads", help="Tally's threads; all processors if not given")
    parser.add_argument("--results", action="store_true", help="put the table into Benchmarks/RESULTS.md")
    options = parser.parse_args()
    options.rows = options.rows or (600_000 if options.shape == "san-antonio" else 2_300_000)
    path = benchmark.data_file(options)
    names = list(LOADS) if options.peers == "all" else [p for p in options.peers.split(",") if p != "none"]
    tally = [benchmark.program("TALLY", "tally"), str(path), "--no-cache", "-o", "csv", "-c", "limit 1"]
    if options.threads: tally += ["--threads", options.threads]
    found, firsts = {}, {}

    def one(name):
        """Wall and processor time in milliseconds, and the peak in MB; nothing of an engine that does not read the file."""
        if name == "tally": return files.measured(tally, os.environ)[:3]
        _, _, memory, output = files.measured([sys.executable, __file__, "--child", name, str(path)], os.environ)
        own = json.loads(output.splitlines()[-1]) if output else {}
        if own.get("rows") == options.rows: return own["wall"] * 1000, own["cpu"] * 1000, memory
        return print(f"{name} does not read the file: {own.get('rows', 'it failed')}", file=sys.stderr)

    for _ in range(options.rounds):
        for name in ["tally", *names]:
            # The first load of a turn waits for memory that the engine before it is still giving back: it stands by itself.
            runs = [one(name) for _ in range(1 + options.repeats)]
            if None in runs: continue
            firsts.setdefault(name, []).append(runs[0][0])
            found.setdefault(name, []).extend(runs[1:])
    table = report(found, firsts, options)
    print(table)
    if options.results:
        versions = ", ".join(
            f"{name} {importlib.metadata.version(engines.PEERS[name].package)}" for name in found if name != "tally")
        benchmark.write_table(f"{options.shape} {options.rows} load", table, versions)


def report(found, firsts, options):
    rounds = f"{options.rounds} rounds of {options.repeats} loads behind a first one: medians"
    lines = [f"{options.shape}, {options.rows:,} rows, all columns into memory, {rounds}", "",
             f"{'engine':<11}{'first ms':>9}{'wall ms':>9}{'CPU ms':>9}{'MB':>7}{'× Tally wall':>14}{'× CPU':>7}"]
    base = [statistics.median(column) for column in zip(*found["tally"])]
    for name, runs in found.items():
        wall, cpu, memory = (statistics.median(column) for column in zip(*runs))
        lines.append(f"{name:<11}{statistics.median(firsts[name]):>9.0f}{wall:>9.0f}{cpu:>9.0f}{memory:>7.0f}"
                     f"{wall / base[0]:>14.1f}{cpu / base[1]:>7.1f}")
    return "\n".join(lines)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]: child(*sys.argv[2:])
    else: main()
