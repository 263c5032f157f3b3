"""Ctrl-C at the prompt, at whatever moment it comes: the prompt goes on, the next answer is right, and nothing is left behind.

No test depends on how fast the machine is: a query that is interrupted may have ended before, and one that must not have ended
takes many times as long as any machine waits before it presses the key.
"""

import os
import time
from pathlib import Path

import pytest

from test_prompt_screen import Terminal

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are watched in /proc")

ROWS = 100_000
# Rounding goes row by row, thirty million times: sixty times as long as the key waits on the machine that this was written on.
ENDLESS = "view endless = show " + ", ".join(f"a{i} = sum(round(id / {i + 3}, 2) * 2)" for i in range(300))
MOMENTS = [0, 0.02, 0.1, 0.3]


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    path = tmp_path_factory.mktemp("rows") / "rows.csv"
    with path.open("w") as file:
        file.write("id,opened,type,address\n")
        for i in range(ROWS):
            file.write(f"{i},2024-{i % 12 + 1:02}-{i % 28 + 1:02},kind {i % 40},{i * 7919 % 100_000} MAIN\n")
    return path


@pytest.fixture
def prompt(tmp_path, rows):
    terminal = Terminal(
        tmp_path, rows, TMPDIR=str(tmp_path), XDG_CACHE_HOME=str(tmp_path / "cache"), TALLY_PAGER="cat > /dev/null")
    # The preview has a thread of its own.
    terminal.ask(".preview off", "tally>")
    yield terminal
    terminal.program.close(force=True)


def interrupted_at(prompt, query, moment):
    """Runs a query, presses Ctrl-C at that moment, and waits for a prompt that takes keys."""
    prompt.program.send(query + "\r")
    prompt.pump(moment)
    prompt.program.sendintr()
    prompt.until(lambda terminal: terminal.line == "tally>", 60)
    # That may be the prompt from before the key. What is typed until the program sees the key is lost with the line; once a
    # character can be seen and taken back it has.
    for _ in range(200):
        prompt.program.send("x")
        prompt.pump(0.3)
        if prompt.line.startswith("tally> x"):
            break
    prompt.program.send("\x15")
    prompt.until(lambda terminal: terminal.line == "tally>", 60)


def answers(prompt):
    """The next query is answered as if nothing had been before."""
    prompt.ask("show n = count, last = max id", f"{ROWS - 1:,}")
    assert f"{ROWS:,}" in prompt.text and "rror" not in prompt.text


def rests(prompt, seconds=60):
    """Whether all threads stop using the processors."""
    def spent(task):
        try:
            return int((task / "schedstat").read_text().split()[0])
        except OSError:
            return 0  # The thread has ended since it was listed.

    def used():
        return sum(map(spent, Path(f"/proc/{prompt.program.pid}/task").iterdir()))

    end = time.time() + seconds
    while time.time() < end:
        before = used()
        time.sleep(0.3)
        if used() - before < 20_000_000:
            return True
    return False


@pytest.mark.parametrize(
    "query",
    [
        "group by address, type show count, median opened, share of count sort by count limit 2",
        "list id, address, type sort by address desc",
        "group by upper(replace(address, 'MAIN', 'ST')) show count draw bars",
        "dedupe address within 24h group by type show count, removed% limit 2",
        "group by id show count | show gini(count)",
        ".describe address",
    ],
)
def test_ctrl_c_at_any_moment_leaves_the_prompt_as_it_was(prompt, query):
    for moment in MOMENTS:
        interrupted_at(prompt, query, moment)
    answers(prompt)
    assert rests(prompt)


def test_a_query_without_end_is_left_and_ends(prompt, tmp_path):
    (tmp_path / "endless.tally").write_text(ENDLESS)
    prompt.ask(f'use "{tmp_path}/endless.tally"; show n = count', f"{ROWS:,}")
    prompt.type("from endless show n = count", "n = count")
    prompt.program.send("\r")
    # The line that was typed is done with, and the query runs.
    prompt.until(lambda terminal: terminal.line == "")
    prompt.program.sendintr()
    prompt.until("interrupted", 60)
    prompt.until(lambda terminal: terminal.line == "tally>")
    answers(prompt)
    assert rests(prompt)
    prompt.program.sendeof()
    prompt.until(lambda terminal: not terminal.program.isalive())
    prompt.program.close()
    assert prompt.program.exitstatus == 0


@pytest.mark.parametrize("ending", ["csv", "json", "sqlite", "xlsx", "md"])
def test_ctrl_c_leaves_a_whole_file_or_none(prompt, tmp_path, ending):
    for number, moment in enumerate(MOMENTS):
        path = tmp_path / "out" / f"{number}.{ending}"
        path.parent.mkdir(exist_ok=True)
        interrupted_at(prompt, f'list id, address limit 20000 into "{path}"', moment)
        assert [file.name for file in path.parent.iterdir() if file.name.startswith(".")] == []
        if path.exists():
            assert path.stat().st_size > 20_000
            assert ending != "csv" or path.read_text().count("\n") == 20_001
    answers(prompt)
    assert rests(prompt)
    assert [name for name in os.listdir(tmp_path) if name.startswith("tally-")] == []


def test_a_screen_that_is_being_filled_is_left_and_says_so(prompt):
    prompt.ask(".pager off", "tally>")
    prompt.program.send("list id, address, type\r")
    # So many lines that the terminal, which is not read now, holds but the first of them.
    time.sleep(3)
    prompt.program.sendintr()
    prompt.until("interrupted", 60)
    prompt.until(lambda terminal: terminal.line == "tally>")
    assert f"{ROWS - 1} MAIN" not in prompt.text
    answers(prompt)


def test_ctrl_c_while_data_is_read_by_a_command_leaves_what_was_there(prompt, rows):
    for moment in MOMENTS:
        interrupted_at(prompt, f".load {rows}", moment)
    answers(prompt)
