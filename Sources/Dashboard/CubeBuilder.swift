import Columnar
import Engine
import JSON

/// Counts the rows of a data set for a page without a server. Values come from queries like everybody's; only the
/// counting by all of them at once is done here.
struct CubeBuilder {
    let opening: Opening
    let maps: [BoardMap]
    private let desk: QueryDesk

    init(_ opening: Opening, maps: [BoardMap]) {
        self.opening = opening
        self.maps = maps
        desk = QueryDesk(opening.environment, threads: opening.threads)
    }

    /// - Throws: what keeps a query from running: the conditions may have a mistake.
    func cube(isCancelled: @escaping @Sendable () -> Bool) throws(EngineError) -> (cube: Cube, result: QueryResult) {
        var facets = opening.board.facets + opening.board.calendar
        for map in maps where !facets.contains(where: { $0.expression == map.expression }) { facets.append(map.facet) }
        let lookups = maps.compactMap(\.lookup).map { "\($0) " }.joined()
        let time = opening.board.timeline
        let listed = facets.map(\.expression) + (time.map { [$0.column] } ?? [])
        let rows = try table("\(lookups)list \(listed.joined(separator: ", "))", isCancelled)
        var dimensions: [Cube.Dimension] = []
        for (index, facet) in facets.enumerated() {
            let query =
                maps.first { $0.expression == facet.expression }?.query ?? "group by \(facet.expression) show count"
            let found = try table(query, isCancelled).table
            let values = found.columns[0]
            let known = Dictionary((0..<values.column.count).map { (values.column[$0], UInt32($0)) }) { first, _ in
                first
            }
            let places = CubeBuilder.places(of: rows.table.columns[index].column, among: known)
            dimensions.append(
                Cube.Dimension(
                    expression: facet.expression, column: Answer.columns(of: found)[0],
                    valueCount: values.column.count, places: places, rank: rank(facet)))
        }
        if let time {
            let axis = try table("over \(time.grain.rawValue) show count", isCancelled).table.columns[0]
            let places = CubeBuilder.places(of: rows.table.columns[facets.count].column, on: axis.column, time.grain)
            dimensions.append(
                Cube.Dimension(
                    expression: "time", column: Answer.column(axis), valueCount: axis.column.count, places: places,
                    rank: 0))
        }
        return (Cube(dimensions, rowCount: rows.table.rowCount), rows)
    }

    /// Squares, then hours and weekdays divide most and are missed least; then columns of many values.
    private func rank(_ facet: Facet) -> Int {
        if maps.contains(where: { $0.expression == facet.expression && $0.zones.isEmpty }) { return 2_000_000 }
        return switch facet.form {
        case .flag: 0
        case .calendar: 1_000_000
        case .category: facet.values
        }
    }

    private func table(
        _ text: String, _ isCancelled: @escaping @Sendable () -> Bool
    ) throws(EngineError) -> QueryResult {
        for case .table(let result) in try desk.run(text, isCancelled).results { return result }
        throw .execution("`\(text)` gave no table", advice: nil)
    }

    // MARK: - Places

    /// The place of each row's value among the known ones.
    private static func places(of column: Column, among known: [Value: UInt32]) -> [UInt32] {
        let none = UInt32(known.count)
        if case .codes(let codes, let dictionary) = column.storage {
            // Each text is looked up once, not once a row.
            let byCode = (0...UInt32(dictionary.count)).map { code in
                known[dictionary.text(code).map(Value.text) ?? .missing] ?? none
            }
            return (0..<column.count).map { byCode[Int(codes[$0])] }
        }
        return (0..<column.count).map { known[column[$0]] ?? none }
    }

    /// The place of each row's time on the axis.
    private static func places(of column: Column, on axis: Column, _ grain: Grain) -> [UInt32] {
        let none = UInt32(axis.count)
        guard axis.count > 0, case .period(let first) = axis[0] else {
            return [UInt32](repeating: none, count: column.count)
        }
        return (0..<column.count).map { row in
            guard let time = column[row].integer else { return none }
            let place = Period.ordinal(of: grain, at: time) - first.ordinal
            return place >= 0 && place < axis.count ? UInt32(place) : none
        }
    }
}
