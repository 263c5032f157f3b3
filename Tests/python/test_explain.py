"""What `explain` shows: each optimizer rule at work, and the plan that runs."""


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
