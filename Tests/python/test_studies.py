"""Every line of examples/STUDIES.md: its query gives the answer that stands beside it."""

import csv
import datetime
import re
import subprocess
import sys

import pytest

import tally

sys.path.insert(0, str(tally.TOP / "scripts"))
import studies  # noqa: E402


def check(name, data):
    """Each query with the answer that is written beside it and the one that is found; none lacks a published number."""
    rows = studies.rows(name)
    found = studies.answers(tally.PROGRAM, data, [query for _, query, _ in rows])
    if name != "nyc":
        assert studies.disagreements(rows, found) == []
    return [(query, written, answer) for (_, query, written), answer in zip(rows, found)]


def generated(folder, name, *arguments):
    path = folder / name
    subprocess.run([tally.DATA_PROGRAM, *arguments, "-o", path], check=True, timeout=120)
    return path


def test_the_customer_service_cases():
    answers = check("cases", studies.DATA["cases"])
    assert len(answers) > 30
    for query, written, answer in answers:
        assert answer == written, query


@pytest.mark.parametrize("published, answer, fits", [
    ("63.0 %", "63.0%", True), ("63.0 %", "63.1%", False), ("66 %", "65.8%", True), ("66 %", "66.6%", False),
    ("1, 3, 5", "1 · 3 · 5", True), ("1, 3, 5", "3 · 1 · 5", False), ("2020 770, 2021 1,528", "2020 770 · 2021 1,528", True),
    ("2020 770, 2021 1,528", "2020 770 · 2021 1,529", False), ("600,000 and more", "606,061", True),
    ("600,000 and more", "599,999", False), ("5 (to 1)", "4.990", True), ("asked", "anything", True), ("41 %", "", False),
])
def test_what_agrees_with_a_published_number(published, answer, fits):
    assert studies.agrees(published, answer) == fits


def test_new_yorks_written_answers_are_the_published_ones():
    rows = studies.rows("nyc")
    assert len(rows) >= 10 and studies.disagreements(rows, [written for _, _, written in rows]) == []


def test_the_whole_feed(tmp_path):
    answers = check("feed", generated(tmp_path, "san_antonio.csv", "san-antonio-study"))
    assert len(answers) >= 7
    for query, written, answer in answers:
        assert answer == written, query


def test_new_york_in_small(tmp_path):
    """A sample of 40,000 rows: shares and ratios are near those of the full size; counts are not compared."""
    answers = check("nyc", generated(tmp_path, "nyc.csv", "nyc", "--rows", "40000"))
    assert len(answers) >= 10
    compared = 0
    for query, written, answer in answers:
        assert re.sub(r"[\d.,:]+d?", "#", answer).count("·") == re.sub(r"[\d.,:]+d?", "#", written).count("·"), query
        for one, other in zip(re.findall(r"(\d+\.\d+)%", written), re.findall(r"(\d+\.\d+)%", answer)):
            assert float(other) == pytest.approx(float(one), abs=1.5), query
            compared += 1
    assert compared >= 5
    by_query = {query: float(answer) for query, _, answer in answers if re.fullmatch(r"\d\.\d+", answer)}
    peak, ratio = by_query.values()
    assert peak == pytest.approx(1.40, abs=0.05) and ratio == pytest.approx(5, rel=0.12)


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    return generated(tmp_path_factory.mktemp("data"), "nyc.csv", "nyc", "--rows", "20000")


def run_example(name, data, folder, *options):
    """Runs a script of the examples in a folder of its own, where its pictures go."""
    (folder / "examples" / "pictures").mkdir(parents=True)
    (folder / "examples" / "data").symlink_to(tally.TOP / "examples" / "data")
    return tally.run(data, "-f", tally.TOP / "examples" / name, *options, cwd=folder)


def test_scenarios_side_by_side(sample, tmp_path):
    output = run_example("nyc_cost_benefit.tally", sample, tmp_path, "-o", "table")
    tally.compare_with_golden(tally.without_times(output), "nyc_cost_benefit.table")
    assert "two mobile units" in (tmp_path / "examples" / "pictures" / "nyc_business_impact.svg").read_text()


def test_the_model_is_what_its_definitions_say(sample, tmp_path):
    output = run_example("nyc_cost_benefit.tally", sample, tmp_path, "-o", "csv", "--set", "value_of_hour=2")
    year, scenarios, others, budgets = tally.tables(output)
    requests, hours = int(year[0]["requests"]), float(year[0]["hours"])
    by_name = {row["scenario"]: row for row in scenarios}
    aggressive = by_name["aggressive"]
    benefit = requests * hours * 0.25 * 2 + requests * 0.12 * 12
    assert float(aggressive["benefit"]) == pytest.approx(benefit, abs=0.5)
    assert float(aggressive["roi"]) == pytest.approx(benefit / 900_000 - 1, abs=0.005)
    assert float(aggressive["payback_months"]) == pytest.approx(12 * 900_000 / benefit, abs=0.05)
    staffing = by_name["peak staffing +30 %"]
    assert int(staffing["reached"]) == int(year[0]["peak_requests"])
    assert by_name["two mobile units"]["payback_months"] == ""
    fast, = [row for row in others if row["scenario"] == "aggressive"]
    assert (float(fast["satisfied_low"]), float(fast["satisfied_high"])) == pytest.approx((0.15, 0.20))
    row, = [row for row in budgets if row["scenario"] == "aggressive"]
    assert float(row["cost_at_stated_roi"]) == pytest.approx(benefit / 3.5, abs=0.5)


def test_every_scenario_is_what_the_rows_themselves_give(sample, tmp_path):
    """Effects, costs, return and payback of all scenarios, from the file of requests and the table of scenarios alone."""
    def time(text):
        return datetime.datetime.strptime(text, "%m/%d/%Y %I:%M:%S %p") if text else None

    with sample.open() as file:
        rows = [(time(row["Created Date"]), time(row["Closed Date"]), row["Complaint Type"]) for row in csv.DictReader(file)]
    rows = [row for row in rows if row[0].year == 2024]
    hours = [(closed - opened).total_seconds() / 3600 for opened, closed, _ in rows if closed]
    mean = sum(hours) / len(hours)
    reached = {
        "all": len(rows),
        "peak hours": sum(opened.hour in (9, 10) for opened, *_ in rows),
        "top types": sum(kind in ("Noise - Residential", "HEAT/HOT WATER", "Illegal Parking") for *_, kind in rows),
    }
    found = tally.tables(run_example("nyc_cost_benefit.tally", sample, tmp_path, "-o", "csv"))[1]
    with (tally.TOP / "examples" / "data" / "scenarios.csv").open() as file:
        scenarios = list(csv.DictReader(file))
    assert [row["scenario"] for row in found] == [row["scenario"] for row in scenarios] and len(found) == 5
    for row, scenario in zip(found, scenarios):
        share = {name: float(scenario[name].rstrip("%")) / 100 for name in ("faster", "cheaper")}
        count, cost = reached[scenario["reaches"]], float(scenario["cost"])
        benefit = count * mean * share["faster"] * 0.35 + count * share["cheaper"] * 12
        assert int(row["reached"]) == count
        assert float(row["benefit"]) == pytest.approx(benefit, abs=0.51)
        assert float(row["net"]) == pytest.approx(benefit - cost, abs=0.51)
        assert float(row["roi"]) == pytest.approx((benefit - cost) / cost, abs=0.0051)
        if benefit:
            assert float(row["payback_months"]) == pytest.approx(12 * cost / benefit, abs=0.051)
        else:
            assert row["payback_months"] == ""


def test_new_york_runs_as_a_whole(sample, tmp_path):
    output = run_example("new_york.tally", sample, tmp_path, "-o", "csv")
    assert len(tally.tables(output)) == 9
    assert {path.name for path in (tmp_path / "examples" / "pictures").iterdir()} == {
        "nyc_executive_overview.svg", "nyc_when_requests_come.svg", "nyc_response_times.svg",
        "nyc_department_performance.svg"}


def test_a_lookup_in_a_view():
    view = "view sizes = group by department show size = count, late%"
    rows = tally.ask(tally.SAN_ANTONIO, f"{view}; lookup sizes on department group by department show count, avg size")
    assert len(rows) == 5 and all(float(row["avg size"]) == int(row["count"]) for row in rows)


@pytest.mark.parametrize("script, message", [
    ("view v = show count; lookup v on district show count", "`v` has no column `district`"),
    ("view v = lookup v on district show count; lookup v on district show count", "`v` is defined by itself"),
    ("view v = group by district, type; lookup v on district show count", "`v` has several rows for"),
    ("lookup nowhere on district show sum size", "there is no data set or view `nowhere`"),
])
def test_a_lookup_that_cannot_be(script, message):
    done = tally.attempt(tally.SAN_ANTONIO, "-c", script)
    assert done.returncode == 1 and message in done.stderr
    # One mistake, one message: the columns that the table would have brought are no further mistakes.
    assert done.stderr.count("error:") == 1
