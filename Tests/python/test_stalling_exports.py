"""Ctrl-C while a library makes a file in a call that nothing ends: the prompt goes on at once, and nothing is left behind.

The libraries are replaced by ones of our own that stop in the middle until a test lets them go on, so that no test depends on
how fast a machine is.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import tally
from test_prompt_screen import CALLS, Terminal

COMPILER = shutil.which("cc") or shutil.which("clang")

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or COMPILER is None, reason="libraries are replaced by LD_LIBRARY_PATH")

LIBRARIES = {"xlsx": ("libxlsxwriter.c", "libxlsxwriter.so.4"), "sqlite": ("libsqlite3.c", "libsqlite3.so.0")}


@pytest.fixture(scope="module")
def libraries(tmp_path_factory):
    folder = tmp_path_factory.mktemp("libraries")
    for source, name in LIBRARIES.values():
        path = Path(__file__).parent / "stalling" / source
        subprocess.run([COMPILER, "-shared", "-fPIC", "-o", folder / name, path], check=True)
    return folder


class StallingExport:
    """A prompt in which an export has begun, and goes no further."""

    def __init__(self, home, libraries, ending):
        self.out, self.temporary, self.stall = home / "out", home / "temporary", home / "stall"
        for folder in (self.out, self.temporary, self.stall):
            folder.mkdir()
        self.path = self.out / f"calls.{ending}"
        self.terminal = Terminal(
            home, CALLS, columns=160, LD_LIBRARY_PATH=str(libraries), STALL=str(self.stall), TMPDIR=str(self.temporary),
            XDG_CACHE_HOME=str(home / "cache"))
        self.terminal.program.send(f'show n = count into "{self.path}"\r')
        self.wait(lambda: (self.stall / "stalls").exists())

    def wait(self, condition):
        end = time.time() + 60
        while not condition():
            assert time.time() < end, self.terminal.text
            self.terminal.pump()

    def interrupt(self):
        self.terminal.program.sendintr()
        self.terminal.until("interrupted: nothing was written to", 60)
        self.terminal.until(lambda terminal: terminal.line == "tally>")

    def go_on(self):
        (self.stall / "go").touch()


@pytest.fixture(params=LIBRARIES)
def export(request, tmp_path, libraries):
    export = StallingExport(tmp_path, libraries, request.param)
    yield export
    export.go_on()
    export.terminal.program.close(force=True)


def test_an_export_that_is_left_leaves_nothing(export):
    export.interrupt()
    # The library still stands where it stood, and the prompt answers.
    export.terminal.ask("show n = count + 41000000", "41,000,0")
    assert os.listdir(export.out) == [] and os.listdir(export.temporary) != []
    export.go_on()
    export.wait(lambda: os.listdir(export.temporary) == [])
    assert os.listdir(export.out) == []


def test_leaving_while_an_export_goes_on_leaves_nothing(export):
    export.interrupt()
    export.terminal.program.sendeof()
    export.terminal.until(lambda terminal: not terminal.program.isalive())
    export.terminal.program.close()
    assert export.terminal.program.exitstatus == 0
    assert os.listdir(export.out) == [] and os.listdir(export.temporary) == []


def test_other_files_are_written_while_one_that_was_left_goes_on(export):
    export.interrupt()
    other = export.path.with_suffix(".csv")
    export.terminal.ask(f'show n = count into "{other}"', "wrote 1 row to")
    assert other.read_text().startswith("n\n") and os.listdir(export.out) == [other.name]


def test_an_export_that_is_not_interrupted_is_there(export):
    export.go_on()
    export.terminal.until("wrote 1 row to")
    assert os.listdir(export.out) == [export.path.name] and os.listdir(export.temporary) == []


@pytest.mark.parametrize("ending", LIBRARIES)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_program_that_is_told_to_end_leaves_nothing(tmp_path, libraries, ending, number):
    stall, temporary, path = tmp_path / "stall", tmp_path / "temporary", tmp_path / f"calls.{ending}"
    stall.mkdir(), temporary.mkdir()
    settings = os.environ | {"LD_LIBRARY_PATH": str(libraries), "STALL": str(stall), "TMPDIR": str(temporary)}
    process = subprocess.Popen(
        [tally.PROGRAM, CALLS, "-c", f'show n = count into "{path}"'], env=settings, stderr=subprocess.PIPE, text=True)
    while not (stall / "stalls").exists():
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(number)
    (stall / "go").touch()
    assert process.communicate(timeout=60)[1] == f"interrupted: nothing was written to {path}\n"
    assert process.returncode == 130
    assert not path.exists() and os.listdir(temporary) == [] and sorted(os.listdir(tmp_path)) == ["stall", "temporary"]


def stalled(folder, libraries, ending):
    """A program whose library has stopped in the middle of a file."""
    stall, temporary = folder / "stall", folder / "temporary"
    stall.mkdir(), temporary.mkdir()
    settings = os.environ | {"LD_LIBRARY_PATH": str(libraries), "STALL": str(stall), "TMPDIR": str(temporary)}
    process = subprocess.Popen(
        [tally.PROGRAM, CALLS, "-c", f'show n = count into "{folder}/calls.{ending}"'], env=settings, stderr=subprocess.PIPE,
        text=True)
    while not (stall / "stalls").exists():
        assert process.poll() is None
        time.sleep(0.01)
    return process, stall, temporary


@pytest.mark.parametrize("ending", LIBRARIES)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_second_signal_ends_what_does_not_stop(tmp_path, libraries, ending, number):
    process, _, temporary = stalled(tmp_path, libraries, ending)
    process.send_signal(number)
    # The library stands still, however long that is.
    time.sleep(1.2)
    assert process.poll() is None
    end = time.time() + 60
    # One that comes within a second of the first is the same one, and a busy machine may have met the first late.
    while process.poll() is None and time.time() < end:
        process.send_signal(number)
        time.sleep(0.5)
    assert "interrupted: ended in the middle" in process.communicate(timeout=60)[1]
    assert process.returncode == 130
    while os.listdir(temporary) and time.time() < end:
        time.sleep(0.05)
    assert os.listdir(temporary) == [] and sorted(os.listdir(tmp_path)) == ["stall", "temporary"]


def test_two_signals_at_once_are_one(tmp_path, libraries):
    process, stall, temporary = stalled(tmp_path, libraries, "xlsx")
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGINT)
    (stall / "go").touch()
    assert process.communicate(timeout=60)[1] == f"interrupted: nothing was written to {tmp_path}/calls.xlsx\n"
    assert process.returncode == 130 and os.listdir(temporary) == []
