extension ManualEntry {
    /// Clauses that change which rows there are, what is known of them, or what they are held against.
    static let asOf = ManualEntry(
        .clause, "as of", aliases: ["rewind"], syntax: "as of DATE",
        summary: """
            Looks at the data as it was at the end of a day: rows opened later are dropped, and what was closed later \
            is open again. Flags of the export stay as they are, and a warning says so. Without it, the data's end.
            """,
        example: "as of 2023-06-30 where open group by department show count, median age")

    static let dedupe = ManualEntry(
        .clause, "dedupe", aliases: ["removed"], syntax: "dedupe ITEM, … [within DURATION]",
        summary: """
            Keeps one row of those with equal values; with `within`, a row is a duplicate when it follows the last kept \
            one by no more than the duration. `removed%` is the share of the rows before that was dropped.
            """,
        example: "dedupe address, type within 24h over year show count, removed%")

    static let lookup = ManualEntry(
        .clause, "lookup", aliases: ["join", "containing"],
        syntax:
            "lookup NAME on COLUMN, …   or   lookup \"FILE\" on COLUMN, …   or   lookup \"ZONES.geojson\" containing POINT",
        summary: """
            Adds the columns of another table, or of a view's result, by a key of the same name in both. The key must be \
            unique there, so that rows are never multiplied; values without a row there are named in a warning. With \
            `containing` the rows are polygons of a GeoJSON file, such as police districts, and the point's own is found; \
            points in none, or in several (the first counts), are reported. A border belongs to the zone east or north of \
            it.
            """,
        example: "lookup \"examples/data/districts.csv\" on district group by district show count per 1000 population")

    static let compare = ManualEntry(
        .clause, "compare", aliases: ["before", "rest"],
        syntax: "compare [CONDITION] to PERIOD | CONDITION | rest | previous GRAIN | same GRAIN last year",
        summary: """
            Each measure `m` beside `m before` (of a condition, `m rest`) and `m change`, absolute and in percentage \
            points for rates. The base is the condition, else the period of `where`, else the last complete grain before \
            the data's end. A bare `change` is that of the first measure; `having` must hold on both sides, and `dedupe` \
            keeps of each side what it would keep of it alone.
            """,
        example: "group by department show count, late% compare to previous year sort by change desc")

    static let why = ManualEntry(
        .clause, "why", aliases: ["vs"],
        syntax: """
            why MEASURE between PERIOD and PERIOD by DIMENSION, …
            why MEASURE for CONDITION vs rest | CONDITION by DIMENSION, …
            """,
        summary: """
            Why a rate or an average differs between two periods or two parts of the rows. For each dimension by itself, \
            every value's part in the difference is divided into mix, that there are more or fewer of its rows, and \
            rate, that its own rate is another; the parts add up to the whole.
            """,
        example: "why late% between 2022 and 2023 by type, source")

    static let test = ManualEntry(
        .clause, "test", aliases: ["significance", "chi-square", "kruskal", "mann-whitney"],
        syntax: "test MEASURE by DIMENSION, …",
        summary: """
            Whether a measure differs between groups by more than chance. A rate or a category is tested by chi-square (two by \
            two with few rows: Fisher), a value by its ranks (Kruskal–Wallis and Dunn's pairs; Mann–Whitney for two \
            groups), `avg x` by Welch's test. Along a number or a time the trend is tested: Cochran–Armitage for a rate, \
            else Spearman's or, for `avg`, Pearson's correlation. The effect stands first, in words and as a size with its \
            95% interval; `p_holm` is adjusted for the other dimensions, groups or pairs of the same test.
            """,
        example: "test late% by district, source")
}
