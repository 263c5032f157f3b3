import Columnar

/// Every published figure about the Customer Service cases, recomputed from a file by plain loops over its text.
struct CustomerServiceFigures {
    private let header: [String]
    private let rows: [[String]]
    private var figures: [Figure] = []

    init(_ records: DelimitedRecords) {
        header = records.header
        rows = records.rows.filter { $0.count == records.header.count }
        figures.append(Figure("columns", published: SanAntonioLayout.header, found: header.joined(separator: ",")))
        figures.append(Figure("ragged rows", published: 0, found: records.rows.count - rows.count))
        guard records.header.joined(separator: ",") == SanAntonioLayout.header else { return }
        addTotals()
        addOrders()
        addYears()
        addDurations()
        addDepartments()
        addConsistency()
    }

    /// Prints each figure; says whether all agree.
    func report() -> Bool {
        for figure in figures {
            print(figure.agrees ? "ok      " : "DIFFERS ", figure.name, "=", figure.found, terminator: "")
            print(figure.agrees ? "" : " (published: \(figure.published))")
        }
        let differing = figures.count { !$0.agrees }
        print("\(figures.count - differing) of \(figures.count) figures agree")
        return differing == 0
    }

    private mutating func addTotals() {
        let dockless = rows.count { $0[0] == "Dockless Vehicles" }
        let information = rows.count { $0[0] == "Information" }
        let closed = rows.count { $0[9] == "Closed" }
        let docklessClosed = rows.count { $0[0] == "Dockless Vehicles" && $0[9] == "Closed" }
        let informationClosed = rows.count { $0[0] == "Information" && $0[9] == "Closed" }
        let late = rows.count { $0[5] == "YES" }
        let app = rows.count { $0[10] == "311 Mobile App" }
        let docklessApp = rows.count { $0[0] == "Dockless Vehicles" && $0[10] == "311 Mobile App" }
        figures += [
            Figure("cases", published: 7_514, found: rows.count),
            Figure("reasons", published: "Customer Service", found: ranked(7).joined(separator: ", ")),
            Figure("missed", published: "63.0%", found: Figure.percent(late, of: rows.count)),
            Figure("late", published: 4_734, found: late),
            Figure("closed", published: "76.2%", found: Figure.percent(closed, of: rows.count)),
            Figure("open", published: 1_788, found: rows.count - closed),
            Figure("Information", published: 5_005, found: information),
            Figure(
                "Information closed", published: "66%",
                found: Figure.percent(informationClosed, of: information, decimals: 0)),
            Figure("Dockless", published: 2_509, found: dockless),
            Figure(
                "Dockless closed", published: "97%", found: Figure.percent(docklessClosed, of: dockless, decimals: 0)),
            Figure("Dockless open", published: 76, found: dockless - docklessClosed),
            Figure("Dockless from the app", published: "79.7%", found: Figure.percent(docklessApp, of: dockless)),
            Figure("app", published: "26.6%", found: Figure.percent(app, of: rows.count)),
            Figure(
                "calls", published: "73.4%",
                found: Figure.percent(rows.count { $0[10] == "Constituent Call" }, of: rows.count)),
            Figure("proactive", published: 2, found: rows.count { $0[10] == "Code Proactive Calls" }),
        ]
    }

    private mutating func addOrders() {
        let inFirst = rows.count { $0[12] == "1" }
        figures += [
            Figure(
                "districts", published: "1, 3, 5, 2, 4, 7, 6, 10, 9, 8, 0", found: ranked(12).joined(separator: ", ")),
            Figure("district 1", published: 3_081, found: inFirst),
            Figure("district 1 share", published: "41%", found: Figure.percent(inFirst, of: rows.count, decimals: 0)),
            Figure(
                "departments",
                published: "311, Solid Waste Management, Public Works, Animal Care Services, Parks & Recreation",
                found: ranked(6).joined(separator: ", ")),
            Figure("categories", published: "Information, Dockless Vehicles", found: ranked(0).joined(separator: ", ")),
            Figure("top type", published: "Cust. Serv.(Complaint)", found: ranked(8).first ?? ""),
            Figure(
                "sources", published: "Constituent Call, 311 Mobile App, Code Proactive Calls",
                found: ranked(10).joined(separator: ", ")),
            Figure(
                "sources of Information", published: "Constituent Call",
                found: ranked(10) { $0[0] == "Information" }.joined(separator: ", ")),
        ]
    }

    private mutating func addYears() {
        let published = [("2019", 1), ("2020", 770), ("2021", 1_528), ("2022", 1_210), ("2023", 3_531), ("2024", 474)]
        let dockless = [("2019", 0), ("2020", 484), ("2021", 785), ("2022", 618), ("2023", 564), ("2024", 58)]
        for (year, count) in published {
            figures.append(Figure("opened \(year)", published: count, found: rows.count { $0[2].hasPrefix(year) }))
        }
        for (year, count) in dockless {
            let found = rows.count { $0[0] == "Dockless Vehicles" && $0[2].hasPrefix(year) }
            figures.append(Figure("Dockless opened \(year)", published: count, found: found))
        }
    }

    private mutating func addDurations() {
        let closed = rows.filter { $0[9] == "Closed" }
        let dockless = closed.filter { $0[0] == "Dockless Vehicles" }
        figures += [
            Figure("days to close", published: 2_038_165, found: closed.reduce(0) { $0 + Self.daysToClose($1) }),
            Figure("closed cases", published: 5_726, found: closed.count),
            Figure(
                "Dockless days to close", published: 1_628_948, found: dockless.reduce(0) { $0 + Self.daysToClose($1) }),
            Figure("Dockless closed cases", published: 2_433, found: dockless.count),
        ]
    }

    private mutating func addDepartments() {
        let published = [
            ("311", 5_945, 4_336, 4_259), ("Solid Waste Management", 900, 890, 42), ("Public Works", 360, 336, 230),
            ("Animal Care Services", 210, 65, 183), ("Parks & Recreation", 99, 99, 20),
        ]
        for (name, cases, closed, late) in published {
            let own = rows.filter { $0[6] == name }
            figures.append(
                Figure(
                    "\(name): cases, closed, late", published: "\(cases), \(closed), \(late)",
                    found: "\(own.count), \(own.count { $0[9] == "Closed" }), \(own.count { $0[5] == "YES" })"))
        }
    }

    /// Not published, but needed for an honest example: the columns agree with each other.
    private mutating func addConsistency() {
        let end = rows.first?[16] ?? ""
        figures += [
            Figure(
                "flag against dates", published: 0,
                found: rows.count { row in
                    let isLate = !row[3].isEmpty && (row[4].isEmpty ? end : row[4]) > row[3]
                    return isLate != (row[5] == "YES")
                }),
            Figure("status against close date", published: 0, found: rows.count { $0[4].isEmpty != ($0[9] == "Open") }),
            Figure("opened after the report's end", published: 0, found: rows.count { $0[2] >= end }),
            Figure("closed after the report's end", published: 0, found: rows.count { $0[4] > end }),
            Figure("closed before opened", published: 0, found: rows.count { !$0[4].isEmpty && $0[4] < $0[2] }),
            Figure("case numbers on two rows", published: 14, found: rows.count - Set(rows.map { $0[1] }).count),
            Figure("without a due date", published: 218, found: rows.count { $0[3].isEmpty }),
        ]
    }

    /// The values of a column, most frequent first.
    private func ranked(_ column: Int, where condition: ([String]) -> Bool = { _ in true }) -> [String] {
        var counts: [String: Int] = [:]
        for row in rows where condition(row) { counts[row[column], default: 0] += 1 }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }

    private static func daysToClose(_ row: [String]) -> Int {
        guard let opened = day(row[2]), let closed = day(row[4]) else { return 0 }
        return closed - opened
    }

    private static func day(_ text: String) -> Int? {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { return nil }
        return CivilDate(year: parts[0], month: parts[1], day: parts[2]).days
    }
}
