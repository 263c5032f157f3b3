"""Columns whose texts come once, or seem to: what they are read as does not depend on the way they are read."""

import collections
import json
import random

import pytest
from tally import run

ROWS = 90_000


def texts(name, row, generator):
    """Texts that all differ; that mostly do; that differ at first, and then are a few or many that come again and again."""
    if name == "own": return f"request number {row * 7919 % 1_000_003}"
    if name == "mostly": return f"{generator.randrange(2_000_000)} MAIN STREET"
    if name == "few": return f"note {row}" if row < 25_000 else f"note {row % 3}"
    if name == "many": return f"house {row}" if row < 25_000 else f"house {generator.randrange(12_000)}"
    return "" if generator.random() < 0.3 else f'a "quoted", {generator.randrange(2_000_000)}'


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    generator = random.Random(1)
    columns = {name: [texts(name, row, generator) for row in range(ROWS)] for name in ["own", "mostly", "few", "many", "gaps"]}
    path = tmp_path_factory.mktemp("texts") / "texts.csv"
    with open(path, "w") as file:
        file.write(",".join(columns) + "\n")
        for row in zip(*columns.values()):
            file.write(",".join('"' + text.replace('"', '""') + '"' if '"' in text else text for text in row) + "\n")
    return path, columns


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_every_cell_is_read_as_it_stands(table, threads):
    path, columns = table
    output = run(path, "--no-cache", "--threads", threads, "-o", "ndjson", "-c", f"list own, mostly, few, many, gaps limit {ROWS}")
    rows = [json.loads(line) for line in output.splitlines()]
    for name, values in columns.items():
        assert [row[name] or "" for row in rows] == values, name


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_texts_that_are_the_same_are_one(table, threads):
    path, columns = table
    for name, values in columns.items():
        counts = collections.Counter(value for value in values if value)
        output = run(path, "--no-cache", "--threads", threads, "-o", "ndjson", "-c", f"where {name} is known show distinct {name}, count")
        assert output.strip() == f'{{"distinct {name}":{len(counts)},"count":{sum(counts.values())}}}'
