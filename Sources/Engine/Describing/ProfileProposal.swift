import Columnar
import Geography
import Semantics
import Syntax

/// A `dataset` profile written from what a file holds: a start that a person corrects.
struct ProfileProposal {
    private let table: Table
    private let columns: [ColumnDescription]
    private let spellings: [Spellings?]
    private var taken: Set<String> = []
    private var lines: [String] = []
    private var matches: [String] = []

    /// Words in headers that tell what a column means, in the order in which meanings are given away.
    private static let times: [(name: String, words: [String])] = [
        ("closed", ["closed", "close", "resolved", "completed", "completion"]),
        ("due", ["due", "target", "sla", "expected"]),
        ("opened", ["open", "opened", "created", "create", "requested", "init", "received", "date"]),
        ("updated", ["updated", "update", "modified"]),
    ]
    private static let categories: [(name: String, words: [String])] = [
        ("district", ["district", "ward", "council"]), ("department", ["department", "dept", "agency", "owner"]),
        ("type", ["type", "service_name", "complaint"]), ("reason", ["reason", "descriptor", "category", "subject"]),
        ("status", ["status", "state"]), ("source", ["source", "origin", "channel", "method", "mode"]),
        ("neighborhood", ["neighborhood", "neighbourhood"]), ("zip", ["zip", "zipcode", "postcode"]),
        ("address", ["address", "location", "street"]),
    ]

    init(_ table: Table, _ columns: [ColumnDescription], _ spellings: [Spellings?]) {
        self.table = table
        self.columns = columns
        self.spellings = spellings
    }

    /// The text of the statement and its definitions.
    static func text(_ table: Table, name: String) -> String {
        let columns = table.columns.map { ColumnDescription($0) }
        let spellings = table.columns.map { column -> Spellings? in
            guard case .codes(let codes, let dictionary) = column.storage else { return nil }
            return Spellings(codes, dictionary)
        }
        var proposal = ProfileProposal(table, columns, spellings)
        return proposal.write(name: name)
    }

    private mutating func write(name: String) -> String {
        let points = pointColumns()
        let places = points.isEmpty ? table.names.indices.filter { holdsPoints(table.columns[$0]) } : []
        let key = keyColumn()
        for index in table.names.indices where !points.contains(index) && !places.contains(index) {
            line(for: index, isKey: index == key)
        }
        if points.count == 2 {
            add("point", "location", points[0], after: ", \(quoted(points[1]))")
        }
        for index in places { add("point", "location", index) }
        let sentinels = Set(spellings.compactMap { $0 }.flatMap { $0.sentinels.map(\.text) })
        let sure = sentinels.filter { ["na", "n/a", "null", "nan", ""].contains($0.lowercased().filter { $0 != " " }) }
        if !sure.isEmpty {
            lines.append("  missing  " + sure.sorted().map { Spelling.quoted($0) }.joined(separator: ", "))
        }
        let headers = (matches + table.names.prefix(3)).prefix(3)
        var text = "-- Proposed from the data: correct the names, and leave out what is not needed.\n"
        text += "dataset \(nameKey(name).isEmpty ? "mine" : ProfileProposal.word(name)) matches "
        text += headers.map { Spelling.quoted($0) }.joined(separator: ", ")
        text += "\n" + lines.joined(separator: "\n") + "\n"
        return text + definitions()
    }

    private func definitions() -> String {
        guard taken.contains("opened"), taken.contains("closed") else { return "" }
        var text = """
            span   backlog       = opened to closed
            define open          = closed is missing
            define age           = if(open, as_of - opened, missing)
            define time_to_close = closed - opened

            """
        if taken.contains("due") {
            if !taken.contains("late") { text += "define late          = (closed or as_of) > due\n" }
            text += "define overdue       = (closed or as_of) - due\n"
        }
        return text
    }

    // MARK: - Lines

    private mutating func line(for index: Int, isKey: Bool) {
        let column = columns[index]
        guard column.distinct > 0 else { return }
        if isKey {
            add("key", "case", index)
            matches.append(table.names[index])
            return
        }
        switch table.columns[index].type {
        case .time, .date:
            let name = meaning(index, ProfileProposal.times)
            if name == "opened" || name == "closed" { matches.append(table.names[index]) }
            add("time", name, index)
        case .boolean:
            add(
                "flag", meaning(index, [("late", ["late", "overdue", "ontime"])]), index,
                after: " yes \"YES\", \"Y\", \"TRUE\"")
        case .integer
        where column.distinct == 2 && column.range.first == .integer(0) && column.range.last == .integer(1):
            add("flag", meaning(index, [("late", ["late", "overdue"])]), index, after: " yes \"1\"")
        case .integer, .number, .percent:
            let name = meaning(index, ProfileProposal.categories)
            let isCategory = name == "district" || name == "zip" || column.distinct <= 12
            add(isCategory ? "category" : "number", name, index, after: isCategory ? " ordered" : "")
        case .text:
            let isCategory = column.distinct <= 500 && column.distinct * 4 <= table.rowCount + 40
            let name = meaning(index, ProfileProposal.categories)
            let isText = !isCategory || name == "address" || name == "zip"
            add(isText ? "text" : "category", name, index, after: isText ? "" : recodes(index))
        default: break
        }
    }

    private func recodes(_ index: Int) -> String {
        (spellings[index]?.recodes ?? []).prefix(5).map { recode in
            " recode \(Spelling.quoted(recode.from)) as \(Spelling.quoted(recode.into))"
        }.joined()
    }

    private mutating func add(_ kind: String, _ name: String, _ index: Int, after: String = "") {
        var unique = name
        var number = 2
        while !taken.insert(unique).inserted {
            unique = "\(name)_\(number)"
            number += 1
        }
        let isReserved = Keyword(rawValue: unique)?.isReserved == true
        let spelt = isReserved ? "`\(unique)`" : unique
        let space = { (text: String, width: Int) in String(repeating: " ", count: max(1, width - text.count)) }
        lines.append("  \(kind)\(space(kind, 9))\(spelt)\(space(spelt, 16))= \(quoted(index))\(after)")
    }

    /// The first free meaning whose word the header holds, else the header as a name.
    private func meaning(_ index: Int, _ meanings: [(name: String, words: [String])]) -> String {
        let key = nameKey(table.names[index])
        let found = meanings.first { meaning in
            !taken.contains(meaning.name) && meaning.words.contains { key.contains($0) }
        }
        return found?.name ?? ProfileProposal.word(table.names[index])
    }

    /// The column whose values name single rows: nearly all of them different, and called so.
    private func keyColumn() -> Int? {
        table.names.indices.first { index in
            let key = nameKey(table.names[index])
            let isNamed = ["id", "key", "number", "case", "srnum"].contains { key.contains($0) }
            return isNamed && columns[index].missing == 0 && columns[index].distinct * 10 >= table.rowCount * 9
                && !table.columns[index].type.isTemporal
        }
    }

    private func pointColumns() -> [Int] {
        func find(_ words: Set<String>) -> Int? {
            table.names.indices.first { words.contains(nameKey(table.names[$0])) && table.columns[$0].type.isNumeric }
        }
        guard let x = find(["longitude", "long", "lon", "lng", "x", "xcoord", "x_coord", "srx", "e"]),
            let y = find(["latitude", "lat", "y", "ycoord", "y_coord", "sry", "n"])
        else { return [] }
        return [x, y]
    }

    /// Whether a column of texts holds points.
    private func holdsPoints(_ column: Column) -> Bool {
        guard let dictionary = column.dictionary else { return false }
        return PointText.areIn(dictionary)
    }

    private func quoted(_ index: Int) -> String { Spelling.quoted(table.names[index]) }

    /// A header as a name of the language.
    private static func word(_ header: String) -> String {
        let letters = nameKey(header).map { $0.isLetter || $0.isNumber ? $0 : "_" }
        let word = String(letters)
        return word.first.map { $0.isNumber } ?? true ? "column_\(word)" : word
    }
}
