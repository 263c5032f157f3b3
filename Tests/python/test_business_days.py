"""Business days against NumPy's calendar."""

import random
from datetime import date, timedelta

import numpy

from tally import ask


def test_business_days_between_dates_are_numpys(tmp_path):
    random.seed(5)
    first = date(1968, 12, 1)
    days = [first + timedelta(days=random.randrange(2_500)) for _ in range(900)]
    ends = [day + timedelta(days=random.randrange(-40, 400)) for day in days]
    holidays = [first + timedelta(days=random.randrange(2_900)) for _ in range(120)]
    rows = "".join(f"{i},{a},{b}\n" for i, (a, b) in enumerate(zip(days, ends)))
    (tmp_path / "cases.csv").write_text("CASEID,opened,closed\n" + rows)
    (tmp_path / "holidays.csv").write_text("day\n" + "".join(f"{day}\n" for day in holidays))
    script = f'set holidays = "{tmp_path}/holidays.csv"\n\nlist b = business_days(opened, closed)'
    found = ask(tmp_path / "cases.csv", script)
    weekmask, closed = "1111100", numpy.array(holidays, dtype="datetime64[D]")

    def before(day):
        return numpy.busday_count("1960-01-01", day, weekmask=weekmask, holidays=closed)

    expected = [int(before(b) - before(a)) for a, b in zip(days, ends)]
    assert [int(row["b"]) for row in found] == expected
