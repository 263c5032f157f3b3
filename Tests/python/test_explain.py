"""What `explain` shows: each optimizer rule at work, and the plan that runs."""

import re

import pytest
import tally

QUERIES = [
    "explain group by district where reason = \"Customer Service\" show late%",
    "explain where late and (open and district = 5) group by type show count",
    "explain where time_to_close > 2 * 15d group by type show count",
    "explain where district = 1 or district = 3 or district = 5 show count",
    "explain where true group by type show count",
    "explain where address contains \"MAIN\" and district = 1 show count",
]


def test_plans():
    text = "".join(f"{query}\n---\n{tally.run(tally.SAN_ANTONIO, '-c', query)}\n\n" for query in QUERIES)
    tally.compare_with_golden(text, "explain.txt")


# What `explain MEASURE` says: every kind of measure, once, over the synthetic cases of San Antonio.
MEASURES = [
    "late%", "late% if open and district = 5", "(time_to_close <= 7d)% where district = 5", "avg days(time_to_close)",
    "avg days(time_to_close) if late group by department", "share of count group by source",
    "share of count within district group by district, source", "late% group by district",
    "late% group by district across source", "growth in count over month", "change 12mo in late% over month",
    "growth 4w in count over week where opened in 2023", "rolling 3mo count over month", "rolling 3mo late% over month",
    "rolling 3mo late% over month group by district", "removed% dedupe address, type within 24h",
    "open% as of 2023-01-01", "late% as of 2022-06-30 where district = 1", "rank of count group by department",
    "rank of late% group by district", "index of count group by department", "index of late% group by district",
    "index of count over month group by district", "anomaly of count over month", "anomaly of late% over week",
    "anomaly of count over day where opened in 2023",
]


def explained(query):
    """The page of `explain`, and its equation: terms as text, value as text."""
    page = tally.run(tally.SAN_ANTONIO, "-c", f"explain {query}")
    lines = re.split(r"\n\n", page)
    equation = next(" ".join(part.split()) for part in lines if re.match(r"  \S.* = ", part))
    return page, equation


def number(text):
    return float(text.rstrip("%").removesuffix(" pp").replace(",", "")) / (100 if text.endswith(("%", "pp")) else 1)


@pytest.mark.parametrize("query", MEASURES)
def test_the_figures_of_a_measure_make_its_value(query):
    page, equation = explained(query)
    # The text of the measure may hold an equals sign itself: the formula is what stands before the last one.
    formula, value = equation.rsplit(" = ", 1)
    formula = re.split(r" = (?=[(\d])", formula)[-1].replace("×", "*")
    terms = re.findall(r"-?[\d,.]+%?", formula)
    assert terms, equation
    computed = eval(re.sub(r"-?[\d,.]+%?", lambda term: repr(number(term[0])), formula))
    # The group of the example, and the value that the query itself gives for it.
    measure = re.split(r" (?:where|group by|over|dedupe|as of) ", query, maxsplit=1)[0]
    clauses = query[len(measure):]
    rows = tally.ask(tally.SAN_ANTONIO, f"show v = {measure}{clauses.replace(' across ', ', ')}")
    example = re.search(r"^for example, (.*)$", page, re.M)
    if example:
        group = re.findall(r"(district|source|department|month|week|day) (.*?)(?=, (?:source|month|week) |$)", example[1])
        rows = [row for row in rows if all(row[name] == what for name, what in group)]
    assert len(rows) == 1, (page, rows)
    exact = float(rows[0]["v"])
    # What is printed is rounded: whole counts are exact, percentages have one digit.
    tolerance = 0.0011 if "%" in "".join(terms) or "avg" in query else 1e-9 * max(1, abs(exact))
    if query.startswith(("avg", "index", "anomaly")):
        # Means and medians are printed rounded too.
        tolerance = max(0.02 if "anomaly" in query else 0, abs(exact) * (2e-2 if "anomaly of late%" in query else 2e-3))
    assert computed == pytest.approx(exact, abs=tolerance), page
    assert number(value.removesuffix("d")) == pytest.approx(exact, abs=max(0.00051, abs(exact) * 1e-3)), page


def test_a_running_total_follows_the_order_of_its_query():
    query = "running count group by department sort by count"
    page, equation = explained(query)
    rows = tally.ask(tally.SAN_ANTONIO, f"show v = {query}")
    assert f"department {rows[0]['department']}\n" in page and equation == f"running count = {rows[0]['v']}"


@pytest.mark.parametrize("query", ["index of count group by year(opened) across category", "rank of count group by year(opened) across category"])
def test_what_the_columns_of_a_cross_tab_decide_is_explained_by_its_plan(query):
    assert tally.run(tally.SAN_ANTONIO, "-c", f"explain {query}").startswith("in words\n")


def test_the_counts_of_a_rate_are_those_of_its_words():
    """Numerator, denominator and what is left out, against queries that count the same rows."""
    for condition, where in [
        ("late", ""), ("(time_to_close <= 7d)", ""), ("((closed < due) or late)", " where district = 5"),
        ("(due is missing)", " where opened in 2022"), ("(time_to_close > 30d and late)", " where source ~ \"311 mobile app\""),
    ]:
        page, _ = explained(f"{condition}%{where}")
        counts = {name: int(count.replace(",", "")) for name, count in re.findall(
            r"^  (numerator|denominator|left out) +([\d,]+)  ", page, re.M)}
        row, = tally.ask(
            tally.SAN_ANTONIO,
            f"show a = count if {condition}, b = count if {condition} is known, c = count if {condition} is missing{where}")
        assert counts == {"numerator": int(row["a"]), "denominator": int(row["b"]), "left out": int(row["c"])}, page


def test_measures_in_words():
    queries = [
        "late%", "late", "district", "time_to_close <= 7d", "median time_to_close if late", "wait median", "count",
        "(count if late) / count", "backlog over month", "late% adjusted for type group by district", "late% draw bars",
        "sum days(overdue) where district = 5", "rank of count group by district"]
    script = "measure slow = (time_to_close > 30d)%\nview by_district = group by district show count\n"
    queries = [f"explain {query}" for query in queries] + [script + "explain slow", script + "explain by_district"]
    text = "".join(f"{query}\n---\n{tally.run(tally.SAN_ANTONIO, '-c', query)}\n\n" for query in queries)
    tally.compare_with_golden(text, "explain_measures.txt")
