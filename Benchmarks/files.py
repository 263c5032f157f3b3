"""From a file to an answer in a process of its own: a CSV file (cold), and the engine's own file (snapshot).

Peers are Python packages: beside the whole process stands what their work takes once the interpreter and the package are
loaded, and the ratios are to that. See README.md beside this file.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

import benchmark
import peers as engines
import workloads

DUCKDB = {"category": "varchar", "text": "varchar", "integer": "bigint", "small": "utinyint", "time": "timestamp"}


def open_csv(peer, path, columns):
    """The file as `calls`, read while the query runs."""
    if peer.package == "duckdb":
        import duckdb
        items = [f"\"{header}\" = 'YES' as {name}" if kind == "flag" else f'"{header}" as {name}'
                 for name, (header, kind) in columns.items()]
        types = ", ".join(f"'{header}': '{DUCKDB[kind]}'" for header, kind in columns.values() if kind in DUCKDB)
        peer.connection = duckdb.connect()
        peer.connection.execute(
            f"create view calls as select {', '.join(items)} from read_csv('{path}', header=true, types={{{types}}})")
    elif peer.package == "polars":
        import polars as pl
        peer.frame = pl.scan_csv(path, try_parse_dates=True, infer_schema_length=10_000).select(
            (pl.col(header) == "YES").alias(name) if kind == "flag" else pl.col(header).alias(name)
            for name, (header, kind) in columns.items())
        peer.functions = {}
    else:
        sys.exit(f"{peer.package} is not measured on files")


def open_native(peer, path, columns):
    if peer.package == "duckdb":
        import duckdb
        peer.connection = duckdb.connect(path, read_only=True)
    else:
        import polars as pl
        peer.frame = pl.scan_parquet(path)
        peer.functions = {}


def child(name, kind, path, shape, index, repetition):
    """The work of a peer, with its own times on standard output."""
    queries, columns = workloads.SHAPES[shape]
    peer = engines.PEERS[name]()
    __import__(peer.package)
    query = queries[int(index)]
    start, used = time.perf_counter(), time.process_time()
    (open_csv if kind == "cold" else open_native)(peer, path, columns)
    peer.run(query, query.literal(int(repetition)))
    print(json.dumps({"wall": time.perf_counter() - start, "cpu": time.process_time() - used}))


def measured(command, environment):
    """Wall and processor milliseconds and peak megabytes of a process, and what it printed."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status != 0: sys.exit(f"{command[:4]} ended with {status}")
    return wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024, output


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shape", choices=list(workloads.SHAPES), default="san-antonio")
    parser.add_argument("--rows", type=int, default=600_000)
    parser.add_argument("--peers", default="duckdb,polars")
    parser.add_argument("--queries", default="Q1,Q3,Q7")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    path = benchmark.data_file(options)
    queries, columns = workloads.SHAPES[options.shape]
    names = [name for name in options.peers.split(",") if name != "none"]
    with tempfile.TemporaryDirectory(dir=benchmark.DATA) as folder:
        environment = {**os.environ, "XDG_CACHE_HOME": folder}
        native = native_files(path, options.shape, columns, folder, names)
        found = {}
        for turn in range(options.rounds):
            for index, query in enumerate(queries):
                if query.name.split()[0] not in options.queries.split(","): continue
                for kind in ("cold", "snapshot"):
                    command = [benchmark.program("TALLY", "tally"), str(path), "-o", "csv", "-c", query.text(turn)]
                    if kind == "cold": command.append("--no-cache")
                    if kind == "snapshot" and turn == 0: wait_for_snapshot(command, environment)
                    wall, cpu, memory, _ = measured(command, environment)
                    found.setdefault((query.name, kind, "tally"), []).append((wall, cpu, memory, wall, cpu))
                    for name in names:
                        source = str(path) if kind == "cold" else native[name]
                        wall, cpu, memory, output = measured(
                            [sys.executable, __file__, "--child", name, kind, source, options.shape, str(index),
                             str(turn)], environment)
                        own = json.loads(output.splitlines()[-1])
                        found.setdefault((query.name, kind, name), []).append(
                            (wall, cpu, memory, own["wall"] * 1000, own["cpu"] * 1000))
        report(found, options, names)


def wait_for_snapshot(command, environment):
    """The snapshot is written behind the first answer; it is there when a run has become as fast as the one before."""
    measured(command, environment)
    for _ in range(40):
        time.sleep(0.25)
        if any(files for _, _, files in os.walk(environment["XDG_CACHE_HOME"])): break
    time.sleep(2)
    measured(command, environment)


def native_files(path, shape, columns, folder, names):
    parquet = path.with_suffix(".parquet")
    if not parquet.exists(): engines.write_parquet(path, shape, parquet)
    files = {"polars": str(parquet), "duckdb": os.path.join(folder, "calls.db")}
    if "duckdb" in names:
        peer = engines.DuckDB()
        peer.load(parquet, path, columns, files["duckdb"])
        peer.connection.close()
    return files


def report(found, options, names):
    print(f"{options.shape}, {options.rows:,} rows, {options.rounds} rounds: medians of whole processes, and of peers the work"
          " without Python's start\n")
    print(f"{'query':<28}{'from':<10}{'engine':<9}{'wall ms':>9}{'CPU ms':>9}{'MB':>7}{'own wall':>10}{'own CPU':>9}"
          f"{'× Tally wall':>14}{'× CPU':>7}")
    for (query, kind, name), runs in found.items():
        wall, cpu, memory, own_wall, own_cpu = (statistics.median(column) for column in zip(*runs))
        base = [statistics.median(column) for column in zip(*found[query, kind, "tally"])]
        print(f"{query:<28}{kind:<10}{name:<9}{wall:>9.1f}{cpu:>9.1f}{memory:>7.0f}{own_wall:>10.1f}{own_cpu:>9.1f}"
              f"{own_wall / base[0]:>14.1f}{own_cpu / base[1]:>7.1f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]: child(*sys.argv[2:])
    else: main()
