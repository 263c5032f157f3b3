"""The prompt in states that the other tests do not reach: loading, running, searching, other keys, other terminals."""

import re

import pexpect
import pytest

from tally import PROGRAM, SAN_ANTONIO
from test_prompt_screen import Terminal


# Rounding goes row by row, two hundred million times: seconds of one thread on any machine.
SLOW = "show " + ", ".join(f"m{i} = sum(round(id / {i}, 2) * 2)" for i in range(20, 270))
HEADER = "id,opened,type,address\n"


def large_lines():
    return "".join(
        f"{i},2024-{i % 12 + 1:02}-{i % 28 + 1:02} {i % 24:02}:{i % 60:02},kind {i % 40},{i * 7919 % 200000} MAIN\n"
        for i in range(800_000))


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A table that takes a while to group."""
    path = tmp_path_factory.mktemp("large") / "large.csv"
    path.write_text(HEADER + large_lines())
    return path


@pytest.fixture
def huge(tmp_path):
    """A table whose load takes many times as long as it takes to press a key, on a fast machine too."""
    path = tmp_path / "huge.csv"
    lines = large_lines()
    with path.open("w") as file:
        file.write(HEADER)
        for _ in range(16):
            file.write(lines)
    yield path
    path.unlink()


def start(home, data, until="tally>", **environment):
    """A prompt that works with one thread: what is slow with one is slow on machines with many processors too."""
    settings = {"XDG_CACHE_HOME": str(home / "cache")} | environment
    return Terminal(home, data, "--threads", "1", until=until, **settings)


def send(terminal, keys, until):
    terminal.program.send(keys)
    return terminal.until(until)


def shows_progress(terminal):
    """Whether a line shows how far a query is; that of a load tells rows too."""
    return any(re.fullmatch(r" [█▏▎▍▌▋▊▉ ]* \d+%(  pass \d+)?(  (\d+ min )?\d+ s left)?", line.rstrip()) for line in terminal.screen.display)


def test_a_load_shows_how_far_it_is_and_can_be_cancelled(tmp_path, huge):
    terminal = start(tmp_path, huge, until="s left")
    shown = terminal.line
    assert any(block in shown for block in "▏▎▍▌▋▊▉█") and "rows" in shown and " of " in shown and "MB" in shown
    send(terminal, "\x03", "interrupted")
    assert "█" not in terminal.text
    terminal.until(lambda t: not t.program.isalive())
    terminal.program.close()
    assert terminal.program.exitstatus == 130


def test_ctrl_c_cancels_a_query_and_the_prompt_goes_on(tmp_path, large):
    (tmp_path / "slow.tally").write_text(SLOW)
    terminal = start(tmp_path, large)
    # The path may be longer than a line.
    terminal.type(f".read {tmp_path}/slow.tally", lambda t: t.text.replace("\n", "").endswith("slow.tally"))
    # The line that was typed is done with, and the query runs.
    send(terminal, "\r", lambda t: t.line == "")
    send(terminal, "\x03", lambda t: "interrupted" in t.text.lower() or "cancelled" in t.text.lower())
    send(terminal, "", lambda t: t.line == "tally>")
    send(terminal, "show n = count\r", "800,000")


def test_a_long_query_shows_how_far_it_is_and_leaves_nothing_of_it(tmp_path, large):
    script = tmp_path / "slow.tally"
    script.write_text(SLOW)
    terminal = start(tmp_path, large)
    terminal.program.send(f".read {script}\r")
    terminal.until(shows_progress)
    send(terminal, "\x03", "interrupted")
    terminal.until(lambda t: t.line == "tally>")
    assert not shows_progress(terminal)
    send(terminal, "show n = count\r", "800,000")


def test_a_script_shows_nothing_while_it_runs(large):
    # A part of the slow query is slow enough for a bar to show.
    query = SLOW[:SLOW.index(", m50")]
    program = pexpect.spawn(str(PROGRAM), [str(large), "-c", query], dimensions=(24, 80), timeout=120, encoding="utf-8")
    program.expect(pexpect.EOF)
    # What a load shows is gone when the query begins.
    assert "s left" not in program.before.split("\x1b[K")[-1] and "m49" in program.before


def test_ctrl_c_ends_a_watch_in_the_middle_of_a_run(tmp_path, large):
    data = tmp_path / "calls.csv"
    data.write_text(HEADER + "1,2024-01-01 00:00,kind 1,1 MAIN\n")
    query = tmp_path / "slow.tally"
    query.write_text(SLOW)
    terminal = start(tmp_path, data, PAGER="cat")
    send(terminal, f".read {query}\r", "1 row")
    terminal.until(lambda t: t.line == "tally>")
    send(terminal, ".watch\r", "Ctrl-C ends it")
    new = tmp_path / "new.csv"
    new.write_bytes(large.read_bytes())
    new.replace(data)
    terminal.until(shows_progress)
    send(terminal, "\x03", "interrupted")
    terminal.until(lambda t: t.line == "tally>")
    send(terminal, "show n = count\r", "800,000")


def test_a_watch_outlives_a_file_that_cannot_be_read(tmp_path):
    data = tmp_path / "calls.csv"
    data.write_text(HEADER + "1,2024-01-01 00:00,kind 1,1 MAIN\n")
    terminal = start(tmp_path, data)
    send(terminal, "show n = count\r", "1 row")
    send(terminal, ".watch\r", "Ctrl-C ends it")
    data.write_text("")
    terminal.until("error:")
    data.write_text(HEADER + "".join(f"{i},2024-01-01 00:00,kind 1,1 MAIN\n" for i in range(77)))
    terminal.until("77 rows")
    send(terminal, "\x03", lambda t: t.line == "tally>")


def test_ctrl_c_while_choosing_and_while_searching(tmp_path):
    terminal = start(tmp_path, SAN_ANTONIO)
    send(terminal, "show count\r", "7,514")
    send(terminal, 'where reason = \t', "Customer Service")
    send(terminal, "\x03", lambda t: t.line == "tally>")
    send(terminal, "\x12show", "search")
    send(terminal, "\x03", lambda t: t.line == "tally>")
    send(terminal, "show late%\r", "63.0%")


def test_the_keys_of_vi(tmp_path):
    inputrc = tmp_path / "inputrc"
    inputrc.write_text("set editing-mode vi\n")
    terminal = start(tmp_path, SAN_ANTONIO, INPUTRC=str(inputrc))
    send(terminal, "wrong group by late show count", "show count")
    # Escape, to the start, delete a word: what is left is the query.
    send(terminal, "\x1b", "show count")
    terminal.pump(0.7)
    send(terminal, "0dw", lambda t: t.line.startswith("tally> group by late"))
    send(terminal, "\r", "4,734")


@pytest.mark.parametrize("query, shown", [
    ("group by district show count draw bars", "█"),
    ("over year show count draw line", "2023"),
    ("over month show count draw spark", "▁"),
    ("group by department across district show late% draw heatmap", "Solid Waste"),
    ("list time_to_close draw histogram", "█"),
])
def test_charts_at_the_prompt(tmp_path, query, shown):
    terminal = start(tmp_path, SAN_ANTONIO, rows=40)
    # The terminal says that it has 80 columns; a longer line shows its length where there are more.
    terminal.screen.resize(40, 200)
    send(terminal, query + "\r", shown)
    terminal.until(lambda t: t.line == "tally>")
    assert all(len(line.rstrip()) <= 80 for line in terminal.screen.display)


def test_a_dumb_terminal_gets_characters_only(tmp_path):
    settings = {"TERM": "dumb", "HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    program = pexpect.spawn(str(PROGRAM), [str(SAN_ANTONIO)], env=settings, dimensions=(24, 80), timeout=60, encoding="utf-8")
    program.expect("tally> ")
    before = program.before
    program.send("group by late show count\r")
    program.expect("4,734")
    seen = before + program.before
    program.expect("tally> ")
    seen += program.before
    assert "\x1b" not in seen, seen
    program.sendeof()
    program.expect(pexpect.EOF)
    program.close()
    assert program.exitstatus == 0
