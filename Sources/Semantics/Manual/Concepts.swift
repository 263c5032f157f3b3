extension ManualEntry {
    /// What runs through the whole language.
    package static let concepts: [ManualEntry] = [
        ManualEntry(
            .concept, "query", aliases: ["stage", "stages", "|", "script"], syntax: "CLAUSE … [ | CLAUSE … ]",
            summary: """
                A query is a set of clauses in any order: every order gives the same answer. `|` starts the next stage, \
                which reads the table before it. A blank line or `;` ends a query; `--` starts a comment.
                """,
            example: "group by type, district show count | group by district show types = count, most = max count"),
        ManualEntry(
            .concept, "results", aliases: ["it", "#", "#1", "#3", "history", ".history", "prompt"],
            summary: """
                At the prompt each result has a number. `#3` is the query that gave result 3, and `it` the one that gave the \
                last: alone it is asked again, clauses behind it refine it, and behind `from` its table is read. `+ CLAUSES` \
                and `- CLAUSE` refine `it` too, `rows 2` lists the cases behind its second row, `undo` goes back. \
                `.history` lists the entries of this session and of those before, with their numbers and how they ran; \
                `.help` lists all commands.
                """,
            example: ""),
        ManualEntry(
            .concept, "spec", aliases: ["--spec", "specification"],
            summary: """
                `tally --spec [DATA …]` describes the language as one JSON object for other programs: the grammar, the \
                keywords, every function and measure with its types, the formats, the options and exit codes, and of the \
                data its columns and definitions.
                """,
            example: ""),
        ManualEntry(
            .concept, "report", aliases: ["reports", "page", "pages", "{{"],
            syntax: "tally report FILE [DATA …] -o PAGE",
            summary: """
                A report is Markdown whose queries stand in fences marked `tally`, or a script whose comments between \
                the queries are the text; `{{ show late% }}` in the text is replaced by that figure. `tally report` \
                answers the queries and writes one page, `.html` or `.md`, with tables, pictures where `draw` stands, \
                what was left out of each, and the data with its digests. An HTML page needs no network and no other file; \
                the pictures of `page.md` lie beside it as `page-1.svg`, `page-2.svg` …, which replace no file of \
                others. When a query has a mistake or an `expect` fails, there is no page.
                """,
            example: "group by department show late% with ci 95% draw bars"),
        ManualEntry(
            .concept, "names", aliases: ["columns", "`"], syntax: "`Column Name`",
            summary: """
                Columns go by the name that the profile gives them, or by their header in any case, with space, `_`, \
                `-`, `/`, `(` and `)` alike; other names stand in back-quotes. A name means, in this order: a label of \
                the same stage, the text of an item, a definition, a column. Misspelt names and values get the nearest \
                right one.
                """,
            example: "group by `Council District` show count"),
        ManualEntry(
            .concept, "missing", aliases: ["null", "unknown"],
            summary: """
                A blank cell is missing, which is no value: a condition that compares it is false (`!=`: true), as a \
                value or a group the comparison is missing, and so is arithmetic with it. Measures leave missing values out and say how many. A missing group stands last, as \
                `(missing)` on screen and as an empty cell in files.
                """,
            example: "group by due is missing show count, avg time_to_close"),
        ManualEntry(
            .concept, "rates", aliases: ["percents"], syntax: "CONDITION%",
            summary: """
                `c%` is the share of rows where c is true among the rows where c is known. A rate stays a pair of \
                numerator and denominator until it is printed, so that totals, others and later stages pool rows and \
                never average averages. On screen 61.2%, in files the fraction 0.612…; `25%` is a number, `5pp` are \
                percentage points. A share of a total is `share of count`.
                """,
            example: "group by district show late%, (time_to_close <= 7d)%, not_late = 1 - late%"),
        ManualEntry(
            .concept, "durations", aliases: ["duration"], syntax: "30s 90min 36h 5d 2w 3mo 1y",
            summary: """
                The time between two moments: `closed - opened`. They add to times, divide by each other and multiply \
                with numbers. Added to a time, months and years follow the calendar; as lengths `1mo` is 30 days and \
                `1y` 365. On screen `355d 22:46`, in files seconds (`--durations days` for a run); `days(x)` and \
                `hours(x)` give numbers.
                """,
            example: "where time_to_close > 1y show count, days(median time_to_close)"),
        ManualEntry(
            .concept, "periods", aliases: ["dates", "period", "last", "next", "this", "previous", "same"],
            syntax: """
                2020   2020-Q4   2020-11   2020-W23   2020-11-03   2020-11-03T14:30
                2020-01-01 to 2020-03-31   last 30 days   this month   previous quarter   same month last year
                """,
            summary: """
                Periods and dates stand without quotes; a range includes both ends. Relative periods count from the \
                data's end, never from the clock: `last 30 days` ends with that day, `next 7 days` starts the day after. \
                `same week last year` is 52 weeks earlier, so that weekdays meet their like; `same month last year` goes \
                by dates.
                """,
            example: "where opened in last 90 days group by type show count"),
        ManualEntry(
            .concept, "data's end", aliases: ["as_of", "now", "today"], syntax: "as_of",
            summary: """
                Now is the day at which the data ends: the column that the profile names, or the latest of its times \
                except due dates. Ages and relative periods count from it, and every table prints it.
                """,
            example: "where open show oldest = days(max (as_of - opened))"),
        ManualEntry(
            .concept, "profile", aliases: ["profiles of data"],
            summary: """
                A profile says once what the columns of a city's file mean, so that everybody's `late%` is the same \
                number. It is picked by the header. Every profile gives, where the file can: district, department, \
                reason, type, source, address, category, open, closed, late, due, age, time_to_close. Own profiles are \
                `dataset` statements in a script.
                """),
        ManualEntry(
            .concept, "labels", aliases: ["label"], syntax: "NAME = ITEM",
            summary: """
                `name =` at the start of an item or dimension heads its column; a comparison there needs parentheses.
                """,
            example: "group by year = year(opened) show cases = count, fast = (time_to_close <= 1d)%"),
        ManualEntry(
            .concept, "accounting", aliases: ["footer", "notes"],
            summary: """
                Under every table stands what it is an answer about: the rows used, what was left out of which measure, \
                the data's end, the time it took. With other formats the notes go to standard error.
                """),
        ManualEntry(
            .concept, "exit codes", aliases: ["exit", "errors"],
            summary: """
                0 fine, 1 a query has a mistake or could not be carried out, 2 the command line is wrong, 3 an `expect` \
                failed, 4 data could not be loaded, 130 interrupted. A closed pipe ends the program silently.
                """),
    ]
}
