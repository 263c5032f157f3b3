"""Every editor colours every script of the project as the language server does, token by token."""

import re
import shutil
import subprocess
import sys

import pytest

import highlighting
from tally import TOP

TESTS = TOP / "Tests"
PROGRAMS = {"textmate": None, "vim": "vim", "emacs": "emacs", "kate": "kate-syntax-highlighter"}


def scripts():
    """Every script and every query of the project's examples, manual and tests that is spelt rightly."""
    found = {str(path.relative_to(TOP)): path.read_text() for folder in (TOP / "examples", TESTS)
             for path in sorted(folder.rglob("*.tally"))}
    for number, text in enumerate(re.findall(r"```tally\n(.*?)\n```", (TOP / "docs" / "reference.md").read_text(), re.S)):
        found[f"example {number} of the reference"] = text
    for path in sorted((TESTS / "python" / "golden" / "questions").glob("*.txt")):
        found[path.name] = path.read_text().split("\n---\n")[0]
    for path in sorted((TESTS / "GoldenTests" / "Scripts").glob("*.golden")):
        for heading, text in re.findall(r"^== (.*?)\n(.*?)\n---$", path.read_text(), re.S | re.M):
            found[f"{path.name}: {heading}"] = text
    return found


@pytest.fixture(scope="module")
def expected():
    server = highlighting.Server()
    colours = {name: (text, server.colours(text)) for name, text in scripts().items()}
    server.client.close()
    return colours


@pytest.mark.parametrize("editor", PROGRAMS)
def test_editors_colour_as_the_server_does(editor, expected, tmp_path):
    if PROGRAMS[editor] and not shutil.which(PROGRAMS[editor]):
        pytest.skip(f"{PROGRAMS[editor]} is not installed")
    assert len(expected) > 500
    found = getattr(highlighting, editor)([text for text, _ in expected.values()], tmp_path)
    differences = []
    for (name, (text, wanted)), colours in zip(expected.items(), found, strict=True):
        for token in re.finditer(rb"\w+|[^\w\s]", text.encode()):
            place = token.start()
            if text.encode()[place] in b"(),":
                continue
            if colours[place] != wanted[place]:
                line = text.encode()[: place].count(b"\n")
                differences.append(
                    f"{name}: `{token[0].decode(errors='replace')}` is {colours[place]}, not {wanted[place]}, in: "
                    f"{text.splitlines()[line].strip()}")
    assert not differences, f"{len(differences)} differences\n" + "\n".join(differences[:40])


def test_syntax_files_are_up_to_date():
    done = subprocess.run([sys.executable, TOP / "scripts" / "editor-grammars", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_word_without_a_place_is_told(tmp_path):
    """A clause that the grammar gets needs a place in the syntax files."""
    for name in ("scripts", "grammar", "docs"):
        shutil.copytree(TOP / name, tmp_path / name, ignore=shutil.ignore_patterns("*.txt"))
    grammar = tmp_path / "grammar" / "tally.ebnf"
    grammar.write_text(grammar.read_text().replace('"asc" | "desc"', '"asc" | "desc" | "sideways"'))
    done = subprocess.run([sys.executable, tmp_path / "scripts" / "editor-grammars"], capture_output=True, text=True)
    assert done.returncode == 1 and "sideways" in done.stderr
