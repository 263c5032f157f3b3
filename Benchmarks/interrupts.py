"""How long Ctrl-C takes at the prompt: from the key to the next prompt, at many moments of long queries.

    TALLY=.build/release/tally .venv/bin/python Benchmarks/interrupts.py CALLS.csv [MOMENTS [WORDS]]

Each query first runs to its end; then it runs again for each of so many MOMENTS, 8 unless told, spread over that time, and is
interrupted there. `left` is how long the process went on using processors behind the prompt. A moment is starved when other
processes had more than half of the processors between the key and the prompt: those count in `starved` and in nothing else.
With WORDS only the queries that hold them are measured.

A file that was interrupted is either not there or whole, and the prompt says which: whole files are compared with the one that
the first run made. Nothing else may be left, neither beside it nor where temporary files go.
"""

import fcntl
import os
import pty
import re
import select
import sqlite3
import statistics
import struct
import sys
import tempfile
import termios
import time
import zipfile

QUERIES = [
    "group by case, address show mode type, distinct opened sort by distinct opened limit 3",
    "group by type, address show p50 time_to_close sort by p50 time_to_close limit 3",
    "group by address, day(opened), type show count, median time_to_close top 5 by count",
    "group by address show count, share of count, running share of count top 20 by count",
    "group by address show count, rank of count, index of count top 3 by count",
    "group by case show count | show gini(count), max count, count if count >= 2",
    "group by address across district show count limit 3",
    "group by address, department show late%, median time_to_close with totals limit 3",
    "show a = sum(round(XCOORD / 7, 2) * 2), b = sum(round(YCOORD / 3, 2) * 2), c = sum(round(XCOORD / 9, 2))",
    'group by case show a = count if address matches "(.*A.*B.*)+C" limit 3',
    'group by upper(replace(address, "ST", "STREET")) show count top 3 by count',
    'where address matches "(A|E|I|O|U).*(A|E|I|O|U).*7" group by district show count',
    'show count if address contains "MAIN" or type matches ".*(dog|cat).*"',
    "sort by address, case desc list case, type limit 3",
    "list case, address, type, opened sort by type",
    "group by address show count",
    "group by address show count, late%, median time_to_close draw bars",
    "dedupe address, type within 24h over month show count, removed%",
    "define again = repeat(address, type, 30d); group by type show again%, count",
    "group by grid(location, 50m) show count compare to previous quarter top 25 by change",
    "over year group by address show count, rolling 2y count top 3 by count",
    "group by address show wait median, wait p90 top 3 by wait median",
    "test time_to_close by type",
    "group by address show late% adjusted for type, count with ci 95% top 3 by count",
    "why late% between 2020-Q3 and 2020-Q4 by reason, source, district, address",
    "view each = group by address show cases = count; lookup each on address group by district show avg cases",
    'group by case show count into "{folder}/cases.csv"',
    'list case, address, type, opened into "{folder}/rows.xlsx"',
    'list case, address, type, opened into "{folder}/rows.sqlite"',
    ".describe address",
    "?opened",
]


class Prompt:
    """The program behind a terminal of its own, without anything between."""

    def __init__(self, home, data):
        settings = {"TERM": "xterm", "INPUTRC": "/dev/null", "NO_COLOR": "1", "TALLY_PAGER": "cat > /dev/null"}
        settings |= {"HOME": home, "XDG_STATE_HOME": home, "LANG": "C.UTF-8", "TMPDIR": home}
        self.waiting = ""
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.execve(os.environ["TALLY"], [os.environ["TALLY"], data], os.environ | settings)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 160, 0, 0))
        self.until("tally> ", 600)
        self.enter(".preview off")
        self.until("tally> ", 5)

    def enter(self, text):
        os.write(self.terminal, (text + "\r").encode())
        # The prompt echoes the line before it runs it.
        self.until("\n", 5)

    def until(self, text, seconds):
        """What the program writes until a text; None when that takes too long."""
        end = time.perf_counter() + seconds
        while text not in self.waiting:
            if not select.select([self.terminal], [], [], max(0, end - time.perf_counter()))[0]:
                return None
            self.waiting += os.read(self.terminal, 1 << 16).decode(errors="replace")
        shown, self.waiting = self.waiting.split(text, 1)
        return shown

    def processor_time(self):
        """Seconds that all threads have used."""
        total = 0
        for task in os.listdir(f"/proc/{self.process}/task"):
            try:
                with open(f"/proc/{self.process}/task/{task}/schedstat") as file:
                    total += int(file.read().split()[0])
            except (FileNotFoundError, ProcessLookupError):
                pass
        return total / 1e9

    def rest(self):
        """Waits until nothing runs any more; seconds from now to then."""
        start = last = time.perf_counter()
        used = self.processor_time()
        while time.perf_counter() - last < 0.05:
            time.sleep(0.005)
            now = self.processor_time()
            if now - used > 0.0005:
                last = time.perf_counter()
            used = now
        # A key that came when the answer was there has given one more prompt.
        while select.select([self.terminal], [], [], 0)[0]:
            os.read(self.terminal, 1 << 16)
        self.waiting = ""
        return max(0, last - start)

    def leave(self):
        os.close(self.terminal)
        os.waitpid(self.process, 0)


def machine_time():
    """Seconds that all processes of the machine have used."""
    with open("/proc/stat") as file:
        fields = [int(field) for field in file.readline().split()[1:]]
    return (sum(fields) - fields[3] - fields[4]) / os.sysconf("SC_CLK_TCK")


def interrupt(prompt, query, delay):
    """Milliseconds from the key to the prompt and beyond, whether others had the processors, and what was shown; None when it was
    too late."""
    prompt.enter(query)
    if prompt.until("tally> ", delay):
        return None
    busy, own, asked = machine_time(), prompt.processor_time(), time.perf_counter()
    os.write(prompt.terminal, b"\x03")
    shown = prompt.until("tally> ", 30)
    took = time.perf_counter() - asked
    others = (machine_time() - busy) - (prompt.processor_time() - own)
    left = prompt.rest()
    if shown is None:
        sys.exit(f"no prompt after {query}")
    return took * 1000, left * 1000, others > os.cpu_count() * took / 2 + 0.01, shown


def contents(path):
    """What is in a file, without what tells when it was made."""
    if path.endswith(".xlsx"):
        with zipfile.ZipFile(path) as book:
            return [(info.filename, info.CRC) for info in book.infolist() if "sheet1" in info.filename] + [book.testzip()]
    if path.endswith(".sqlite"):
        with sqlite3.connect(path) as database:
            name, = database.execute("SELECT name FROM sqlite_master WHERE name != 'tally_notes'").fetchone()
            return database.execute("PRAGMA integrity_check").fetchall() + database.execute(f"SELECT count(*) FROM {name}").fetchall()
    with open(path, "rb") as file:
        return file.read()


def check_files(query, folder, home, whole, shown):
    """Ends when something is there that should not be, or is not what the prompt said of it."""
    names = os.listdir(folder)
    left = [name for name in names if name.startswith(".")] + [name for name in os.listdir(home) if name.startswith("tally-")]
    if left:
        sys.exit(f"{left} is left of {query}")
    for name in names:
        if contents(os.path.join(folder, name)) != whole:
            sys.exit(f"{name} is not whole after {query}")
    if shown is not None and "into" in query and bool(names) != ("wrote" in shown):
        sys.exit(f"{names or 'nothing'} is there after {query}, and the prompt said: {shown}")


def row(name, whole, cells):
    fed = [cell for cell in cells if not cell[2]] or cells
    times = [cell[0] for cell in fed]
    numbers = f"{statistics.median(times):7.0f}{max(times):6.0f}{max(cell[1] for cell in fed):7.0f}" if cells else f"{'-':>7}{'-':>6}{'-':>7}"
    starved = len(cells) - len(fed)
    print(f"{name[:88]:88}{whole:>7}{numbers}{len(cells):5}{starved if starved else '':>5}", flush=True)
    return times


def main():
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        measure(home)


def measure(home):
    moments = int(sys.argv[2]) if len(sys.argv) > 2 else 8
    words = sys.argv[3] if len(sys.argv) > 3 else ""
    head = f"{'whole':>7}{'median':>7}{'max':>6}{'left':>7}{'n':>5}{'starved':>8}"
    print(f"{'milliseconds from Ctrl-C to the prompt':88}{head}")
    prompt = Prompt(home, sys.argv[1])
    everything = []
    for query in QUERIES:
        if words not in query:
            continue
        cells, whole, made = [], 0.0, None
        for moment in range(moments + 1):
            with tempfile.TemporaryDirectory() as folder:
                text = query.format(folder=folder)
                if moment == 0:
                    prompt.enter(text)
                    start = time.perf_counter()
                    shown = prompt.until("tally> ", 15)
                    if shown is None:
                        os.write(prompt.terminal, b"\x03")
                        shown = prompt.until("tally> ", 30)
                    if "error: " in shown:
                        sys.exit(f"{query}: {shown}")
                    whole = time.perf_counter() - start
                    prompt.rest()
                    for name in os.listdir(folder):
                        made = contents(os.path.join(folder, name))
                    continue
                cell = interrupt(prompt, text, whole * (moment - 0.5) / moments)
                if cell:
                    cells.append(cell)
                    check_files(query, folder, home, made, cell[3])
        everything += row(re.sub(r"\{folder\}/", "", query), f"{whole * 1000:.0f}", cells)
    prompt.leave()
    if not words:
        everything += first_queries(home)
    if everything:
        longer = sum(time > 50 for time in everything)
        print(f"all {len(everything)}: median {statistics.median(everything):.0f}, largest {max(everything):.0f}, longer than 50: {longer}")


def first_queries(home):
    """Right after the start the columns are read from the snapshot as they are needed."""
    cells = []
    for delay in (0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32):
        prompt = Prompt(home, sys.argv[1])
        cell = interrupt(prompt, "group by address, type show median time_to_close, mode case limit 3", delay)
        if cell:
            cells.append(cell)
        prompt.leave()
    return row("the first query of a process", "", cells)


main()
