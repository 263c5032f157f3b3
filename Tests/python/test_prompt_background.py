"""The terminal is asked for its background once, nobody waits for the answer, and it is never taken for what is typed."""

import pytest

from test_prompt_screen import CALLS, Terminal

QUESTION = b"\x1b]11;?\x07"
LIGHT, DARK = "\x1b]11;rgb:ffff/ffff/dddd\x07", "\x1b]11;rgb:1e1e/1e1e/2020\x1b\\"


class Asked(Terminal):
    """A terminal that answers what it is asked, with `typed` before the answer; None never answers."""

    def __init__(self, home, answer=None, typed="", data=CALLS, **settings):
        self.answer, self.typed, self.questions = answer, typed, 0
        super().__init__(home, data, **settings)

    def pump(self, seconds=0.05):
        read = self.program.read_nonblocking

        def reading(*arguments):
            piece = read(*arguments)
            if QUESTION in piece:
                self.questions += piece.count(QUESTION)
                if self.answer is not None:
                    self.program.send(self.typed + self.answer)
            return piece

        self.program.read_nonblocking = reading
        try:
            super().pump(seconds)
        finally:
            self.program.read_nonblocking = read


@pytest.fixture
def asked(tmp_path):
    opened = []

    def opening(*arguments, **settings):
        opened.append(Asked(tmp_path, *arguments, **settings))
        return opened[-1]

    yield opening
    for one in opened:
        one.program.close(force=True)


def color(one):
    one.until(lambda t: "where district = 5 show count" in t.text and t.style("where").fg == "blue")
    row = one.row_of("where district")
    return one.screen.buffer[row][one.screen.display[row].index("count")].fg


@pytest.mark.parametrize("answer, expected", [(LIGHT, "magenta"), (DARK, "cyan"), (None, "cyan")])
def test_the_theme_suits_the_background_that_the_terminal_tells(asked, answer, expected):
    one = asked(answer)
    one.program.send("where district = 5 show count")
    one.until(lambda t: color(t) == expected)
    assert one.line == "tally> where district = 5 show count" and one.questions == 1


@pytest.mark.parametrize("mode", ["emacs", "vi"])
def test_a_late_answer_is_no_text(asked, tmp_path, mode):
    (tmp_path / "inputrc").write_text(f"set editing-mode {mode}\n")
    one = asked(INPUTRC=str(tmp_path / "inputrc"))
    one.type("where district = 5 ", "where district = 5")
    one.program.send(LIGHT + "show count")
    one.until(lambda t: color(t) == "magenta")
    assert one.line == "tally> where district = 5 show count"


def test_what_was_typed_ahead_stays(asked):
    one = asked(LIGHT, typed="where district = 5 sh")
    one.program.send("ow count")
    one.until(lambda t: color(t) == "magenta")
    assert one.line == "tally> where district = 5 show count"


def test_an_answer_that_comes_while_a_query_runs_is_not_seen(asked):
    one = asked(LIGHT, typed="show n = count\r")
    one.until("12 rows")
    one.program.send("where district = 5 show count")
    one.until(lambda t: color(t) == "magenta")
    assert "rgb" not in one.text and "]11" not in one.text


def test_nobody_is_asked_who_has_said_it_or_is_not_painted(asked, tmp_path):
    for settings in ({"TALLY_THEME": "light"}, {"COLORFGBG": "0;15"}, {"NO_COLOR": "1"}, {"TERM": "dumb"}, {"TERM": "linux"}):
        one = asked(DARK, **settings)
        one.ask("show n = count", "12 rows")
        assert one.questions == 0, settings
    (tmp_path / "config" / "tally").mkdir(parents=True)
    (tmp_path / "config" / "tally" / "init.tally").write_text(".theme light\n")
    one = asked(DARK)
    one.program.send("where district = 5 show count")
    assert color(one) == "magenta" and one.questions == 0


def test_the_theme_is_chosen_at_the_prompt(asked):
    one = asked(DARK)
    one.ask(".theme light", ".theme light")
    one.program.send("where district = 5 show count")
    assert color(one) == "magenta"
    one.type("\x03")
    one.ask(".theme blue", "expected `.theme dark` or `.theme light`")
