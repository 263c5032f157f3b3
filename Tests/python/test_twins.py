"""Hand-written SQL gives the same answers: see `twins.py` and the cases in `twins`."""

import collections

import pytest

import tally
import twins

pytestmark = pytest.mark.skipif(not tally.PROGRAM.exists(), reason=f"{tally.PROGRAM} is not built")

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
    assert len({(twin.query, twin.sql) for twin in TWINS}) >= 150


@pytest.mark.parametrize("twin", TWINS, ids=[twin.id for twin in TWINS])
def test_twin(twin, data_sets):
    base, answers = data_sets[twin.data]
    difference = twins.difference(answers[twin], base, twin.sql)
    if difference:
        pytest.fail(f"{twin.query}\n\n{difference}", pytrace=False)
