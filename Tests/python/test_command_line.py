"""The command line of LANGUAGE.md section 4, on the real program: options, exit codes, streams, files."""

import csv
import gzip
import io
import itertools
import json
import os
import resource
import signal
import subprocess
import zipfile

import pytest

from tally import PROGRAM, TOP, attempt, wait_until_it_listens
from tally import SAN_ANTONIO as CASES

CALLS = TOP / "Tests" / "GoldenTests" / "Data" / "calls.csv"
DISTRICTS = "district,count\n1,3081\n3,820\n5,700\n2,640\n4,520\n7,440\n6,380\n10,330\n9,270\n8,230\n0,103\n"
BY_DISTRICT = "group by district show count sort by count desc"


def tally(*arguments, stdin="", status=0, env=None, **options):
    """Runs the program; its standard output and standard error as text."""
    environment = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "CLICOLOR_FORCE")}
    done = attempt(*arguments, input=stdin, env=environment | (env or {}), **options)
    assert done.returncode == status, done.stderr
    return done.stdout, done.stderr


# What is asked, and where it comes from


def test_queries_come_from_options_a_file_and_standard_input(tmp_path):
    script = tmp_path / "report.tally"
    script.write_text(BY_DISTRICT)
    assert tally(CASES, "-c", BY_DISTRICT) == (DISTRICTS, "")
    assert tally(CASES, "--query", BY_DISTRICT) == (DISTRICTS, "")
    assert tally(CASES, "-f", script) == (DISTRICTS, "")
    assert tally(CASES, "--file", script) == (DISTRICTS, "")
    assert tally(CASES, stdin=BY_DISTRICT) == (DISTRICTS, "")


def test_a_format_goes_by_its_file_endings_too():
    assert tally(CASES, "-c", "show count", "-o", "md") == tally(CASES, "-c", "show count", "-o", "markdown")
    assert tally(CASES, "-c", "show count", "-o", "jsonl") == tally(CASES, "-c", "show count", "-o", "ndjson")


@pytest.mark.parametrize("plain, elaborate", [
    (["DATA", "-c", "show count"], ["--query", "show count", "DATA", "--color=auto"]),
    (["-c", "-- a dash\nshow count", "DATA"], ["DATA", "--query", "-- a dash\nshow count", "--color=auto"]),
    (["DATA", "-c", "show count", "-o", "json", "--no-cache"], ["DATA", "--format=json", "-c", "show count", "--no-cache"]),
    (["-c", "show count", "-o", "json", "-o", "tsv", "DATA"], ["-c", "show count", "--format=tsv", "DATA"]),
    (["-c", "show count", "DATA", "-o", "xml"], ["-c", "show count", "DATA", "--format=xml"]),
    (["DATA", "-c", "show cuont"], ["DATA", "-c", "show cuont", "--color=auto"]),
    (["-c", "show count"], ["-c", "show count", "--color=auto"]),
    (["nowhere.csv", "-c", "show count"], ["nowhere.csv", "-c", "show count", "--color=auto"]),
    (["DATA", "-c"], ["DATA", "--color=auto", "-c"]),
    (["DATA", "-c", "show count", "-o"], ["DATA", "-c", "show count", "--color=auto", "-o"]),
    (["DATA", "", "-c", "show count"], ["DATA", "", "-c", "show count", "--color=auto"]),
    (["DATA", "-c", "show count", "--nocache"], ["DATA", "-c", "show count", "--color=auto", "--nocache"]),
])
def test_the_plain_form_of_the_command_line_is_no_other_language(plain, elaborate):
    """The commonest options are understood without ArgumentParser, which is told by nothing but the time."""
    def outcome(words): return attempt(*(CALLS if word == "DATA" else word for word in words))

    assert outcome(plain) == outcome(elaborate)


def test_several_queries_are_separated_by_a_blank_line(tmp_path):
    script = tmp_path / "report.tally"
    script.write_text("define early = id < 4\n\nshow count if early")
    output, _ = tally(CALLS, "-f", script, "-c", "show count", "-c", "show max id")
    assert output == "count if early\n3\n\ncount\n12\n\nmax id\n12\n"


def test_a_query_may_start_with_a_dash():
    output, _ = tally(CALLS, "-c", "-- only a comment\nshow count")
    assert output == "count\n12\n"


def test_data_from_standard_input():
    assert tally("-", "-c", BY_DISTRICT, stdin=CASES.read_bytes()) == (DISTRICTS, "")


def test_standard_input_cannot_be_both():
    _, errors = tally("-", stdin="show count", status=2)
    assert errors == "error: standard input holds the data, so the query must come from -c or -f\n"


def test_several_files_are_appended(tmp_path):
    lines = CALLS.read_text().splitlines(keepends=True)
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("".join(lines[:5]))
    second.write_text("".join(lines[:1] + lines[5:]))
    assert tally(first, second, "-c", "show count, sum cost")[0] == tally(CALLS, "-c", "show count, sum cost")[0]


def test_columns_of_several_files_are_aligned_and_drift_is_reported(tmp_path):
    first, second, third = (tmp_path / name for name in ("a.csv", "b.csv", "c.csv"))
    first.write_text("id,type\n1,x\n")
    second.write_text("type,id\ny,2\n")
    third.write_text("type,id,extra\ny,2,z\n")
    assert tally(first, second, "-c", "list id, type")[0] == "id,type\n1,x\n2,y\n"
    output, errors = tally(first, third, "-c", "list id, type, extra")
    assert output == "id,type,extra\n1,x,\n2,y,z\n"
    assert f"`{third}` adds the column `extra`." in errors


def test_parameters():
    query = "param least = 100; where cost > least show count"
    assert tally(CALLS, "-c", query)[0] == "count\n3\n"
    assert tally(CALLS, "--set", "least=200", "-c", query)[0] == "count\n2\n"
    assert tally(CALLS, "--set", "what=Pothole", "-c", "where type = what show count")[0] == "count\n5\n"
    assert tally(CALLS, "--set", "most=1d", "-c", "show count if closed - opened <= most")[0].endswith("\n4\n")
    assert tally(CALLS, "--set", "start=2024-04", "-c", "where opened >= start show count")[0] == "count\n5\n"
    _, errors = tally(CALLS, "--set", "least", "-c", query, status=2)
    assert "--set takes NAME=VALUE, not `least`" in errors


def test_options_are_set_like_parameters(tmp_path):
    query = 'show count into "count.csv"'
    tally(CALLS, "-c", query, cwd=tmp_path)
    tally(CALLS, "-c", query, cwd=tmp_path, status=1)
    _, errors = tally(CALLS, "--set", "overwrite=true", "-c", query, cwd=tmp_path)
    assert errors == "wrote 1 row to count.csv\n"
    (tmp_path / "holidays.csv").write_text("day\n2024-03-04\n")
    (tmp_path / "work.csv").write_text("opened,closed\n2024-03-01,2024-03-06\n")
    days = "show days = max business_days(opened, closed)"
    assert tally("work.csv", "-c", days, cwd=tmp_path)[0] == "days\n3\n"
    assert tally("work.csv", "--set", "holidays=holidays.csv", "-c", days, cwd=tmp_path)[0] == "days\n2\n"
    _, errors = tally("work.csv", "--set", "holidays=none.csv", "-c", days, cwd=tmp_path, status=1)
    assert "`none.csv` does not exist" in errors and "--set holidays:1:16" in errors
    # What is no value of the option may be a parameter's.
    assert tally(CALLS, "--set", "warnings=3", "-c", "param warnings = 1; show n = warnings")[0] == "n\n3\n"
    _, errors = tally(CALLS, "--set", "overwrite=maybe", "-c", "show count")
    assert "it is an option, which takes a condition: `set overwrite = true`" in errors


def test_a_column_without_any_value_has_no_average(tmp_path):
    """It is read as text, but it could be a column of numbers in the next extract."""
    (tmp_path / "new.csv").write_text("id,cost\n1,\n2,\n")
    output, errors = tally("new.csv", "-c", "show avg cost, median cost, sum cost, p90 cost, distinct cost", cwd=tmp_path)
    assert output == "avg cost,median cost,sum cost,p90 cost,distinct cost\n,,0,,0\n"
    assert "2 rows with missing cost left out of avg cost" in errors


def test_a_question_that_the_data_cannot_answer_is_not_answered_with_another_mistake(tmp_path):
    (tmp_path / "plain.csv").write_text("district,cost\n1,2\n")
    _, errors = tally("plain.csv", "-c", "which district is slowest", status=1, cwd=tmp_path)
    assert "there is no column or definition `time_to_close`" in errors and "write `" not in errors
    _, errors = tally("plain.csv", "-c", "which districts are busiest", status=1, cwd=tmp_path)
    assert "write `group by district show count sort by count desc`" in errors


# Usage


def test_a_parameter_that_nothing_uses_is_told_of(tmp_path):
    """A misspelt name would leave the script's own value in force, without a word."""
    script = "param cost = 38; show c = count * cost"
    _, errors = tally(CASES, "--set", "cots=1", "-c", script)
    assert "warning: nothing uses the parameter `cots` of `--set`; did you mean `cost`?" in errors
    (tmp_path / "costs.tally").write_text("param cost = 38\n")
    _, errors = tally(CASES, "--set", "cost=1", "-c", 'use "costs.tally"; show count', cwd=tmp_path)
    assert "--set" not in errors


def test_the_version():
    assert tally("--version")[0] == "tally 0.1.0\n"


def test_a_script_that_is_no_text(tmp_path):
    (tmp_path / "script.tally").write_text("show count", encoding="utf-16")
    _, errors = tally(CASES, "-f", "script.tally", status=2, cwd=tmp_path)
    assert errors == "error: `script.tally` is binary or UTF-16, expected a text in UTF-8.\n"


def test_help():
    output, errors = tally("--help")
    assert errors == ""
    for option in ["-c", "-f", "--set", "-o", "--output", "--overwrite", "--durations", "--threads", "--timing", "--color"]:
        assert option in output
    assert "Exit codes: 0 fine, 1 query error, 2 usage" in output


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["--no-such-option"], "no-such-option"),
        (["-c"], "-c"),
        (["-o", "tabel", "-c", "show count"], "did you mean `table`?"),
        (["-o", "parquet", "-c", "show count"], "formats: table, csv"),
        (["--color", "sometimes", "-c", "show count"], "--color is auto, always or never"),
        (["--durations", "weeks", "-c", "show count"], "--durations is seconds, hours or days"),
        (["--threads", "0", "-c", "show count"], "--threads is at least 1"),
        (["--threads", "two", "-c", "show count"], "--threads"),
        (["-f", "/no/such/script.tally"], "does not exist"),
        (["--output", "result.xyz", "-c", "show count"], "no output format"),
        (["group by district show count"], "a query stands behind -c: `-c 'group by district show count'`"),
    ],
)
def test_usage_errors(arguments, words, tmp_path):
    output, errors = tally(CALLS, *arguments, status=2, cwd=tmp_path)
    assert output == "" and words in errors
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments, words", [
    (["/dev/zero", "-c", "show count"], "`/dev/zero` is a binary file"),
    (["/dev/urandom", "-c", "show count"], "`/dev/urandom` is a binary file"),
    ([CALLS, "-f", "/dev/zero"], "`/dev/zero` is binary or UTF-16"),
])
def test_inputs_without_an_end_are_refused(arguments, words):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True)
    assert done.returncode in (2, 4) and done.stderr.startswith(f"error: {words}") and done.stdout == ""


# Mistakes


def test_query_errors_show_the_place_and_run_nothing():
    output, errors = tally(CALLS, "-c", "show count; group by distict show count", status=1)
    assert output == ""
    assert "error: there is no column or definition `distict` [unknown-column]" in errors
    assert "-c:1:22" in errors and "^^^^^^^ did you mean `district`?" in errors


def test_several_mistakes_are_all_shown():
    _, errors = tally(CALLS, "-c", "shwo count; group by distict show avg type", status=1)
    assert [errors.count(id) for id in ("[unknown-clause]", "[unknown-column]", "[measure-type]")] == [1, 1, 1]


def test_errors_name_the_script_and_the_line(tmp_path):
    (tmp_path / "report.tally").write_text("show count\n\n\ngroup by distict show count\n")
    _, errors = tally(CALLS, "-f", "report.tally", status=1, cwd=tmp_path)
    assert "report.tally:4:10" in errors


def test_warnings_go_to_standard_error_and_the_query_runs():
    output, errors = tally(CASES, "-c", 'where reason = "Custmer Service" show count')
    assert output == "count\n0\n"
    assert 'did you mean "Customer Service" (7,514 rows)?' in errors


def test_no_data():
    _, errors = tally("-c", "show count", status=1)
    assert "no data is loaded" in errors


def test_an_expectation_that_fails_exits_with_3():
    tally(CALLS, "-c", "expect none where cost > 1000")
    _, errors = tally(CALLS, "-c", "expect none where closed < opened", status=3)
    assert "error" in errors


# Streams


def test_csv_in_a_pipe_and_notes_on_standard_error():
    output, errors = tally(CALLS, "-c", "group by type show avg cost")
    assert output.splitlines()[0] == "type,avg cost"
    assert errors == "note: 3 rows with missing cost left out of avg cost\n"


def test_head_ends_silently():
    shell = f"'{PROGRAM}' '{CASES}' -c 'list case, address' | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, timeout=60)
    assert done.stdout == b"case,address\n0\n" and done.stderr == b""


def test_a_reader_that_is_gone_at_once():
    shell = f"'{PROGRAM}' '{CASES}' -c 'list case, address; list case' > >(exec true)"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, timeout=60)
    assert done.returncode == 0 and done.stderr == b""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
def test_a_full_disk_behind_standard_output():
    with open("/dev/full", "wb") as full:
        done = subprocess.run([PROGRAM, CASES, "-c", "list case"], stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert done.returncode == 1
    assert done.stderr.decode() == "error: standard output could not be written: the disk is full\n"


# Formats


def test_formats():
    query = "group by district show count limit 1"
    outputs = {name: tally(CALLS, "-o", name, "-c", query)[0] for name in
               ["csv", "tsv", "json", "ndjson", "markdown", "line"]}
    assert outputs["csv"] == "district,count\n1,4\n"
    assert outputs["tsv"] == "district\tcount\n1\t4\n"
    assert json.loads(outputs["json"]) == [{"district": 1, "count": 4}]
    assert json.loads(outputs["ndjson"]) == {"district": 1, "count": 4}
    assert outputs["markdown"].splitlines()[2].replace(" ", "") == "|1|4|"
    assert outputs["markdown"].splitlines()[4] == "12 rows · as of 2024-05-06"
    assert outputs["line"] == "district: 1\ncount: 4\n"
    assert "<td class=\"n\">4</td>" in tally(CALLS, "--format", "html", "-c", query)[0]
    table, errors = tally(CALLS, "-o", "table", "-c", query)
    assert table.splitlines()[0].split("│")[0].strip() == "district" and "12 rows" in table and errors == ""


def test_durations():
    query = "list closed - opened where id = 1"
    values = {unit: tally(CALLS, "--durations", unit, "-c", query)[0].split()[-1] for unit in ["seconds", "hours", "days"]}
    assert values == {"seconds": "172800", "hours": "48", "days": "2"}
    assert tally(CALLS, "--durations", "days", "-o", "table", "-c", query)[0].split("\n")[2].strip() == "2d"


def test_colours_are_asked_for():
    def is_coloured(*arguments, **environment):
        _, errors = tally(CALLS, *arguments, "-c", "show cuont", status=1, env={"TERM": "xterm"} | environment)
        return "\x1b[" in errors

    assert not is_coloured()
    assert is_coloured("--color", "always")
    assert is_coloured("--color", "always", NO_COLOR="1")
    assert is_coloured(CLICOLOR_FORCE="1")
    assert not is_coloured(CLICOLOR_FORCE="0")
    assert not is_coloured(CLICOLOR_FORCE="1", NO_COLOR="1")
    assert not is_coloured("--color", "never", CLICOLOR_FORCE="1")


def test_machine_formats_are_never_coloured():
    for name in ["csv", "tsv", "json", "ndjson", "markdown", "html"]:
        assert "\x1b[" not in tally(CALLS, "--color", "always", "-o", name, "-c", "show late%, count")[0]


def test_timing():
    output, errors = tally(CALLS, "--timing", "-c", "show count; group by district show count")
    records = [json.loads(line) for line in errors.splitlines()]
    assert output.startswith("count\n12\n") and len(records) == 2
    for record, returned in zip(records, [1, 4]):
        assert list(record) == [
            "parse_ms", "plan_ms", "execute_ms", "format_ms", "total_ms", "cpu_ms", "rows_scanned",
            "rows_returned"]
        parts = [record[name] for name in ("parse_ms", "plan_ms", "execute_ms", "format_ms")]
        assert all(part >= 0 for part in parts) and record["total_ms"] == pytest.approx(sum(parts), abs=1e-3)
        assert (record["rows_scanned"], record["rows_returned"]) == (12, returned)


def test_explain_shows_the_plan():
    output, _ = tally(CALLS, "-c", "explain where late group by district show count")
    assert output.startswith("in words\n  Of the rows of calls where late is true, show") and "\n\nplan\n" in output
    assert "\nruns as\n" in output and "scan calls: 12 rows" in output


# Files that results go to


def leftovers(folder, *expected):
    return sorted(path.name for path in folder.iterdir() if path.name not in expected)


def test_into_writes_the_format_of_the_ending(tmp_path):
    query = "group by district show count limit 1 into"
    for ending in ["csv", "tsv", "json", "md", "html"]:
        output, errors = tally(CALLS, "-c", f'{query} "{tmp_path}/result.{ending}"')
        assert output == "" and errors == f"wrote 1 row to {tmp_path}/result.{ending}\n"
    assert (tmp_path / "result.csv").read_text() == "district,count\n1,4\n"
    assert json.loads((tmp_path / "result.json").read_text()) == [{"district": 1, "count": 4}]
    assert len(leftovers(tmp_path)) == 5


def test_into_never_overwrites_unasked(tmp_path):
    target = tmp_path / "result.csv"
    target.write_text("precious")
    query = f'show count into "{target}"'
    _, errors = tally(CALLS, "-c", query, status=1)
    said = "exists already and is only replaced with `--overwrite`, or behind `set overwrite = true`"
    carets = "^" * len(f'"{target}"')
    assert errors == (
        f"error: `{target}` {said} [not-written]\n ┌─ -c:1:17\n1 │ {query}\n  │ {' ' * len('show count into ')}{carets}\n")
    assert target.read_text() == "precious"
    tally(CALLS, "--overwrite", "-c", query)
    assert target.read_text() == "count\n12\n"
    target.write_text("precious")
    tally(CALLS, "-c", f"set overwrite = true; {query}")
    assert target.read_text() == "count\n12\n" and leftovers(tmp_path, "result.csv") == []


def test_output_option(tmp_path):
    target = tmp_path / "result.json"
    output, errors = tally(CALLS, "--output", target, "-c", "show count")
    assert (output, errors) == ("", f"wrote 1 row to {target}\n") and json.loads(target.read_text()) == [{"count": 12}]
    _, errors = tally(CALLS, "--output", target, "-c", "show count", status=1)
    assert "exists already" in errors and f"┌─ command line:1:10\n1 │ --output {target}\n  │          ^^^" in errors
    _, errors = tally(CALLS, "--output", target, "--overwrite", "-o", "csv", "-c", "show count; show max id")
    assert errors == f"wrote 2 results with 2 rows to {target}\n"
    assert target.read_text() == "count\n12\n\nmax id\n12\n"


@pytest.mark.parametrize("query", ["show cuont", "show count; show cuont", "across case, address show count"])
def test_no_output_file_when_the_query_fails(query, tmp_path):
    tally(CASES, "--output", tmp_path / "result.csv", "-c", query, status=1)
    assert leftovers(tmp_path) == []


def test_into_of_a_query_that_fails_leaves_nothing(tmp_path):
    tally(CASES, "-c", f'across case, address show count into "{tmp_path}/result.csv"', status=1)
    assert leftovers(tmp_path) == []


def limit_file_size():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


@pytest.mark.parametrize("by_option", [False, True])
def test_a_full_disk_leaves_no_half_written_file(by_option, tmp_path):
    target = tmp_path / "result.csv"
    arguments = ["--output", target, "-c", "list case, address"] if by_option else [
        "-c", f'list case, address into "{target}"']
    _, errors = tally(CASES, *arguments, status=1, preexec_fn=limit_file_size)
    assert errors.startswith("error: ") and errors.count("\n") == 4 and leftovers(tmp_path) == []
    target.write_text("precious")
    tally(CASES, "--overwrite", *arguments, status=1, preexec_fn=limit_file_size)
    assert target.read_text() == "precious" and leftovers(tmp_path, "result.csv") == []


@pytest.mark.parametrize(
    "path, words",
    [
        ("no/such/folder/result.csv", "no such folder"),
        ("result", "has no ending"),
        ("result.parquet", "no output format"),
        (".", "no ending"),
    ],
)
def test_places_that_cannot_be_written(path, words, tmp_path):
    _, errors = tally(CALLS, "-c", f'show count into "{path}"', status=1, cwd=tmp_path)
    assert words in errors.replace("does not exist", "no such folder") and leftovers(tmp_path) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only(tmp_path):
    tmp_path.chmod(0o500)
    _, errors = tally(CALLS, "-c", f'show count into "{tmp_path}/result.csv"', status=1)
    tmp_path.chmod(0o700)
    assert "permission denied" in errors.lower() and leftovers(tmp_path) == []


# Data that cannot be loaded


def zipped(name):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "x" * 100)
    return buffer.getvalue()


UNLOADABLE = {
    "binary": (bytes(range(256)) * 40, "binary file"),
    "page.csv": (b"<!DOCTYPE html>\n<html><head><title>Log in</title></head></html>", "HTML page"),
    "empty.csv": (b"", "is empty"),
    "pointer.csv": (
        b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12345\n", "Git LFS pointer"),
    "archive.csv": (zipped("calls.csv"), "zip archive"),
    "sheet.csv": (zipped("xl/workbook.xml"), "Excel workbook"),
    "sheet.xlsx": (zipped("[Content_Types].xml"), "Excel workbook"),
    "image.csv": (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG image"),
    "database.csv": (b"SQLite format 3\x00" + bytes(100), "SQLite database"),
    "table.csv": (b"PAR1" + bytes(100), "Parquet"),
    "wide.csv": ("a,b\n1,ä\n".encode("utf-32"), "is UTF-32"),
    "nested.json": (b"[" * 300_000 + b"]" * 300_000, "JSON without rows"),
}


@pytest.mark.parametrize("name", UNLOADABLE)
def test_files_that_hold_no_table(name, tmp_path):
    content, words = UNLOADABLE[name]
    (tmp_path / name).write_bytes(content)
    output, errors = tally(name, "-c", "show count", status=4, cwd=tmp_path)
    assert output == "" and errors.startswith(f"error: `{name}` ") and words in errors
    assert len(errors.splitlines()) <= 2


def test_places_without_data(tmp_path):
    _, errors = tally("missing.csv", "-c", "show count", status=4, cwd=tmp_path)
    assert errors == "error: `missing.csv` does not exist.\n"
    _, errors = tally(tmp_path, "-c", "show count", status=4)
    assert errors == f"error: `{tmp_path}` is a directory, expected a file.\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    secret.chmod(0)
    _, errors = tally(secret, "-c", "show count", status=4)
    assert errors == f"error: `{secret}` cannot be read: permission denied.\n"


def test_empty_standard_input():
    _, errors = tally("-", "-c", "show count", status=4)
    assert errors.startswith("error: standard input is empty")


def test_one_bad_file_among_several(tmp_path):
    _, errors = tally(CALLS, tmp_path / "missing.csv", "-c", "show count", status=4)
    assert "missing.csv` does not exist" in errors


def test_a_header_without_rows(tmp_path):
    (tmp_path / "header.csv").write_text("district,late,opened\n")
    run = lambda query: tally("header.csv", "-c", query, cwd=tmp_path)[0]
    assert run("show count") == "count\n0\n"
    assert run("group by district show count") == "district,count\n"
    assert run("list district") == "district\n"
    assert run("") == ""


def test_compressed_data_is_recognised_by_content(tmp_path):
    (tmp_path / "calls.csv").write_bytes(gzip.compress(CALLS.read_bytes()))
    assert tally(tmp_path / "calls.csv", "-c", "show count")[0] == "count\n12\n"


# Interruption


def big(tmp_path):
    """Enough rows for a load that can be interrupted."""
    path = tmp_path / "big.csv"
    lines = CASES.read_bytes().split(b"\n", 1)
    with open(path, "wb") as file:
        file.write(lines[0] + b"\n")
        for _ in range(150):
            file.write(lines[1])
    return path


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_while_loading(number, tmp_path):
    program = subprocess.Popen(
        [PROGRAM, big(tmp_path), "--threads", "1", "--output", tmp_path / "result.csv", "-c", "list case, address"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    wait_until_it_listens(program.pid, number)
    program.send_signal(number)
    output, errors = program.communicate(timeout=60)
    assert program.returncode == 130 and output == b"" and errors.endswith(b"interrupted\n")
    assert leftovers(tmp_path, "big.csv") == []


@pytest.mark.parametrize("arguments", [["-", "-c", "show count"], [CALLS]])
def test_interrupted_while_waiting_for_standard_input(arguments):
    program = subprocess.Popen(
        [PROGRAM, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        program.stdin.write(b"a,b\n1,2\n")
        program.stdin.flush()
        wait_until_it_listens(program.pid)
        program.send_signal(signal.SIGINT)
        assert program.wait(timeout=60) == 130
        assert program.stdout.read() == b"" and program.stderr.read() == b"interrupted\n"
    finally:
        program.kill()


def test_interrupted_while_a_slow_reader_takes_the_result(tmp_path):
    program = subprocess.Popen(
        [PROGRAM, CASES, "-c", "list case, address; list case, address; list case, address"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    program.stdout.read(1000)
    program.send_signal(signal.SIGINT)
    output, _ = program.communicate(timeout=60)
    assert program.returncode in (0, 130)


# Sameness


def test_clauses_in_any_order_give_the_same_bytes():
    clauses = [
        "group by district", 'where reason = "Customer Service"', "show count, late%, median time_to_close",
        "sort by count desc", "having count > 300", "with totals"]
    orders = list(itertools.permutations(clauses))
    script = "; ".join(" ".join(order) for order in orders[:: len(orders) // 60])
    output, _ = tally(CASES, "-c", script)
    results = output.split("\n\n")
    assert len(results) >= 60 and len({result.strip() for result in results}) == 1


@pytest.mark.parametrize("query", [
    "group by type, district show count, late%, median time_to_close, avg days(time_to_close), stddev days(time_to_close)",
    "over week across category show count, avg overdue, running count",
    "group by address show count, first type, last type, mode type top 50 by count with others, totals",
    "list case, address sort by age desc, case limit 100",
])
def test_threads_do_not_change_a_byte(query):
    one, two, three = (tally(CASES, "--threads", count, "-c", query)[0] for count in (1, 2, 3))
    assert one == two == three and len(one) > 100


def test_published_order_of_the_districts():
    output, _ = tally(CASES, "-c", "group by district show count, late% sort by count desc")
    rows = list(csv.DictReader(io.StringIO(output)))
    assert [row["district"] for row in rows] == ["1", "3", "5", "2", "4", "7", "6", "10", "9", "8", "0"]
    late = sum(float(row["late%"]) * int(row["count"]) for row in rows)
    assert late == pytest.approx(4734)
