"""The session in README.md is recorded: every command there gives what stands under it.

A command runs in bash with its output on a terminal of 120 columns, without colours. UPDATE_GOLDEN=1 records anew.
"""

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios

import pexpect
import pytest

import tally

README = tally.TOP / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def on_terminal(command, folder):
    """What the command writes to a terminal, both streams as they come."""
    own, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    mode = termios.tcgetattr(theirs)
    mode[1] &= ~termios.OPOST
    termios.tcsetattr(theirs, termios.TCSANOW, mode)
    environment = {**os.environ, "NO_COLOR": "1", "TERM": "xterm", "PATH": f"{folder}:{os.environ['PATH']}"}
    process = subprocess.Popen(
        ["bash", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs)
    os.close(theirs)
    output = b""
    while True:
        try:
            part = os.read(own, 65536)
        except OSError:  # Linux: the other end is closed.
            break
        if not part:
            break
        output += part
    os.close(own)
    process.wait(timeout=60)
    return output.decode()


@pytest.fixture
def folder(tmp_path):
    """A folder in which the commands find the program and the examples and may write."""
    (tmp_path / "tally").symlink_to(tally.PROGRAM.resolve())
    (tmp_path / "examples").symlink_to(tally.TOP / "examples")
    return tmp_path


def record(block, folder):
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    assert commands, "a console block without a command"
    return "".join(f"$ {command}\n{on_terminal(command, folder)}" for command in commands)


def test_session(folder):
    text = README.read_text()
    recorded = BLOCK.sub(lambda block: f"```console\n{record(block[1], folder)}```", text)
    if tally.UPDATES:
        README.write_text(recorded)
        text = recorded
    assert len(BLOCK.findall(text)) >= 6
    # The recorded milliseconds are those of the day.
    assert tally.without_times(recorded) == tally.without_times(text)


def at_the_prompt(block, folder):
    """A session at the prompt typed again: what the terminal shows, line by line."""
    command, *rest = block.splitlines()
    typed = [line.removeprefix("tally> ") for line in rest if line.startswith("tally> ")]
    environment = {
        **os.environ, "NO_COLOR": "1", "TERM": "dumb", "INPUTRC": "/dev/null", "HOME": str(folder),
        "XDG_STATE_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "PATH": f"{folder}:{os.environ['PATH']}"}
    program = pexpect.spawn(
        "bash", ["-c", command.removeprefix("$ ")], cwd=str(folder), env=environment, dimensions=(60, 100),
        encoding="utf-8", timeout=60)
    shown = command + "\n"
    for line in typed:
        program.expect_exact("tally> ")
        shown += program.before.replace("\r", "") + "tally> "
        program.sendline(line)
    program.expect(pexpect.EOF)
    program.close()
    assert program.exitstatus == 0
    return shown + program.before.replace("\r", "")


def test_session_at_the_prompt(folder):
    text = README.read_text()
    pattern = re.compile(r"```prompt\n(.*?)```", re.DOTALL)
    recorded = pattern.sub(lambda block: f"```prompt\n{at_the_prompt(block[1], folder)}```", text)
    if tally.UPDATES:
        README.write_text(recorded)
        text = recorded
    assert len(pattern.findall(text)) == 1
    assert tally.without_times(recorded) == tally.without_times(text)


def test_links_lead_somewhere():
    for name in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"]:
        for target in re.findall(r"\]\(([^)#]+)\)", (tally.TOP / name).read_text()):
            assert target.startswith("https://") or (tally.TOP / target).exists(), f"{name}: {target}"
