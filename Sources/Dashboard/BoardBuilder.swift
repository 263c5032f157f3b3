import Columnar
import Engine
import LanguageService
import Semantics
import Syntax

/// Finds out what the dashboard of a data set shows: what the profile names comes first, then every column that has few
/// enough values to be told apart by.
struct BoardBuilder {
    private static let usual = [
        "department", "type", "district", "reason", "source", "category", "borough", "status",
    ]
    private static let listed = ["case", "opened", "closed", "type", "department", "district", "address", "late"]
    private static let mostValues = 1_000
    private static let shown = 6

    let data: DataSet
    let environment: Environment

    func board(queries: [Board.OwnQuery]) -> Board {
        let time = data.timeColumn.map { data.fields[$0] }
        let categories = categories
        let first = categories.prefix(BoardBuilder.shown) + flags.prefix(2)
        let facets = first + categories.dropFirst(BoardBuilder.shown) + flags.dropFirst(2)
        return Board(
            name: data.name, rowCount: data.table.rowCount, facets: Array(facets), shown: first.count,
            measures: measures, timeline: timeline,
            calendar: time.map(calendar) ?? [], place: place, listed: list, queries: queries)
    }

    // MARK: - Facets

    private var categories: [Facet] {
        let found = data.fields.indices.compactMap(category)
        let order = Dictionary(BoardBuilder.usual.enumerated().map { ($1, $0) }) { first, _ in first }
        return found.enumerated().sorted { left, right in
            let places = (order[left.element.title] ?? .max, order[right.element.title] ?? .max)
            return (places.0, left.offset) < (places.1, right.offset)
        }.map(\.element)
    }

    private func category(_ index: Int) -> Facet? {
        let (field, column) = (data.fields[index], data.table.columns[index])
        let values: Int
        switch column.type {
        case .text: values = column.dictionary?.count ?? 0
        case .integer:
            // Years, districts, hours: what has a wide range is measured, not told apart.
            guard let bounds = column.bounds, bounds.upperBound - bounds.lowerBound < 60 else { return nil }
            values = Int(bounds.upperBound - bounds.lowerBound) + 1
        default: return nil
        }
        guard isRight("group by \(Spelling.name(field.name)) show count") else { return nil }
        guard values > 1, values <= BoardBuilder.mostValues, values < max(3, data.table.rowCount / 2) else {
            return nil
        }
        let isOrdered = column.type == .integer || column.dictionary?.order == .numeric
        return Facet(
            title: field.name, expression: Spelling.name(field.name), form: .category, values: values,
            isOrdered: isOrdered)
    }

    /// The conditions that everybody asks about, and the data's own.
    private var flags: [Facet] {
        let columns = data.fields.indices.filter { data.table.columns[$0].type == .boolean }.map {
            data.fields[$0].name
        }
        var names: [String] = []
        for name in ["late", "open"] + columns where !names.contains(name) { names.append(name) }
        return names.map { Facet(title: $0, expression: Spelling.name($0), form: .flag, values: 2) }
            .filter { isRight("group by \($0.expression) show count, \($0.expression)%") }
    }

    /// Weekday by hour; days without times of day have no hours, but months.
    private func calendar(_ field: Field) -> [Facet] {
        let column = Spelling.name(field.name)
        let other = field.type == .time ? ("hour", "hour(\(column))", 24) : ("month", "month_name(\(column))", 12)
        return [
            Facet(title: "weekday", expression: "weekday(\(column))", form: .calendar, values: 7),
            Facet(title: other.0, expression: other.1, form: .calendar, values: other.2),
        ]
    }

    // MARK: - Measures

    private var measures: [Board.Measure] {
        var found = [Board.Measure(expression: "count", title: "requests")]
        for flag in flags where flag.title == "late" || flag.title == "open" {
            found.append(Board.Measure(expression: "\(flag.expression)%", title: "\(flag.title)%"))
        }
        if isRight("show median time_to_close") {
            found.append(Board.Measure(expression: "median time_to_close", title: "median time to close"))
        }
        return found
    }

    /// Whether a query can be carried out: a profile's definition may need a column that this file lacks, and a column may
    /// be called what a measure is called.
    private func isRight(_ query: String) -> Bool {
        (try? Session(environment, threads: 1).prepare(query, name: "board")) != nil
    }

    // MARK: - Time and place

    private var timeline: Board.Timeline? {
        guard let index = data.timeColumn, let bounds = data.table.columns[index].bounds else { return nil }
        let end = min(bounds.upperBound, data.asOf?.end ?? bounds.upperBound)
        let days = (end - bounds.lowerBound) / Milliseconds.day
        let grain: Grain = days <= 120 ? .day : days <= 500 ? .week : days <= 365 * 25 ? .month : .year
        return Board.Timeline(column: Spelling.name(data.fields[index].name), grain: grain)
    }

    private var place: String? {
        data.fields.first { $0.type == .point && $0.crs != nil }.map { Spelling.name($0.name) }
    }

    private var list: [String] {
        let usual = BoardBuilder.listed.filter { isRight("list \($0)") }
        return (usual.count > 2 ? usual : data.fields.prefix(8).map(\.name)).map(Spelling.name)
    }
}
