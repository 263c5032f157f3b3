"""Twins: a Tally query and a SQL query that must say the same, written by hand from the language's definition.

A file of `twins` holds cases such as

    == late cases of a district < times dates
    where late and district = 3 show count
    ---
    SELECT count(*) FROM calls WHERE late AND district = '3'

where the names behind `<` are data sets of `DATA_SETS`; without them those of the file's `data:` line are meant. Whole
numbers, texts and Booleans must agree exactly, other numbers to twelve digits; the order of the rows counts where the SQL
has an outer ORDER BY.
"""

import datetime
import decimal
import json
import math
import pathlib
import re
import subprocess

import duckdb
import numpy
import scipy.stats

import tally

FOLDER = pathlib.Path(__file__).parent / "twins"
DISTRICTS = tally.TOP / "examples" / "data" / "districts.csv"

SAN_ANTONIO = """
    SELECT row_number() OVER () AS row, "CASEID" AS "case",
        "OPENEDDATETIME"::{time} AS opened, "SLA_Date"::{time} AS due, "CLOSEDDATETIME"::{time} AS closed,
        "Late (Yes/No)" = 'YES' AS late, "Council District" AS district, replace("Dept", 'Parks & R', 'Parks and R') AS department,
        "Category" AS category, "REASONNAME" AS reason, "TYPENAME" AS type, "CaseStatus" AS status,
        "SourceID" AS source, "OBJECTDESC" AS address, "XCOORD"::DOUBLE AS x, "YCOORD"::DOUBLE AS y,
        -- Durations are seconds.
        epoch(closed - opened)::BIGINT AS time_to_close, closed IS NULL AS open,
        CASE WHEN closed IS NULL THEN epoch(as_of() - opened)::BIGINT END AS age,
        epoch(coalesce(closed, as_of()) - due)::BIGINT AS overdue
    FROM raw
"""

# The file, how its rows are read in SQL (None: all texts), the instant up to which open durations count, and the first
# instant after the data.
DATA_SETS = {
    "times": ("times.csv", SAN_ANTONIO, "2024-03-05", "2024-03-05"),
    "dates": ("dates.csv", SAN_ANTONIO, "2024-03-04", "2024-03-05"),
    "example": (tally.SAN_ANTONIO, SAN_ANTONIO, "2024-03-04", "2024-03-05"),
    "st_louis": ("st_louis/stlcsb_january_2018.csv", None, None, None),
    "baltimore": ("baltimore/balt_10000_sample.csv", None, None, None),
    "los_angeles": ("los_angeles/la_10000_2020_iso_daystoclose.csv", None, None, None),
    "boston": ("boston/boston311-100.csv", None, None, None),
    "zurich": ("zurich/zueri_wie_neu_62245.csv", None, None, None),
    "nyc": ("nyc/nyc_10k_2026-06-29.csv", None, None, None),
}

GRAINS = ["minute", "hour", "day", "week", "month", "quarter", "year"]


class Twin:
    def __init__(self, title, place, data, query, sql):
        self.title, self.place, self.data, self.query, self.sql = title, place, data, query, sql

    @property
    def id(self):
        return f"{self.place}: {self.title} [{self.data}]"


def read_twins(path):
    default, twins = [], []
    for part in re.split(r"^(?=== )", path.read_text(), flags=re.MULTILINE):
        if not part.startswith("== "):
            default = re.search(r"^data: (.*)$", part, re.MULTILINE)[1].split()
            continue
        head, body = part.split("\n", 1)
        title, _, names = head[3:].partition(" < ")
        query, sql = re.split(r"^---\n", body, flags=re.MULTILINE)
        twins += [Twin(title, path.stem, data, query.strip(), sql.strip()) for data in names.split() or default]
    return twins


def all_twins():
    return [twin for path in sorted(FOLDER.glob("*.twins")) for twin in read_twins(path)]


# MARK: - Data


def data_path(name, made):
    """Where a data set lies: the made ones in a temporary folder, the real ones beside the project."""
    file, sql, _, _ = DATA_SETS[name]
    if name in ("times", "dates"):
        return made / file
    return file if sql else tally.SHARED / file


def make_data(folder):
    for name, options in [("times", ["--times"]), ("dates", [])]:
        arguments = ["san-antonio", "--rows", "20000", "--seed", "3", *options, "-o", folder / f"{name}.csv"]
        subprocess.run([tally.DATA_PROGRAM, *arguments], check=True, timeout=60)


# MARK: - SQL


def connect(name, made):
    """A database with the rows as `calls`, the districts, time axes from the first opening to the data's end, and the
    statistics that SQL lacks."""
    path = data_path(name, made)
    _, sql, as_of, end = DATA_SETS[name]
    base = duckdb.connect()
    base.execute("SET threads = 1; SET preserve_insertion_order = true")
    base.execute(f"CREATE TABLE raw AS FROM read_csv('{path}', all_varchar = true, header = true)")
    base.execute(f"CREATE TABLE districts AS FROM read_csv('{DISTRICTS}')")
    add_statistics(base)
    add_macros(base)
    if not sql:
        base.execute("CREATE VIEW calls AS SELECT row_number() OVER () AS row, * FROM raw")
        return base
    kind = "TIMESTAMP"
    base.execute(f"CREATE MACRO as_of() AS TIMESTAMP '{as_of}'")
    base.execute(f"CREATE MACRO data_end() AS TIMESTAMP '{end}'")
    # A date-only file's times print as dates.
    shape = "%Y-%m-%d" if as_of != end else "%Y-%m-%dT%H:%M:%S"
    base.execute(f"CREATE MACRO stamp(t) AS strftime(t, '{shape}')")
    base.execute(f"CREATE TABLE calls AS {sql.format(time=kind)}")
    for grain in GRAINS[2:]:
        step = "3 months" if grain == "quarter" else f"1 {grain}"
        base.execute(f"""
            CREATE TABLE {grain}s AS
            SELECT start, start + INTERVAL {step} AS stop, {grain}_of(start) AS label,
                start + INTERVAL {step} > data_end() AS is_partial, row_number() OVER (ORDER BY start) AS place
            FROM (SELECT unnest(generate_series(
                (SELECT date_trunc('{grain}', min(opened)) FROM calls)::TIMESTAMP,
                data_end() - INTERVAL 1 millisecond, INTERVAL {step})) AS start)""")
    return base


def add_macros(base):
    for grain, shape in [("year", "%Y"), ("month", "%Y-%m"), ("week", "%G-W%V"), ("day", "%Y-%m-%d")]:
        base.execute(f"CREATE MACRO {grain}_of(t) AS strftime(t, '{shape}')")
    base.execute("CREATE MACRO quarter_of(t) AS strftime(t, '%Y') || '-Q' || quarter(t)")
    base.execute("CREATE MACRO share(c) AS count(*) FILTER (WHERE c) / count(c)")
    # Milliseconds since 1970 as a time.
    base.execute("CREATE MACRO moment(m) AS make_timestamp(round(m)::BIGINT * 1000)")
    base.execute("CREATE MACRO weekday_of(t) AS strftime(t, '%a')")


def add_statistics(base):
    """Scalar functions over lists and counts, each from its textbook definition."""
    functions = {
        "kaplan_meier": (kaplan_meier, [list[float], list[bool], float]),
        "quantile_low": (quantile_low, [list[float], float, float]),
        "quantile_high": (quantile_high, [list[float], float, float]),
        "wilson_low": (lambda hits, count, level: wilson(hits, count, level)[0], [int, int, float]),
        "wilson_high": (lambda hits, count, level: wilson(hits, count, level)[1], [int, int, float]),
        "gini": (gini, [list[float]]),
    }
    for name, (function, types) in functions.items():
        base.create_function(name, function, types, float, null_handling="special")


def kaplan_meier(lengths, over, fraction):
    """The first time at which at most 1 - fraction are expected to wait still; those who leave at a time are at risk."""
    lengths, over = numpy.array(lengths, dtype=float), numpy.array(over, dtype=bool)
    survival = 1.0
    for time in numpy.unique(lengths[over]):
        at_risk = numpy.sum(lengths >= time)
        survival *= 1 - numpy.sum((lengths == time) & over) / at_risk
        if survival <= 1 - fraction + 1e-12:
            return float(time)
    return None


def quantile_low(values, fraction, level):
    """The largest order statistic X(k) with P(B(n, fraction) < k) <= (1 - level) / 2."""
    values = sorted(value for value in values or [] if value is not None)
    ranks = numpy.arange(1, len(values) + 1)
    ranks = ranks[scipy.stats.binom.cdf(ranks - 1, len(values), fraction) <= (1 - level) / 2]
    return values[ranks[-1] - 1] if len(ranks) else None


def quantile_high(values, fraction, level):
    """The smallest order statistic X(k) with P(B(n, fraction) >= k) <= (1 - level) / 2."""
    values = sorted(value for value in values or [] if value is not None)
    ranks = numpy.arange(1, len(values) + 1)
    ranks = ranks[scipy.stats.binom.sf(ranks - 1, len(values), fraction) <= (1 - level) / 2]
    return values[ranks[0] - 1] if len(ranks) else None


def wilson(hits, count, level):
    if not count:
        return None, None
    interval = scipy.stats.binomtest(hits, count).proportion_ci(level, method="wilson")
    return float(interval.low), float(interval.high)


def gini(values):
    """Half the mean absolute difference of all pairs, relative to the mean."""
    values = numpy.array([value for value in values or [] if value is not None], dtype=float)
    if not len(values) or values.sum() == 0:
        return None
    differences = sum(float(numpy.abs(values - value).sum()) for value in values)
    return differences / (2 * len(values) * float(values.sum()))


# MARK: - Answers


def tally_answers(path, queries):
    """What each query answers: its JSON rows, or the text of its error. One process answers them all; it ends at an
    error, and another goes on behind that."""
    answers = []
    while len(answers) < len(queries):
        left = queries[len(answers):]
        arguments = [part for query in left for part in ("-c", query)]
        done = tally.attempt(path, "-o", "json", *arguments, cwd=DISTRICTS.parent)
        text, found, decoder = done.stdout.strip(), [], json.JSONDecoder()
        while text:
            rows, end = decoder.raw_decode(text)
            found.append(rows)
            text = text[end:].strip()
        if done.returncode == 0 and len(found) != len(left):
            raise AssertionError(f"{len(left)} queries have {len(found)} results")
        answers += found
        if done.returncode != 0:
            message = done.stderr
            answers.append(message[max(0, message.find("error: ")):])
    return answers


def plain(value):
    """A SQL value as JSON has it: seconds for intervals, ISO for times."""
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="milliseconds" if value.microsecond else "seconds")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        return value.total_seconds()
    if isinstance(value, decimal.Decimal):
        return float(value)
    if isinstance(value, float) and math.isnan(value):
        return None
    return value


def agree(found, expected):
    if expected is None or isinstance(expected, (bool, str)):
        return found is expected if expected is None or isinstance(expected, bool) else found == expected
    if isinstance(found, bool) or not isinstance(found, (int, float)):
        return False
    if isinstance(expected, int):
        return found == expected
    return math.isclose(found, expected, rel_tol=1e-12, abs_tol=1e-14)


def is_ordered(sql):
    """Whether the outermost SELECT has an ORDER BY."""
    while "(" in sql:
        sql, count = re.subn(r"\([^()]*\)", "", sql)
        if not count:
            break
    return re.search(r"\border\s+by\b", sql.rsplit("SELECT", 1)[-1], re.IGNORECASE) is not None


def sort_key(row):
    return [(value is None, f"{value:.9e}" if isinstance(value, (int, float)) else str(value)) for value in row]


def difference(answer, base, sql):
    """What a Tally answer has otherwise than the SQL; nothing where they agree."""
    if isinstance(answer, str):
        return answer
    try:
        cursor = base.execute(sql)
    except duckdb.Error as error:
        return str(error)
    names = [column[0] for column in cursor.description]
    expected = [[plain(value) for value in row] for row in cursor.fetchall()]
    found = [list(row.values()) for row in answer]
    if not expected:
        return "the SQL has no rows: the twin shows nothing"
    if not is_ordered(sql):
        found, expected = sorted(found, key=sort_key), sorted(expected, key=sort_key)
    lines = []
    if len(found) != len(expected):
        lines.append(f"{len(found)} rows, expected {len(expected)}")
    for number, (left, right) in enumerate(zip(found, expected)):
        if len(left) != len(right) or not all(map(agree, left, right)):
            lines.append(f"row {number}: found    {left}\n{'':>{len(str(number)) + 6}}expected {right}")
    if not lines and answer and len(names) == len(answer[0]):
        # A name in the SQL that is no plain word is the header that is meant.
        lines += [f"header {left!r}, expected {right!r}" for left, right in zip(answer[0], names)
                  if f'"{right}"' in sql and left != right]
    return "\n".join(lines[:12])
