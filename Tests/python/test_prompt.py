"""The plain prompt and the table on a terminal, on the real program under a pseudo-terminal of 80 columns."""

import os
import re

import pexpect
import pytest

from tally import PROGRAM, SAN_ANTONIO, TOP, wait_until_it_listens

CALLS = TOP / "Tests" / "GoldenTests" / "Data" / "calls.csv"
PROMPT, MORE = "tally> ", r"  \.\.\.> "


@pytest.fixture
def start(tmp_path):
    """Starts the program on a terminal, with a home of its own; ends it when the test is over."""
    programs = []

    def starting(*arguments, **environment):
        settings = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "CLICOLOR_FORCE")}
        settings |= {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state"), "TERM": "dumb", "INPUTRC": "/dev/null"}
        program = pexpect.spawn(
            str(PROGRAM), list(map(str, arguments)), env=settings | environment, dimensions=(24, 80), timeout=60,
            encoding="utf-8")
        programs.append(program)
        return program

    yield starting
    for program in programs:
        program.close(force=True)


def ask(program, line, prompt=PROMPT):
    """Types a line; what is shown before the next prompt, without the echo."""
    program.sendline(line)
    program.expect(prompt)
    return program.before.replace("\r", "").removeprefix(line).strip("\n")


def ends(program):
    program.expect(pexpect.EOF)
    program.close()
    return program.exitstatus


@pytest.fixture
def program(start):
    """A program that has read its data and waits for a line. It ends well where there are no more."""
    program = start(CALLS)
    program.expect(PROMPT)
    yield program
    program.sendeof()
    assert ends(program) == 0


def test_the_prompt_tells_what_was_loaded_and_answers(program):
    assert "calls: 12 rows × 10 columns" in program.before
    answer = ask(program, "group by district show count")
    assert re.search(r"^ +10 │ +3$", answer, re.MULTILINE) and "(missing) │" in answer
    assert "12 rows · as of 2024-05-06 · " in answer


def test_a_query_over_two_lines(program):
    program.sendline("group by late")
    program.expect(MORE)
    assert re.search(r"false +│ +6$", ask(program, "show count"), re.MULTILINE)
    program.sendline("where late")
    program.expect(MORE)
    # An empty line runs what there is.
    assert "5 of 12 rows" in ask(program, "")


def test_a_mistake_at_the_end_of_a_line_is_told_at_once(program):
    """More lines would not mend it; what only lacks its end goes on."""
    assert "write `show count`" in ask(program, "how many calls are there")
    assert "fix: write `late%`" in ask(program, "show percent late")
    assert ".help" in ask(program, "help")
    program.sendline("group by late show")
    program.expect(MORE)
    assert "12 rows" in ask(program, "count")


def test_after_a_mistake_the_prompt_goes_on(program):
    answer = ask(program, "group by distict show count")
    assert "did you mean `district`?" in answer and "query:1:10" in answer
    assert "12" in ask(program, "show count")


def test_definitions_live_on(start):
    program = start(CALLS)
    program.expect(PROMPT)
    ask(program, "define costly = cost > 100")
    assert " 3" in ask(program, "show count if costly")
    program.sendline("quit")
    assert ends(program) == 0


def test_history_comes_back_with_the_arrow_and_in_the_next_session(start):
    program = start(CALLS)
    program.expect(PROMPT)
    ask(program, "show max id")
    program.send("\x1b[A")
    program.expect("show max id")
    program.send("\r")
    program.expect(PROMPT)
    assert "12" in program.before
    program.sendeof()
    assert ends(program) == 0
    again = start(CALLS)
    again.expect(PROMPT)
    again.send("\x10")  # Ctrl-P
    again.expect("show max id")
    again.send("\r")
    again.expect(PROMPT)
    assert "12" in again.before
    again.sendeof()
    assert ends(again) == 0


def test_interrupt_drops_the_line_and_nothing_else(program):
    program.sendline("group by late")
    program.expect(MORE)
    program.sendintr()
    program.expect(PROMPT)
    assert "12" in ask(program, "show count")


def test_data_that_cannot_be_loaded_ends_the_prompt(start, tmp_path):
    program = start(tmp_path / "missing.csv")
    assert ends(program) == 4
    assert "does not exist" in program.before


def test_a_table_on_a_terminal_fits_its_width(start):
    query = "group by type show count, late%, median time_to_close, p90 time_to_close, mode source"
    program = start(SAN_ANTONIO, "-c", query)
    assert ends(program) == 0
    lines = program.before.replace("\r", "").splitlines()
    assert any("─┼─" in line for line in lines) and max(map(len, lines)) <= 80


def test_colours_on_a_terminal(start):
    def shows_colours(**environment):
        program = start(CALLS, "-c", "show cuont", **environment)
        assert ends(program) == 1
        return "\x1b[" in program.before

    assert shows_colours(TERM="xterm")
    assert not shows_colours(TERM="dumb")
    assert not shows_colours(TERM="xterm", NO_COLOR="1")


def test_ctrl_c_ends_a_script_from_the_terminal(start):
    program = start("-", "-c", "show count")
    program.sendline("a,b")
    program.sendline("1,2")
    program.sendeof()
    assert ends(program) == 0
    program = start("-", "-c", "show count")
    program.sendline("a,b")
    wait_until_it_listens(program.pid)
    program.sendintr()
    assert ends(program) == 130
