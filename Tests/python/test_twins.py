"""Hand-written SQL gives the same answers: see `twins.py` and the cases in `twins`."""

import collections

import pytest

import tally
import twins


TWINS = twins.all_twins()
BY_DATA = collections.defaultdict(list)
for twin in TWINS:
    BY_DATA[twin.data].append(twin)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("twins")
    twins.make_data(folder)
    return folder


@pytest.fixture(scope="module")
def data_sets(made):
    """By data set, when first asked for: a database, and the answer to each query."""
    class DataSets(dict):
        def __missing__(self, name):
            path = twins.data_path(name, made)
            if not path.exists():
                pytest.skip(f"{path} does not exist")
            answers = twins.tally_answers(path, [twin.query for twin in BY_DATA[name]])
            self[name] = (twins.connect(name, made), dict(zip(BY_DATA[name], answers)))
            return self[name]
    return DataSets()


def test_there_are_many():
    assert len({(twin.query, twin.sql) for twin in TWINS}) >= 180


@pytest.mark.parametrize("twin", TWINS, ids=[twin.id for twin in TWINS])
def test_twin(twin, data_sets):
    base, answers = data_sets[twin.data]
    difference = twins.difference(answers[twin], base, twin.sql)
    if difference:
        pytest.fail(f"{twin.query}\n\n{difference}", pytrace=False)


# A condition that a result must meet, and the SQL that counts what breaks it.
EXPECTATIONS = [
    ("expect none where closed < opened", "SELECT count(*) FROM calls WHERE closed < opened"),
    ("expect none where late and type = \"Graffiti\"", "SELECT count(*) FROM calls WHERE late AND type = 'Graffiti'"),
    ("expect group by department show late% always late% < 25%",
     "SELECT count(*) FROM (FROM calls SELECT share(late) AS r GROUP BY department HAVING r >= 0.25)"),
    ("expect group by department show late% always late% < 20%",
     "SELECT count(*) FROM (FROM calls SELECT share(late) AS r GROUP BY department HAVING r >= 0.2)"),
    ("expect over month show count always count >= 180",
     "SELECT count(*) FROM (SELECT count(c.row) AS n FROM months LEFT JOIN calls c ON opened >= start AND opened < stop"
     " GROUP BY label HAVING n < 180)"),
    ("expect group by district show count | show max count always `max count` < 2000",
     "SELECT (max(n) >= 2000)::INT FROM (SELECT count(*) AS n FROM calls GROUP BY district)"),
]


@pytest.mark.parametrize("data", ["times", "dates"])
def test_expectations(data, data_sets, made):
    """An expectation fails with exit code 3 exactly when SQL finds rows that break it, and shows those rows."""
    base, _ = data_sets[data]
    outcomes = []
    for query, sql in EXPECTATIONS:
        broken, = base.execute(sql).fetchone()
        output = tally.run(twins.data_path(data, made), "-c", query, "-o", "csv", status=3 if broken else 0)
        assert len(tally.tables(output)[0]) == broken if broken else output == "", query
        outcomes.append(broken > 0)
    assert True in outcomes and False in outcomes
