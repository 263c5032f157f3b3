extension ManualEntry {
    /// Every statement of the grammar apart from the query itself, which is the concept `query`.
    package static let statements: [ManualEntry] = [
        ManualEntry(
            .statement, "define", syntax: "define NAME = EXPRESSION   or   define NAME(A, …) = EXPRESSION",
            summary: """
                Gives an expression over rows a name. It may use columns and other definitions, and take arguments. A \
                definition of the script wins over the profile's, and may refine the column that it covers.
                """,
            example: "define slow = time_to_close > 30d\n\ngroup by department show slow%"),
        ManualEntry(
            .statement, "measure", syntax: "measure NAME = MEASURE",
            summary: "Gives a measure a name, so that everybody's number of that name is the same.",
            example: "measure days_to_close = days(median time_to_close)\n\ngroup by department show days_to_close"),
        ManualEntry(
            .statement, "param", syntax: "param NAME = VALUE",
            summary: "A value that the command line may replace: `--set cost=45`.",
            example: "param cost = 38\n\ngroup by department show spent = count * cost"),
        ManualEntry(
            .statement, "view", syntax: "view NAME = QUERY",
            summary: """
                Gives a query a name. Behind it, clauses refine its first stage: conditions are added, measures \
                appended, all other clauses replaced. `from NAME` reads its result instead; at the start of a line behind the \
                view it begins the next query.
                """,
            example: "view yearly = over year show count, late%\n\nyearly where district = 5"),
        ManualEntry(
            .statement, "span", syntax: "span NAME = START to END",
            summary: """
                The time between two moments of a row. Its name is then a measure: how many rows are inside it; see \
                `arrivals`. The first span is the one that `arrivals`, `closures` and `wait` mean.
                """,
            example: "span overtime = due to closed\n\nover year show overtime"),
        ManualEntry(
            .statement, "dataset", aliases: ["recode", "doc", "matches"],
            syntax: "dataset NAME matches \"HEADER\", … LINE …",
            summary: """
                Describes what the columns of a file mean; see the topic `profile`. Its lines are \
                `key`, `time`, `flag … yes "TEXT"`, `category … [ordered]`, `number`, `text` and `point … crs N`, each \
                with a name, `=` and one header or several with `or` between; `doc NAME "SENTENCE"`; \
                `missing "TEXT", …` for texts that stand for a missing value in every column; and `as of "HEADER"`. \
                Categories and texts may `recode "OLD" as "NEW"`. A point is two columns, `"X", "Y"`, or one of texts such \
                as `POINT (-98.49 29.42)` or `(29.42, -98.49)`, latitude first. Definitions behind it belong to it.
                """,
            example: """
                dataset my_city matches "CASEID", "OPENEDDATETIME"
                  time     opened = "OPENEDDATETIME"
                  category kind   = "TYPENAME"
                  flag     late   = "Late (Yes/No)" yes "YES"
                """),
        ManualEntry(
            .statement, "expect", syntax: "expect QUERY always CONDITION   or   expect none QUERY",
            summary: """
                A check of the data or of a result: the condition must hold in every row of the query's answer, or the query \
                must give no row. When it does not, the rows that break it are shown and the run ends with exit code 3.
                """,
            example: "expect none where closed < opened\n\nexpect group by department show late% always late% < 95%"),
        ManualEntry(
            .statement, "set", syntax: "set OPTION = VALUE",
            summary: "Sets an option for the rest of the session. "
                + Setting.general.map { "`\($0.name)`: \($0.summary)" }.joined(separator: " "),
            example: "set overwrite = true"),
        ManualEntry(
            .statement, "use", syntax: "use \"FILE\"",
            summary: "Reads the definitions, views, parameters and profiles of another script, which holds no query.",
            example: ""),
        ManualEntry(
            .statement, "save", syntax: "save \"FILE.tally-data\"",
            summary: """
                Writes the data that queries read by default, as it was loaded, to a data file of Tally: mapped instead of \
                parsed, it opens at once, and takes the place of the original files anywhere (`tally FILE.tally-data`). \
                What the load had to say about them stays with it. An existing file is never replaced without \
                `--overwrite` or `set overwrite = true`. Another version of the program may refuse it: keep the original.
                """,
            example: "save \"calls.tally-data\""),
        ManualEntry(
            .statement, "explain", syntax: "explain QUERY, explain MEASURE [CLAUSES]",
            summary: """
                Says a query in plain words, and shows its plan, what each optimizer rule made of it, and how it runs. A measure \
                is taken apart: what it means, its numerator and denominator counted on the data, the rows that are left out, \
                and where its names are defined. `explain late` does it for a column or a definition, `explain late% where \
                district = 5` under conditions, `explain share of count group by source` by the example of one group.
                """,
            example: "explain late%"),
    ]
}
