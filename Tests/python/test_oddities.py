"""Each oddity that `tally describe` tells of, fired by a file of a few rows, and silent without it."""

import pytest
from tally import run

HEADER = "CASEID,OPENEDDATETIME,CLOSEDDATETIME,Late (Yes/No),SLA_Date,Category,Dept\n"


def describe(folder, text, *arguments):
    path = folder / "odd.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    page = run("describe", path, *arguments)
    return page, [line[2:] for line in page.splitlines() if line.startswith("- ")]


def rows(*changes, count=60):
    """Ordinary rows of San Antonio's layout; a change is (row, column, value)."""
    cells = [
        [str(n), f"2020-01-{1 + n % 28:02}", f"2020-02-{1 + n % 28:02}", "NO", "2020-03-01", "Trash", "Parks"]
        for n in range(count)
    ]
    for n, row in enumerate(cells):
        row[5] = ["Trash", "Noise"][n % 2]
        row[6] = ["Parks and Recreation", "Public Works"][n // 2 % 2]
        row[3] = ["YES", "NO"][n // 3 % 2]
        row[4] = f"2020-03-{1 + n % 28:02}"
    for row, column, value in changes:
        cells[row][column] = value
    return HEADER + "".join(",".join(row) + "\n" for row in cells)


def test_nothing_odd(tmp_path):
    page, found = describe(tmp_path, rows())
    assert found == [] and page.splitlines()[-1] == "nothing odd was found"


@pytest.mark.parametrize(
    "changes, oddity",
    [
        ([(7, 2, "2019-01-01")], "closed before opened: 1 row"),
        ([(8, 0, "7")], "`case`: the key of an earlier row in 1 row"),
        ([(8, 0, ""), (9, 0, "")], "`case`: no key in 2 rows"),
        ([(5, 2, "2022-05-01")], "`closed`: more than a year after the data's end (2020-02-28) in 1 row"),
        ([(5, 4, "2199-12-31")], "`due`: more than a year after the data's end (2020-02-28) in 1 row"),
        ([(5, 2, "1900-01-01")], "`closed`: before 1950 in 1 row, which may stand for a missing time"),
        ([(5, 5, "TRASH")], '`category`: "TRASH" (1 row) may mean "Trash" (30 rows): recode "TRASH" as "Trash"'),
        ([(5, 5, "Noise ")], '`category`: spaces around the text in 1 row, such as "Noise "'),
        ([(5, 5, "BÃ¼ro")], '`category`: garbled characters in 1 row, such as "BÃ¼ro"'),
        ([(5, 5, "N/A")], '`category`: "N/A" in 1 row may stand for a missing value; `--missing "N/A"` reads it so'),
        ([(5, 5, " ")], '`category`: " " in 1 row may stand for a missing value; `--missing " "` reads it so'),
        ([(n, 5, "Noise") for n in range(60)], "`category` has one value in all rows"),
        ([(n, 5, "") for n in range(60)], "`category` is empty"),
        ([(3, 1, "soon")], "column `OPENEDDATETIME`: one value is not a date and loaded as missing, such as \"soon\" in line 5"),
    ],
)
def test_oddity(tmp_path, changes, oddity):
    _, found = describe(tmp_path, rows(*changes))
    assert oddity in found, found


def test_whole_rows_and_ragged_rows(tmp_path):
    text = rows()
    last = text.splitlines()[-1]
    _, found = describe(tmp_path, text + last + "\n" + "99,2020-01-01\n")
    assert "the same as an earlier row in every column: 1 row" in found
    assert "`case`: the key of an earlier row in 1 row" in found
    assert "one row has another number of fields than the header (7) and was padded or cut, such as line 63 with 2" in found


@pytest.mark.parametrize(
    "few, many",
    [
        ("Dockless Vehicle", "Dockless Vehicles"), ("Parks & Recreation", "Parks and Recreation"),
        ("closed", "Closed"), ("Pot-Hole", "Pothole"), ("Street  Light", "Street Light"),
    ],
)
def test_spellings(tmp_path, few, many):
    text = "id,kind\n" + "".join(f"{n},{[many, 'Other'][n % 2]}\n" for n in range(60)) + f"60,{few}\n"
    _, found = describe(tmp_path, text)
    assert found == [f'`kind`: "{few}" (1 row) may mean "{many}" (30 rows): recode "{few}" as "{many}"']
    profile = run("describe", "--profile", tmp_path / "odd.csv")
    assert f'recode "{few}" as "{many}"' in profile


@pytest.mark.parametrize("one, other", [("Ward 1", "Ward 11"), ("District 1", "District 2"), ("Bus", "Bu"), ("Glass", "Glas")])
def test_other_things_are_no_spellings(tmp_path, one, other):
    _, found = describe(tmp_path, "id,kind\n" + "".join(f"{n},{[one, other][n % 2]}\n" for n in range(60)))
    assert found == []


def test_shapes(tmp_path):
    page, _ = describe(tmp_path, "n,t\n" + "".join(f"{n * n},{'aab'[n % 3]}\n" for n in range(120)))
    lines = [line for line in page.splitlines() if line[:2] in ("n ", "t ")]
    assert "  █▄▃▃▂▂▂▂▂▂▂▂  0 … 3481 … 14161" in lines[0], lines[0]
    assert "  █▄            a 80, b 40" in lines[1]


def test_flags_of_a_proposed_profile_keep_their_meaning(tmp_path):
    text = "id,opened,done,urgent,late\n" + "".join(f"{n},2020-01-01,{'YN'[n % 2]},{n % 2},{['true', 'false'][n % 3 > 0]}\n" for n in range(60))
    (tmp_path / "calls.csv").write_text(text)
    (tmp_path / "mine.tally").write_text(run("describe", "--profile", tmp_path / "calls.csv"))
    query = f'use "{tmp_path}/mine.tally"\n\nshow count if done, count if urgent, count if late'
    assert run(tmp_path / "calls.csv", "-c", query).splitlines()[1] == "30,30,20"
