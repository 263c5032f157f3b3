"""Workbooks, databases and side files, read back with other people's readers."""

import datetime
import hashlib
import json
import os
import sqlite3
import subprocess

import openpyxl
import pytest
from openpyxl.utils.escape import unescape
from tally import PROGRAM, SAN_ANTONIO, attempt, compare_with_golden, run

FIXED = dict(os.environ, SOURCE_DATE_EPOCH="1709553600")

# Texts that a format could trip over.
HOSTILE = [
    "00123", "=1+1", "@SUM(1+1)*cmd|' /C calc'!A0", "-5 degrees", "{=1}", "https://example.org/", "mailto:a@example.org",
    "<script>alert('x')</script> & \"quoted\"", "two\nlines", "bell \x07 escape \x1b[31m", "_x0041_ stays", "a_b_c",
    "日本語 👩‍🚒 e\u0301", "  padded  ", "TRUE", "1e5", "2020-01-01x", "'", "x" * 32_767,
]

SCRIPT = """
group by category show count, late%, median time_to_close with totals into "report.ENDING"

over year across category show count into "report.ENDING"

where district = 7 sort by case limit 3 list case, opened, closed, open, time_to_close, type into "report.ENDING"

group by source show late% compare to previous year into "report.ENDING"
"""


def written(folder, script, ending, *options):
    """The file that a script leaves in a folder."""
    (folder / "report.tally").write_text(script.replace("ENDING", ending))
    run(SAN_ANTONIO, "-f", "report.tally", *options, cwd=folder, env=FIXED)
    return folder / f"report.{ending}"


@pytest.fixture
def hostile(tmp_path):
    path = tmp_path / "hostile.csv"
    lines = ['%d,"%s"\n' % (number, text.replace('"', '""')) for number, text in enumerate(HOSTILE)]
    path.write_bytes(("no,text\n" + "".join(lines)).encode() + b'99,"cut%s"\n' % (b"x" * 40_000))
    return path


def dump(book):
    lines = []
    for sheet in book:
        lines.append(f"== {sheet.title}  header {sheet.freeze_panes}  filter {sheet.auto_filter.ref}")
        for row in sheet.iter_rows():
            cells = [
                "" if cell.value is None else f"{cell.value!r}" + (
                    f" {cell.number_format}" if cell.number_format != "General" else "") for cell in row
            ]
            lines.append(" | ".join(cells).replace(str(SAN_ANTONIO), "DATA"))
    return "\n".join(line for line in lines if "'modified'" not in line) + "\n"


def test_workbook(tmp_path):
    book = openpyxl.load_workbook(written(tmp_path, SCRIPT, "xlsx"))
    compare_with_golden(dump(book), "workbook.txt")
    first = book.worksheets[0]
    assert [cell.font.b for cell in first[1]] == [True] * 4
    assert first["C2"].data_type == "n" and first["A4"].font.b and first.column_dimensions["A"].width > 10
    digest = hashlib.sha256(SAN_ANTONIO.read_bytes()).hexdigest()
    assert digest in [row[2] for row in book["About"].values]
    assert sorted(os.listdir(tmp_path)) == ["report.tally", "report.xlsx"]


def test_database(tmp_path):
    database = sqlite3.connect(written(tmp_path, SCRIPT, "sqlite"))
    lines = []
    for name, text in database.execute("SELECT name, sql FROM sqlite_master").fetchall():
        lines.append(text)
        rows = [repr(row).replace(str(SAN_ANTONIO), "DATA") for row in database.execute(f'SELECT * FROM "{name}"')]
        lines += [row for row in rows if "'modified'" not in row]
    compare_with_golden("\n".join(lines) + "\n", "database.txt")
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_declared_types_convert_themselves(tmp_path):
    query = "where case = 1015801697 list opened, t = opened + 90min, open into \"report.ENDING\""
    path = written(tmp_path, query, "sqlite")
    database = sqlite3.connect(path, detect_types=sqlite3.PARSE_DECLTYPES)
    rows = database.execute("SELECT * FROM opened_t_open").fetchall()
    assert rows == [(datetime.date(2020, 1, 1), datetime.datetime(2020, 1, 1, 1, 30), 0)]


def test_hostile_texts_in_a_workbook(hostile, tmp_path):
    run(hostile, "-c", 'list no, text into "x.xlsx"', cwd=tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(min_row=2))
    assert {row[1].data_type for row in rows} <= {"s", "inlineStr"}
    assert all(row[1].hyperlink is None for row in rows)
    texts = [unescape(row[1].value) for row in rows]
    assert texts[:-1] == HOSTILE
    assert texts[-1] == "cut" + "x" * 32_763 + "…"


def test_hostile_texts_in_a_database(hostile, tmp_path):
    run(hostile, "-c", 'list no, text into "x.db"', cwd=tmp_path)
    texts = [row[0] for row in sqlite3.connect(tmp_path / "x.db").execute("SELECT text FROM no_text")]
    assert texts[:-1] == HOSTILE and len(texts[-1]) == 40_003


def test_hostile_names(tmp_path):
    path = tmp_path / "names.csv"
    path.write_text('"a/b[c]:*?\\","Late","select","x""y"\n1,2,3,4\n')
    queries = ["group by `a/b[c]:*?\\` show sum late", "group by select show LATE = max late, `x\"y` = sum `x\"y`",
               "group by `a/b[c]:*?\\` show sum late", "list `a/b[c]:*?\\`, Late"]
    for ending in "xlsx", "sqlite":
        script = "\n\n".join(f'{query} into "n.{ending}"' for query in queries)
        (tmp_path / "n.tally").write_text(script)
        run(path, "-f", "n.tally", cwd=tmp_path)
    names = openpyxl.load_workbook(tmp_path / "n.xlsx").sheetnames
    assert len(names) == 5 and len({name.lower() for name in names}) == 5
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    database = sqlite3.connect(tmp_path / "n.sqlite")
    tables = [name for name, in database.execute("SELECT name FROM sqlite_master")]
    assert len(tables) == 5 and all(name.isidentifier() for name in tables)


def test_dates_and_numbers_that_excel_has_not(tmp_path):
    path = tmp_path / "odd.csv"
    path.write_text("day,number,id\n1850-06-01,1.5,1234567890123456\n1900-03-01,0.25,7\n9999-12-31,-2000000,8\n")
    run(path, "-c", 'list day, number, id into "x.xlsx"', cwd=tmp_path)
    rows = list(openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets[0].values)[1:]
    assert rows[0] == ("1850-06-01", 1.5, "1234567890123456")
    assert rows[1] == (datetime.datetime(1900, 3, 1), 0.25, "7")
    assert rows[2] == (datetime.datetime(9999, 12, 31), -2_000_000, "8")


@pytest.mark.parametrize("columns, ending, error", [
    (16_384, "xlsx", None), (2_000, "sqlite", None), (2_001, "sqlite", "room for 2,000 columns"),
])
def test_wide_results(tmp_path, columns, ending, error):
    path = tmp_path / "wide.csv"
    path.write_text(",".join(f"c{n}" for n in range(columns)) + "\n" + ",".join(map(str, range(columns))) + "\n")
    done = attempt(path, "-c", f'where true into "w.{ending}"', cwd=tmp_path)
    if error:
        assert done.returncode == 1 and error in done.stderr and os.listdir(tmp_path) == ["wide.csv"]
    elif ending == "xlsx":
        sheet = openpyxl.load_workbook(tmp_path / "w.xlsx", read_only=True).worksheets[0]
        assert list(sheet.values)[1] == tuple(range(columns))
    else:
        name, = sqlite3.connect(tmp_path / "w.sqlite").execute("SELECT name FROM sqlite_master LIMIT 1").fetchone()
        assert name == "c0_c1_c2_c3_1996_more"


def test_an_existing_file_stays(tmp_path):
    for ending in "xlsx", "sqlite":
        (tmp_path / f"x.{ending}").write_text("precious")
        text = f'show count into "x.{ending}"'
        done = attempt(SAN_ANTONIO, "-c", text, cwd=tmp_path)
        assert done.returncode == 1 and "exists already" in done.stderr
        assert (tmp_path / f"x.{ending}").read_text() == "precious"
        run(SAN_ANTONIO, "-c", text, "--overwrite", cwd=tmp_path)
        assert (tmp_path / f"x.{ending}").read_bytes()[:2] in (b"PK", b"SQ")


def test_a_script_that_fails_leaves_no_workbook(tmp_path):
    (tmp_path / "taken.csv").write_text("precious")
    script = 'show count into "x.xlsx"\n\nshow count into "taken.csv"\n'
    done = attempt(SAN_ANTONIO, "-c", script, cwd=tmp_path)
    assert done.returncode == 1 and "x.xlsx was not written" in done.stderr
    assert os.listdir(tmp_path) == ["taken.csv"]


def test_all_results_of_a_run_in_one_file(tmp_path):
    run(SAN_ANTONIO, "-c", "group by district show count", "-c", "show late%", "--output", "all.xlsx", cwd=tmp_path)
    assert openpyxl.load_workbook(tmp_path / "all.xlsx").sheetnames == ["count by district", "late%", "About"]
    piped = subprocess.run([PROGRAM, SAN_ANTONIO, "-c", "show count", "-o", "sqlite"], capture_output=True, check=True)
    (tmp_path / "piped.sqlite").write_bytes(piped.stdout)
    assert sqlite3.connect(tmp_path / "piped.sqlite").execute("SELECT * FROM count").fetchall() == [(7514,)]


def test_durations_in_the_unit_asked_for(tmp_path):
    for unit, value in ("hours", 24.0 * 3), ("days", 3.0):
        run(SAN_ANTONIO, "-c", 'show m = median overdue + 3d - median overdue', "--durations", unit,
            "--output", f"{unit}.xlsx", cwd=tmp_path)
        rows = list(openpyxl.load_workbook(tmp_path / f"{unit}.xlsx").worksheets[0].values)
        assert rows == [(f"m ({unit})",), (value,)]


@pytest.mark.parametrize("way", ["flag", "setting", "output"])
def test_side_file(tmp_path, way):
    query = "where district = 1 group by category show late%"
    if way == "flag":
        run(SAN_ANTONIO, "-c", f'{query} into "x.csv"', "--provenance", cwd=tmp_path, env=FIXED)
    elif way == "setting":
        run(SAN_ANTONIO, "-c", f'set provenance = true\n\n{query} into "x.csv"', cwd=tmp_path, env=FIXED)
    else:
        run(SAN_ANTONIO, "-c", query, "--output", "x.csv", "--provenance", cwd=tmp_path, env=FIXED)
    account = json.loads((tmp_path / "x.csv.provenance.json").read_text())
    assert account["file"] == "x.csv" and account["made"] == "2024-03-04T12:00:00Z"
    result, = account["results"]
    assert result["query"].startswith(query) and result["rows"] == 2
    assert result["account"] == "3,081 of 7,514 rows · as of 2024-03-04"
    data, = account["data"]
    assert data["bytes"] == SAN_ANTONIO.stat().st_size
    assert data["sha256"] == hashlib.sha256(SAN_ANTONIO.read_bytes()).hexdigest()
    assert (tmp_path / "x.csv").read_text().startswith("category,late%\n")


def test_a_side_file_is_not_replaced(tmp_path):
    (tmp_path / "x.csv.provenance.json").write_text("precious")
    query = 'show count into "x.csv"'
    done = attempt(SAN_ANTONIO, "-c", query, "--provenance", cwd=tmp_path)
    assert done.returncode == 1 and "exists already" in done.stderr
    assert os.listdir(tmp_path) == ["x.csv.provenance.json"]
