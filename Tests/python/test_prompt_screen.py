"""The prompt on the screen of a terminal: every feature as a person sees it, on the real program under a pseudo-terminal."""

import os
import re
import signal
import time

import pexpect
import pyte
import pytest

from tally import PROGRAM, SAN_ANTONIO, TOP

CALLS = TOP / "Tests" / "GoldenTests" / "Data" / "calls.csv"


class Terminal:
    """The program with a screen that understands what it writes."""

    def __init__(self, home, data, *options, columns=80, rows=24, until="tally>", **environment):
        settings = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "CLICOLOR_FORCE", "PAGER")}
        settings |= {
            "HOME": str(home), "XDG_STATE_HOME": str(home / "state"), "XDG_CONFIG_HOME": str(home / "config"),
            "TERM": "xterm-256color", "INPUTRC": "/dev/null", "LANG": "C.UTF-8"}
        self.program = pexpect.spawn(
            str(PROGRAM), [str(data), *options], env=settings | environment, dimensions=(rows, columns), timeout=60)
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.until(until)

    def pump(self, seconds=0.05):
        end = time.time() + seconds
        while time.time() < end:
            try:
                self.stream.feed(self.program.read_nonblocking(65536, 0.02))
            except pexpect.TIMEOUT:
                pass
            except pexpect.EOF:
                return

    @property
    def text(self):
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def line(self):
        """The line that the cursor is in."""
        return self.screen.display[self.screen.cursor.y].rstrip()

    def until(self, what, seconds=60):
        """Waits until the screen shows a text, or a condition of it holds."""
        end = time.time() + seconds
        while time.time() < end:
            self.pump()
            if what(self) if callable(what) else what in self.text:
                return self.text
        raise AssertionError(f"the screen never showed {what}:\n{self.text}")

    def type(self, text, what=None):
        self.program.send(text)
        return self.until(what) if what else self.pump(0.3)

    def ask(self, text, what):
        """Types a line and Enter, and waits for a text and the next prompt."""
        self.program.send(text + "\r")
        self.until(what)
        return self.until(lambda terminal: terminal.line == "tally>")

    def row_of(self, text):
        return next(number for number, line in enumerate(self.screen.display) if text in line)

    def style(self, text):
        """The style of the first cell of a text on the screen."""
        row = self.row_of(text)
        return self.screen.buffer[row][self.screen.display[row].index(text)]


@pytest.fixture
def terminal(tmp_path):
    opened = []

    def opening(data=SAN_ANTONIO, **settings):
        opened.append(Terminal(tmp_path, data, **settings))
        return opened[-1]

    yield opening
    for one in opened:
        one.program.close(force=True)


def test_words_have_colours_and_mistakes_are_underlined(terminal):
    one = terminal()
    one.type('where reason = "x" group by distict', "distict")
    one.until(lambda t: t.style("where").fg == "blue")
    assert one.style('"x"').fg == "green"
    assert one.style("distict").underscore and one.style("distict").fg == "red"


def test_without_colours_nothing_is_coloured(terminal):
    one = terminal(NO_COLOR="1")
    one.type("group by district", "group by district")
    one.pump(0.3)
    assert one.style("group").fg == "default" and not one.style("group").bold


def test_the_answer_stands_under_the_line_before_enter(terminal):
    one = terminal()
    one.type("group by district show late%", "7,514 rows · 11 results · district 0: late% 53.4%")
    assert one.line == "tally> group by district show late%"
    one.type(" top 3", "3 results · district 1: late% 80.0%")
    one.ask("", "80.0% ████")
    assert "11 results" not in one.text and "3 results" not in one.text


def test_the_preview_can_be_switched_off(terminal):
    one = terminal()
    one.ask(".preview off", "tally> .preview off")
    one.type("show count")
    one.pump(0.5)
    assert "1 result" not in one.text


@pytest.mark.parametrize("columns", [40, 80])
def test_the_first_mistake_stands_under_the_line_while_typing(terminal, columns):
    one = terminal(columns=columns)
    one.type("group by distict show late%", "there is no column or definition")
    assert one.line.endswith("late%") and not one.style("there is no").bold
    below = one.screen.display[one.row_of("there is no")].rstrip()
    assert below.endswith("…" if columns == 40 else "did you mean `district`?") and len(below) < columns
    one.type("\x15group by district show late%", "district 0: late%" if columns == 80 else "7,514 rows")
    assert "there is no" not in one.text


def test_what_is_unfinished_at_the_cursor_is_no_mistake_yet(terminal):
    one = terminal(rows=12)
    unfinished = [
        "group by dis", "group by district show", "where district in (1, 2", 'where reason = "cus', "where district ",
        "where district = 5 and", "group by district show late% to"]
    for text in unfinished:
        one.type("\x15" + text, text.rstrip())
        one.pump(0.4)
        shown = one.text[one.text.index("tally>"):].split("\n")[1:]
        assert not any(shown), (text, shown)
    # A word that a space follows is finished, and one that the cursor has left.
    one.type("\x15group by distict ", "did you mean `district`?")
    one.type("\x15group by distict", lambda t: "did you mean" not in t.text)
    one.type("\x01", "did you mean `district`?")
    one.type("\x03", lambda t: t.line == "tally>")
    one.ask(".preview off", "tally> .preview off")
    one.type("group by distict show count")
    one.pump(0.5)
    assert "there is no" not in one.text


def test_explain_says_the_last_query_in_words(terminal):
    one = terminal(rows=40)
    one.ask(".explain", "there is no query yet")
    one.ask("group by district show count top 3", "rows")
    one.ask(".explain", "in words")
    assert "for each district" in one.text and "scan san_antonio" in one.text


def test_explain_says_what_a_measure_and_a_definition_stand_for(terminal):
    one = terminal(rows=40)
    one.ask("define mine = district = 5 and late", "tally>")
    one.ask(".explain late%", "late% = 4,734 / 7,514 = 63.0%")
    one.ask("\x0c?late%", "late% = 4,734 / 7,514 = 63.0%")
    one.ask("\x0cexplain mine", "district = 5 and late (defined in this session)")
    assert re.search(r"yes +356  rows where mine is true", one.text)
    one.ask("\x0c.explain count if mine", "the number of rows where mine is true")
    one.ask(".explain lat%", "did you mean `late`?")


def test_the_timer_shows_the_times_of_each_step(terminal):
    one = terminal()
    one.ask("show count", "7,514")
    assert "execute_ms" not in one.text
    one.ask(".timer on", "tally> .timer on")
    one.ask("show late%", '"rows_scanned": 7514')
    assert '"parse_ms"' in one.text and '"execute_ms"' in one.text
    one.ask(".timer off", "tally> .timer off")
    one.ask("\x0cshow count", "7,514")
    assert "execute_ms" not in one.text
    one.ask(".timer perhaps", "expected `.timer on` or `.timer off`")


def test_the_light_theme_has_other_colours_than_the_dark_one(terminal):
    seen = {}
    for theme in ("dark", "light"):
        one = terminal(TALLY_THEME=theme)
        one.type("where district = 5 show count", "show count")
        one.until(lambda t: t.style("where").fg == "blue")
        row = one.row_of("where district")
        number = one.screen.buffer[row][one.screen.display[row].index("= 5") + 2]
        seen[theme] = number.fg, one.style("count").fg
    assert seen["dark"][0] == "brown" and seen["light"][0] == "red"
    assert seen["dark"][1] != seen["light"][1]


def test_tab_completes_values_under_the_conditions_already_typed(terminal):
    one = terminal()
    one.type('where district = 5 and department = pu\t', '"Public Works"')
    one.type("\x15where department = \t")
    one.until("900 rows")
    assert "5,945 rows" in one.text and one.text.index("5,945 rows") < one.text.index("900 rows")
    # Further Tabs go through the list.
    one.type("\t", lambda t: t.line.endswith("= 311"))
    one.type("\t", lambda t: t.line.endswith('"Solid Waste Management"'))


def test_tab_completes_commands_and_their_choices(terminal):
    one = terminal()
    one.type(".mo\t", "tally> .mode")
    one.type("js\t", "tally> .mode json")


def test_the_hint_is_what_was_typed_before(terminal):
    one = terminal()
    one.ask("group by district show late% top 3", "80.0%")
    one.type("group by d", lambda t: t.line == "tally> group by district show late% top 3")
    assert one.screen.cursor.x == len("tally> group by d")
    one.type("\x03", lambda t: t.line == "tally>")


def test_the_key_that_goes_right_takes_the_hint(terminal):
    one = terminal()
    one.ask("group by district show late% top 3", "80.0%")
    one.type("group by d", "top 3")
    one.type("\x1b[C", lambda t: t.screen.cursor.x == len("tally> group by district show late% top 3"))
    one.ask("", "7,514 rows")


def test_settings_are_read_before_the_first_prompt(terminal, tmp_path):
    folder = tmp_path / "config" / "tally"
    folder.mkdir(parents=True)
    (folder / "init.tally").write_text("define mine = district = 5\n.mode csv\n")
    one = terminal()
    one.ask("show count if mine", "count if mine")
    assert "│" not in one.text
    (folder / "init.tally").write_text("define mine = \n")
    two = terminal()
    # The path may be longer than a line.
    assert "init.tally:1:" in two.text.replace("\n", "")
    two.ask("show count", "7,514")


def test_enter_goes_on_in_the_same_entry_until_the_query_is_complete(terminal):
    one = terminal(CALLS)
    one.type("group by late\r")
    assert one.screen.cursor.x == 0
    one.ask("show count", "12 rows")
    # The whole entry comes back, and can be edited at once.
    one.type("\x1b[A", "show count")
    assert "tally> group by late" in one.text


def test_a_wide_paste_wraps_and_runs(terminal):
    one = terminal(CALLS)
    query = 'where type in ("Pothole", "Graffiti", "Stray Dog", "Noise") and late and district in (1, 2, 10) group by type, district show count, sum cost, avg cost, late%, min id, max id, distinct source limit 3'
    assert len(query) > 190
    one.type("\x1b[200~" + query + "\x1b[201~", "limit 3")
    one.ask("", "of 12 rows")
    assert one.line == "tally>"


def test_wide_characters_keep_the_cursor_right(terminal):
    one = terminal(CALLS)
    one.type('where note contains "café 東京 🚧" show count', "show count")
    before = len("tally> ") + len('where note contains "café 東京 🚧" show count') + 3
    one.until(lambda t: t.screen.cursor.x == before)
    one.type("\x1b[D\x1b[D!", lambda t: t.screen.cursor.x == before - 1)
    assert one.line.startswith('tally> where note contains "café')


def test_a_resize_keeps_the_line(terminal):
    one = terminal()
    one.type("group by district show late%, count, median time_to_close", "district 0")
    one.program.setwinsize(24, 40)
    one.screen.resize(24, 40)
    one.pump(0.5)
    one.type(" top 2", "top 2")
    one.ask("", "7,514 rows")
    assert "tally>" in one.line


def test_forty_columns(terminal):
    one = terminal(columns=40)
    one.type('group by department show late% where district in (1, 2)', "district in (1, 2)")
    # The terminal says that it has 40 columns; a longer line shows its length where there are more.
    one.screen.resize(24, 120)
    one.ask("", "Public Works")
    rows = [line.rstrip() for line in one.screen.display if re.search(r"│ +[\d.]+%", line)]
    assert len(rows) == 5 and max(map(len, rows)) <= 40


def test_refining_taking_back_and_it(terminal):
    one = terminal()
    one.ask("group by department show count", "5,945")
    one.ask("+ where district = 5", 'where district = 5 group by department show count')
    one.ask("+ top 2", "where district = 5 group by department show count top 2")
    one.ask("- where", "group by department show count top 2")
    one.ask("undo", "where district = 5 group by department show count top 2")
    one.ask("from it show count", "2")
    one.ask("- limit", "the query has no clause `limit`")


def test_refined_queries_read_as_a_person_would_write_them(terminal):
    one = terminal(columns=160)
    one.ask("group by department where district = 5 or district = 3 show count", "1,520 of")
    one.ask("+ where late show late%", "where (district = 5 or district = 3) and late group by department show count, late%")
    one.ask("+ where open or not open with n", "district = 3) and late and (open or not open) group by department show count,")
    one.ask("+ with totals", "with n, totals")
    one.ask("- where", "group by department show count, late% with n, totals")


@pytest.mark.parametrize("columns", [40, 80])
def test_a_mistake_in_a_long_query_is_shown_at_its_place(terminal, columns):
    one = terminal(columns=columns)
    long = "group by department show count, late%, median time_to_close, p90 time_to_close where distrct = 5 and late having count > 3"
    one.ask(long, "did you mean `district`?")
    row = one.row_of("^^^^^^^")
    column = one.screen.display[row].index("^")
    assert one.screen.display[row - 1][column:].startswith("distrct =")
    assert one.screen.display[row - 1].count("…") == 2


def test_the_hint_does_not_stay_when_keys_come_together(terminal):
    one = terminal()
    one.ask("show count where district = 5", "700 of")
    one.program.send("\x0cshow count\r")
    one.until("as of")
    one.until(lambda terminal: terminal.line == "tally>")
    assert one.screen.display[0].rstrip() == "tally> show count"


def test_a_script_is_read_and_what_other_prompts_call_it_is_known(terminal, tmp_path):
    script = tmp_path / "late.tally"
    script.write_text("define mine = late and district = 5\n\nshow count where mine\n\ngroup by source show late%\n")
    one = terminal()
    one.ask(f"\\i {script}", "Constituent Call")
    assert "356" in one.text
    one.ask("+ where mine", "where mine group by source show late%")
    one.ask("it", "100.0%")
    one.ask(".read nowhere.tally", "`nowhere.tally` does not exist")
    one.ask(".schema", "did you mean `.columns`?")
    one.ask("\\d source", "311 Mobile App")
    one.ask("\\dt", "7,514 rows ×")
    one.ask("\\x", "did you mean `.mode line`?")
    one.ask(".mode xlsx", 'into "result.xlsx"')
    one.ask(".mode md", "tally>")
    one.ask("show count", "| 7,514 |")
    # What `sort` writes comes when it has everything: `tr` alone writes when it likes, over the next prompt too.
    one.ask("\\o | tr 0-9 a-j | sort", "tally>")
    one.ask("show count", "sent 1 row to `tr 0-9 a-j | sort`")
    one.ask("\\o", "| h,fbe |")


def test_rows_lists_the_cases_behind_a_row_and_shows_how(terminal):
    one = terminal()
    one.ask("group by department, district show count top 3", "311")
    one.ask("rows 1", 'where department = "311" and district = "1"')
    assert "list case, opened, closed, district, type, address limit 10" in one.text.replace("\n", "")
    one.ask("rows 9", "there is no row 9")
    one.ask("where late or open group by department show count top 1", "311")
    one.ask("rows 1", 'where (late or open) and department = "311" list case')


def test_queries_are_saved_as_a_script(terminal, tmp_path):
    one = terminal()
    one.ask("show count", "7,514")
    one.ask("group by source show late%", "Constituent Call")
    one.ask(f"save last 2 as {tmp_path}/report.tally", "wrote 2 queries")
    assert (tmp_path / "report.tally").read_text() == "show count\n\ngroup by source show late%\n"
    one.ask(f"save last 1 as {tmp_path}/report.tally", "exists already")


def test_help_cards_and_lists(terminal):
    one = terminal(TALLY_PAGER="cat")
    one.ask("?late", "4,734 (63.0%)")
    one.ask("?limit", "At most N rows")
    one.ask("?lat", "did you mean")
    one.ask(".describe department", "Solid Waste Management")
    one.ask(".tables", "san_antonio: 7,514 rows")
    one.ask(".set", "warn_few_cases = not set")
    one.ask(".hepl", "did you mean `.help`?")
    one.ask(".help", "lists the topics")


def test_lists_that_are_longer_than_the_screen_go_to_the_pager(terminal):
    one = terminal(TALLY_PAGER="head -3; echo the rest is paged")
    for command in (".help", ".set"):
        one.ask(f"\x0c{command}", "the rest is paged")


def test_formats_and_files(terminal, tmp_path):
    one = terminal()
    one.ask("show count", "7,514")
    one.ask(f".output {tmp_path}/count.csv", "wrote 1 row")
    assert (tmp_path / "count.csv").read_text() == "count\n7514\n"
    one.ask(".mode json", ".mode json")
    one.ask("show count", '{"count":7514}')


def test_long_results_go_through_the_pager(terminal, tmp_path):
    pager = tmp_path / "pager"
    pager.write_text(f"#!/bin/sh\ncat > {tmp_path}/paged\necho seen by the pager\n")
    pager.chmod(0o755)
    one = terminal(PAGER=str(pager))
    one.ask("show count", "7,514")
    assert not (tmp_path / "paged").exists()
    one.ask("list case, district limit 50", "seen by the pager")
    assert (tmp_path / "paged").read_text().count("\n") > 50


def test_the_editor_of_the_user_edits_the_last_query(terminal, tmp_path):
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nsed -i "s/district/department/" "$1"\n')
    editor.chmod(0o755)
    one = terminal(EDITOR=str(editor), VISUAL="")
    one.ask("group by district show count", "3,081")
    one.ask("\\e", "Solid Waste Management")


def test_watch_runs_again_when_the_data_changes(terminal, tmp_path):
    data = tmp_path / "calls.csv"
    lines = CALLS.read_text().splitlines(keepends=True)
    data.write_text("".join(lines[:6]))
    one = terminal(data)
    one.ask("show n = count", "5 rows")
    one.type(".watch\r", "Ctrl-C ends it")
    data.write_text("".join(lines))
    one.until("12 rows")
    one.type("\x03", lambda t: t.line == "tally>")


def test_ctrl_c_and_ctrl_d(terminal):
    one = terminal()
    one.type("group by dis", "group by dis")
    one.type("\x03", lambda t: t.line == "tally>")
    one.program.send("\x04")
    one.program.expect(pexpect.EOF)
    one.program.close()
    assert one.program.exitstatus == 0


def test_a_killed_prompt_leaves_the_terminal_in_order(terminal):
    one = terminal()
    one.type("group by dis", "group by dis")
    one.program.kill(signal.SIGTERM)
    one.program.expect(pexpect.EOF)
    one.program.close()
    assert one.program.signalstatus == signal.SIGTERM


def test_results_are_known_by_their_numbers(terminal):
    one = terminal()
    one.ask("from #1 show count", "the prompt numbers its results: #1 is the first")
    one.ask("group by department show count", " ms · #1")
    one.ask("group by district show count top 3", " ms · #2")
    one.ask("it where late", " ms · #3")
    # A result is read behind `from`; without it, its query is refined.
    one.ask("from #1 show count, sum count", " ms · #4")
    assert ["5", "7,514"] in [line.split() for line in one.screen.display]
    one.ask("#1 where district = 5", "700 of 7,514 rows")
    one.ask("#1", " ms · #6")
    # What `it` meant when `#3` was asked stays, though `it` has become something else.
    one.ask("from #3 show count", " ms · #7")
    one.ask("it", " ms · #8")
    one.type("\x0c")
    one.ask("from #9 show count", "the results of this session are #1 to #8")
    one.ask(".tables", "it: a view")
    assert "#1: a view" not in one.text


def test_results_go_to_a_command(terminal, tmp_path):
    copy = tmp_path / "copy"
    one = terminal(columns=200)
    one.ask(f".output | cat > {copy}", "as csv until `.output`")
    one.ask("group by department show count top 2", "sent 2 rows to `cat")
    assert "│" not in one.text
    # Ctrl-C is for the line, not for the command.
    one.type("nonsense", "nonsense")
    one.type("\x03", lambda terminal: terminal.line == "tally>")
    one.ask(".mode ndjson", ".mode ndjson")
    one.ask("show count", "sent 1 row to `cat")
    one.ask(".output", "tally>")
    assert copy.read_text() == 'department,count\n311,5945\nSolid Waste Management,900\n\n{"count":7514}\n'
    one.ask(".mode table", ".mode table")
    one.ask("show count", " ms · #3")


def test_a_command_that_fails_says_so_and_results_come_back(terminal, tmp_path):
    one = terminal(columns=200)
    one.ask("\\o | cat > /dev/null; exit 3", "until `.output`")
    one.ask("show count", "sent 1 row")
    one.ask(".output", "ended with exit code 3")
    # Two megabytes do not fit into a pipe: who reads a line of them leaves before the end.
    (tmp_path / "wide.csv").write_text("text\n" + "".join(f"{number:0100}\n" for number in range(20_000)))
    one.ask(f"\\o |head -1 > {tmp_path}/head", "results go to `head -1")
    one.ask(f'from "{tmp_path}/wide.csv" list text', "reads no more")
    assert "results are shown here again" in one.text and (tmp_path / "head").read_text() == "text\n"
    one.ask("show count", " 7,514")
    one.ask(".output", "expected a file name")
    one.ask("\\o | cat > /dev/null; exit 4", "exit 4` as csv")
    one.program.send(".quit\r")
    one.until("ended with exit code 4")


def test_ctrl_c_ends_the_waiting_for_a_command(terminal, tmp_path):
    (tmp_path / "wide.csv").write_text("text\n" + "".join(f"{number:0100}\n" for number in range(20_000)))
    one = terminal()
    # A pipe holds 64 KB: without a reader the other two megabytes wait for ever.
    one.ask(".output | exec sleep 1000000", "until `.output`")
    one.type(f'from "{tmp_path}/wide.csv" list text', "list text")
    # The line that was typed is done with, and the query runs or waits.
    one.type("\r", lambda terminal: terminal.line == "")
    one.type("\x03", "interrupted")
    one.until(lambda terminal: terminal.line == "tally>")
    one.type(".output", "tally> .output")
    one.type("\r", lambda terminal: terminal.line == "")
    one.program.send("\x03")
    one.until("was ended by signal 15")
    one.ask("show count", " 7,514")


def test_history_tells_how_entries_ran_and_keeps_numbers_apart_from_times(terminal, tmp_path):
    file = tmp_path / "state" / "tally" / "history"
    file.parent.mkdir(parents=True)
    file.write_text("#1700000000\nshow min opened\n")
    one = terminal()
    one.ask("group by department show count", " ms · #1")
    one.ask("#1 top 2", " ms · #2")
    one.program.send(".quit\r")
    one.until(lambda terminal: not terminal.program.isalive())
    text = file.read_text()
    assert "\n #1 top 2\n" in text and " ms san_antonio\ngroup by department" in text
    two = terminal()
    two.ask("show count", " ms · #1")
    two.ask(".history", "#1 ")
    assert "5 rows" in two.text and "ms  #1 top 2" in two.text and "min opened" not in two.text
    two.type("\x0c")
    two.ask(".history all", "show min opened")
    assert "san_antonio: group by department show count" in two.text
    # The entry comes back as it was typed.
    two.type("\x1b[A" * 5, lambda terminal: terminal.line == "tally> #1 top 2")
    three = terminal(CALLS)
    three.ask(".history", "nothing has been asked yet")
