"""How long Ctrl-C takes at the prompt: from the key to the word `interrupted`, while long queries run.

    TALLY=.build/release/tally .venv/bin/python Benchmarks/interrupts.py CALLS.csv
"""

import os
import sys
import tempfile
import time

import pexpect

QUERIES = [
    "group by case, address show mode type, distinct opened sort by distinct opened limit 3",
    "group by type, address show p50 time_to_close sort by p50 time_to_close limit 3",
    "show a = sum(round(XCOORD / 7, 2) * 2), b = sum(round(YCOORD / 3, 2) * 2), c = sum(round(XCOORD / 9, 2))",
    'group by case show a = max if address matches "(.*A.*B.*)+C" limit 3',
    "sort by address, case desc list case, type limit 3",
]


def main():
    home = tempfile.mkdtemp()
    settings = os.environ | {"HOME": home, "TERM": "xterm", "INPUTRC": "/dev/null", "NO_COLOR": "1", "XDG_STATE_HOME": home}
    prompt = pexpect.spawn(os.environ["TALLY"], [sys.argv[1]], env=settings, dimensions=(24, 200), timeout=60)
    prompt.expect("tally> ")
    prompt.send(".preview off\r")
    prompt.expect("tally> ")
    print(f"{'milliseconds from Ctrl-C to the answer to it, after':72}{'30':>6}{'100':>6}{'200':>6}{'400':>6}")
    for query in QUERIES:
        cells = []
        for delay in (0.03, 0.1, 0.2, 0.4):
            prompt.send(query + "\r")
            time.sleep(delay)
            asked = time.perf_counter()
            prompt.send("\x03")
            found = prompt.expect(["interrupted", "as of", "error"])
            cells.append(f"{(time.perf_counter() - asked) * 1000:.0f}" if found == 0 else "-")
            prompt.send("\x15\r")
            time.sleep(0.3)
            try:
                prompt.read_nonblocking(1 << 16, 0.2)
            except pexpect.TIMEOUT:
                pass
        print(f"{query[:70]:72}" + "".join(f"{cell:>6}" for cell in cells))


main()
