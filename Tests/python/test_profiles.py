"""The shipped profiles on real files of every layout, against counts made here with nothing but the csv module.

The profiles `san_antonio`, `san_antonio_cases` and `nyc` are picked by the header. Real files lie in ../shared/data, beside the
project; without that folder these tests are skipped.
"""

import collections
import csv
import datetime
import statistics
import subprocess

import pytest

import tally

NYC = tally.SHARED / "nyc"
FILES = {
    "portal, 41 columns": NYC / "nyc_4zips_2025-03-24.csv",
    "portal, 41 columns, one day": NYC / "nyc_924_2022-05-01.csv",
    "portal, 41 columns, ten years": NYC / "nyc_100_qsv_fixture.csv",
    "portal, 53 columns": NYC / "nyc_117_2016_socrata.csv",
    "API": NYC / "nyc_500_soda_2023-12.csv",
    "API, 12 columns": NYC / "nyc_10k_2026-06-29.csv",
    "Open311 with more columns": tally.SHARED / "open311" / "nyc_1000_sqllab_2024-05.csv",
}
HAS_SHARED = tally.SHARED.is_dir()

needs_shared = pytest.mark.skipif(not HAS_SHARED, reason="needs ../shared/data")


def read(path):
    """Rows by snake-case header, which is what portal and API have in common."""
    with open(path, newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    def key(name):
        return "_".join(name.lower().replace("(", " ").replace(")", " ").replace("-", " ").split())
    return [{key(name): value for name, value in row.items()} for row in rows]


def moment(text):
    for form in ["%m/%d/%Y %I:%M:%S %p", "%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"]:
        try:
            return datetime.datetime.strptime(text, form)
        except ValueError:
            pass
    raise AssertionError(f"an unknown form of date: {text}")


def counts(rows, column):
    return collections.Counter(row[column] for row in rows if row[column] not in ("", "N/A"))


@needs_shared
@pytest.mark.parametrize("path", FILES.values(), ids=FILES.keys())
def test_new_york(path):
    rows = read(path)
    whole, = tally.ask(path, "show count, (closed is known)%, open = (count if open), days = days(avg time_to_close)")
    closed = [row for row in rows if row["closed_date"]]
    lengths = [(moment(row["closed_date"]) - moment(row["created_date"])).total_seconds() / 86_400 for row in closed]
    assert int(whole["count"]) == len(rows)
    assert int(whole["open"]) == len(rows) - len(closed)
    assert float(whole["(closed is known)%"]) == pytest.approx(len(closed) / len(rows))
    assert float(whole["days"]) == pytest.approx(statistics.fmean(lengths), rel=1e-9)
    for name, column in [("department", "agency"), ("type", "complaint_type"), ("borough", "borough")]:
        found = {row[name]: int(row["count"]) for row in tally.ask(path, f"group by {name}") if row[name]}
        expected = counts(rows, column)
        if name == "borough":
            expected = collections.Counter({k.upper() if k != "Unspecified" else k: v for k, v in expected.items()})
        assert found == expected


@needs_shared
@pytest.mark.parametrize("path", FILES.values(), ids=FILES.keys())
def test_new_york_has_every_usual_name(path):
    header = set(read(path)[0])
    wanted = {
        "opened": "created_date", "closed": "closed_date", "due": "due_date", "department": "agency",
        "type": "complaint_type", "reason": "descriptor", "source": "open_data_channel_type", "borough": "borough",
        "address": "incident_address", "zip": "incident_zip", "status": "status", "district": "borough",
    }
    there = [name for name, column in wanted.items() if column in header]
    assert {"opened", "closed", "type", "department"} <= set(there)
    rows = tally.ask(path, f"list {', '.join(there)}, open, age, time_to_close limit 3")
    assert len(rows) == 3


@needs_shared
def test_new_york_lateness():
    # Late: closed after the due date; cases without a due date are not counted.
    path = FILES["portal, 53 columns"]
    rows = [row for row in read(path) if row["due_date"]]
    end = max(moment(row[column]) for row in read(path) for column in row if "date" in column and column != "due_date"
              and row[column])
    late = [row for row in rows if (moment(row["closed_date"]) if row["closed_date"] else end) > moment(row["due_date"])]
    answer, = tally.ask(path, "show late%, known = (count if due is known)")
    assert int(answer["known"]) == len(rows)
    assert float(answer["late%"]) == pytest.approx(len(late) / len(rows))


def test_new_york_synthetic(tmp_path):
    path = tmp_path / "nyc.csv"
    subprocess.run([tally.DATA_PROGRAM, "nyc", "--rows", "2000", "-o", path], check=True, timeout=60)
    rows = read(path)
    assert len(rows) == 2_000
    found = {row["type"]: int(row["count"]) for row in tally.ask(path, "group by type") if row["type"]}
    assert found == counts(rows, "complaint_type")
    busiest, = tally.ask(path, "group by hour = hour(opened) top 1 by count")
    hours = collections.Counter(moment(row["created_date"]).hour for row in rows)
    assert int(busiest["count"]) == max(hours.values())
    answer, = tally.ask(path, "show median hours(time_to_close), (time_to_close <= 24h)%, departments = distinct department")
    lengths = [(moment(row["closed_date"]) - moment(row["created_date"])).total_seconds() / 3_600
               for row in rows if row["closed_date"]]
    assert float(answer["median hours(time_to_close)"]) == pytest.approx(statistics.median(lengths), rel=1e-9)
    assert float(answer["(time_to_close <= 24h)%"]) == pytest.approx(sum(x <= 24 for x in lengths) / len(lengths))
    assert int(answer["departments"]) == len(counts(rows, "agency"))


@needs_shared
@pytest.mark.parametrize("name", ["allservicecalls_2021-05_5rows_recovered.csv", "allservicecalls_2020-09_8rows_recovered.csv"])
def test_san_antonio(name):
    path = tally.SHARED / "san_antonio" / name
    rows = read(path)
    answer, = tally.ask(path, "show count, late%, open = (count if open), due = (count if due is known)")
    assert int(answer["count"]) == len(rows)
    assert float(answer["late%"]) == pytest.approx(sum(row["late_yes/no"] == "YES" for row in rows) / len(rows))
    assert int(answer["open"]) == sum(not row["closeddatetime"] for row in rows)
    assert int(answer["due"]) == sum(bool(row["sla_date"]) for row in rows)


@needs_shared
def test_san_antonio_cases():
    path = tally.SHARED / "san_antonio" / "codeup_case_recovered.csv"
    rows = read(path)
    found = {row["district"]: int(row["count"]) for row in tally.ask(path, "group by district")}
    assert found == counts(rows, "council_district")
    answer, = tally.ask(path, "show late%, open = (count if open), first = min opened")
    assert float(answer["late%"]) == pytest.approx(sum(row["case_late"] == "YES" for row in rows) / len(rows))
    assert int(answer["open"]) == sum(not row["case_closed_date"] for row in rows)
    assert answer["first"].startswith("2018-01-01T")
