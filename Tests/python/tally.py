"""What the Python tests share: the program, the example data, and ways to run the one on the other."""

import csv
import io
import os
import pathlib
import re
import signal
import subprocess
import time
import typing

TOP = pathlib.Path(__file__).resolve().parents[2]
SHARED = TOP.parent / "shared" / "data"
PROGRAM = pathlib.Path(os.environ.get("TALLY") or TOP / ".build" / "debug" / "tally")
DATA_PROGRAM = pathlib.Path(os.environ.get("TALLY_DATA") or TOP / ".build" / "debug" / "tally-data")
SAN_ANTONIO = TOP / "examples" / "data" / "san_antonio_customer_service.csv"
UPDATES = os.environ.get("UPDATE_GOLDEN") == "1"

# Whoever runs the tests may ignore these, as `nohup` and a shell's background jobs do, and a program keeps to what it
# inherits. What is caught here is no longer ignored there.
for number in (signal.SIGHUP, signal.SIGINT):
    if signal.getsignal(number) == signal.SIG_IGN:
        signal.signal(number, lambda *_: None)


class Outcome(typing.NamedTuple):
    """How a run of the program ended, and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


def attempt(*arguments, input=None, **options):
    """Runs tally, whatever comes of it. Without `input` nothing stands on its standard input."""
    given = {"stdin": subprocess.DEVNULL} if input is None else {"input": input.encode() if isinstance(input, str) else input}
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, timeout=120, **given, **options)
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


def run(*arguments, status=0, **options):
    """Runs tally and gives its standard output; another exit code than the expected one is a failure."""
    done = attempt(*arguments, **options)
    assert done.returncode == status, done.stderr
    return done.stdout


def wait_until_it_listens(process, number=signal.SIGINT):
    """Waits until a process catches the signal, or is gone: before that a signal would end it without a word."""
    while True:
        try:
            with open(f"/proc/{process}/status") as status:
                fields = dict(line.split(":\t", 1) for line in status)
        except OSError: return
        if int(fields["SigCgt"], 16) >> (number - 1) & 1 or fields["State"].startswith("Z"): return
        time.sleep(0.005)


def ask(data, query):
    """The rows of a query's answer, as dictionaries of texts."""
    return list(csv.DictReader(io.StringIO(run(data, "-c", query, "-o", "csv")), strict=True))


def tables(text):
    """The tables of a CSV output: results are separated by a blank line."""
    return [list(csv.DictReader(io.StringIO(part), strict=True)) for part in re.split(r"\n\n", text.rstrip("\n"))]


def without_times(text):
    """A recorded output without the milliseconds, which differ from run to run."""
    return re.sub(r"\d[\d.,]* ms\b", "… ms", text)


def compare_with_golden(text, name):
    """Compares with a file in `golden`, which UPDATE_GOLDEN=1 writes anew for people to review."""
    path = pathlib.Path(__file__).parent / "golden" / name
    if UPDATES:
        path.write_text(text)
    assert text == path.read_text()
