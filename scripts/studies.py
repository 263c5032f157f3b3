"""Runs the queries in the tables of examples/STUDIES.md, and writes their answers into the last column.

A section names its data in a comment, `<!-- data: cases -->`; a row of its table holds one query in back-quotes. It ends
with exit code 1 when an answer is not the number that was published.
"""

import itertools
import pathlib
import re
import subprocess
import sys
import time

TOP = pathlib.Path(__file__).resolve().parents[1]
STUDIES = TOP / "examples" / "STUDIES.md"
DATA = {
    "cases": TOP / "examples" / "data" / "san_antonio_customer_service.csv",
    "feed": TOP / "examples" / "out" / "san_antonio.csv",
    "nyc": TOP / "examples" / "out" / "nyc.csv",
}
ROW = re.compile(r"^\| (?P<what>.*?) \| (?P<published>.*?) \| `(?P<query>.*)` \| ?(?P<answer>.*?) ?\|$")
CELL = re.compile(r"(?<!\\)\|")


def rows(name):
    """The rows of the section on one data set: line number, query, and the answer that stands there."""
    found, data = [], None
    for number, line in enumerate(STUDIES.read_text().splitlines()):
        if line.startswith("## "):
            data = None
        elif match := re.search(r"<!-- data: (\w+) -->", line):
            data = match[1]
        elif (match := ROW.match(line)) and data == name:
            found.append((number, match["query"].replace(r"\|", "|"), match["answer"].replace(r"\|", "|")))
    return found


def answers(program, data, queries):
    """What Tally answers to each query, as one line of text: cells apart by spaces, rows by dots."""
    words = [word for query in queries for word in ("-c", query)]
    done = subprocess.run(
        [program, data, "-o", "markdown", *words], capture_output=True, text=True, cwd=TOP, timeout=1800)
    if done.returncode:
        sys.exit(done.stderr)
    # A table is a run of lines that begin with `|`; what stands between accounts for it.
    tables = [
        list(run) for is_row, run in itertools.groupby(done.stdout.splitlines(), lambda text: text.startswith("|"))
        if is_row]
    assert len(tables) == len(queries), done.stderr
    return [line(table) for table in tables]


def disagreements(section, found):
    """The rows whose answers lack a published number: the number of the line, what was published, what was answered."""
    lines = STUDIES.read_text().splitlines()
    published = [ROW.match(lines[number])["published"] for number, *_ in section]
    return [(number + 1, said, answer) for (number, *_), said, answer in zip(section, published, found)
            if not agrees(said, answer)]


def agrees(published, answer):
    """Whether the published numbers occur in the answer in their order, to as many decimals as they were published."""
    if any(word in published for word in ("asked", "placeholder", "without numbers")):
        return True
    answered = iter(numbers(answer))
    for text in numbers(re.sub(r"\(.*?\)", "", published)):
        decimals = len(text.partition(".")[2])
        fits = (lambda other: other >= float(text)) if published.endswith("and more") else (
            lambda other: round(other, decimals) == float(text))
        # Numbers are taken from the iterator up to the one that fits, so that the next is looked for behind it.
        if not any(fits(float(other)) for other in answered):
            return False
    return True


def numbers(text):
    return [number.replace(",", "") for number in re.findall(r"\d[\d,]*(?:\.\d+)?", text.replace(", ", " ; "))]


def line(table):
    header, _, *body = [[cell.strip() for cell in CELL.split(row)[1:-1]] for row in table]
    # A cross-tab needs its heading to be read.
    parts = [header] if len(header) > 2 and len(body) > 1 else []
    return " · ".join(" ".join(cell for cell in row if cell) for row in parts + body)


def main(program, names):
    lines = STUDIES.read_text().splitlines()
    wrong = []
    for name in names:
        section = rows(name)
        start = time.monotonic()
        found = answers(program, DATA[name], [query for _, query, _ in section])
        print(f"{name}: {len(found)} queries in {time.monotonic() - start:.1f} s, loading included", file=sys.stderr)
        wrong += disagreements(section, found)
        for (number, *_), answer in zip(section, found):
            match = ROW.match(lines[number])
            lines[number] = f"| {match['what']} | {match['published']} | `{match['query']}` | {answer} |"
    STUDIES.write_text("\n".join(lines) + "\n")
    for number, published, answer in wrong:
        print(f"{STUDIES}:{number}: published {published}, answered {answer}", file=sys.stderr)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:] or list(DATA))
