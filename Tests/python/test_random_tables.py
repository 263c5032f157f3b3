"""Random small tables, synthetic to the last cell: empty ones, one row, all missing, ties, columns of one value, numbers near
the largest there are. SciPy and a few lines of Python are the oracle for correlations, tests and `fill`; every picture is
drawn of each of them."""

import csv
import datetime
import fractions
import math
import operator
import random

import numpy
import pytest
import scipy.stats

import tally

pytestmark = pytest.mark.skipif(not tally.PROGRAM.exists(), reason=f"{tally.PROGRAM} is not built")

PROFILE = """dataset trial matches "g", "x", "y", "f", "k", "day"
  time day = "day"
  flag f = "f" yes "yes"
  number x = "x"
  number y = "y"
  category g = "g"
  category k = "k"

"""
NUMBERS = [
    lambda dice: dice.randrange(3),
    lambda dice: dice.randrange(-5, 50),
    lambda dice: round(dice.gauss(0, 1), 3),
    lambda dice: 0.1,
    lambda dice: round(dice.lognormvariate(0, 2), 6),
    lambda dice: dice.choice([0.1, 0.2, 0.3]),
]


def table(seed):
    """Rows with missing cells of a share that the seed picks."""
    dice = random.Random(seed)
    first, second = dice.choice(NUMBERS), dice.choice(NUMBERS)
    missing = dice.choice([0, 0.1, 0.5, 1])
    groups = "abcde"[:dice.choice([1, 2, 2, 3, 5])]

    def maybe(value, share=missing):
        return "" if dice.random() < share else value

    return [
        {"g": maybe(dice.choice(groups), 0.05), "x": maybe(first(dice)), "y": maybe(second(dice), missing / 2),
         "f": maybe(dice.choice(["yes", "no"])), "k": dice.choice("pqr"),
         "day": f"2024-{dice.randrange(1, 3):02d}-{dice.randrange(1, 29):02d}"}
        for _ in range(dice.choice([0, 1, 2, 3, 8, 20, 60]))
    ]


def write(rows, folder):
    path = folder / "trial.csv"
    with path.open("w") as file:
        writer = csv.DictWriter(file, ["g", "x", "y", "f", "k", "day"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def answers(rows, folder, *queries):
    """One list of rows for each query."""
    text = tally.run(write(rows, folder), "-o", "csv", "-c", PROFILE + "\n\n".join(queries))
    return [list(csv.DictReader(part.splitlines())) for part in text.rstrip("\n").split("\n\n")]


def agree(found, expected):
    if expected is None or math.isnan(expected):
        assert found == "", expected
    else:
        assert found != "" and math.isclose(float(found), expected, rel_tol=1e-9, abs_tol=1e-12), (found, expected)


def pearson(pairs):
    """None where one of the two is the same everywhere."""
    x, y = (numpy.array([float(pair[side]) for pair in pairs]) for side in (0, 1))
    return None if len(set(x)) < 2 or len(set(y)) < 2 else float(scipy.stats.pearsonr(x, y).statistic)


def mean(values):
    return sum(map(float, values)) / len(values) if values else None


@pytest.mark.parametrize("seed", range(24))
def test_correlation(seed, tmp_path):
    rows = table(seed)
    whole, grouped = answers(
        rows, tmp_path, "show c = correlation(x, y)", "group by k show c = correlation(x, y), n = count if x is known")
    pairs = [(row["x"], row["y"], row["k"]) for row in rows if row["x"] != "" and row["y"] != ""]
    agree(whole[0]["c"], pearson(pairs))
    assert [row["k"] for row in grouped] == sorted({row["k"] for row in rows})
    for found in grouped:
        agree(found["c"], pearson([pair for pair in pairs if pair[2] == found["k"]]))


def test_spread_of_numbers_far_from_zero(tmp_path):
    """The mean of so many is off by more than they differ; exact fractions are the oracle."""
    dice = random.Random(7)
    numbers = [(2e12 + dice.choice([0.1, 0.2, 0.3]), dice.choice([1, 2])) for _ in range(20_000)]
    numbers = [(x, y + (x - 2e12)) for x, y in numbers]
    rows = [{"g": "a", "x": repr(x), "y": repr(y), "f": "yes", "k": "p", "day": "2024-01-01"} for x, y in numbers]
    (found,) = answers(rows, tmp_path, "show s = stddev x, v = variance x, c = correlation(x, y)")
    x, y = ([fractions.Fraction(pair[side]) for pair in numbers] for side in (0, 1))
    means = [sum(values) / len(values) for values in (x, y)]
    x, y = ([value - mean for value in values] for values, mean in zip((x, y), means))
    squares = [sum(map(operator.mul, first, second)) for first, second in [(x, x), (y, y), (x, y)]]
    agree(found[0]["v"], float(squares[0] / (len(x) - 1)))
    agree(found[0]["s"], math.sqrt(squares[0] / (len(x) - 1)))
    agree(found[0]["c"], float(squares[2]) / math.sqrt(squares[0] * squares[1]))


@pytest.mark.parametrize("seed", range(24))
def test_fill(seed, tmp_path):
    rows = table(seed)
    if not rows: pytest.skip("no rows, no axis")
    (found,) = answers(rows, tmp_path, "over day group by k show m = avg x, s = sum x, f% fill 2.5")
    days = [datetime.date.fromisoformat(row["day"]) for row in rows]
    axis = [min(days) + datetime.timedelta(number) for number in range((max(days) - min(days)).days + 1)]
    kinds = sorted({row["k"] for row in rows})
    assert [(row["k"], row["day"]) for row in found] == [(kind, str(day)) for kind in kinds for day in axis]
    for row in found:
        here = [other for other in rows if (other["k"], other["day"]) == (row["k"], row["day"])]
        x = [other["x"] for other in here if other["x"] != ""]
        flags = [other["f"] == "yes" for other in here if other["f"] != ""]
        # What is 0 of nothing is not filled.
        agree(row["m"], mean(x) if x else 2.5)
        agree(row["s"], sum(map(float, x)))
        agree(row["f%"], mean(flags) if flags else 2.5)


@pytest.mark.parametrize("seed", range(40))
def test_of_groups(seed, tmp_path):
    rows = table(seed)
    values, flags = answers(rows, tmp_path, "test x by g", "test f by g")
    groups = {}
    for row in rows:
        if row["g"] != "" and row["x"] != "": groups.setdefault(row["g"], []).append(float(row["x"]))
    samples = [groups[name] for name in sorted(groups)]
    assert int(values[0]["n"]) == sum(map(len, samples))
    spread = len({value for sample in samples for value in sample})
    if len(samples) < 2:
        assert values[0]["p"] == "" and values[0]["effect"] in ("no rows", "only one group")
    elif spread > 1:
        if len(samples) > 2:
            agree(values[0]["p"], scipy.stats.kruskal(*samples).pvalue)
        else:
            # Exact where samples are small and have no ties, as SciPy chooses too.
            agree(values[0]["p"], scipy.stats.mannwhitneyu(*samples).pvalue)
    counts = {}
    for row in rows:
        if row["g"] != "" and row["f"] != "": counts.setdefault(row["g"], [0, 0])[row["f"] == "yes"] += 1
    crossed = numpy.array([counts[name] for name in sorted(counts)])
    if len(crossed) > 1 and crossed.sum(axis=0).all():
        if flags[0]["method"] == "Fisher's exact test":
            assert crossed.shape == (2, 2)
            agree(flags[0]["p"], scipy.stats.fisher_exact(crossed).pvalue)
        else:
            agree(flags[0]["p"], scipy.stats.chi2_contingency(crossed, correction=False).pvalue)


DRAWN = [
    "list x, y draw histogram", "list day draw histogram", "list g, x draw box", "group by g show f% with ci 99% draw bars",
    "over day show x = sum x, y = sum y draw line", "over day across g show sum x draw spark",
    "group by g across k show sum x draw heatmap", "group by g, k show m = avg x draw bars",
    "group by g show min x, p25 x, median x, p75 x, max x draw box", "list g, x draw table",
]


@pytest.mark.parametrize("seed", range(6))
def test_every_picture_of_every_table(seed, tmp_path):
    rows = table(seed)
    pictures = [query + f' into "{tmp_path}/{number}.svg"' for number, query in enumerate(DRAWN) if "table" not in query]
    text = tally.run(write(rows, tmp_path), "-o", "table", "-c", PROFILE + "\n\n".join(DRAWN + pictures))
    assert "nan" not in text and "inf" not in text
    for number in range(len(pictures)):
        drawn = (tmp_path / f"{number}.svg").read_text()
        assert drawn.endswith("</svg>\n") and "nan" not in drawn and "inf" not in drawn


def test_pictures_of_numbers_near_the_largest(tmp_path):
    rows = [{"g": group, "x": x, "y": 0.1, "f": "yes", "k": "p", "day": "2024-01-01"}
            for group, x in [("a", "1.0e308"), ("a", "1.0e308"), ("b", "-1.0e308"), ("b", "2.5e299"), ("c", "5.0e-324")]]
    text = tally.run(write(rows, tmp_path), "-o", "table", "-c", PROFILE + "\n\n".join(DRAWN))
    assert "distribution of x" in text and "nan" not in text
    found = tally.run(write(rows, tmp_path), "-o", "csv", "-c", PROFILE + "show c = correlation(x, y), s = share of sum x")
    assert found.splitlines()[1] == ","
