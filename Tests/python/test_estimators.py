"""Waits, intervals, standardised rates, decompositions and inequality against SciPy, statsmodels and textbook integrals that
share nothing with the engine: on the generated example and on real extracts where those are at hand."""

import json

import duckdb
import numpy
import pytest
import scipy.integrate
import scipy.stats
from statsmodels.duration.survfunc import SurvfuncRight
from statsmodels.stats.oaxaca import OaxacaBlinder
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

import tally

DAY = 86_400
NYC = tally.SHARED / "nyc" / "nyc_10k_2026-06-29.csv"

# The file, and its rows in SQL: a group, a stratum, a condition, seconds until closed, seconds open until the data's end.
FILES = {
    "example": (
        tally.SAN_ANTONIO,
        """
        SELECT "Council District" AS g, "TYPENAME" AS stratum, "Late (Yes/No)" = 'YES' AS flag, "SourceID" AS source,
            year("OPENEDDATETIME"::DATE) AS year,
            epoch("CLOSEDDATETIME"::TIMESTAMP - "OPENEDDATETIME"::TIMESTAMP) AS closed,
            epoch(TIMESTAMP '2024-03-04' - "OPENEDDATETIME"::TIMESTAMP) AS waiting
        FROM raw
        """,
        ("district", "type", "late"),
    ),
    "nyc": (
        NYC,
        """
        SELECT agency AS g, borough AS stratum, complaint_type LIKE 'Noise%' AS flag, borough AS source,
            hour(created_date::TIMESTAMP) AS year,
            epoch(closed_date::TIMESTAMP - created_date::TIMESTAMP) AS closed,
            epoch((SELECT date_trunc('day', max(t)) + INTERVAL 1 DAY FROM (
                SELECT max(created_date::TIMESTAMP) AS t FROM raw UNION ALL
                SELECT max(closed_date::TIMESTAMP) FROM raw
                WHERE closed_date::TIMESTAMP <= (SELECT max(created_date::TIMESTAMP) FROM raw) + INTERVAL 366 DAY))
                - created_date::TIMESTAMP) AS waiting
        FROM raw
        """,
        ("agency", "borough", "(type starts with \"Noise\")"),
    ),
}


class Extract:
    def __init__(self, name):
        self.path, sql, (self.group, self.stratum, self.flag) = FILES[name]
        if not self.path.exists():
            pytest.skip(f"{self.path} is not there")
        base = duckdb.connect()
        base.execute(f"CREATE TABLE raw AS FROM read_csv('{self.path}', all_varchar = true, header = true)")
        self.rows = base.execute(sql).df()

    def ask(self, query):
        return json.loads(tally.run(self.path, "-c", query, "-o", "json"))

    def groups(self, rows=None):
        """The rows of each group as the engine calls it, whole numbers as texts."""
        rows = self.rows if rows is None else rows
        return {str(key): part for key, part in rows.groupby("g") if len(part)}


@pytest.fixture(scope="module", params=list(FILES))
def extract(request):
    return Extract(request.param)


def survival(part):
    """How long each row waited and whether that is over; an end before the start is no wait."""
    over = part.closed.notna()
    lengths = numpy.where(over, part.closed, part.waiting)
    return lengths[lengths >= 0], over.to_numpy()[lengths >= 0]


@pytest.mark.parametrize("quantile", ["median", "p25", "p90"])
def test_waits_are_kaplan_meier(extract, quantile):
    """The first time at which SciPy's estimate of those still waiting has come down to the rest; statsmodels' curve is the
    same one."""
    rest = 1 - (0.5 if quantile == "median" else int(quantile[1:]) / 100)
    found = {row[extract.group]: row["w"] for row in extract.ask(
        f"group by {extract.group} show w = wait {quantile}")}
    compared = 0
    for name, part in extract.groups().items():
        lengths, over = survival(part)
        if not over.any():
            assert found[name] is None
            continue
        data = scipy.stats.CensoredData(uncensored=lengths[over], right=lengths[~over])
        curve = scipy.stats.ecdf(data).sf
        reached = curve.quantiles[curve.probabilities <= rest + 1e-12]
        ended = [time for time in reached if time in set(lengths[over])]
        assert found[name] == (ended[0] if ended else None), name
        model = SurvfuncRight(lengths, over.astype(int))
        below = model.surv_times[model.surv_prob <= rest + 1e-12]
        assert found[name] == (below[0] if len(below) else None), name
        compared += bool(ended)
    assert compared > 0


@pytest.mark.parametrize("level", [80, 95, 99])
def test_intervals_of_rates_are_wilsons(extract, level):
    rows = extract.ask(f"group by {extract.group} show s = {extract.flag}% with ci {level}%")
    found = {row[extract.group]: row for row in rows}
    for name, part in extract.groups().items():
        flags = part.flag.dropna().astype(bool)
        low, high = proportion_confint(flags.sum(), len(flags), alpha=1 - level / 100, method="wilson")
        assert found[name]["s n"] == len(flags)
        assert found[name]["s low"] == pytest.approx(max(0, low), rel=1e-12, abs=1e-15)
        assert found[name]["s high"] == pytest.approx(min(1, high), rel=1e-12)
    assert len(found) > 2


@pytest.mark.parametrize("fraction", [0.5, 0.9])
def test_intervals_of_quantiles_are_order_statistics(extract, fraction):
    """SciPy's interval of its quantile test, which is open where the group is too small."""
    word = "median" if fraction == 0.5 else "p90"
    rows = extract.ask(f"group by {extract.group} show m = {word} time_to_close with ci 95%")
    found = {row[extract.group]: row for row in rows}
    bounded = 0
    for name, part in extract.groups().items():
        values = part.closed.dropna().to_numpy()
        if not len(values):
            assert found[name]["m low"] is None and found[name]["m high"] is None
            continue
        interval = scipy.stats.quantile_test(values, p=fraction).confidence_interval(0.95)
        for word, limit in [("low", interval.low), ("high", interval.high)]:
            assert found[name][f"m {word}"] == (None if numpy.isnan(limit) else limit), (name, word)
        bounded += not numpy.isnan(interval.low)
    assert bounded > 1


def test_standardised_rates_are_reweighted_means(extract):
    """Weighting a group's rows so that its strata have everybody's shares is the same as standardising directly."""
    rows = extract.ask(f"group by {extract.group} show s = ({extract.flag}% adjusted for {extract.stratum})")
    found = {row[extract.group]: row["s"] for row in rows}
    known = extract.rows[extract.rows.flag.notna()].copy()
    known["stratum"] = known.stratum.fillna("(missing)")
    everybody = known.stratum.value_counts()
    differs = 0
    for name, part in extract.groups(known).items():
        weights = part.stratum.map(everybody / part.stratum.value_counts())
        expected = DescrStatsW(part.flag.astype(float), weights=weights).mean
        assert found[name] == pytest.approx(expected, rel=1e-12, abs=1e-15), name
        differs += abs(found[name] - part.flag.astype(float).mean()) > 0.01
    assert differs > 0


def why(extract, sides, dimension):
    rows = extract.ask(f"why {extract.flag}% {sides} by {dimension}")
    total, = [row for row in rows if row["value"] == "(total)"]
    return [row for row in rows if row["value"] != "(total)"], total


def test_effects_add_up_to_the_change(extract):
    for sides in ["for time_to_close > 1d vs rest", "for open vs rest"]:
        parts, total = why(extract, sides, extract.stratum)
        before, after = list(total)[4:6]
        if total[before] is None or total[after] is None:
            # A side without rows has no change to take apart.
            assert total["effect"] is None and all(row["effect"] is None for row in parts)
            continue
        change = total[after] - total[before]
        assert total["effect"] == pytest.approx(change, rel=1e-12, abs=1e-14)
        for effect in ["mix effect", "rate effect", "effect"]:
            assert sum(row[effect] for row in parts) == pytest.approx(total[effect], rel=1e-12, abs=1e-14)
        assert all(row["mix effect"] + row["rate effect"] == pytest.approx(row["effect"], abs=1e-15) for row in parts)


def test_effects_are_oaxaca_and_blinders(extract):
    """With a dummy for each group and equal weight on both sides, the explained part is the mix and the rest the rates."""
    rows = extract.rows.dropna(subset=["flag", "source"])
    side = (rows.year > rows.year.median()).to_numpy()
    # Groups that one side lacks have no rate there, and no coefficient.
    both = set(rows.source[side]) & set(rows.source[~side])
    rows, side = rows[rows.source.isin(both)], side[rows.source.isin(both)]
    assert len(both) > 1
    names = sorted(both)
    dummies = numpy.column_stack([side] + [rows.source == name for name in names[1:]]).astype(float)
    model = OaxacaBlinder(rows.flag.astype(float).to_numpy(), dummies, 0, hasconst=False, swap=False)
    unexplained, explained, gap = model.two_fold(two_fold_type="self_submitted", submitted_weight=0.5).params[:3]
    listed = ", ".join(f'"{name}"' for name in names)
    column, part = ("source", "year(opened)") if extract.group == "district" else ("borough", "hour(opened)")
    found = extract.ask(
        f"where {column} in ({listed}) why {extract.flag}% for {part} > {extract.rows.year.median()} vs rest by {column}")
    total, = [row for row in found if row["value"] == "(total)"]
    assert abs(total["effect"]) == pytest.approx(abs(gap), rel=1e-9)
    assert abs(total["mix effect"]) == pytest.approx(abs(explained), rel=1e-8, abs=1e-12)
    assert abs(total["rate effect"]) == pytest.approx(abs(unexplained), rel=1e-8, abs=1e-12)


def test_gini_is_the_area_under_the_line_of_equality(extract):
    answer, = extract.ask(f"group by {extract.stratum} show count | show g = gini(count)")
    counts = numpy.sort(extract.rows.stratum.fillna("(missing)").value_counts().to_numpy())
    lorenz = numpy.concatenate([[0], numpy.cumsum(counts)]) / counts.sum()
    area = scipy.integrate.trapezoid(lorenz, numpy.linspace(0, 1, len(lorenz)))
    assert answer["g"] == pytest.approx(1 - 2 * area, rel=1e-12)
