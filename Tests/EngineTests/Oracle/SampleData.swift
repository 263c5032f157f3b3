import Columnar
import TestSupport

/// A small random table of service requests, synthetic to the last cell, in two forms: a CSV text for the engine and values
/// for the reference.
struct SampleData {
    let seed: UInt64
    let table: ReferenceTable
    let csv: String

    /// What makes the engine read the columns as what they are, and the names that both know.
    static let script = """
        dataset sample matches "Case", "Opened", "Note"
          key      case     = "Case"
          time     opened   = "Opened"
          time     closed   = "Closed"
          time     due      = "Due"
          flag     late     = "Late" yes "Y"
          category district = "District" ordered
          category type     = "Type"
          text     note     = "Note"
          number   amount   = "Amount"
          number   score    = "Score"

        \(definitions)
        """

    static let definitions = """
        span backlog = opened to closed
        span lateness = due to closed
        define open = closed is missing
        define time_to_close = closed - opened
        define age = if(open, as_of - opened, missing)
        define overdue = (closed or as_of) - due
        define slow(bound) = time_to_close > bound
        define other(c) = not c
        measure volume = count
        measure strain = avg amount + 2 * count
        param few = 3
        param big = 20
        view weekly = over week show count, late%
        view busy = group by type show count, late% having count > 1
        """

    private static let columns: [(header: String, column: ReferenceTable.Column)] = [
        ("Case", .init(name: "case", kind: .text(.codePoint))),
        ("Opened", .init(name: "opened", kind: .time)),
        ("Closed", .init(name: "closed", kind: .time)),
        ("Due", .init(name: "due", kind: .time, isDueDate: true)),
        ("Late", .init(name: "late", kind: .condition)),
        ("District", .init(name: "district", kind: .text(.numeric))),
        ("Type", .init(name: "type", kind: .text(.codePoint))),
        ("Note", .init(name: "note", kind: .text(.codePoint))),
        ("Amount", .init(name: "amount", kind: .integer)),
        ("Score", .init(name: "score", kind: .number)),
    ]

    static let types = ["Graffiti", "Pothole", "Straßenlicht", "graffiti"]
    static let notes = [
        "Müll am Ufer", "mull am ufer", "say \"hi\", twice", "Élan, vital", "o'clock", "a  b", "tree - down", "Zoo",
    ]

    /// - Parameter isWide: numbers of all sizes instead of a few that repeat.
    init(seed: UInt64, rows: Int? = nil, isWide: Bool = false) {
        var random = SeededGenerator(seed: seed)
        let count = rows ?? random.pick([0, 1, 2, 5, 12, 30, 60])
        // Some files carry times of day, some only dates; some columns are nearly empty.
        let isDateOnly = random.chance(40)
        let missing = isWide ? 10 : random.pick([0, 10, 30, 90])
        let values = (0..<count).map { row in SampleData.row(row, isDateOnly, missing, isWide, &random) }
        self.seed = seed
        table = ReferenceTable(columns: SampleData.columns.map(\.column), rows: values, isData: true)
        let lines = values.map { $0.map(SampleData.cell).joined(separator: ",") }
        csv = ([SampleData.columns.map(\.header).joined(separator: ",")] + lines).joined(separator: "\n") + "\n"
    }

    private static func row(
        _ row: Int, _ isDateOnly: Bool, _ missing: Int, _ isWide: Bool, _ random: inout SeededGenerator
    ) -> [Value] {
        func time(_ days: ClosedRange<Int>) -> Value {
            let day = CivilDate(year: 2020, month: 1, day: 1).days + Int.random(in: days, using: &random)
            let clock = isDateOnly || random.chance(20) ? 0 : Int.random(in: 0..<86_400, using: &random)
            return .time(Int64(day) * Milliseconds.day + Int64(clock) * Milliseconds.second)
        }
        func maybe(_ value: @autoclosure () -> Value) -> Value { random.chance(missing) ? .missing : value() }
        var amount: Int64 = random.pick([-7, -1, 0, 1, 2, 3, 10, 25])
        var score = random.pick([-2.5, 0, 0.1, 0.2, 1.75, 3.3333333333, 1e9])
        if isWide {
            amount = .random(in: -1_000_000...1_000_000, using: &random)
            score = .random(in: -1e3...1e6, using: &random)
        }
        let opened = random.chance(5) ? Value.missing : time(-20...60)
        return [
            .text("c\(row)"), opened, maybe(time(-15...90)), maybe(time(-10...110)),
            maybe(.boolean(random.chance(40))),
            maybe(.text(String(Int.random(in: 0...11, using: &random)))),
            maybe(.text(random.pick(types))), maybe(.text(random.pick(notes))),
            maybe(.integer(amount)), maybe(.number(score)),
        ]
    }

    private static func cell(_ value: Value) -> String {
        switch value {
        case .boolean(let flag): return flag ? "Y" : "N"
        case .text(let text):
            return "\"\(text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
        default: return ValueText.machine(value) ?? ""
        }
    }
}
