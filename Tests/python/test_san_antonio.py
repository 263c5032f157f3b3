"""The report on San Antonio's Customer Service: its whole output, and the published figures in it."""

import pytest

import tally

REPORT = tally.TOP / "examples" / "san_antonio.tally"
DISTRICTS = ["1", "3", "5", "2", "4", "7", "6", "10", "9", "8", "0"]
DEPARTMENTS = ["311", "Solid Waste Management", "Public Works", "Animal Care Services", "Parks and Recreation"]


@pytest.fixture(scope="module")
def report():
    return tally.tables(tally.run(tally.SAN_ANTONIO, "-f", REPORT, "-o", "csv"))


def by(table, column):
    return {row[column]: row for row in table}


def percent(row, column):
    """As it is published: in percent, to a tenth."""
    return round(100 * float(row[column]), 1)


@pytest.mark.parametrize("form", ["table", "csv"])
def test_output(form):
    output = tally.run(tally.SAN_ANTONIO, "-f", REPORT, "-o", form)
    tally.compare_with_golden(tally.without_times(output), f"san_antonio.{form}")


def test_whole(report):
    row, = report[0]
    assert row["cases"] == "7514" and row["still_open"] == "1788" and row["closed_cases"] == "5726"
    assert percent(row, "missed") == 63.0 and percent(row, "closed%") == 76.2
    assert float(row["days_to_close"]) == 2_038_165
    # 355d 22:46:49.081383164, printed from a 64-bit float.
    published = 355 * 86_400 + 22 * 3_600 + 46 * 60 + 49.081383164
    assert float(row["mean_to_close"]) == pytest.approx(published, rel=1e-9)


def test_districts(report):
    # Published as 1, 3, 5, 2, 4, 7, 6, 10, 9, 8, 0, most cases first.
    assert [row["district"] for row in report[1]] == DISTRICTS
    assert round(100 * float(report[1][0]["share"])) == 41
    assert sum(int(row["cases"]) for row in report[1]) == 7_514


def test_departments(report):
    assert [row["department"] for row in report[2]] == DEPARTMENTS
    rows = by(report[2], "department")
    assert percent(rows["Solid Waste Management"], "closed%") == 98.9
    assert percent(rows["Solid Waste Management"], "met") == 95.3
    assert percent(rows["Public Works"], "closed%") == 93.3 and percent(rows["Public Works"], "missed") == 63.9
    assert percent(rows["Animal Care Services"], "closed%") == 31.0
    assert percent(rows["Animal Care Services"], "missed") == 87.1
    assert percent(rows["Parks and Recreation"], "closed%") == 100.0 and percent(rows["Parks and Recreation"], "met") == 79.8


def test_categories(report):
    rows = by(report[3], "category")
    assert set(rows) == {"Information", "Dockless Vehicles"}
    assert round(100 * float(rows["Information"]["closed%"])) == 66
    dockless = rows["Dockless Vehicles"]
    assert dockless["cases"] == "2509" and dockless["still_open"] == "76" and dockless["closed_cases"] == "2433"
    assert round(100 * float(dockless["closed%"])) == 97
    assert float(dockless["days_to_close"]) == 1_628_948
    published = 669 * 86_400 + 12 * 3_600 + 32 * 60 + 15.388409368
    assert float(dockless["mean_to_close"]) == pytest.approx(published, rel=1e-9)


def test_sources(report):
    shares = {row["source"]: percent(row, "share") for row in report[4]}
    assert shares == {"Constituent Call": 73.4, "311 Mobile App": 26.6, "Code Proactive Calls": 0.0}


def test_sources_of_categories(report):
    assert [row["source"] for row in report[5] if row["category"] == "Information"] == ["Constituent Call"]
    app, = [row for row in report[5] if row["source"] == "311 Mobile App"]
    assert app["category"] == "Dockless Vehicles" and 0.79 < float(app["share"]) < 0.80


def test_types(report):
    assert report[6][0]["type"] == "Cust. Serv.(Complaint)"
    assert float(report[6][-1]["running"]) == pytest.approx(1)


def test_years(report):
    rows = by(report[7], "year")
    totals = {"2019": 1, "2020": 770, "2021": 1528, "2022": 1210, "2023": 3531, "2024": 474}
    dockless = {"2019": 0, "2020": 484, "2021": 785, "2022": 618, "2023": 564, "2024": 58}
    assert {year: int(row["(total)"]) for year, row in rows.items() if year in totals} == totals
    assert {year: int(row["Dockless Vehicles"]) for year, row in rows.items() if year in dockless} == dockless
    assert int(rows["(total)"]["(total)"]) == 7_514


def test_complaints_and_compliments(report):
    complaint, compliment = "Cust. Serv.(Complaint)", "Cust. Serv.(Compliment)"
    types = {row["type"]: int(row["cases"]) for row in report[6]}
    for table in report[8:10]:
        assert sum(int(row[complaint]) for row in table) == types[complaint]
        assert sum(int(row[compliment]) for row in table) == types[compliment]


def test_reasons_for_lateness_and_for_district_1(report):
    # Three days of bulk closing carry most of the late dockless cases.
    bulk = [int(row["cases"]) for row in report[10][:3]]
    assert sum(bulk) > 0.8 * 2_300 and min(bulk) > 100 * int(report[10][3]["cases"])
    leaders = [row["district"] for row in report[11] if row["dockless"] == "true"]
    assert leaders[0] == "1"
