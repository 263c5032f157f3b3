"""`tally fmt` and `tally check`: scripts that a repository keeps."""

import json
import subprocess

import pytest

from tally import SAN_ANTONIO, TOP, attempt

UGLY = "GROUP BY district   show late%,count where reason='Customer Service' -- mine\n"
NICE = 'where reason = "Customer Service" group by district show late%, count  -- mine\n'


def tally(*arguments, stdin=""): return attempt(*arguments, input=stdin)


def test_standard_input_is_formatted_to_standard_output():
    done = tally("fmt", "-", stdin=UGLY)
    assert (done.returncode, done.stdout, done.stderr) == (0, NICE, "")


def test_files_are_rewritten_only_when_they_change(tmp_path):
    script = tmp_path / "late.tally"
    script.write_text(UGLY)
    assert tally("fmt", script).returncode == 0
    assert script.read_text() == NICE
    before = script.stat().st_mtime_ns
    assert tally("fmt", script).returncode == 0
    assert script.stat().st_mtime_ns == before
    assert [path.name for path in tmp_path.iterdir()] == ["late.tally"]


def test_check_names_what_is_not_formatted_and_changes_nothing(tmp_path):
    ugly, nice = tmp_path / "ugly.tally", tmp_path / "nice.tally"
    ugly.write_text(UGLY)
    nice.write_text(NICE)
    done = tally("fmt", "--check", ugly, nice)
    assert done.returncode == 1
    assert "ugly.tally is not formatted" in done.stderr and "nice.tally" not in done.stderr
    assert ugly.read_text() == UGLY


def test_the_difference_can_be_applied(tmp_path):
    script = tmp_path / "late.tally"
    text = "define a = late\n\n" * 6 + UGLY + "\nshow count\n" * 5
    script.write_text(text)
    difference = tally("fmt", "--diff", script).stdout
    assert subprocess.run(["patch", "-s", str(script)], input=difference, text=True).returncode == 0
    assert script.read_text() == tally("fmt", "-", stdin=text).stdout


def test_a_script_with_mistakes_is_left_as_it_is(tmp_path):
    script = tmp_path / "wrong.tally"
    script.write_text("group by district shwo late%\n")
    done = tally("fmt", script)
    assert done.returncode == 1 and "did you mean `show`?" in done.stderr and "left as it is" in done.stderr
    assert script.read_text() == "group by district shwo late%\n"


def test_the_examples_and_their_results_do_not_depend_on_formatting(tmp_path):
    script = TOP / "examples" / "san_antonio.tally"
    formatted = tmp_path / "report.tally"
    formatted.write_text(tally("fmt", "-", stdin=script.read_text()).stdout)
    results = [
        attempt(SAN_ANTONIO, "-f", path, cwd=TOP)
        for path in (script, formatted)]
    assert results[0].returncode == 0
    assert results[0].stdout == results[1].stdout


@pytest.fixture
def scripts(tmp_path):
    (tmp_path / "good.tally").write_text("group by district show late%\n")
    (tmp_path / "bad.tally").write_text(
        '-- größer\ngroup by distict show late%\n\nwhere department = "Public Wroks" show count\n')
    return tmp_path


def test_check_tells_everything_that_is_wrong(scripts):
    done = tally("check", scripts / "good.tally", scripts / "bad.tally", "--data", SAN_ANTONIO)
    assert done.returncode == 1
    assert "unknown-column" in done.stderr and "unknown-value" in done.stderr and done.stdout == ""
    assert tally("check", scripts / "good.tally", "--data", SAN_ANTONIO).returncode == 0


def test_check_without_data_looks_at_the_text(scripts):
    assert tally("check", scripts / "good.tally", scripts / "bad.tally").returncode == 0
    (scripts / "torn.tally").write_text("group by district show\n")
    assert tally("check", scripts / "torn.tally").returncode == 1


def test_strict_check_fails_for_warnings(scripts):
    doubtful = scripts / "doubtful.tally"
    doubtful.write_text('where department = "Public Wroks" show count\n')
    assert tally("check", doubtful, "--data", SAN_ANTONIO).returncode == 0
    assert tally("check", doubtful, "--data", SAN_ANTONIO, "--strict").returncode == 1


def test_json_places_findings_and_fixes(scripts):
    path = scripts / "bad.tally"
    found = json.loads(tally("check", path, "--data", SAN_ANTONIO, "-o", "json").stdout)
    first = next(finding for finding in found if finding["id"] == "unknown-column")
    assert (first["file"], first["line"], first["column"], first["end_column"]) == (str(path), 2, 10, 17)
    assert first["severity"] == "error"
    fix = first["fixes"][0]
    lines = path.read_text().splitlines()
    line = lines[fix["line"] - 1]
    assert line[:fix["column"] - 1] + fix["replacement"] + line[fix["end_column"] - 1:] == "group by district show late%"


def test_sarif_is_what_code_scanning_reads(scripts):
    log = json.loads(tally("check", scripts / "bad.tally", "--data", SAN_ANTONIO, "-o", "sarif").stdout)
    assert log["version"] == "2.1.0"
    run = log["runs"][0]
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in run["results"]} == rules
    assert {result["level"] for result in run["results"]} == {"error", "warning"}
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"].endswith("/bad.tally")
        assert place["region"]["startLine"] in (2, 4)


def test_scripts_that_use_each_other_are_told_of(tmp_path):
    first, second, alone = (tmp_path / f"{name}.tally" for name in ("first", "second", "alone"))
    first.write_text(f'define a = late\nuse "{second}"\n')
    second.write_text(f'use "{first}"\n')
    alone.write_text(f'use "{alone}"\n')
    for path, place in [(first, second), (alone, alone)]:
        done = tally(SAN_ANTONIO, "-c", f'use "{path}"; show count')
        assert done.returncode == 1 and f"`{path}` is used by itself [circular-use]" in done.stderr
        assert f"{place}:1:1" in done.stderr
        assert tally("check", path).returncode in (0, 1)
    # One script may be used twice, and by several.
    second.write_text("define b = late\n")
    done = tally(SAN_ANTONIO, "-c", f'use "{first}"; use "{second}"; use "{second}"; show count if a and b')
    assert done.stdout == "count if a and b\n4734\n"
