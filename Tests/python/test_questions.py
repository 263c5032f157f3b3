"""The forty questions on a synthetic feed in San Antonio's layout: what each answers, and how `explain` says it."""

import os
import re
import subprocess
import zlib

import pytest

import tally

QUESTIONS = (tally.TOP / "Tests/SyntaxTests/Examples/questions.tally").read_text().strip().split("\n\n")
SHOWN = 14

pytestmark = pytest.mark.skipif(
    not (tally.PROGRAM.exists() and tally.DATA_PROGRAM.exists()), reason="the programs are not built")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with 20,000 synthetic cases and the table of districts."""
    folder = tmp_path_factory.mktemp("questions")
    for arguments in (["san-antonio", "--rows", "20000", "--times", "--dirt", "-o", "feed.csv"], ["districts", "-o", "districts.csv"]):
        subprocess.run([tally.DATA_PROGRAM, *arguments], cwd=folder, check=True)
    return folder


def answer(text):
    """An answer with what lies behind its first lines as a count and a checksum."""
    lines = text.splitlines()
    rest = "\n".join(lines[SHOWN:])
    return "\n".join(lines[:SHOWN]) + (f"\n… {len(lines) - SHOWN} more, {zlib.crc32(rest.encode()):08x}" if rest else "")


def explained(question):
    """The question with `explain` before its last query; an expectation is explained by its query."""
    *before, last = question.split(";")
    query = re.sub(r"^\s*expect (none )?(.*?)( always .*)?$", r"\2", last.strip(), flags=re.S)
    return ";".join([*before, f" explain {query}"]).strip()


def test_there_are_forty():
    assert len(QUESTIONS) == 40


@pytest.mark.parametrize("number", range(1, 41))
def test_question(folder, number):
    question = QUESTIONS[number - 1]
    done = tally.attempt("feed.csv", "-c", question, "-o", "csv", "--overwrite", cwd=folder,
                         env={**os.environ, "COLUMNS": "80"})
    # An expectation that does not hold says which rows break it.
    assert done.returncode == (3 if question.startswith("expect") and done.stdout else 0), done.stderr
    written = re.search(r'into "(.*)"', question)
    text = (folder / written[1]).read_text() if written else done.stdout
    said = tally.run("feed.csv", "-c", explained(question), cwd=folder).split("\n\n")[0]
    sentence = " ".join(said.removeprefix("in words").split())
    parts = [question, sentence, answer(text), answer(done.stderr.rstrip("\n"))]
    tally.compare_with_golden("\n---\n".join(parts) + "\n", f"questions/{number:02}.txt")
