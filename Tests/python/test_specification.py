"""`tally --spec` against the lists that it is made of: the grammar's file, the reference page and the data."""

import json
import re

import pytest

from tally import SAN_ANTONIO, TOP, run

REFERENCE = (TOP / "docs" / "reference.md").read_text()


@pytest.fixture(scope="module")
def spec():
    return json.loads(run("--spec", SAN_ANTONIO))


def test_the_grammar_is_the_grammar(spec):
    assert spec["grammar"] == (TOP / "grammar" / "tally.ebnf").read_text()
    assert {"group", "where", "show"} <= set(spec["reserved_words"])


@pytest.mark.parametrize("kind", ["concepts", "clauses", "statements", "measures", "functions", "conditions", "warnings", "profiles"])
def test_each_entry_of_the_reference_is_there(spec, kind):
    section = REFERENCE.split(f"\n## {kind.capitalize()}\n")[1].split("\n## ")[0]
    names = [entry["name"] for entry in spec[kind]]
    assert names == re.findall(r"^### (.*)$", section, re.M) and names
    assert all(entry["summary"] for entry in spec[kind])
    for entry in spec[kind]:
        assert entry["signature"] in section and entry["example"] in section


def test_formats_options_commands_and_exit_codes(spec):
    assert {"csv", "json", "table", "xlsx"} <= {entry["name"] for entry in spec["formats"]}
    assert [f"| `{entry['name']}` |" in REFERENCE for entry in spec["formats"]] == [True] * len(spec["formats"])
    assert "overwrite" in [option["name"] for option in spec["options"]]
    assert ".output FILE" in [command["form"] for command in spec["prompt_commands"]]
    assert [entry["code"] for entry in spec["exit_codes"]] == [0, 1, 2, 3, 4, 130]


def test_an_example_of_the_document_runs(spec):
    quartet = [entry for entry in spec["functions"] if entry["example"]][:4]
    for entry in quartet:
        assert run(SAN_ANTONIO, "-c", entry["example"]).count("\n") > 1


def test_the_columns_of_the_data(spec):
    [data] = spec["data"]
    assert (data["name"], data["rows"]) == ("san_antonio", 7514)
    columns = {column["name"]: column for column in data["columns"]}
    headers = {column["header"] for column in data["columns"]}
    assert headers == set(SAN_ANTONIO.read_text().split("\n")[0].strip("\ufeff\r").split(","))
    assert columns["department"]["distinct"] == 5
    described = run("describe", SAN_ANTONIO)
    assert all(name in described for name in columns)
    assert columns["opened"]["header"] == "OPENEDDATETIME" and columns["opened"]["type"] == "date"


def test_without_data_and_into_a_file(tmp_path):
    assert json.loads(run("--spec"))["data"] == []
    run("--spec", "--output", tmp_path / "spec.json")
    assert json.loads((tmp_path / "spec.json").read_text())["grammar"].startswith("(* The grammar")
    run("--spec", "--output", tmp_path / "spec.json", status=1)
    run("--spec", "-c", "show count", status=2)
    run("--spec", "nowhere.csv", status=4)
