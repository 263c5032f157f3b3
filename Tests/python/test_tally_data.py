"""Tests of tally-data: the committed example is what the generator writes, and the generators keep their promises."""

import collections
import csv
import datetime
import io
import os
import subprocess

import pytest
from tally import DATA_PROGRAM, SHARED, TOP

EXAMPLES = TOP / "examples" / "data"
SAN_ANTONIO = (
    "Category,CASEID,OPENEDDATETIME,SLA_Date,CLOSEDDATETIME,Late (Yes/No),Dept,REASONNAME,TYPENAME,CaseStatus,SourceID,"
    "OBJECTDESC,Council District,XCOORD,YCOORD,Report Starting Date,Report Ending Date"
)


def run(*arguments, status=0):
    done = subprocess.run([DATA_PROGRAM, *map(str, arguments)], capture_output=True, timeout=120)
    assert done.returncode == status, done.stderr.decode()
    return done


def rows(*arguments):
    text = run(*arguments).stdout.decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def share(items, condition):
    return sum(map(bool, map(condition, items))) / len(items)


@pytest.mark.parametrize(
    "command, name", [
        ("customer-service", "san_antonio_customer_service.csv"), ("districts", "districts.csv"),
        ("districts --outlines", "districts.geojson")])
def test_committed_example_is_what_the_generator_writes(command, name, tmp_path):
    run(*command.split(), "-o", tmp_path / name)
    assert (tmp_path / name).read_bytes() == (EXAMPLES / name).read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_check_confirms_every_published_figure():
    output = run("customer-service", "--check", EXAMPLES / "san_antonio_customer_service.csv").stdout.decode()
    assert "DIFFERS" not in output
    assert "ok       days to close = 2038165\n" in output
    assert output.count("\nok ") >= 50


def test_check_finds_a_changed_file(tmp_path):
    text = (EXAMPLES / "san_antonio_customer_service.csv").read_text()
    changed = tmp_path / "changed.csv"
    changed.write_text(text.replace(",Open,", ",Closed,", 1))
    output = run("customer-service", "--check", changed, status=1).stdout.decode()
    assert "DIFFERS  open = 1787 (published: 1788)" in output


def test_example_agrees_with_figures_computed_here():
    """The check is written in the generator's language; this is a second opinion."""
    with open(EXAMPLES / "san_antonio_customer_service.csv", newline="") as file:
        cases = list(csv.DictReader(file, strict=True))
    day = datetime.date.fromisoformat
    closed = [case for case in cases if case["CLOSEDDATETIME"]]
    days = sum((day(case["CLOSEDDATETIME"]) - day(case["OPENEDDATETIME"])).days for case in closed)
    assert (len(cases), len(closed), days) == (7514, 5726, 2_038_165)
    late = collections.Counter(case["Dept"] for case in cases if case["Late (Yes/No)"] == "YES")
    assert late == {
        "311": 4259, "Public Works": 230, "Animal Care Services": 183, "Solid Waste Management": 42,
        "Parks & Recreation": 20}
    districts = [name for name, _ in collections.Counter(case["Council District"] for case in cases).most_common()]
    assert districts == ["1", "3", "5", "2", "4", "7", "6", "10", "9", "8", "0"]


@pytest.mark.parametrize("command", ["san-antonio", "nyc"])
def test_a_seed_decides_every_byte(command):
    first = run(command, "--rows", 1000, "--seed", 5).stdout
    assert first == run(command, "--rows", 1000, "--seed", 5).stdout
    assert first != run(command, "--rows", 1000, "--seed", 6).stdout


@pytest.mark.parametrize("count", [0, 1, 1000])
def test_row_counts_and_headers(count):
    for command in ("san-antonio", "nyc"):
        text = run(command, "--rows", count).stdout.decode()
        records = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        assert len(records) == count + 1
        assert {len(record) for record in records} == {17 if command == "san-antonio" else 41}
    assert run("san-antonio", "--rows", count).stdout.decode().splitlines()[0] == SAN_ANTONIO


@pytest.mark.skipif(not SHARED.exists(), reason="../shared/data is not there")
def test_headers_are_those_of_the_real_files():
    for command, name in [
        ("nyc", "nyc/nyc_4zips_2025-03-24.csv"), ("san-antonio", "san_antonio/allservicecalls_2021-05_5rows_recovered.csv")
    ]:
        with open(SHARED / name, newline="") as file:
            expected = next(csv.reader(file))
        assert run(command, "--rows", 0).stdout.decode().rstrip("\n").split(",") == expected


def test_feed_has_the_shape_of_the_city(tmp_path):
    feed = rows("san-antonio", "--rows", 60_000)
    assert share(feed, lambda row: row["Late (Yes/No)"] == "YES") == pytest.approx(0.19, abs=0.02)
    assert share(feed, lambda row: not row["CLOSEDDATETIME"]) == pytest.approx(0.109, abs=0.015)
    assert share(feed, lambda row: not row["Dept"]) == pytest.approx(0.10, abs=0.01)
    assert share(feed, lambda row: not row["SLA_Date"]) == pytest.approx(0.029, abs=0.005)
    assert len({row["Category"] for row in feed}) == 11
    assert len({row["REASONNAME"] for row in feed}) >= 26
    assert 250 <= len({row["TYPENAME"] for row in feed}) <= 320
    assert {row["Council District"] for row in feed} == {str(district) for district in range(11)}
    assert any(row["REASONNAME"] == "Customer Service" for row in feed)
    assert any("  " in row["OBJECTDESC"] and "," in row["OBJECTDESC"] for row in feed)
    assert 0 < len(feed) - len({row["CASEID"] for row in feed}) < 1_800
    for row in feed:
        assert (row["CaseStatus"] == "Open") == (row["CLOSEDDATETIME"] == "")
        due, end = row["SLA_Date"], row["CLOSEDDATETIME"] or row["Report Ending Date"]
        assert (row["Late (Yes/No)"] == "YES") == (due != "" and end > due)


def test_times_are_asked_for():
    assert all(len(row["OPENEDDATETIME"]) == 10 for row in rows("san-antonio", "--rows", 200))
    timed = rows("san-antonio", "--rows", 2000, "--times")
    assert len({datetime.datetime.fromisoformat(row["OPENEDDATETIME"]).time() for row in timed}) > 1000
    assert all(not row["CLOSEDDATETIME"] or row["CLOSEDDATETIME"] > row["OPENEDDATETIME"] for row in timed)


def test_dirt_soils_some_rows_of_the_clean_feed():
    clean = rows("san-antonio", "--rows", 5000)
    dirty = rows("san-antonio", "--rows", 5000, "--dirt")
    assert share(list(zip(clean, dirty)), lambda pair: pair[0] != pair[1]) == pytest.approx(0.08, abs=0.03)
    assert any(row["CLOSEDDATETIME"] and row["CLOSEDDATETIME"] < row["OPENEDDATETIME"] for row in dirty)
    assert any(row["CLOSEDDATETIME"].startswith(("1900", "2099")) for row in dirty)
    assert any(row["REASONNAME"] != row["REASONNAME"].strip() for row in dirty)


def test_new_york_has_its_published_shares():
    requests = rows("nyc", "--rows", 40_000)

    def moment(text):
        return datetime.datetime.strptime(text, "%m/%d/%Y %I:%M:%S %p")

    types = collections.Counter(row["Complaint Type"] for row in requests).most_common(3)
    assert sum(count for _, count in types) / len(requests) == pytest.approx(0.60, abs=0.01)
    hours = collections.Counter(moment(row["Created Date"]).hour for row in requests)
    assert (hours[9] + hours[10]) / 2 / (len(requests) / 24) == pytest.approx(1.40, abs=0.05)
    assert {hour for hour, _ in hours.most_common(2)} <= {9, 10, 11}
    seconds = collections.defaultdict(list)
    for row in requests:
        if row["Closed Date"]:
            seconds[row["Agency"]].append((moment(row["Closed Date"]) - moment(row["Created Date"])).total_seconds())
    means = sorted(sum(times) / len(times) for times in seconds.values())
    assert means[-1] / means[0] == pytest.approx(5, rel=0.12)
    assert any("\n" in row["Resolution Description"] and '"' in row["Resolution Description"] for row in requests)
    assert {"BROOKLYN", "Brooklyn", "brooklyn"} <= {row["Borough"] for row in requests}


def test_failures_are_one_sentence_and_leave_nothing(tmp_path):
    missing = run("districts", "-o", tmp_path / "nowhere" / "districts.csv", status=1).stderr.decode()
    assert "nowhere/districts.csv: No such file or directory" in missing
    assert list(tmp_path.iterdir()) == []
    if os.path.exists("/dev/full"):
        assert "No space left on device" in run("nyc", "--rows", 3000, "-o", "/dev/full", status=1).stderr.decode()
        assert not os.path.isfile("/dev/full") and not os.path.exists("/dev/full.partial")
    run("nyc", "--rows", "-5", status=64)
