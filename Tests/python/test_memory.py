"""Loading takes the memory of the columns and a bounded part of the file, whatever the file comes as."""

import gzip
import json
import subprocess
import sys

import pytest
from tally import PROGRAM

ROWS = 300_000
# MiB: the program, columns of 2, chunks of two threads, 8 of the file, 4 of the spool; 45 were measured.
CONSTANT = 60
TEXTS = ["a category whose text is long and repeats itself in row after row as texts of requests do %d" % i for i in range(40)]


@pytest.fixture(scope="module")
def text():
    rows = ("%d,%s,%s,%s" % (i % 977, TEXTS[i % 40], TEXTS[i * 7 % 40], TEXTS[i * 11 % 40]) for i in range(ROWS))
    return "number,a,b,c\n" + "\n".join(rows) + "\n"


# A process starts with the peak of the one that started it, so a small one starts the program.
MEASURE = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stderr=subprocess.DEVNULL)
_, process.returncode, usage = os.wait4(process.pid, 0)
print(usage.ru_maxrss)
"""


def peak(path, *arguments, query, answer, stdin=subprocess.DEVNULL):
    """The peak of resident memory of loading a file, in MiB."""
    command = [sys.executable, "-S", "-c", MEASURE, PROGRAM, path, *arguments, "--no-cache", "--threads", "2", "-c", query]
    output = subprocess.run(command, stdin=stdin, capture_output=True, text=True, timeout=120).stdout.splitlines()
    assert output[1:-1] == [answer]
    return int(output[-1]) / (1024 if sys.platform == "linux" else 1 << 20)


def forms(text):
    """The same table as plain text, compressed, in another encoding and as JSON."""
    yield "calls.csv", [], text.encode()
    yield "calls.csv.gz", [], gzip.compress(text.encode(), 1)
    yield "latin.csv", ["--encoding", "latin-1"], text.encode()
    header, *rows = text.splitlines()
    records = [json.dumps(dict(zip(header.split(","), row.split(",")))) for row in rows]
    yield "calls.ndjson", [], "\n".join(records).encode()
    yield "calls.json", [], ('{"records": [' + ",".join(records) + "]}").encode()


def test_memory_does_not_grow_with_the_file(tmp_path, text):
    size = len(text) / (1 << 20)
    assert size > CONSTANT + 5
    peaks = {}
    asked = {
        "query": "show count, distinct number, distinct a, distinct b, distinct c", "answer": f"{ROWS},977,40,40,40"}
    for name, arguments, content in forms(text):
        path = tmp_path / name
        path.write_bytes(content)
        peaks[name] = peak(path, *arguments, **asked)
        path.unlink()
    (tmp_path / "calls.csv").write_text(text)
    with subprocess.Popen(["cat", tmp_path / "calls.csv"], stdout=subprocess.PIPE) as cat:
        peaks["standard input"] = peak("-", stdin=cat.stdout, **asked)
    assert all(value < CONSTANT for value in peaks.values()), peaks


@pytest.mark.skipif(sys.platform != "linux", reason="the bound is that of one allocator")
def test_columns_are_not_kept_twice(tmp_path):
    rows, width = 700_000, 10
    path = tmp_path / "numbers.csv"
    with open(path, "w") as file:
        file.write(",".join(f"c{n}" for n in range(width)) + "\n")
        for row in range(rows):
            file.write(",".join(str((row * 7919 + n * 104729) % 1000003) for n in range(width)) + "\n")
    columns = rows * width * 8 / (1 << 20)
    sums = [sum((row * 7919 + n * 104729) % 1000003 for row in range(rows)) for n in range(width)]
    query = "show " + ", ".join(f"sum c{n}" for n in range(width))
    assert peak(path, query=query, answer=",".join(map(str, sums))) < columns * (1 + 2 / width) + CONSTANT - 8
