"""`tally compare`: what a new extract changed."""

import json

import openpyxl
import pytest
from tally import attempt, run

BEFORE = """id,opened,type,due,Old,n
1,2020-01-01,Noise,,x,1
2,2020-01-02,Noise,2020-02-01,x,2
3,2020-01-03,Light,2020-02-01,x,3
4,2020-01-04,Water,2020-02-01,x,4
"""
AFTER = """opened,ID,type,due,n,New
2020-01-02,2,Noise,2020-02-01,2,7
2020-01-03,3,Noise,,3,7
2020-01-04,4,Graffiti,,four,7
2020-03-01,5,Noise,,5,7
2020-03-02,6,Graffiti,,6,7
2020-03-02,6,Graffiti,,6,7
"""


@pytest.fixture
def extracts(tmp_path):
    (tmp_path / "a.csv").write_text(BEFORE)
    (tmp_path / "b.csv").write_text(AFTER)
    return tmp_path / "a.csv", tmp_path / "b.csv"


def findings(*arguments):
    return [tuple(row.values()) for row in json.loads(run("compare", *arguments, "-o", "json"))]


@pytest.mark.parametrize("words", [["-o", "xlsx"], []])
def test_a_workbook_is_one(extracts, tmp_path, words):
    path = tmp_path / "changes.xlsx"
    run("compare", *extracts, "--key", "id", *words, "--output", path)
    book = openpyxl.load_workbook(path)
    rows = list(book[book.sheetnames[0]].values)
    assert [row[0] for row in rows[:3]] == ["change", "rows", "first"] and rows[1][-2:] == ("4", "6")


def test_findings(extracts):
    assert findings(*extracts, "--key", "id") == [
        ("rows", None, None, "4", "6"),
        ("first", "opened", None, "2020-01-01", "2020-01-02"),
        ("last", "opened", None, "2020-01-04", "2020-03-02"),
        ("column renamed", "id", None, "id", "ID"),
        ("column retyped", "n", None, "whole number", "text"),
        ("column new", "New", None, None, "whole number"),
        ("column gone", "Old", None, "text", None),
        ("columns reordered", None, None, None, None),
        ("keys new", "ID", "such as 5", None, "2"),
        ("keys gone", "ID", "such as 1", "1", None),
        ("missing", "due", None, "0.25", "0.8333333333333334"),
        ("value new", "type", "Graffiti", None, "3"),
        ("value gone", "type", "Light", "1", None),
        ("value gone", "type", "Water", "1", None),
        ("rows changed", "type", "2 rows, such as 3", "Light", "Noise"),
        ("rows changed", "due", "2 rows, such as 3", "2020-02-01", None),
        ("rows changed", "n", "1 row, such as 4", "4", "four"),
    ]


def test_page(extracts):
    page = run("compare", *extracts, "--key", "ID")
    assert all(len(line) <= 80 for line in page.splitlines()), page
    assert any(line.split()[-2:] == ["25.0%", "83.3%"] for line in page.splitlines()), page
    assert page.splitlines()[-1] == "3 keys in both · 1 row repeats the key of an earlier row: not matched"


def test_without_a_key(extracts):
    page = run("compare", *extracts)
    assert "--key names one" in page and "rows changed" not in page
    assert [row for row in findings(extracts[0], extracts[0])] == [
        ("rows", None, None, "4", "4"),
        ("first", "opened", None, "2020-01-01", "2020-01-01"),
        ("last", "opened", None, "2020-01-04", "2020-01-04"),
    ]


def test_key_of_the_profile(tmp_path):
    header = "CASEID,OPENEDDATETIME,Late (Yes/No),Dept\n"
    (tmp_path / "a.csv").write_text(header + "1,2020-01-01,NO,Parks & Recreation\n2,2020-01-01,NO,Parks\n")
    (tmp_path / "b.csv").write_text(header + "2,2020-01-01,YES,Parks\n3,2020-01-05,NO,Parks\n")
    rows = findings(tmp_path / "a.csv", tmp_path / "b.csv")
    assert ("keys gone", "case", "such as 1", "1", None) in rows
    assert ("rows changed", "late", "1 row, such as 2", "false", "true") in rows
    assert ("value gone", "department", "Parks and Recreation", "1", None) in rows


@pytest.mark.parametrize(
    "arguments, status, message",
    [
        (["a.csv"], 2, "file_b"),
        (["-", "-"], 2, "Only one of the two"),
        (["a.csv", "no.csv"], 4, "`no.csv` does not exist"),
        (["a.csv", "b.csv", "--key", "idd"], 4, "did you mean `id`?"),
        (["a.csv", "b.csv", "-o", "jsn"], 2, "did you mean `json`?"),
        (["a.csv", "b.csv", "--output", "b.csv"], 1, "exists"),
    ],
)
def test_mistakes(extracts, arguments, status, message):
    done = attempt("compare", *arguments, cwd=extracts[0].parent)
    assert (done.returncode, done.stdout) == (status, "")
    assert message in done.stderr
