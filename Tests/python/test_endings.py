"""However the program ends, the terminal is as it was, and a sentence says why."""

import os
import signal
import subprocess
import termios

import pytest

import tally
from test_prompt_screen import Terminal


def modes(terminal):
    """What a shell would miss: whether typing is echoed and lines are edited."""
    flags = termios.tcgetattr(terminal.program.child_fd)[3]
    return bool(flags & termios.ECHO), bool(flags & termios.ICANON)


def ended(terminal):
    terminal.until(lambda _: not terminal.program.isalive())
    terminal.program.close()
    return terminal


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGILL, signal.SIGABRT, signal.SIGTRAP])
def test_a_crash_gives_the_terminal_back(tmp_path, number):
    terminal = Terminal(tmp_path, tally.SAN_ANTONIO)
    terminal.program.send("group by dis")
    terminal.until("group by dis")
    assert modes(terminal) == (False, False)
    os.kill(terminal.program.pid, number)
    terminal.until("a mistake of its own")
    assert modes(terminal) == (True, True)
    assert ended(terminal).program.signalstatus == number


def test_a_file_that_shrinks_is_told_of(tmp_path):
    data = tmp_path / "calls.tally-data"
    subprocess.run(
        [tally.PROGRAM, tally.SAN_ANTONIO, "-c", f'save "{data}"'], check=True, capture_output=True)
    terminal = Terminal(tmp_path, data)
    os.truncate(data, 8192)
    terminal.program.send("group by type show count, median time_to_close\r")
    terminal.until("a file changed while it was read")
    assert modes(terminal) == (True, True)
    assert ended(terminal).program.exitstatus == 4


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_closed_window_gives_the_terminal_back(tmp_path, number):
    terminal = Terminal(tmp_path, tally.SAN_ANTONIO)
    assert modes(terminal) == (False, False)
    os.kill(terminal.program.pid, number)
    terminal.until(lambda _: not terminal.program.isalive())
    assert modes(terminal) == (True, True)
