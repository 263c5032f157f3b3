"""Every editor colours every script of the project as the language server does, token by token."""

import re
import shutil
import subprocess
import sys
from random import Random

import pytest
import tree_sitter

import highlighting
from tally import TOP

TESTS = TOP / "Tests"
PROGRAMS = {"textmate": None, "tree_sitter": None, "vim": "vim", "emacs": "emacs", "kate": "kate-syntax-highlighter"}


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


def test_tree_sitter_follows_edits(tmp_path):
    """What an edited tree says is what a fresh one says: the scanner's memory is part of the tree."""
    language = highlighting.tree_sitter_language(tmp_path)
    parser = tree_sitter.Parser(language)
    random = Random(311)
    pieces = [
        b"where opened in last 30 days", b"\n", b"; define x = 1", b" ", b"with others, n", b'"', b"=", b"over month ", b"count",
        b"2020-11-", b"03", b"\xc3\xa9", b"--", b"`", b"(", b"set x = ", b"matches", b"dataset my ", b"1_0.5e3%", b"\x00",
        b"ci 95%, n", b"x" * 300]
    text = b""
    tree = parser.parse(text)
    for _ in range(1_500):
        start = random.randint(0, len(text))
        end = min(len(text), start + random.choice([0, 0, 1, 5]))
        piece = random.choice(pieces)
        if len(text) > 900:
            start, end, piece = 0, 500, b""
        changed = text[:start] + piece + text[end:]

        def place(data, offset):
            return data[:offset].count(b"\n"), offset - (data[:offset].rfind(b"\n") + 1)

        last = start + len(piece)
        tree.edit(start, end, last, place(text, start), place(text, end), place(changed, last))
        text = changed
        tree = parser.parse(text, tree)
        fresh = parser.parse(text)
        assert leaves(tree) == leaves(fresh), text


def leaves(tree):
    return [(node.type, node.start_byte, node.end_byte) for node in tree.root_node.children]


def test_tree_sitter_reads_long_texts(tmp_path):
    """50,000 tokens stay one shallow row, which is read in a moment."""
    parser = tree_sitter.Parser(highlighting.tree_sitter_language(tmp_path))
    tree = parser.parse(b"group by type show count, late%\n\n" * 7_000)
    assert not tree.root_node.has_error and tree.root_node.child_count == 7_000 * 8
