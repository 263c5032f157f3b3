extension ManualEntry {
    /// Every clause of the grammar, in canonical order.
    package static let clauses: [ManualEntry] = [
        from, `where`, dedupe, lookup, asOf, groupBy, over, across, fill, show, list, having, compare, test, why, sort,
        top, limit, with, draw, into,
    ]

    private static let from = ManualEntry(
        .clause, "from", syntax: "from NAME   or   from \"FILE\"",
        summary: """
            Names what the query reads: a data set, a view or a file. Without it a query reads the data of the command \
            line. A view that stands first without `from` is refined by the clauses behind it; `from` reads its result.
            """,
        example: "from san_antonio group by district")

    private static let `where` = ManualEntry(
        .clause, "where", syntax: "where CONDITION",
        summary: """
            Keeps the rows for which the condition is true. A stage may have several; all must hold. A comparison with \
            a missing value is false. Conditions on measures stand in `having`.
            """,
        example: "where late and district in (1, 3, 5) show count")

    private static let groupBy = ManualEntry(
        .clause, "group by", syntax: "group by DIMENSION, …",
        summary: """
            One result row for each value, or each combination of values, that occurs. A dimension is a column, a \
            definition or an expression, with a label in front if wanted: `year = year(opened)`. Groups come in natural \
            order, the missing group last. Without `show` the groups are counted.
            """,
        example: "group by district, outcome = if(late, \"late\", \"in time\") show count")

    private static let over = ManualEntry(
        .clause, "over", syntax: "over GRAIN [of TIME]",
        summary: """
            A time axis without gaps: one row for each minute, hour, day, week, month, quarter or year from the first \
            to the data's end, or over the period that `where` names. Buckets without rows show 0 for counts and sums \
            and nothing for other measures; a first or last bucket that the data covers only in part is marked on \
            screen. The time is the profile's first one unless `of` names another.
            """,
        example: "over quarter show count, late%")

    private static let across = ManualEntry(
        .clause, "across", syntax: "across DIMENSION, …",
        summary: """
            A cross table: one column for each value. The next stage sees the long table, with the dimension as a \
            column.
            """,
        example: "group by department across source show count")

    private static let show = ManualEntry(
        .clause, "show", syntax: "show [LABEL =] MEASURE, …",
        summary: """
            The measures of each group, or of all rows without groups. A measure is an aggregate such as `median x`, a \
            rate such as `late%`, or arithmetic with them. The column is headed by the label, or by the item's text. A \
            later item may use an earlier label.
            """,
        example: "group by department show count, late%, days = days(median time_to_close)")

    private static let list = ManualEntry(
        .clause, "list", syntax: "list [LABEL =] EXPRESSION, …",
        summary: """
            Rows instead of measures: the named columns and expressions of every row that is left. A stage has either \
            `list` or measures; a stage without both gives its rows with all columns.
            """,
        example: "where open sort by age desc limit 5 list case, type, age")

    private static let having = ManualEntry(
        .clause, "having", syntax: "having CONDITION",
        summary: """
            Keeps the result rows for which a condition on measures is true. Shares and totals still speak of all rows \
            that `where` left.
            """,
        example: "group by type show count, late% having count >= 100")

    private static let sort = ManualEntry(
        .clause, "sort by", aliases: ["sort", "order by"], syntax: "sort by ITEM [asc|desc], …",
        summary: """
            The order of the result. Ascending unless `desc` stands behind; missing values last both ways; ties keep \
            the natural order of the groups.
            """,
        example: "group by department show count, late% sort by late% desc")

    private static let top = ManualEntry(
        .clause, "top", aliases: ["bottom", "per"],
        syntax: "top N [DIMENSION] [by MEASURE] [per DIMENSION]   or   bottom …",
        summary: """
            Exactly N groups with the largest (smallest) measure: the first of `show` unless `by` names another. With a \
            dimension that one is ranked by itself, with `per` within each value of another; one of `across` keeps its \
            columns. `with others` adds up the rest. Over rows, `top 10 by age` takes the rows with the largest value.
            """,
        example: "group by type show count, late% top 5 by count with others")

    private static let limit = ManualEntry(
        .clause, "limit", syntax: "limit N", summary: "At most N rows of the sorted result.",
        example: "where late sort by overdue desc limit 10 list case, overdue")

    private static let fill = ManualEntry(
        .clause, "fill", syntax: "fill VALUE",
        summary: """
            The value that stands where a group or a bucket of the time axis has none: measures of its type are filled \
            before shares, changes and rolling means look at them. Counts and sums are 0 without it.
            """,
        example: "over month across district show avg overdue fill 0d")

    private static let with = ManualEntry(
        .clause, "with", aliases: ["others", "totals", "with others", "with totals", "with n", "ci", "with ci"],
        syntax: "with OPTION, …   (others, totals, n, ci 95%)",
        summary: """
            `others` adds one row for the groups outside the top, `totals` rows and columns computed from all rows \
            again, `n` a column with the number of rows behind each rate, `ci 95%` the bounds of a confidence interval: of rates after \
            Wilson (1927), of medians and quantiles by order statistics. A measure that reads a dimension, such as \
            `count * length(type)`, is empty where a row stands for several of its values.
            """,
        example: "group by category across source show count with totals")

    private static let into = ManualEntry(
        .clause, "into", syntax: "into \"FILE\"",
        summary: """
            Writes the result to a file instead of standard output; the ending picks the format. An existing file is \
            never replaced without `--overwrite` or `set overwrite = true`, and a failed write leaves no file. Queries \
            of a script that name the same `.xlsx` or `.sqlite` file give it a sheet or a table each, and it says where \
            they come from. `--provenance` or `set provenance = true` writes `FILE.provenance.json` beside it.
            """,
        example: "group by district show late% into \"late.csv\"")
}
