"""The queries of the benchmark, once in Tally's language and once for each kind of peer.

A query is a `Query`: `tally` and `sql` are texts with `{literal}`, `polars` and `pandas` are functions of the loaded frame and
the literal. SQL writes what differs between dialects as a call of the `Dialect`.
"""

import dataclasses
import typing

REASONS = [
    "Customer Service", "Waste Collection", "Code Enforcement", "Field Operations", "Streets", "Graffiti", "Brush",
    "Storm Water", "Signals", "Vector", "Clean and Green",
]
# All of them occur in the data: in one of a hundred addresses, or in one of seven.
STREETS = ["OAK", "PRESA", "RIVER", "SAN", "HILL", "PECAN"]
MONTHS = [f"{year}-{month:02d}" for year in (2021, 2022, 2023) for month in range(1, 13)]


class Dialect:
    """DuckDB's SQL; the others replace what they say differently. `seconds` is the time to close."""

    seconds = "date_diff('second', opened, closed)"
    year = "year(opened)"
    hour = "hour(opened)"
    weekday = "isodow(opened)"
    truth = "late::int"

    def quantiles(self, *fractions):
        return f"quantile_cont({self.seconds}, [{', '.join(str(fraction) for fraction in fractions)}])"

    def median(self):
        return f"quantile_cont({self.seconds} / 3600.0, 0.5)"

    def contains(self, text):
        return f"contains(address, '{text}')"

    def count_if(self, condition):
        return f"count(*) filter (where {condition})"

    def time(self, text):
        return f"timestamp '{text} 00:00:00'"


class ClickHouse(Dialect):
    seconds = "dateDiff('second', opened, closed)"
    year = "toYear(opened)"
    hour = "toHour(opened)"
    weekday = "toDayOfWeek(opened)"
    truth = "late"

    def quantiles(self, *fractions):
        return f"quantilesExactInclusive({', '.join(str(fraction) for fraction in fractions)})({self.seconds})"

    def median(self):
        return f"quantileExactInclusive(0.5)({self.seconds} / 3600.0)"

    def contains(self, text):
        return f"position(address, '{text}') > 0"

    def count_if(self, condition):
        return f"countIf({condition})"

    def time(self, text):
        return f"toDateTime('{text} 00:00:00', 'UTC')"


class DataFusion(Dialect):
    seconds = "(arrow_cast(closed, 'Int64') - arrow_cast(opened, 'Int64'))"
    year = "date_part('year', opened)"
    hour = "date_part('hour', opened)"
    weekday = "date_part('isodow', opened)"

    def quantiles(self, *fractions):
        return ", ".join(f"percentile_cont({fraction}) within group (order by {self.seconds})" for fraction in fractions)

    def median(self):
        return f"percentile_cont(0.5) within group (order by {self.seconds} / 3600.0)"


class Hyper(Dialect):
    seconds = "extract(epoch from (closed - opened))"
    year = "extract(year from opened)"
    hour = "extract(hour from opened)"
    truth = "case when late then 1e0 else 0e0 end"
    weekday = "extract(isodow from opened)"

    def quantiles(self, *fractions):
        return ", ".join(f"percentile_cont({fraction}) within group (order by {self.seconds})" for fraction in fractions)

    def median(self):
        return f"percentile_cont(0.5) within group (order by {self.seconds} / 3600.0)"

    def contains(self, text):
        return f"address like '%{text}%'"


@dataclasses.dataclass
class Query:
    name: str
    goal: float
    tally: str
    sql: typing.Callable[[Dialect, str], str]
    polars: typing.Callable
    pandas: typing.Callable
    literals: list = dataclasses.field(default_factory=lambda: [""])
    # The first column of the answers that is compared; ties leave those before open.
    compared: int = 0

    def literal(self, repetition):
        return self.literals[repetition % len(self.literals)]

    def text(self, repetition):
        return self.tally.replace("{literal}", self.literal(repetition))


def next_month(month):
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12}-{number % 12 + 1:02d}"


def polars_seconds():
    import polars as pl
    return (pl.col("closed") - pl.col("opened")).dt.total_seconds()


def pandas_seconds(frame):
    return (frame.closed - frame.opened).dt.total_seconds()


def polars_month(month):
    import datetime
    first, behind = (datetime.datetime.fromisoformat(text + "-01") for text in (month, next_month(month)))
    return first, behind


def _q1():
    import polars as pl
    return lambda f, v: f.filter(pl.col("reason") == v).group_by("district").agg(pl.len())


def _q2():
    import polars as pl
    return lambda f, v: f.group_by("department").agg(
        pl.col("late").mean(), pl.col("closed").is_not_null().mean().alias("share"),
        (polars_seconds() / 3600).median().alias("hours"))


def _q3():
    import polars as pl
    return lambda f, v: f.group_by("category", pl.col("opened").dt.year()).agg(pl.len())


def _q4():
    import polars as pl
    return lambda f, v: f.group_by(
        pl.col("opened").dt.weekday().alias("weekday"), pl.col("opened").dt.hour().alias("hour")).agg(pl.len())


def _q5():
    import polars as pl
    return lambda f, v: f.filter(pl.col("opened").is_between(*year_ends(v), closed="left")).group_by("type").agg(
        (polars_seconds().mean() / 3600).alias("hours")).sort("hours", descending=True, nulls_last=True).limit(10)


def year_ends(year):
    import datetime
    return datetime.datetime(int(year), 1, 1), datetime.datetime(int(year) + 1, 1, 1)


def _q6():
    import polars as pl
    return lambda f, v: f.group_by("district").agg(
        [polars_seconds().quantile(q, "linear").alias(str(q)) for q in (0.5, 0.9, 0.99)])


def _q7():
    import polars as pl
    return lambda f, v: f.group_by("district").agg(pl.col("address").drop_nulls().n_unique())


def _q8():
    import polars as pl
    return lambda f, v: f.filter(pl.col("address").cast(pl.String).str.contains(v, literal=True)).group_by(
        "department").agg(pl.len())


def _q9():
    import polars as pl
    return lambda f, v: f.filter(
        pl.col("opened").is_between(*polars_month(v), closed="left") & (pl.col("district") == 3)
        & (pl.col("source") == "311 Mobile App") & pl.col("late")).select(pl.len())


def _q10():
    return lambda f, v: f.select("id", "type", polars_seconds().alias("seconds")).sort(
        "seconds", descending=True, nulls_last=True).limit(int(v))


def _n1():
    import polars as pl
    return lambda f, v: f.group_by("borough", "complaint_type").agg(pl.len().alias("count")).sort(
        "count", descending=True).limit(20)


def _n2():
    import polars as pl
    return lambda f, v: f.group_by("agency").agg((polars_seconds() <= 86400).mean())


SAN_ANTONIO = [
    Query("Q1 filtered count", 8, 'where reason = "{literal}" group by district show count',
          lambda d, v: f"select district, count(*) from calls where reason = '{v}' group by district",
          _q1, lambda f, v: f[f.reason == v].groupby("district", observed=True, dropna=False).size(), REASONS),
    Query("Q2 late%, closed%, median", 8, "group by department show late%, closed%, median hours(time_to_close)",
          lambda d, v: f"select department, avg({d.truth}), 1.0 * count(closed) / count(*), {d.median()}"
          " from calls group by department",
          _q2, lambda f, v: f.assign(hours=pandas_seconds(f) / 3600, is_closed=f.closed.notna()).groupby(
              "department", observed=True, dropna=False).agg(
              {"late": "mean", "is_closed": "mean", "hours": "median"})),
    Query("Q3 category × year", 10, "group by category, year(opened) show count",
          lambda d, v: f"select category, {d.year}, count(*) from calls group by category, {d.year}",
          _q3, lambda f, v: f.groupby(["category", f.opened.dt.year], observed=True, dropna=False).size()),
    Query("Q4 weekday × hour", 12, "group by weekday_number(opened), hour(opened) show count",
          lambda d, v: f"select {d.weekday}, {d.hour}, count(*) from calls group by {d.weekday}, {d.hour}",
          _q4, lambda f, v: f.groupby(
              [(f.opened.dt.dayofweek + 1).rename("weekday"), f.opened.dt.hour.rename("hour")]).size()),
    Query("Q5 top averages of a year", 8,
          "where opened in {literal} group by type show avg hours(time_to_close) top 10",
          lambda d, v: f"select type, avg({d.seconds}) / 3600.0 as hours from calls where opened >= {d.time(v + '-01-01')}"
          f" and opened < {d.time(str(int(v) + 1) + '-01-01')} group by type order by hours desc nulls last limit 10",
          _q5, lambda f, v: (pandas_seconds(f[f.opened.dt.year == int(v)]) / 3600).groupby(
              f.type, observed=True).mean().nlargest(10), ["2023", "2022", "2021", "2020"]),
    Query("Q6 three quantiles", 8, "group by district show p50 time_to_close, p90 time_to_close, p99 time_to_close",
          lambda d, v: f"select district, {d.quantiles(0.5, 0.9, 0.99)} from calls group by district",
          _q6, lambda f, v: pandas_seconds(f).groupby(f.district, dropna=False).quantile(
              [0.5, 0.9, 0.99]).unstack()),
    Query("Q7 distinct addresses", 15, "group by district show distinct address",
          lambda d, v: "select district, count(distinct address) from calls group by district",
          _q7, lambda f, v: f.groupby("district", dropna=False).address.nunique()),
    Query("Q8 text search", 4, 'where address contains "{literal}" group by department show count',
          lambda d, v: f"select department, count(*) from calls where {d.contains(v)} group by department",
          _q8, lambda f, v: f[f.address.str.contains(v, regex=False, na=False)].groupby(
              "department", observed=True, dropna=False).size(), STREETS),
    Query("Q9 selective dates", 1.5, "where opened in {literal} and district = 3 and source = \"311 Mobile App\" and late"
          " show count",
          lambda d, v: f"select count(*) from calls where opened >= {d.time(v + '-01')}"
          f" and opened < {d.time(next_month(v) + '-01')} and district = 3 and source = '311 Mobile App' and late",
          _q9, lambda f, v: ((f.opened >= v + "-01") & (f.opened < next_month(v) + "-01") & (f.district == 3)
                             & (f.source == "311 Mobile App") & f.late).sum(), MONTHS),
    Query("Q10 longest open", 9,
          "sort by time_to_close desc limit {literal} list case, type, time_to_close",
          lambda d, v: f"select id, type, {d.seconds} as seconds from calls order by seconds desc nulls last limit {v}",
          _q10, lambda f, v: pandas_seconds(f).nlargest(int(v)), [str(n) for n in range(20, 30)],
          compared=-1),
]

NEW_YORK = [
    Query("N1 borough × complaint", 4, "group by borough, complaint_type show count top 20",
          lambda d, v: "select borough, complaint_type, count(*) as n from calls group by borough, complaint_type"
          " order by n desc limit 20",
          _n1, lambda f, v: f.groupby(["borough", "complaint_type"], observed=True).size().nlargest(20),
          compared=-1),
    Query("N2 closed within a day", 4, "group by agency show (time_to_close <= 24h)%",
          lambda d, v: f"select agency, avg(case when {d.seconds} <= 86400 then 1e0 when {d.seconds} > 86400 then 0e0 end)"
          " from calls group by agency",
          _n2, lambda f, v: f.assign(within=(pandas_seconds(f) <= 86400).where(f.closed.notna())).groupby(
              "agency", observed=True).within.mean()),
]

# Of each column that the peers keep: its name in the file, and its type.
SHAPES = {
    "san-antonio": (SAN_ANTONIO, {
        "category": ("Category", "category"), "id": ("CASEID", "integer"), "opened": ("OPENEDDATETIME", "time"),
        "due": ("SLA_Date", "time"), "closed": ("CLOSEDDATETIME", "time"), "late": ("Late (Yes/No)", "flag"),
        "department": ("Dept", "category"), "reason": ("REASONNAME", "category"), "type": ("TYPENAME", "category"),
        "source": ("SourceID", "category"), "address": ("OBJECTDESC", "text"),
        "district": ("Council District", "small"),
    }),
    "new-york": (NEW_YORK, {
        "opened": ("Created Date", "time"), "closed": ("Closed Date", "time"), "agency": ("Agency", "category"),
        "complaint_type": ("Complaint Type", "category"), "borough": ("Borough", "category"),
        "address": ("Incident Address", "text"),
    }),
}
