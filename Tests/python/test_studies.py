"""Every line of examples/STUDIES.md: its query gives the answer that stands beside it."""

import re
import subprocess
import sys

import pytest

import tally

sys.path.insert(0, str(tally.TOP / "scripts"))
import studies  # noqa: E402

pytestmark = pytest.mark.skipif(not tally.PROGRAM.exists(), reason=f"{tally.PROGRAM} is not built")


def check(name, data):
    rows = studies.rows(name)
    found = studies.answers(tally.PROGRAM, data, [query for _, query, _ in rows])
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


@pytest.mark.skipif(not tally.DATA_PROGRAM.exists(), reason=f"{tally.DATA_PROGRAM} is not built")
def test_the_whole_feed(tmp_path):
    answers = check("feed", generated(tmp_path, "san_antonio.csv", "san-antonio-study"))
    assert len(answers) >= 7
    for query, written, answer in answers:
        assert answer == written, query


@pytest.mark.skipif(not tally.DATA_PROGRAM.exists(), reason=f"{tally.DATA_PROGRAM} is not built")
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
