"""Two Tally programs beside each other on the queries of `workloads.py`: what a change of the engine gained, or cost.

    python Benchmarks/paired.py OLD NEW CALLS.csv --queries Q1,Q5 --rounds 4 [--empty] [--snapshot]

The programs take turns, so that both see the same hours of a machine that does other work. With `--empty` a query that reads
a hundred megabytes of other columns runs before each that is measured: what is measured then finds no data in the caches,
as between the turns of other engines. With `--snapshot` they read what an earlier start has left in the cache.
"""

import argparse
import json
import statistics
import subprocess

import workloads

# The first runs of every turn build what belongs to the load, and are reported by themselves.
WARM_UP = 3
EMPTY = "show max xcoord, max ycoord"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("programs", nargs=2, metavar="PROGRAM")
    parser.add_argument("csv")
    parser.add_argument("--shape", choices=list(workloads.SHAPES), default="san-antonio")
    parser.add_argument("--queries", default="", help="only these: Q1,Q6")
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--repeats", type=int, default=15)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--empty", action="store_true", help="read other memory before each query")
    parser.add_argument("--snapshot", action="store_true", help="do not read the file itself")
    options = parser.parse_args()
    queries = [query for query in workloads.SHAPES[options.shape][0]
               if query.name.split()[0] in options.queries.split(",") or not options.queries]
    found = {(program, query.name): [] for program in (0, 1) for query in queries}
    for turn in range(options.rounds):
        for program in ((0, 1) if turn % 2 == 0 else (1, 0)):
            for query, timings in run(options.programs[program], queries, options):
                found[program, query.name].append(timings)
    print(f"{'milliseconds':26} {'old: median / min':>20} {'new: median / min':>20} {'ratio':>6} {'min':>5}"
          f" {'CPU old':>8} {'new':>7} {'first old':>9} {'new':>7}")
    for query in queries:
        old, new = (numbers(found[program, query.name]) for program in (0, 1))
        print(f"{query.name:26} {old[0]:11.3f} / {old[1]:6.3f} {new[0]:11.3f} / {new[1]:6.3f} {new[0] / old[0]:6.2f}"
              f" {new[1] / old[1]:5.2f} {old[2]:8.3f} {new[2]:7.3f} {old[3]:9.2f} {new[3]:7.2f}")


def numbers(turns):
    """Median and minimum of the wall times and the median processor time of all warm runs; the median of the first ones."""
    warm = [timing for turn in turns for timing in turn[WARM_UP:]]
    wall = [timing["total_ms"] for timing in warm]
    return (statistics.median(wall), min(wall), statistics.median(timing["cpu_ms"] for timing in warm),
            statistics.median(turn[0]["total_ms"] for turn in turns))


def run(program, queries, options):
    """The timings of every query, from one load."""
    command = [program, options.csv, "-o", "csv", "--timing"]
    if not options.snapshot: command.append("--no-cache")
    if options.threads: command += ["--threads", str(options.threads)]
    spacing = [EMPTY] if options.empty else []
    texts = [text for query in queries for repetition in range(WARM_UP + options.repeats)
             for text in (*spacing, query.text(repetition))]
    done = subprocess.run([*command, *(word for text in texts for word in ("-c", text))], capture_output=True, text=True)
    timings = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    assert len(timings) == len(texts), done.stderr[-2000:]
    timings = timings[len(spacing)::len(spacing) + 1]
    size = WARM_UP + options.repeats
    return [(query, timings[number * size:(number + 1) * size]) for number, query in enumerate(queries)]


if __name__ == "__main__": main()
