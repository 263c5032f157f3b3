"""`test` and `correlation` give what SciPy and statsmodels give."""

import csv
import math

import numpy
import pytest
import scipy.optimize
import scipy.stats
import statsmodels.stats.contingency_tables
import statsmodels.stats.multitest
import statsmodels.stats.oneway
from statsmodels.stats.meta_analysis import effectsize_smd

import tally


def close(found, expected, tolerance=1e-9):
    assert found != "", expected
    assert math.isclose(float(found), expected, rel_tol=tolerance, abs_tol=0), (found, expected)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Synthetic rows: groups of unequal size, a rate and a skewed value that differ between them, ties, and missing cells."""
    random = numpy.random.default_rng(311)
    rows = []
    for number in range(6000):
        group = random.choice(["north", "south", "east", "west"], p=[0.4, 0.3, 0.2, 0.1])
        shift = {"north": 0, "south": 0.1, "east": 0.3, "west": -0.2}[group]
        year = int(random.integers(2018, 2024))
        value = float(numpy.round(random.lognormal(1 + shift, 1), 3))
        days = int(random.exponential(8 * (1 + shift)))
        late = bool(random.random() < 0.3 + shift / 2 + (year - 2018) / 50)
        kind = random.choice(["pothole", "noise", "tree"], p=[0.5 + shift / 4, 0.3, 0.2 - shift / 4])
        half = "a" if group in ("north", "south") else "b"
        rows.append([group, half, year, value, days, "yes" if late else "no", kind])
    for row in rows[::97]:
        row[3] = ""
    for row in rows[::101]:
        row[0] = ""
    path = tmp_path_factory.mktemp("significance") / "rows.csv"
    with path.open("w") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["place", "half", "year", "value", "days", "late", "kind"])
        writer.writerows(rows)
    return path


def column(path, *names, where=lambda row: True):
    """The rows that have all the columns, as tuples; numbers as floats."""
    def number(text):
        try:
            return float(text)
        except ValueError:
            return text
    with path.open() as file:
        rows = [row for row in csv.DictReader(file) if where(row) and all(row[name] for name in names)]
    return [tuple(number(row[name]) for name in names) for row in rows]


def counts(path, first, second):
    pairs = column(path, first, second)
    groups = sorted({pair[0] for pair in pairs})
    kinds = sorted({pair[1] for pair in pairs})
    return numpy.array([[sum(pair == (group, kind) for pair in pairs) for kind in kinds] for group in groups]), groups


def grouped(path, by, value):
    pairs = column(path, by, value)
    return {group: numpy.array([v for g, v in pairs if g == group]) for group in sorted({g for g, _ in pairs})}


def v_limits(statistic, freedom, total, span):
    """Limits of Cramér's V: the noncentralities under which the statistic is a quantile."""
    def noncentrality(tail):
        if scipy.stats.ncx2.cdf(statistic, freedom, 1e-12) < tail:
            return 0
        return scipy.optimize.brentq(
            lambda nc: scipy.stats.ncx2.cdf(statistic, freedom, nc) - tail, 1e-12, 4 * statistic + 100, xtol=1e-12,
            rtol=1e-14)
    return [min(1, math.sqrt(noncentrality(tail) / (total * span))) for tail in (0.975, 0.025)]


def test_chi_square_of_a_rate(data):
    table, groups = counts(data, "place", "late")
    found = tally.ask(data, "test late% by place")
    expected = scipy.stats.chi2_contingency(table, correction=False)
    whole = found[0]
    assert (whole["value"], whole["method"], whole["size_name"]) == ("(all)", "chi-square test", "Cramér's V")
    assert int(whole["n"]) == table.sum()
    close(whole["statistic"], expected.statistic)
    close(whole["p"], expected.pvalue)
    assert float(whole["df"]) == expected.dof
    close(whole["size"], scipy.stats.contingency.association(table, method="cramer"))
    low, high = v_limits(expected.statistic, expected.dof, table.sum(), 1)
    close(whole["low"], low)
    close(whole["high"], high)
    # Each group against the rest: the adjusted residual is the root of the two-by-two chi-square.
    ps = []
    for index, row in enumerate(found[1:]):
        rest = table.sum(axis=0) - table[index]
        ps.append(scipy.stats.chi2_contingency([table[index], rest], correction=False).pvalue)
        assert row["value"] == groups[index] and int(row["n"]) == table[index].sum()
        close(row["late%"], table[index][1] / table[index].sum())
        close(row["p"], ps[-1])
    holm = statsmodels.stats.multitest.multipletests(ps, method="holm")[1]
    for row, p in zip(found[1:], holm):
        close(row["p_holm"], p)


def test_chi_square_of_a_category(data):
    table, _ = counts(data, "place", "kind")
    whole = tally.ask(data, "test kind by place")[0]
    expected = scipy.stats.chi2_contingency(table, correction=False)
    close(whole["statistic"], expected.statistic)
    close(whole["p"], expected.pvalue)
    close(whole["size"], scipy.stats.contingency.association(table, method="cramer"))
    low, high = v_limits(expected.statistic, expected.dof, table.sum(), 2)
    close(whole["low"], low)
    close(whole["high"], high)


@pytest.mark.parametrize("table", [[[8, 2], [1, 5]], [[3, 0], [0, 3]], [[1, 400], [7, 300]], [[0, 12], [4, 9]]])
def test_fisher_where_a_table_is_small(tmp_path, table):
    path = tmp_path / "small.csv"
    lines = [f"{group},{flag}" for group, row in zip("ab", table) for flag, n in zip(("yes", "no"), row)
             for _ in range(n)]
    path.write_text("group name,late\n" + "\n".join(lines) + "\n")
    whole = tally.ask(path, "test late% by `group name`")[0]
    assert whole["method"] == "Fisher's exact test"
    close(whole["p"], scipy.stats.fisher_exact(table).pvalue)


def test_kruskal_and_dunn(data):
    groups = grouped(data, "place", "days")
    found = tally.ask(data, "test days by place")
    whole = found[0]
    expected = scipy.stats.kruskal(*groups.values())
    assert whole["method"] == "Kruskal–Wallis test" and whole["size_name"] == "epsilon squared"
    close(whole["statistic"], expected.statistic)
    close(whole["p"], expected.pvalue)
    total = sum(map(len, groups.values()))
    close(whole["size"], expected.statistic / (total - 1))
    ranks = dict(zip(groups, numpy.split(scipy.stats.rankdata(numpy.concatenate(list(groups.values()))),
                                         numpy.cumsum([len(g) for g in groups.values()])[:-1])))
    _, ties = numpy.unique(numpy.concatenate(list(groups.values())), return_counts=True)
    spread = total * (total + 1) / 12 - (ties.astype(float) ** 3 - ties).sum() / (12 * (total - 1))
    names = list(groups)
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1:]]
    ps = []
    for a, b in pairs:
        z = (ranks[a].mean() - ranks[b].mean()) / math.sqrt(spread * (1 / len(groups[a]) + 1 / len(groups[b])))
        ps.append(2 * scipy.stats.norm.sf(abs(z)))
    holm = statsmodels.stats.multitest.multipletests(ps, method="holm")[1]
    rows = found[1 + len(names):]
    for row, (a, b), p, adjusted in zip(rows, pairs, ps, holm, strict=True):
        assert row["value"] == f"{a} – {b}"
        close(row["p"], p)
        close(row["p_holm"], adjusted)
        u = scipy.stats.mannwhitneyu(groups[a], groups[b]).statistic
        close(row["size"], 2 * u / (len(groups[a]) * len(groups[b])) - 1)
    for row, name in zip(found[1:], names):
        close(row["median days"], numpy.median(groups[name]))


def cliff_limits(x, y):
    """Feng and Cliff's interval, from the full matrix of comparisons."""
    signs = numpy.sign(x[:, None] - y[None, :])
    d, n, m = signs.mean(), len(x), len(y)
    rows = ((signs.mean(axis=1) - d) ** 2).sum()
    columns = ((signs.mean(axis=0) - d) ** 2).sum()
    cells = ((signs - d) ** 2).sum()
    variance = max((m * m * rows + n * n * columns - cells) / (n * m * (n - 1) * (m - 1)), (1 - d * d) / (n * m - 1))
    z = scipy.stats.norm.ppf(0.975)
    width = z * math.sqrt(variance) * math.sqrt((1 - d * d) ** 2 + z * z * variance)
    return [(d - d ** 3 + sign * width) / (1 - d * d + z * z * variance) for sign in (-1, 1)]


def test_mann_whitney(data):
    groups = grouped(data, "half", "value")
    whole = tally.ask(data, "test value by half")[0]
    expected = scipy.stats.mannwhitneyu(groups["a"], groups["b"], method="asymptotic")
    assert whole["method"] == "Mann–Whitney test" and whole["size_name"] == "Cliff's delta"
    close(whole["statistic"], expected.statistic)
    close(whole["p"], expected.pvalue)
    close(whole["size"], 2 * expected.statistic / (len(groups["a"]) * len(groups["b"])) - 1)
    low, high = cliff_limits(groups["a"], groups["b"])
    close(whole["low"], low)
    close(whole["high"], high)


def test_mann_whitney_is_exact_for_few_values(tmp_path):
    path = tmp_path / "few.csv"
    path.write_text("side,x\n" + "".join(f"a,{x}\n" for x in (1.5, 4, 9, 11, 2)) +
                    "".join(f"b,{x}\n" for x in (3, 12, 13, 15, 10, 18, 20)))
    whole = tally.ask(path, "test x by side")[0]
    expected = scipy.stats.mannwhitneyu([1.5, 4, 9, 11, 2], [3, 12, 13, 15, 10, 18, 20], method="exact")
    close(whole["p"], expected.pvalue)


def test_welch(data):
    groups = grouped(data, "half", "value")
    whole = tally.ask(data, "test avg value by half")[0]
    expected = scipy.stats.ttest_ind(groups["a"], groups["b"], equal_var=False)
    assert whole["method"] == "Welch's t-test" and whole["size_name"] == "Hedges' g"
    close(whole["statistic"], expected.statistic)
    close(whole["p"], expected.pvalue)
    close(whole["df"], expected.df)
    a, b = groups["a"], groups["b"]
    g, variance = effectsize_smd(a.mean(), a.std(ddof=1), len(a), b.mean(), b.std(ddof=1), len(b))
    close(whole["size"], g)
    close(whole["low"], g - scipy.stats.norm.ppf(0.975) * math.sqrt(variance))


def test_welch_analysis_of_variance(data):
    groups = grouped(data, "place", "value")
    whole = tally.ask(data, "test avg value by place")[0]
    expected = statsmodels.stats.oneway.anova_oneway(list(groups.values()), use_var="unequal", welch_correction=True)
    close(whole["statistic"], expected.statistic)
    close(whole["p"], expected.pvalue)
    close(whole["df"], expected.df_num)
    close(whole["df_error"], expected.df_denom)
    f2 = statsmodels.stats.oneway.effectsize_oneway(
        [g.mean() for g in groups.values()], [g.var(ddof=1) for g in groups.values()],
        numpy.array([len(g) for g in groups.values()]), use_var="unequal")
    close(whole["size"], f2 / (1 + f2))
    total = sum(map(len, groups.values()))
    for name, tail in (("low", 0.975), ("high", 0.025)):
        nc = scipy.optimize.brentq(
            lambda nc: scipy.stats.ncf.cdf(expected.statistic, expected.df_num, expected.df_denom, nc) - tail, 1e-9, 1e4,
            xtol=1e-12, rtol=1e-14)
        close(whole[name], nc / (nc + total))


def test_trend_of_a_rate(data):
    rows = [(year, late == "yes") for year, late in column(data, "year", "late")]
    found = tally.ask(data, "test late% by year")
    trend = next(row for row in found if row["value"] == "(trend)")
    r = scipy.stats.pearsonr([year for year, _ in rows], [late for _, late in rows]).statistic
    close(trend["size"], r)
    close(trend["statistic"], r * math.sqrt(len(rows)))
    close(trend["p"], 2 * scipy.stats.norm.sf(abs(r) * math.sqrt(len(rows))))
    # statsmodels divides by n where Cochran and Armitage's statistic has the same form.
    table, _ = counts(data, "year", "late")
    ordinal = statsmodels.stats.contingency_tables.Table(table).test_ordinal_association(numpy.arange(6), numpy.arange(2))
    close(trend["statistic"], ordinal.zscore, 1e-3)
    limits = scipy.stats.pearsonr([year for year, _ in rows], [late for _, late in rows]).confidence_interval()
    close(trend["low"], limits.low)
    close(trend["high"], limits.high)


def test_correlation_tests(data):
    rows = column(data, "value", "days")
    x, y = numpy.array(rows).T
    spearman = tally.ask(data, "test days by value")[0]
    expected = scipy.stats.spearmanr(x, y)
    assert spearman["method"] == "Spearman's correlation test" and spearman["value"] == "(trend)"
    close(spearman["size"], expected.statistic)
    close(spearman["p"], expected.pvalue)
    pearson = tally.ask(data, "test avg days by value")[0]
    expected = scipy.stats.pearsonr(x, y)
    close(pearson["size"], expected.statistic)
    close(pearson["p"], expected.pvalue)
    close(pearson["low"], expected.confidence_interval().low)


def test_several_dimensions_are_adjusted(data):
    found = [row for row in tally.ask(data, "test late% by place, half, kind") if row["value"] == "(all)"]
    ps = [float(row["p"]) for row in found]
    holm = statsmodels.stats.multitest.multipletests(ps, method="holm")[1]
    for row, p in zip(found, holm, strict=True):
        close(row["p_holm"], p)


def test_correlation(data):
    x, y = numpy.array(column(data, "value", "days")).T
    close(tally.ask(data, "show r = correlation(value, days)")[0]["r"], scipy.stats.pearsonr(x, y).statistic)
    found = tally.ask(data, "group by place show late%, avg days | show r = correlation(late%, avg days)")
    table, names = counts(data, "place", "late")
    days = grouped(data, "place", "days")
    rates = [row[1] / row.sum() for row in table]
    # The missing place is a group of its own.
    lost = column(data, "days", "late", where=lambda row: not row["place"])
    rates.append(numpy.mean([late == "yes" for _, late in lost]))
    means = [days[name].mean() for name in names] + [numpy.mean([d for d, _ in lost])]
    close(found[0]["r"], scipy.stats.pearsonr(rates, means).statistic)


@pytest.mark.parametrize("rows, share", [(20_000, 0.02), (60_000, 0.147)])
def test_far_tails(tmp_path, rows, share):
    """Large samples give p-values far below what a difference from one can hold."""
    path = tmp_path / "far.csv"
    random = numpy.random.default_rng(5)
    flags = random.random(rows) < 0.5
    late = numpy.where(flags, random.random(rows) < 0.5 - share / 2, random.random(rows) < 0.5 + share / 2)
    value = numpy.round(random.normal(size=rows) + flags * share * 2, 6)
    path.write_text("flag,late,value\n" + "".join(
        f"{'x' if f else 'y'},{'yes' if l else 'no'},{v}\n" for f, l, v in zip(flags, late, value)))
    table = [[(~late[flags]).sum(), late[flags].sum()], [(~late[~flags]).sum(), late[~flags].sum()]]
    chi = scipy.stats.chi2_contingency(table, correction=False)
    close(tally.ask(path, "test late% by flag")[0]["p"], chi.pvalue)
    welch = scipy.stats.ttest_ind(value[flags], value[~flags], equal_var=False)
    close(tally.ask(path, "test avg value by flag")[0]["p"], welch.pvalue)


def test_nothing_to_test_is_said(data, tmp_path):
    path = tmp_path / "flat.csv"
    path.write_text("g,late,x\na,yes,1\nb,yes,1\nb,yes,1\n")
    assert tally.ask(path, "test late% by g")[0]["effect"] == "late% is the same everywhere"
    assert tally.ask(path, "test x by g")[0]["effect"] == "median x is the same everywhere"
    assert tally.ask(path, "test avg x by g")[0]["effect"] == "a group does not vary"
    assert tally.ask(path, "where g = \"a\" test late% by g")[0]["effect"] == "only one group"
    assert tally.ask(path, "where x > 5 test late% by g")[0]["effect"] == "no rows"
