"""`tally describe`: what is in a file, what is odd about it, and the profile that it proposes."""

import pytest
from tally import SAN_ANTONIO, SHARED, run

ODD = """id,opened,closed,type,status,note,empty,always
1,2020-01-01,2020-01-05,Dead Animal,Closed, x,,v
2,2020-01-02,2020-01-01,Dead Animals,CLOSED,y,,v
3,2020-01-03,,Dead Animals,Closed,NA,,v
4,2020-01-04,1900-01-01,Dead Animals,Closed,NA,,v
4,2020-01-04,1900-01-01,Dead Animals,Closed,NA,,v
5,2020-01-05,2020-01-07,Parks & Recreation,Closed,ZÃ¼rich,,v
6,2020-01-06,2020-01-07,Parks and Recreation,Closed,y,,v
7,2020-01-07,2020-01-08
"""


def write(folder, text):
    path = folder / "odd.csv"
    path.write_text(text)
    return path


def test_oddities(tmp_path):
    page = run("describe", write(tmp_path, ODD))
    assert page.startswith("odd: 8 rows × 8 columns · no profile fits")
    for oddity in [
        "one row has another number of fields than the header (8) and was padded or cut, such as line 9 with 3",
        "the same as an earlier row in every column: 1 row",
        "closed before opened: 3 rows",
        "`closed`: before 1950 in 2 rows",
        "`empty` is empty",
        '"NA" in 3 rows may stand for a missing value',
        '`note`: spaces around the text in 1 row, such as " x"',
        "`note`: garbled characters in 1 row",
        'recode "Dead Animal" as "Dead Animals"',
        'recode "CLOSED" as "Closed"',
        "Parks",
    ]:
        assert oddity in page, page


def test_columns(tmp_path):
    page = run("describe", write(tmp_path, "n,t\n" + "".join(f"{i},{'ab'[i % 3 == 0]}\n" for i in range(101))))
    rows = [line.split() for line in page.splitlines()]
    assert ["n", "integer", "0", "101"] == rows[3][:4] and rows[3][-5:] == ["0", "…", "50", "…", "100"]
    assert ["t", "text", "0", "2"] == rows[4][:4] and " ".join(rows[4][-4:]) == "a 67, b 34"
    assert page.splitlines()[-1] == "nothing odd was found"


def test_proposed_profile_can_be_used(tmp_path):
    data = write(tmp_path, "Ticket ID,Opened At,Closed At,Ward,Dept,Long,Lat\n" + "".join(
        f"T{i},2020-01-{1 + i % 28:02},2020-02-01,{i % 9},{('Parks', 'parks')[i % 20 == 0]},1.5,2.5\n" for i in range(200)))
    profile = tmp_path / "mine.tally"
    profile.write_text(run("describe", "--profile", data))
    text = profile.read_text()
    for line in ['key      case            = "Ticket ID"', 'time     opened          = "Opened At"',
                 'point    location        = "Long", "Lat"', 'recode "parks" as "Parks"']:
        assert line in text, text
    query = f'use "{profile}"\n\ngroup by department show count, open%'
    assert run(data, "-c", query) == "department,count,open%\nParks,200,0\n"


def test_profile_that_fits():
    page = run("describe", SAN_ANTONIO)
    assert "profile san_antonio" in page.splitlines()[0]
    assert any(line.startswith("district = Council District") for line in page.splitlines())


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/data")
@pytest.mark.parametrize(
    "file, oddities",
    [
        ("st_louis/stlcsb_january_2018.csv", ["in every column: 13 rows", 'recode "Closed" as "CLOSED"']),
        ("boston/boston311-100-bad.tsv", ["such as line 41 with 30"]),
        ("boston/boston311-100-20dupes-random.csv", ["in every column: 20 rows"]),
        ("zurich/zueri_wie_neu_62245.csv", ["in every column: 232 rows"]),
    ],
)
def test_real_files(file, oddities):
    page = run("describe", SHARED / file)
    for oddity in oddities:
        assert oddity in page, page
