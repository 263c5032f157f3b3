import Columnar
import Synchronization
import TestSupport
import Testing

@testable import TabularIO

/// Column types are decided on the whole column, and nothing is lost silently.
struct TypeTests {
    /// One column of values, loaded as the second of two.
    private func column(_ values: [String], name: String = "v", options: LoadOptions = LoadOptions()) throws
        -> (column: Column, report: ColumnReport, warnings: [String])
    {
        let loaded = try load(
            "\(name),k\n" + values.map { "\"\($0)\",k\n" }.joined(), options: options)
        return (loaded.table.columns[0], loaded.report.columns[0], loaded.report.warnings)
    }

    private static let typeCases: [(values: [String], type: DataType)] = [
        (["1", "-20", "0"], DataType.integer), (["1", "2.5"], .number), (["1000.0", "3.0"], .number),
        (["1.5e-05", "2"], .number), (["1E5", "2E7"], .text), (["2E3", "5", "-7.5"], .number), (["1e400", "5"], .text),
        (["YES", "no", ""], .boolean), (["Y", "N"], .boolean),
        (["true", "FALSE"], .boolean), (["1", "0"], .integer), (["N", "N"], .text), (["Y", "NO"], .text),
        (["N", "S", "E"], .text), (["007", "12"], .text), (["1234567890123456", "1"], .text),
        (["2020-01-31", "2020-02-29"], .date), (["2020-01-31T00:00:00", ""], .date),
        (["2020-01-31 10:00", "2020-01-31"], .time), (["2-8", "2-15"], .text), (["2020-02-30"], .text),
        (["", ""], .text), ([" ", " "], .text), (["NA", "NA"], .text), (["1", "x"], .text),
        (["1,000", "-12,345,678.5", "7"], .number), (["1,00", "2", "3"], .text), (["12.5%", "-3 %", ""], .percent),
        (["$1,200.50", "($20.00)", "- ", "€ 3"], .number), (["5%", "12"], .text), (["$", "%"], .text),
        (["(12)", "(3)"], .text),
        (["10:30"], .text), (["1/1/18 0:42", "1/13/18 8:11"], .time), (["24/01/2022", "03/01/2022"], .date),
        (["5 ", " 6"], .integer), (["+5", "6"], .text),
    ]

    @Test(arguments: typeCases)
    func types(values: [String], type: DataType) throws {
        let (column, report, _) = try column(values)
        #expect(column.type == type && report.type == type)
        if type == .text {
            #expect((0..<values.count).map { ValueText.machine(column[$0]) ?? "" } == values, "spelt as in the file")
        }
    }

    @Test(arguments: [
        ("2018-01-05 16:22:21.287", "2018-01-05T16:22:21.287"), ("2026-06-28T03:05:20.000", "2026-06-28T03:05:20"),
        ("2025-01-08T17:10:17Z", "2025-01-08T17:10:17"), ("2025-01-08T17:10:17.5+01:00", "2025-01-08T17:10:17.500"),
        ("07/02/2017 12:00:00 AM", "2017-07-02T00:00:00"), ("07/02/2017 12:05:09 PM", "2017-07-02T12:05:09"),
        ("7/2/2017 1:05 pm", "2017-07-02T13:05:00"), ("1/1/69 0:05", "2069-01-01T00:05:00"),
        ("1/1/70 0:05", "1970-01-01T00:05:00"), ("2020/1/5 23:59:59", "2020-01-05T23:59:59"),
        ("0001-01-01 00:00:01", "0001-01-01T00:00:01"),
    ])
    func timeStyles(text: String, value: String) throws {
        let (column, _, _) = try column([text, "2020-01-01 10:00"])
        #expect(column.type == .time)
        #expect(ValueText.machine(column[0]) == value)
    }

    @Test(arguments: [
        "2020-13-01", "2020-00-10", "2021-02-29", "13/13/2020", "1/2/3", "1/2/345", "2020-1-1x", "2020-01-01T",
        "2020-01-01 24:00", "2020-01-01 10:60", "2020-01-01 1", "1/1/2020 13:00 PM", "1-1-20", "2020-01-01 10:00:00.",
        "\0\0\0\0\0\0\0\0\0\0", "2020-01-01 10:00+1",
    ])
    func notTimes(text: String) {
        var parser = TimeText(order: .monthFirst)
        let bytes = Array(text.utf8)
        #expect(parser.parse(bytes, bytes.count) == TimeText.notATime)
    }

    @Test func dateOrderIsDecidedOnTheWholeColumn() throws {
        let ambiguous = [String](repeating: "03/04/2020", count: 3_000)
        let dayFirst = try column(ambiguous + ["25/12/2020"])
        #expect(dayFirst.column.type == .date && ValueText.machine(dayFirst.column[0]) == "2020-04-03")
        #expect(dayFirst.report.badCount == 0 && dayFirst.warnings.isEmpty)
        let monthFirst = try column(ambiguous + ["12/25/2020"])
        #expect(ValueText.machine(monthFirst.column[0]) == "2020-03-04" && monthFirst.warnings.isEmpty)
        let open = try column(ambiguous)
        #expect(ValueText.machine(open.column[0]) == "2020-03-04")
        #expect(open.warnings.count == 1 && open.warnings[0].contains("month first"))
        let dotted = try column(["03.04.2020", "05.06.2020"])
        #expect(ValueText.machine(dotted.column[0]) == "2020-04-03")
        let both = try column(["25/12/2020", "12/25/2020"])
        #expect(both.column.type == .text)
        let given = try column(ambiguous, options: LoadOptions().with { $0.dateOrder = .dayFirst })
        #expect(ValueText.machine(given.column[0]) == "2020-04-03" && given.warnings.isEmpty)
    }

    /// A column that proves the order of its dates speaks for the columns that do not.
    @Test func dateOrderIsSharedWithinATable() throws {
        let loaded = try load("a,b,c\n3/4/20,25/12/20,x\n3/5/20,26/12/20,x\n")
        #expect(loaded.texts.map { $0[0] } == ["2020-04-03", "2020-05-03"] && loaded.report.warnings.isEmpty)
        let divided = try load("a,b,c\n3/4/20,25/12/20,12/25/20\n")
        #expect(divided.texts == [["2020-03-04", "2020-12-25", "2020-12-25"]])
        #expect(divided.report.warnings.count == 1)
    }

    @Test func integersThatWidenLate() throws {
        let integers = (0..<3_000).map { String($0) }
        let numbers = try column(integers + ["0.5"])
        #expect(numbers.column.type == .number && numbers.column[3_000] == .number(0.5))
        let texts = try column(integers + ["0123"])
        #expect(texts.column.type == .text && texts.column[7] == .text("7") && texts.column[3_000] == .text("0123"))
        let whole = try column(integers)
        #expect(whole.column.bounds == 0...2_999)
    }

    private static let amountCases: [(text: String, value: Double)] = [
        ("$1,200.50", 1_200.5), ("($20.00)", -20), ("-€3", -3), ("€-3.5", -3.5), ("1,234,567", 1_234_567),
        ("CHF 12", 12), ("USD 1,000", 1_000), ("(1,000)", -1_000), ("12", 12), ("0.1", 0.1),
    ]

    @Test(arguments: amountCases)
    func amounts(text: String, value: Double) throws {
        let loaded = try column([text, "$7"])
        #expect(loaded.column.type == .number && loaded.column[0] == .number(value))
        #expect(loaded.warnings.contains { $0.contains("currency signs") })
    }

    @Test(arguments: ["$", "1,23", "1,2345", ",123", "12,", "$1.2.3", "$1e5", "(12", "$-", "-$-3", "1 000", "$ "])
    func notAmounts(text: String) {
        let bytes = Array(text.utf8)
        #expect(DressedNumber.amount(bytes, bytes.count).isNaN)
    }

    private static let commaCases: [(text: String, value: Double)] = [
        ("12,5", 12.5), ("1.234,50", 1_234.5), ("-0,75 €", -0.75), ("CHF 3,20", 3.2), ("12 €", 12), ("1.500", 1_500),
        ("7", 7), ("1,234", 1.234),
    ]

    @Test(arguments: commaCases)
    func decimalCommas(text: String, value: Double) throws {
        let loaded = try column([text, "0,5", "3,25"])
        #expect(loaded.column.type == .number && loaded.column[0] == .number(value))
        #expect(loaded.warnings.contains { $0.contains("decimal points") })
    }

    /// Lists of districts among single ones are no numbers, and neither is what mixes both ways.
    @Test func notDecimalCommas() throws {
        #expect(try column(["1", "2", "3,5", "4", "5", "6"]).column.type == .text)
        #expect(try column(["1,5", "2,5", "3.25", "1,5,5"]).column.type == .text)
    }

    @Test func percentages() throws {
        let loaded = try column(["12.5%", "0 %", "-3%", "+100%"])
        #expect((0..<4).map { loaded.column[$0] } == [0.125, 0, -0.03, 1].map { Value.percent($0) })
    }

    private static let surprises: [(usual: String, late: String, type: DataType)] = [
        ("7", "$1,000", DataType.number), ("7", "x", .integer), ("7", "0.5", .number), ("7", "007", .text),
        ("2020-01-01", "never", .date), ("3/4/2020", "25/12/2020", .date), ("YES", "MAYBE", .text),
        ("", "12", .integer),
        ("12%", "about half", .percent), ("7.5", "$3", .number),
    ]

    /// What the first rows look like is a guess; the source's text of what did not fit is read again, whenever it comes.
    @Test(arguments: surprises)
    func lateSurprises(usual: String, late: String, type: DataType) throws {
        let many = [String](repeating: usual, count: 40_000)
        for threads in [1, 3] {
            let loaded = try column(many + [late] + many, options: LoadOptions().with { $0.threads = threads })
            #expect(loaded.column.type == type)
            if type == .text {
                #expect(loaded.column[0] == .text(usual) && loaded.column[40_000] == .text(late))
            } else if ["x", "never", "about half"].contains(late) {
                #expect(loaded.report.badValues.map(\.text) == [late] && loaded.report.badValues[0].line == 40_002)
            } else {
                #expect(loaded.report.badCount == 0 && loaded.column[40_000] != .missing)
            }
        }
    }

    /// What the first rows do not tell, those in the middle do; and what is text is text without a second look, as is a
    /// column without a value.
    @Test(arguments: [("2024-01-31", DataType.date, 1), ("a", .text, 1), ("12", .integer, 2), ("", .text, 1)])
    func emptyFirstRows(value: String, type: DataType, readings: Int) throws {
        // Integers stand where nobody looks, near the end.
        let place = type == .integer ? 95_000 : 50_000
        let values = (0..<100_000).map { abs($0 - place) < 4_000 ? value : "" }
        let finished = Mutex(0)
        let options = LoadOptions().with {
            $0.progress = { progress in
                if progress.bytesDone == progress.bytesTotal { finished.withLock { $0 += 1 } }
            }
        }
        let text = "n,t\n" + values.map { "12345,\($0)\n" }.joined()
        let loaded = try load(text, options: options)
        #expect(loaded.column("t").type == type && finished.withLock { $0 } == readings)
        #expect(loaded.report("t").missingCount == values.count { $0.isEmpty })
        #expect(loaded.texts[place] == ["12345", value.isEmpty ? nil : value])
    }

    /// A column that turns to text for good keeps every value as the file spells it.
    @Test func halfAndHalf() throws {
        let usual = [String](repeating: "03/04/2020", count: 5_000)
        let loaded = try column(usual + [String](repeating: "last spring", count: 5_000))
        #expect(loaded.column.type == .text && loaded.column[0] == .text("03/04/2020"))
        #expect(loaded.column[9_999] == .text("last spring") && loaded.report.badCount == 0)
    }

    @Test func aFewMisfitsAreMissingAndReported() throws {
        var values = (0..<500).map { String($0) }
        values[100] = "n.a. (see notes)"
        values[499] = "12x"
        let few = try column(values)
        #expect(few.column.type == .integer && few.column[100] == .missing)
        #expect(few.report.badCount == 2 && few.report.missingCount == 2)
        #expect(few.report.badValues.map(\.line) == [102, 501])
        #expect(few.report.badValues.map(\.text) == ["n.a. (see notes)", "12x"])
        for index in 0..<5 { values[index] = "?" }
        #expect(try column(values).column.type == .text)
        #expect(try column(Array(values.suffix(90))).column.type == .text, "fewer than 100 rows")
    }

    @Test func sentinelsAreMissingOnlyWhereTheyAreInTheWay() throws {
        let dates = try column(["2018-01-05", "NA", "NA", "null", " "])
        #expect(dates.column.type == .date && dates.report.badCount == 0 && dates.report.missingCount == 4)
        #expect(try column(["NA", "b"]).column[0] == .text("NA"))
        let late = try column([String](repeating: "NA", count: 3_000) + ["12"])
        #expect(late.column.type == .integer && late.report.badCount == 0 && late.report.badValues.isEmpty)
        let many = try column([String](repeating: "12", count: 3_000) + [String](repeating: "x", count: 25))
        #expect(many.report.badCount == 25 && many.report.badValues.count == ColumnReport.listedBadValues)
        let flags = try column(["YES", "N/A", "NO"])
        #expect(flags.column.type == .boolean && flags.column[1] == .missing)
        #expect(try column(["YES", "MAYBE", "NO"]).column.type == .text)
    }

    @Test func postcodesAreText() throws {
        #expect(try column(["78204", "78205"], name: "Incident Zip").column.type == .text)
        #expect(try column(["78204", "78205"], name: "Incident").column.type == .integer)
    }

    @Test func hintsDecide() throws {
        let text = "id,late,when,cost\n7,yes,2020-01-01,05\n8,No,never,x\n9,,,1.5\n"
        let options = LoadOptions().with { options in
            options.hints = { header in
                header == ["id", "late", "when", "cost"] ? [.text, .flag(yes: ["YES", "1"]), .time, .number] : []
            }
        }
        let loaded = try load(text, options: options)
        #expect(loaded.table.columns.map(\.type) == [.text, .boolean, .date, .number])
        #expect(
            loaded.texts == [
                ["7", "true", "2020-01-01", "5"], ["8", "false", nil, nil], ["9", nil, nil, "1.5"],
            ])
        #expect(loaded.report("when").badValues.map(\.text) == ["never"])
        #expect(loaded.report("cost").badCount == 1 && loaded.report("late").badCount == 0)
    }

    /// `2E3` is a number where half of the values are plainly numbers, and what is read as text though it looks like numbers
    /// is told.
    @Test func numbersThatMayBeCodes() throws {
        for plain in ["5", "7.5"] {
            let late = try column([String](repeating: plain, count: 2_000) + ["2E3", "-1e2", "x"])
            #expect(late.column.type == .number && late.report.badValues.map(\.text) == ["x"])
            #expect((2_000...2_001).map { late.column[$0] } == [.number(2_000), .number(-100)])
        }
        var hinted = LoadOptions()
        hinted.hints = { _ in [.number] }
        #expect(try column(["2E3", "1E4"], options: hinted).column[1] == .number(10_000))
        let codes = try column(["1E5", "2E7", "3"])
        #expect(codes.column.type == .text && codes.warnings.contains { $0.contains("`1E5` may be numbers or codes") })
        let long = try column(["1", "123456789012345678"])
        #expect(long.column.type == .text && long.warnings.contains { $0.contains("more than 15 digits") })
        for texts in [["007", "12"], ["1234567890123456", "x"], ["1E5", "2F7"]] {
            #expect(try column(texts).warnings == [])
        }
    }

    @Test func offsetsAreReported() throws {
        let (column, _, warnings) = try column(["2020-01-01T10:00:00+02:00"])
        #expect(ValueText.machine(column[0]) == "2020-01-01T10:00:00")
        #expect(
            warnings == [
                "`v`: times carry the offset +02:00 from UTC, which was dropped: they stand as written, in local time."
            ])
        let several = try self.column(["2020-01-01T10:00:00+02:00", "2020-07-01T10:00:00+0330", "2020-01-01T10:00Z"])
        #expect(
            several.warnings == [
                "`v`: times carry offsets from UTC between +00:00 and +03:30, which were dropped: they stand as written, in "
                    + "local time. A length from a time of one offset to that of another is off by their difference, up to "
                    + "210 min."
            ])
        #expect(try self.column(["2020-01-01T10:00:00Z", "2020-01-01T10:00+00"]).warnings == [])
    }

    /// Every decimal reads as Swift's own correctly rounded conversion reads it.
    @Test func numbersAreCorrectlyRounded() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<20_000 {
            let whole =
                UInt64.random(in: 0...(.max), using: &generator) >> UInt64.random(in: 14...63, using: &generator)
            let fraction = String(UInt64.random(in: 0...(.max), using: &generator)).prefix(
                Int.random(in: 1...19, using: &generator))
            let text = "\(Bool.random(using: &generator) ? "-" : "")\(whole).\(fraction)"
            let bytes = Array(text.utf8)
            #expect(NumberParser.number(bytes, bytes.count, lenient: false) == Double(text), "\(text)")
        }
    }
}
