"""Tally beside other engines on the queries of `workloads.py`: the same data, the same run, the engines taking turns.

See README.md beside this file for what is measured and how to read it.
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
import tempfile

import peers as engines
import workloads

TOP = pathlib.Path(__file__).resolve().parent.parent
DATA = TOP / "Benchmarks" / "data"

# Repetitions at the start of every turn that are run but not counted; the very first one is reported by itself.
WARM_UP = 3


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shape", choices=list(workloads.SHAPES), default="san-antonio")
    parser.add_argument("--rows", type=int, help="600,000 if not given, New York 2,300,000")
    parser.add_argument("--peers", default="duckdb", help=f"some of {','.join(engines.PEERS)}, or all, or none")
    parser.add_argument("--queries", default="", help="only those whose name starts so: Q1,Q6 (Q1 is also Q10)")
    parser.add_argument("--rounds", type=int, default=5, help="how often the engines take turns")
    parser.add_argument("--repeats", type=int, default=15, help="repetitions of each query in a round")
    parser.add_argument("--threads", type=int, help="Tally's threads; all processors if not given")
    parser.add_argument("--limit", type=float, help="exit with 1 when Tally's median is above this times DuckDB's")
    parser.add_argument("--results", action="store_true", help="put the table into Benchmarks/RESULTS.md")
    options = parser.parse_args()
    options.rows = options.rows or (600_000 if options.shape == "san-antonio" else 2_300_000)
    names = list(engines.PEERS) if options.peers == "all" else [p for p in options.peers.split(",") if p != "none"]
    queries = [(index, query) for index, query in enumerate(workloads.SHAPES[options.shape][0])
               if query.name.split()[0] in options.queries.split(",") or not options.queries]

    path = data_file(options)
    tally = Tally(path, options.threads)
    running = {name: worker for name in names if (worker := start_peer(name, path, options))}
    answers = tally.answers([query for _, query in queries])
    agreeing = {name: compare(answers, running, name, queries) for name in running}
    for _, query in queries if running else []:
        if not any(query.name in found for found in agreeing.values()): sys.exit(f"nobody agrees with Tally on {query.name}")
    times = {(engine, query.name): [] for engine in ["tally", *running] for _, query in queries}
    firsts, processor = {}, {}
    for turn in range(options.rounds):
        order = ["tally", *running]
        for engine in order[turn % len(order):] + order[:turn % len(order)]:
            repetitions = list(range(turn * options.repeats - WARM_UP, (turn + 1) * options.repeats))
            for index, query in queries if engine != "tally" else []:
                if query.name in agreeing[engine]:
                    answer = running[engine].ask(do="time", query=index, repetitions=repetitions)
                    note(engine, query, answer["times"], answer["cpu"], times, firsts, processor)
            if engine == "tally":
                for query, found, used in tally.measure([query for _, query in queries], repetitions):
                    note(engine, query, found, used, times, firsts, processor)
    table = report(times, firsts, processor, queries, running, options)
    print(table)
    if options.results:
        versions = ", ".join(f"{name} {worker.version}" for name, worker in running.items())
        write_table(f"{options.shape} {options.rows}", table, versions)
    sys.exit(over_limit(times, queries, options.limit))


def note(engine, query, found, used, times, firsts, processor):
    firsts.setdefault((engine, query.name), found[0])
    times[engine, query.name] += found[WARM_UP:]
    processor.setdefault((engine, query.name), []).append(used)


def data_file(options):
    """The data, made once for each size; generated, as its name says."""
    path = DATA / f"synthetic_{options.shape}_{options.rows}.csv"
    if not path.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        kind = ["san-antonio", "--times"] if options.shape == "san-antonio" else ["nyc"]
        subprocess.run([program("TALLY_DATA", "tally-data"), *kind, "--rows", str(options.rows), "-o", str(part)],
                       check=True)
        part.rename(path)
    return path


def program(variable, name):
    """A program named by an environment variable, or the one that the release build leaves."""
    path = pathlib.Path(os.environ.get(variable) or TOP / ".build" / "release" / name)
    if not path.exists(): sys.exit(f"{name} was not found: run scripts/benchmark, or name it in {variable}")
    return str(path)


class Tally:
    """Tally loads the file once a turn, and times its statements itself: parsing, planning, running and formatting."""

    def __init__(self, path, threads):
        # A snapshot would be written behind the first load, beside what is measured.
        self.command = [program("TALLY", "tally"), str(path), "--no-cache", "-o", "csv"]
        if threads: self.command += ["--threads", str(threads)]

    def run(self, texts, *more, output=subprocess.PIPE):
        # Each query is a script of its own: the parsing of a long one would be counted to all of its statements.
        done = subprocess.run(
            [*self.command, *more, *(word for text in texts for word in ("-c", text))], stdout=output,
            stderr=subprocess.PIPE, text=True)
        if done.returncode != 0: sys.exit(f"tally ended with {done.returncode}:\n{done.stderr[-2000:]}")
        return done

    def answers(self, queries):
        """The rows of all queries with up to three literals each, from one load; a blank line ends each of them."""
        asked = [(query, repetition) for query in queries for repetition in range(min(3, len(query.literals)))]
        results = self.run([query.text(repetition) for query, repetition in asked]).stdout.split("\n\n")
        if len(results) != len(asked): sys.exit(f"tally gave {len(results)} results for {len(asked)} queries")
        return {
            (query.name, repetition): [[engines.plain(cell) for cell in row] for row in csv.reader(io.StringIO(text))][1:]
            for (query, repetition), text in zip(asked, results)}

    def measure(self, queries, repetitions):
        texts = [query.text(repetition) for query in queries for repetition in repetitions]
        # A file takes the answers: waking somebody who reads a pipe takes as long as a short question.
        with tempfile.TemporaryFile() as answers:
            lines = self.run(texts, "--timing", output=answers).stderr.splitlines()
        timings = [timing for line in lines if line.startswith("{") and "total_ms" in (timing := json.loads(line))]
        if len(timings) != len(texts): sys.exit(f"tally wrote {len(timings)} timings for {len(texts)} queries")
        for number, query in enumerate(queries):
            own = timings[number * len(repetitions):(number + 1) * len(repetitions)]
            yield query, [timing["total_ms"] for timing in own], statistics.fmean(
                timing.get("cpu_ms", math.nan) for timing in own)


class Worker:
    """A peer in a process of its own."""

    def __init__(self, name):
        self.process = subprocess.Popen(
            [sys.executable, str(TOP / "Benchmarks" / "peers.py"), name], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=DATA)

    def ask(self, **request):
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        return json.loads(line) if line else {"error": "the process ended"}


def start_peer(name, path, options):
    parquet = path.with_suffix(".parquet")
    if not parquet.exists(): engines.write_parquet(path, options.shape, parquet)
    worker = Worker(name)
    answer = worker.ask(do="load", shape=options.shape, parquet=str(parquet), csv=str(path))
    if "error" in answer:
        print(f"{name} is left out: {answer['error']}", file=sys.stderr)
        return None
    worker.version = answer["version"]
    return worker


def compare(answers, running, name, queries):
    """The queries to which a peer gives Tally's rows, to 1e-9; the times of others would mean nothing."""
    agreeing = set()
    for index, query in queries:
        for repetition in range(min(3, len(query.literals))):
            answer = running[name].ask(do="answer", query=index, literal=query.literal(repetition))
            if "error" in answer:
                print(f"{name} does not run {query.name}: {answer['error'][:300]}", file=sys.stderr)
                break
            found = sorted((row[query.compared:] for row in answers[query.name, repetition]), key=repr)
            expected = sorted((row[query.compared:] for row in answer["rows"]), key=repr)
            if len(found) != len(expected) or not all(map(alike, found, expected)):
                different = next((pair for pair in zip(found, expected) if not alike(*pair)), None)
                print(f"{name} and Tally answer {query.text(repetition)} differently, {len(expected)} and {len(found)} rows,"
                      f" so that it is not timed\nTally and {name}: {different}", file=sys.stderr)
                break
        else:
            agreeing.add(query.name)
    return agreeing


def alike(left, right):
    return len(left) == len(right) and all(
        math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9) if isinstance(a, float) and isinstance(b, float) else a == b
        for a, b in zip(left, right))


def report(times, firsts, processor, queries, running, options):
    lines = [f"{options.shape}, {options.rows:,} rows in memory, {options.rounds} rounds of {options.repeats} repetitions;"
             " milliseconds: median / minimum", ""]
    header = ["query", "Tally", "first", "CPU"] + list(running) + ["× best", "goal"]
    rows = []
    for _, query in queries:
        def cell(engine):
            sample = times[engine, query.name]
            return f"{statistics.median(sample):.2f} / {min(sample):.2f}" if sample else "-"
        best = min((statistics.median(times[name, query.name]) for name in running if times[name, query.name]),
                   default=math.nan)
        used = statistics.fmean(processor["tally", query.name])
        rows.append([query.name, cell("tally"), f"{firsts['tally', query.name]:.2f}",
                     "-" if math.isnan(used) else f"{used:.2f}"]
                    + [cell(name) for name in running]
                    + [f"{best / statistics.median(times['tally', query.name]):.1f}", f"{query.goal:g}"])
    widths = [max(len(row[column]) for row in [header, *rows]) for column in range(len(header))]
    for row in [header, *rows]:
        lines.append("  ".join(field.ljust(width) if not index else field.rjust(width)
                               for index, (field, width) in enumerate(zip(row, widths))).rstrip())
    return "\n".join(lines)


def over_limit(times, queries, limit):
    if limit is None: return 0
    return int(any(statistics.median(times["tally", query.name]) > limit * statistics.median(times["duckdb", query.name])
                   for _, query in queries))


def write_table(title, table, versions):
    """Replaces the table of this shape and size in RESULTS.md, and leaves the others."""
    path = TOP / "Benchmarks" / "RESULTS.md"
    mark = f"<!-- {title} -->"
    blocks = path.read_text().split("\n<!-- ") if path.exists() else ["# The last results\n"]
    blocks = [blocks[0]] + ["<!-- " + block for block in blocks[1:]]
    text = f"{mark}\n```text\n{table}\n```\n\n{machine()}; {versions or 'no peers'}.\n"
    kept = [block for block in blocks[1:] if not block.startswith(mark)]
    path.write_text("\n".join([blocks[0].rstrip("\n") + "\n", *sorted([block.rstrip("\n") + "\n" for block in kept] + [text])]))


def machine():
    model = next((line.partition(":")[2].strip() for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), "unknown processor")
    return f"{os.cpu_count()} shared processors, {model}, {os.uname().sysname} {os.uname().release}"


if __name__ == "__main__":
    main()
