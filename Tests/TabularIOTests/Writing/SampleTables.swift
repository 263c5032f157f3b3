import Columnar

/// Tables that exporters are tried on. All figures are invented.
enum SampleTables {
    static let all: [(name: String, table: ResultTable)] = [
        ("types", everyType), ("texts", hostileTexts), ("rates", rates), ("axis", axis), ("district", district),
        ("empty", empty),
    ]

    private static func column(
        _ header: String, _ type: DataType, _ values: [Value], role: ResultTable.Role = .item,
        marks: [ResultTable.Mark] = [], screenOnly: Bool = false
    ) -> ResultTable.ColumnInfo {
        ResultTable.ColumnInfo(
            header: header, role: role, column: Column(type: type, values: values), marks: marks, screenOnly: screenOnly
        )
    }

    private static let day = Milliseconds.day
    private static let noon2020: Int64 = 18_292 * Milliseconds.day + 12 * Milliseconds.hour

    /// A column of every type; rows: an ordinary value, another one, an odd one, and a missing one.
    static let everyType = ResultTable(
        columns: [
            column("group", .text, [.text("a"), .text("b"), .text("c"), .missing], role: .dimension),
            column("flag", .boolean, [.boolean(true), .boolean(false), .boolean(true), .missing]),
            column("whole", .integer, [.integer(1_234_567), .integer(-42), .integer(.max), .missing]),
            column("number", .number, [.number(0.1 + 0.2), .number(-1_234.5), .number(1e-7), .missing]),
            column("price", .number, [.number(12.5), .number(1_000), .number(0.75), .missing]),
            column("percent", .percent, [.percent(0.25), .percent(-0.034), .percent(1.0 / 3), .missing]),
            column("time", .time, [.time(noon2020), .time(-1), .time(noon2020 + 61_500), .missing]),
            column("date", .date, [.date(18_292 * day), .date(-day), .date(0), .missing]),
            column(
                "duration", .duration,
                [.duration(355 * day + 81_000_000), .duration(-3_661_000), .duration(5_250), .missing]),
            column("wait", .duration, [.duration(3 * day), .duration(1_500 * day), .duration(0), .missing]),
            column(
                "mean", .meanDuration,
                [.meanDuration(30_754_009_081.383_163), .meanDuration(-1.0 / 3), .meanDuration(40_000_000), .missing]),
            column("rate", .rate, [.rate(2, 3), .rate(0, 5), .rate(0, 0), .missing]),
            column("share", .share, [.share(1, 7), .share(7, 7), .share(0, 7), .missing]),
            column("place", .point, [.point(-98.5, 29.425), .point(0, 0), .point(1e6, 2), .missing]),
        ], rowCount: 4, notes: ["3 of 4 rows"])

    /// Texts that a format could trip over, and one that would take over the terminal.
    static let hostileTexts: ResultTable = {
        let texts = [
            "plain", "", "comma, quote \" and 'single'", "two\nlines", "carriage\r\nreturn", "tab\there", "back\\slash",
            "pipe | *bold* _italic_ `code` a_b", "<script>alert('x')</script> &amp; A & B", "=1+1", " padded ",
            "\u{1B}[31mred\u{7}\u{9B}2J", "right\u{202E}left", "日本語テキスト", "e\u{301}migré 👩‍🚒 ❤️ ok", "(missing)",
        ]
        return ResultTable(
            columns: [
                column("no", .integer, texts.indices.map { .integer(Int64($0)) }, role: .dimension),
                column("text | \"quoted\", header", .text, texts.map { .text($0) }),
            ], rowCount: texts.count)
    }()

    /// A report with others, a total, a missing group and unasked-for counts.
    static let rates = ResultTable(
        columns: [
            column(
                "type of the request", .text,
                [.text("Overgrown Yard/Trash"), .text("Solid Waste Missed Collection"), .missing, .missing, .missing],
                role: .dimension,
                marks: [.none, .none, .none, .others, .total]),
            column(
                "late%", .rate,
                [.rate(1_885, 3_080), .rate(412, 700), .rate(0, 41), .rate(233, 829), .rate(2_530, 4_650)]),
            column(
                "late% n", .integer,
                [.integer(3_080), .integer(700), .integer(41), .integer(829), .integer(4_650)], role: .companion,
                screenOnly: true),
            column(
                "share of count", .share,
                [.share(3_080, 4_650), .share(700, 4_650), .share(41, 4_650), .share(829, 4_650), .share(4_650, 4_650)]),
            column(
                "median time_to_close", .duration,
                [
                    .duration(3 * day + 7_260_000), .duration(40_000_000), .missing, .duration(90 * day),
                    .duration(5 * day),
                ]),
            column("rank of count", .integer, [.integer(1), .integer(2), .integer(3), .missing, .missing]),
        ], rowCount: 5,
        notes: ["4,650 of 495,440 rows", "37 with unknown late flag left out of late%", "as of 2021-05-15"])

    /// The everyday case: few groups, a rate and a share with bars.
    static let district = ResultTable(
        columns: [
            column("district", .text, [.text("1"), .text("3"), .text("10")], role: .dimension),
            column("late%", .rate, [.rate(1_885, 3_080), .rate(412, 700), .rate(3, 60)]),
            column(
                "late% n", .integer, [.integer(3_080), .integer(700), .integer(60)], role: .companion,
                screenOnly: true),
            column("share of count", .share, [.share(3_081, 7_514), .share(702, 7_514), .share(60, 7_514)]),
        ], rowCount: 3, notes: ["3,843 of 7,514 rows"])

    /// A time axis with partial ends, a blank cell, and two dimensions.
    static let axis = ResultTable(
        columns: [
            column(
                "month", .period(.month),
                [
                    .period(Period(.month, containing: noon2020)),
                    .period(Period(.month, containing: noon2020 + 15 * day)),
                    .period(Period(.month, containing: noon2020 + 45 * day)), .missing,
                ], role: .dimension,
                marks: [.partial, .none, .partial, .total]),
            column(
                "source", .text, [.text("App"), .text("Call"), .text("App"), .missing], role: .dimension,
                marks: [.none, .none, .none, .blank]),
            column("count", .integer, [.integer(12), .integer(1_530), .integer(770), .integer(2_312)]),
            column("avg time_to_close", .number, [.number(1.0 / 3), .number(24.061_3), .number(355.948_8), .missing]),
        ], rowCount: 4)

    static let empty = ResultTable(
        columns: [column("district", .text, [], role: .dimension), column("count", .integer, [])], rowCount: 0)

    /// One column with a missing cell and an empty text between others.
    static let single = ResultTable(
        columns: [column("reason", .text, [.text("a"), .missing, .text(""), .text("b")])], rowCount: 4)

    /// Integers 0 ..< count and a text for each, and a total row at the end.
    static func long(_ count: Int) -> ResultTable {
        let rows = Array(0..<count)
        return ResultTable(
            columns: [
                column(
                    "type", .text, rows.map { .text("type \($0)") } + [.missing], role: .dimension,
                    marks: rows.map { _ in .none } + [.total]),
                column("count", .integer, rows.map { .integer(Int64($0)) } + [.integer(Int64(count))]),
            ], rowCount: count + 1)
    }
}
