"""What a person at the keyboard waits for: findings after a keystroke, and values with counts after Tab.

Both are measured through the real server: from the message that an editor sends to the one that it gets back. The first is a
script of 2,000 lines that is typed into at its beginning, in its middle and at its end; the second is 600,000 rows with
250,000 addresses. Prints a table. See README.md beside this file.
"""

import argparse
import os
import pathlib
import random
import statistics
import sys
import time

TOP = pathlib.Path(__file__).resolve().parent.parent
os.environ.setdefault("TALLY", str(TOP / ".build" / "release" / "tally"))
sys.path.insert(0, str(TOP / "Tests" / "python"))

from language_client import Client, span  # noqa: E402
from tally import SAN_ANTONIO  # noqa: E402

URI = "file:///tmp/tally-keystrokes/script.tally"
COMPLETIONS = [
    'where district = 5 and reason = "reason 3|', 'where address = "4 samp|', "where address = |",
    'where district = 5 and address = "10|', "group by |", "show |",
]


def script(lines):
    """A script as cities keep them: definitions, and queries that use them."""
    parts, count, number = [], 0, 0
    while count < lines:
        number += 1
        part = (
            f"define slow_{number} = time_to_close > {number}d\n" if number % 5 == 0 else
            f"-- Question {number}\nwhere district = {number % 11} and reason = \"Customer Service\"\n"
            f"  group by type\n  show count, late%, median time_to_close\n  having count > {number}\n")
        parts.append(part)
        count += part.count("\n") + 1
    return "\n".join(parts)


def keystrokes(rounds):
    client = Client(SAN_ANTONIO)
    client.initialize()
    text = script(2_000)
    client.open(URI, text)
    client.diagnostics(URI)
    while not loaded(client):
        time.sleep(0.05)
    lines = text.split("\n")
    queries = [index for index, line in enumerate(lines) if line.startswith("  show")]
    definitions = [index for index, line in enumerate(lines) if line.startswith("define")]
    places = {
        "query at the start": queries[1], "query in the middle": queries[len(queries) // 2], "query at the end": queries[-1],
        "definition at the start": definitions[0], "comment in the middle": lines.index("-- Question 101"),
    }
    version = 1
    for name, line in places.items():
        times, used = [], processor_time(client)
        for _ in range(rounds):
            # A definition that means something else: a space behind it would change nothing.
            column, key = (len(lines[line]) - 1, "0") if name.startswith("definition") else (len(lines[line]), " ")
            typed = {"range": span(line, column, column), "text": key}
            taken_back = {"range": span(line, column, column + 1), "text": ""}
            for change in (typed, taken_back):
                version += 1
                client.notifications.clear()
                start = time.perf_counter()
                client.change(URI, version, change)
                client.diagnostics(URI, lambda found: found.get("version") == version)
                times.append((time.perf_counter() - start) * 1000)
        report(f"{len(lines):,} lines, {name}", times, processor_time(client) - used)
    client.close()


def loaded(client):
    probe = "file:///tmp/tally-keystrokes/probe.tally"
    # Names are known before values are.
    client.open(probe, "where district = 77 show count")
    return bool(client.diagnostics(probe)["diagnostics"])


def completions(rounds, rows):
    path = TOP / "Benchmarks" / "data" / f"keystrokes_{rows}.csv"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        random.seed(1)
        with path.open("w") as file:
            file.write("opened,district,reason,address\n")
            for row in range(rows):
                place = random.randrange(rows)
                file.write(f"2024-0{row % 9 + 1}-1{row % 7},{place % 11},Reason {place % 400},{place % 250_000} SAMPLE STREET\n")
    client = Client(path)
    client.initialize()
    while not loaded(client):
        time.sleep(0.2)
    for version, query in enumerate(COMPLETIONS, start=1):
        column = query.index("|")
        uri = f"file:///tmp/tally-keystrokes/{version}.tally"
        client.open(uri, query.replace("|", ""))
        times, used = [], processor_time(client)
        for _ in range(rounds):
            start = time.perf_counter()
            items = client.at("completion", uri, 0, column)["items"]
            times.append((time.perf_counter() - start) * 1000)
            assert items, query
        report(query, times, processor_time(client) - used)
    client.close()


def processor_time(client):
    """The milliseconds that all threads of the server have used, which other work on the machine does not change much."""
    try:
        threads = pathlib.Path(f"/proc/{client.process.pid}/task").iterdir()
        return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e6
    except OSError:
        return float("nan")


def report(name, times, used):
    ordered = sorted(times)
    print(f"{name:<42}{statistics.median(times):>9.2f}{ordered[int(len(ordered) * 0.95)]:>9.2f}{ordered[0]:>9.2f}"
          f"{used / len(times):>9.2f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=600_000)
    parser.add_argument("--rounds", type=int, default=30)
    options = parser.parse_args()
    print(f"{'milliseconds':<42}{'median':>9}{'95 %':>9}{'minimum':>9}{'CPU':>9}")
    keystrokes(options.rounds)
    completions(options.rounds, options.rows)


if __name__ == "__main__":
    main()
