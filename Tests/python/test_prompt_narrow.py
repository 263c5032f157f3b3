"""The prompt where there is little room, or little that can be painted: words stay whole, and nothing is wider than the screen."""

import pytest

from test_prompt_screen import terminal  # noqa: F401

COLUMNS = 40


def lines(one):
    return [line.rstrip() for line in one.screen.display]


def test_the_line_after_a_load_breaks_between_words(terminal):
    one = terminal(columns=COLUMNS)
    assert "profile san_antonio" in " ".join(lines(one))
    assert not any(line.endswith("· p") for line in lines(one))


def test_a_list_is_as_wide_as_the_screen_and_not_wider(terminal):
    one = terminal(columns=COLUMNS)
    one.ask("list case, address, type limit 3", "3 of 7,514 rows")
    rules = [line for line in lines(one) if "─" in line]
    assert rules == ["─" * COLUMNS]


def test_a_card_keeps_its_shares_behind_its_bars(terminal):
    one = terminal(columns=COLUMNS)
    one.ask("?late", "(37.0%)")
    bars = [line for line in lines(one) if "█" in line]
    assert [line.split()[0] for line in bars] == ["true", "false"]
    assert all(line.endswith("%)") for line in bars) and len(bars[0]) <= COLUMNS


def test_lists_of_the_prompt_keep_their_words_whole(terminal):
    one = terminal(columns=COLUMNS, rows=120)
    query = "group by department show count, late%, median time_to_close"
    one.ask(query, "#1")
    one.ask("\x0c.history", "median time_to_close")
    shown = [line.strip() for line in lines(one)]
    start = next(index for index, line in enumerate(shown) if line.startswith("#1 "))
    assert " ".join(shown[start + 1:start + 3]).startswith(query)
    one.ask("\x0c.columns", "defined:")
    names = " ".join(lines(one)).split("defined:")[1].split("tally>")[0]
    assert " ".join(names.split()) == "backlog, open, age, time_to_close, overdue"
    one.ask("\x0c.profile", "closed is missing")
    one.ask("\x0c.help", "lists the topics")
    assert "  .describe COLUMN" in lines(one) and "      Shows what is in a column." in lines(one)
    one.ask("\x0c?late%", "late% = 4,734 / 7,514 = 63.0%")
    assert "rows where late is true" in " ".join(" ".join(lines(one)).split())


def test_an_explanation_and_a_topic_fit(terminal):
    one = terminal(columns=COLUMNS, rows=50)
    one.ask("explain avg time_to_close where late", "as of 2024-03-04")
    text = " ".join(" ".join(lines(one)).split())
    assert "the sum of time_to_close" in text and "rows where time_to_close is known" in text
    one.ask("\x0c?rate", "Example:")
    example = " ".join(" ".join(lines(one)).split("Example:")[1].split("tally>")[0].split())
    assert example == "group by district show late%, (time_to_close <= 7d)%"


def test_wide_characters_stand_in_columns(terminal, tmp_path):
    data = tmp_path / "wide.csv"
    names = ["Zürich 🚲", "東京都千代田区", "Ōsaka", "plain"]
    data.write_text("place,n\n" + "".join(f"{name},{10 ** index}\n" for index, name in enumerate(names) for _ in range(2)))
    one = terminal(data, columns=COLUMNS)
    one.ask("group by place show count, sum n", "8 rows")
    cells = [[cell for cell in row.values()] for row in one.screen.buffer.values()]
    borders = {
        row.index("│") for row in ([one.screen.buffer[y][x].data for x in range(COLUMNS)] for y in range(24)) if "│" in row}
    assert len(borders) == 1 and cells
    one.ask("\x0c?place", "distinct")
    starts = {
        row.index("█") for row in ([one.screen.buffer[y][x].data for x in range(COLUMNS)] for y in range(24)) if "█" in row}
    assert len(starts) == 1


def test_a_command_between_the_lines_of_a_query_is_one(terminal):
    one = terminal(TERM="dumb")
    one.type("group by department\r", "  ...>")
    one.type(".tables\r", "san_antonio: 7,514 rows")
    one.until(lambda t: t.line.startswith("  ...>"))
    one.ask("show count", "Public Works")


@pytest.mark.parametrize("columns", [40, 80])
def test_a_command_below_an_unfinished_query_leaves_it_as_it_is(terminal, columns):
    """In the painted editor, where an entry has several lines."""
    one = terminal(columns=columns)
    one.type("group by department\r", "group by department")
    one.type(".tab\t", ".tables")
    one.type("\r", "7,514 rows")
    # The query is there again, with a line to go on in.
    one.until(lambda t: t.text.count("tally> group by department") == 2 and t.line == "")
    one.type("?topp\r", "did you mean `?top`?")
    one.type(".nothing\r", "there is no command `.nothing`")
    one.ask("show count", "Public Works")
    assert "unexpected" not in one.text


def test_a_light_background_gets_the_light_theme(terminal):
    seen = {}
    for background in ("15;0", "0;15", "0;default"):
        one = terminal(COLORFGBG=background)
        one.type("where district = 5 show count", "show count")
        one.until(lambda t: t.style("where").fg == "blue")
        seen[background] = one.style("count").fg
    assert seen["15;0"] == seen["0;default"] != seen["0;15"]


@pytest.mark.parametrize("columns", [40, 80])
def test_a_terminal_that_cannot_be_painted_on(terminal, columns):
    one = terminal(columns=columns, TERM="dumb")
    one.ask("explain late%", "late% = 4,734 / 7,514 = 63.0%")
    one.ask("group by category show count draw bars", "Dockless")
    assert all(cell.fg == "default" and not cell.bold for row in one.screen.buffer.values() for cell in row.values())


def test_a_message_fits_the_screen_after_a_resize(terminal):
    one = terminal(columns=80)
    one.program.setwinsize(24, COLUMNS)
    one.screen.resize(24, COLUMNS)
    one.pump(0.3)
    one.ask("group by distict show late%", "did you mean")
    shown = " ".join(" ".join(lines(one)).split())
    assert "there is no column or definition `distict` [unknown-column]" in shown


def test_numbers_and_it_mean_their_queries(terminal):
    """`#1` and `it` alike: alone asked again, with clauses refined, behind `from` read as a table."""
    one = terminal()
    one.ask("group by category show count", "#1")
    for source in ("#1", "it"):
        one.ask(f"\x0c{source}", "5,005")
        assert "2,509" in one.text
        one.ask(f"\x0c{source} where district = 5", "700 of 7,514 rows")
        one.ask("\x0cgroup by category show count", "5,005")
        one.ask(f"\x0cfrom {source} where count > 3000 show sum count", "sum count\n")
        assert "5,005" in one.text
        one.ask("\x0cgroup by category show count", "5,005")
