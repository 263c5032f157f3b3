"""What is longer than the screen goes to a pager while it is made, and nothing else is on the screen meanwhile.

The pagers are scripts that wait for a key or read no more, so that no test depends on how fast anything is.
"""

import pytest

from test_prompt_screen import Terminal
from tally import SAN_ANTONIO

ROWS = 100_000
# Four megabytes: many times what pipes and queues hold.
LIST = "list id, address"
# Tells what it has read first, then reads nothing until Enter.
WAITING = """#!/bin/sh
trap '' INT
head -c 200 | head -3 | grep -o '0 MAIN'
echo the pager has the screen
read key < /dev/tty
cat > {rest}
"""


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    path = tmp_path_factory.mktemp("rows") / "rows.csv"
    path.write_text("id,address\n" + "".join(f"{i},{i} MAIN STREET OF THE CITY\n" for i in range(ROWS)))
    return path


@pytest.fixture
def paged(tmp_path):
    """A prompt with a pager that is a script."""
    opened = []

    def opening(data, script):
        pager = tmp_path / "pager"
        pager.write_text(script)
        pager.chmod(0o755)
        opened.append(Terminal(tmp_path, data, TALLY_PAGER=str(pager)))
        return opened[-1]

    yield opening
    for one in opened:
        one.program.close(force=True)


def sends(one, text, what):
    one.program.send(text)
    one.until(what)


def test_the_first_screen_is_there_before_the_last_row_is_made(paged, rows, tmp_path):
    one = paged(rows, WAITING.format(rest=tmp_path / "rest"))
    sends(one, LIST + "\r", "the pager has the screen")
    assert "0 MAIN" in one.text and not (tmp_path / "rest").exists()
    sends(one, "\r", lambda t: t.line == "tally>")
    assert f"{ROWS - 1:,}" in (tmp_path / "rest").read_text()[-300:]
    assert f"{ROWS:,} rows" in (tmp_path / "rest").read_text()[-100:]


def test_ctrl_c_ends_what_the_pager_still_gets_and_says_so(paged, rows, tmp_path):
    one = paged(rows, WAITING.format(rest=tmp_path / "rest"))
    sends(one, LIST + "\r", "the pager has the screen")
    one.program.sendintr()
    one.pump(0.3)
    # The pager has the screen until it ends, and what is said waits for that.
    assert "interrupted" not in one.text
    sends(one, "\r", lambda t: t.line == "tally>" and "interrupted" in t.text)
    rest = (tmp_path / "rest").read_text()
    assert rest.endswith("\ninterrupted: the rest is not shown\n") and f"{ROWS - 1} MAIN" not in rest
    one.ask("show n = count", f"{ROWS:,}")


def test_a_pager_that_is_left_ends_its_result_and_nothing_else(paged, rows, tmp_path):
    one = paged(rows, "#!/bin/sh\nhead -4 | grep -o '0 MAIN' | head -1\n")
    one.ask(f'{LIST}; show n = count; {LIST} limit 3 into "{tmp_path}/three.csv"', "wrote 3 rows")
    assert "\n0 MAIN\n" in one.text and f" {ROWS:,}\n" in one.text
    assert "rror" not in one.text and "interrupted" not in one.text
    one.ask("\x0cshow last = max id", f"{ROWS - 1:,}")


def test_notes_come_after_the_pager(paged, tmp_path):
    one = paged(SAN_ANTONIO, WAITING.format(rest=tmp_path / "rest"))
    sends(one, "group by address show median time_to_close\r", "the pager has the screen")
    one.pump(0.5)
    assert "open cases" not in one.text
    sends(one, "\r", lambda t: t.line == "tally>" and "open cases" in t.text)


def test_a_pager_that_is_not_there_leaves_all_to_the_screen(tmp_path, rows):
    one = Terminal(tmp_path, rows, TALLY_PAGER="no-such-pager -x")
    one.ask(f"{LIST} limit 3000", "3,000 of 100,000 rows")
    assert "2999 MAIN" in one.text
    one.ask(f"{LIST} limit 60", "59 MAIN")
    one.program.close(force=True)


def test_less_shows_the_first_rows_and_q_leaves_it(tmp_path, rows):
    one = Terminal(tmp_path, rows, TALLY_PAGER="less -SRXF", LESS="")
    sends(one, LIST + "\r", lambda t: "19  19 MAIN" in t.text and t.line == ":")
    sends(one, "q", lambda t: t.line == "tally>")
    one.ask("\x0cshow n = count", f"{ROWS:,}")
    one.program.close(force=True)


def test_a_long_text_that_is_left_early_leaves_the_prompt(paged, rows):
    """Texts that are no results: the manual, more than a pipe holds when it is left."""
    one = paged(rows, "#!/bin/sh\nexec 0<&-\necho left at once\n")
    one.ask("?", "left at once")
    one.ask(f"\x0c{LIST}", "left at once")
    one.ask("\x0cexplain where id in (" + ", ".join(str(i) for i in range(600)) + ") show count", "left at once")
    one.ask("\x0cshow n = count", f"{ROWS:,}")
