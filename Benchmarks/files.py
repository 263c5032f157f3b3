"""From a file to an answer in a process of its own: a CSV file (cold), and the engine's own file (snapshot).

Peers are Python packages: beside the whole process stands what their work takes once the interpreter and the package are
loaded, and the ratios are to that. See README.md beside this file.
"""

import argparse
import csv
import importlib.metadata
import io
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import benchmark
import peers as engines
import sources
import workloads

def child(name, kind, path, shape, index, repetition):
    """The work of a peer, with its own times on standard output."""
    queries, columns = workloads.SHAPES[shape]
    peer = engines.PEERS[name]()
    __import__(peer.package)
    query = queries[int(index)]
    start, used = time.perf_counter(), engines.children_time()
    (sources.CSV if kind == "cold" else sources.NATIVE)[name](peer, path, columns)
    rows = peer.run(query, query.literal(int(repetition)))
    own = {"wall": time.perf_counter() - start, "cpu": engines.children_time() - used}
    print(json.dumps({**own, "rows": [[engines.plain(cell) for cell in engines.flat(row)] for row in rows]}))


def measured(command, environment):
    """Wall and processor milliseconds and peak megabytes of a process, and what it printed."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status != 0 and "--child" not in command: sys.exit(f"{command[:4]} ended with {status}")
    if status != 0: output = None
    return wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024, output


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shape", choices=list(workloads.SHAPES), default="san-antonio")
    parser.add_argument("--rows", type=int, default=600_000)
    parser.add_argument("--peers", default="duckdb,polars", help=f"some of {','.join(sources.CSV)}, or all, or none")
    parser.add_argument("--queries", default="Q1,Q3,Q7")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--results", action="store_true", help="put the table into Benchmarks/RESULTS.md")
    options = parser.parse_args()
    path = benchmark.data_file(options)
    queries, _ = workloads.SHAPES[options.shape]
    names = list(sources.CSV) if options.peers == "all" else [p for p in options.peers.split(",") if p != "none"]
    with tempfile.TemporaryDirectory(dir=benchmark.DATA) as folder:
        environment = {**os.environ, "XDG_CACHE_HOME": folder}
        # In a process of its own: a child's peak memory counts from that of the process that starts it.
        subprocess.run([sys.executable, __file__, "--native", str(path), options.shape, folder, *names], check=True)
        subprocess.run([benchmark.program("TALLY", "tally"), "cache", "build", str(path)], env=environment, check=True)
        native = {name: sources.native_name(name, path, folder) for name in names}
        found = {}
        for turn in range(options.rounds):
            for index, query in enumerate(queries):
                if query.name.split()[0] not in options.queries.split(","): continue
                for kind in ("cold", "snapshot"):
                    command = [benchmark.program("TALLY", "tally"), str(path), "-o", "csv", "-c", query.text(turn)]
                    if kind == "cold": command.append("--no-cache")
                    wall, cpu, memory, answer = measured(command, environment)
                    found.setdefault((query.name, kind, "tally"), []).append((wall, cpu, memory, wall, cpu))
                    for name in names:
                        source = str(path) if kind == "cold" else native[name]
                        wall, cpu, memory, output = measured(
                            [sys.executable, __file__, "--child", name, kind, source, options.shape, str(index),
                             str(turn)], environment)
                        own = json.loads(output.splitlines()[-1]) if output else {"rows": []}
                        if not agree(answer, own["rows"], query):
                            print(f"{name} does not answer {query.name} ({kind}) as Tally does", file=sys.stderr)
                            continue
                        found.setdefault((query.name, kind, name), []).append(
                            (wall, cpu, memory, own["wall"] * 1000, own["cpu"] * 1000))
        table = report(found, options)
        print(table)
        if options.results: benchmark.write_table(f"{options.shape} {options.rows} files", table, versions(names))


def agree(answer, expected, query):
    """Whether a peer's rows are those that Tally wrote as CSV, to 1e-9."""
    rows = [[engines.plain(cell) for cell in row] for row in csv.reader(io.StringIO(answer.decode()))][1:]
    found, expected = (sorted((row[query.compared:] for row in table), key=repr) for table in (rows, expected))
    return len(found) == len(expected) and all(map(benchmark.alike, found, expected))


def write_native(path, shape, folder, *names):
    parquet = pathlib.Path(path).with_suffix(".parquet")
    if not parquet.exists(): engines.write_parquet(path, shape, parquet)
    for name in names: sources.write_native(name, str(parquet), path, folder, workloads.SHAPES[shape][1])


def versions(names):
    return ", ".join(f"{name} {importlib.metadata.version(engines.PEERS[name].package)}" for name in names)


def report(found, options):
    lines = [f"{options.shape}, {options.rows:,} rows, {options.rounds} rounds: medians of whole processes, and of peers the"
             " work without Python's start", "",
             f"{'query':<28}{'from':<9}{'engine':<11}{'wall ms':>8}{'CPU ms':>8}{'MB':>6}{'own wall':>10}{'own CPU':>9}"
             f"{'× Tally wall':>14}{'× CPU':>7}"]
    for (query, kind, name), runs in found.items():
        wall, cpu, memory, own_wall, own_cpu = (statistics.median(column) for column in zip(*runs))
        base = [statistics.median(column) for column in zip(*found[query, kind, "tally"])]
        lines.append(f"{query:<28}{kind:<9}{name:<11}{wall:>8.1f}{cpu:>8.1f}{memory:>6.0f}{own_wall:>10.1f}{own_cpu:>9.1f}"
                     f"{own_wall / base[0]:>14.1f}{own_cpu / base[1]:>7.1f}")
    return "\n".join(lines)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]: child(*sys.argv[2:])
    elif sys.argv[1:2] == ["--native"]: write_native(*sys.argv[2:])
    else: main()
