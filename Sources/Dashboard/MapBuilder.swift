import Columnar
import Engine
import LanguageService
import Semantics
import Syntax

/// Finds out which maps the dashboard can show: the zones of every GeoJSON file that the script looks up in, and squares
/// over all points.
///
/// The first query of squares converts the points, which may take seconds: the page has its other charts by then.
struct MapBuilder {
    /// The lengths of squares in kilometres, from which the first is taken that leaves few enough of them.
    private static let sides = [1, 2, 5, 10, 20, 50, 100]
    private static let mostSquares = Answer.mostRows - 100

    let opening: Opening

    func maps(isCancelled: @escaping @Sendable () -> Bool) -> [BoardMap] {
        var maps: [BoardMap] = []
        for lookup in opening.lookups {
            guard let found = zones(lookup), !maps.contains(where: { $0.expression == found.expression }) else {
                continue
            }
            maps.append(found)
        }
        return maps + [squares(isCancelled)].compactMap(\.self)
    }

    // MARK: - Zones

    private func zones(_ lookup: SyntaxNode) -> BoardMap? {
        let clause = lookup.canonicalText
        if lookup.token(.containing) == nil {
            let keys = lookup.nodes(.dimension).compactMap(\.nodes.last)
            guard keys.count == 1 else { return nil }
            return map(of: keys[0].canonicalText, clause, isOwn: true)
        }
        guard let reference = lookup.first(.reference) else { return nil }
        let name = reference.unquoted(reference.firstToken)
        var other = opening.environment.dataSet(named: name)
        if other == nil, case .success(let opened)? = opening.environment.open?(name) { other = opened }
        // Of several columns that name zones, the one that the script speaks of is meant.
        let names = (other?.fields ?? []).map(\.name)
        let usual = names.filter { opening.words.contains(nameKey($0)) }
        return (usual + names.filter { !usual.contains($0) }).lazy
            .compactMap { map(of: Spelling.name($0), clause, isOwn: false) }.first
    }

    /// The map of what an expression names; nil where it names no zones.
    private func map(of expression: String, _ clause: String, isOwn: Bool) -> BoardMap? {
        let session = Session(opening.environment, threads: 1)
        let text = "\(clause) group by \(expression) show count draw map"
        guard let outlines = (try? session.prepare(text, name: "map"))?.statements.last?.outlines,
            outlines.zones.count > 1, outlines.zones.contains(where: { !$0.polygons.isEmpty })
        else { return nil }
        return BoardMap(
            title: expression, expression: expression, lookup: isOwn ? nil : clause, outlined: clause,
            zones: outlines.zones, squares: [], side: 0)
    }

    // MARK: - Squares

    private func squares(_ isCancelled: @escaping @Sendable () -> Bool) -> BoardMap? {
        guard let place = opening.board.place else { return nil }
        let desk = QueryDesk(opening.environment, threads: opening.threads)
        for side in MapBuilder.sides {
            let expression = "grid(\(place), \(side)km)"
            guard
                let answer = try? desk.run("group by \(expression) show count", isCancelled).results.last,
                case .table(let result) = answer
            else { return nil }
            guard result.table.rowCount <= MapBuilder.mostSquares || side == MapBuilder.sides.last else { continue }
            let column = result.table.columns[0].column
            let middles = (0..<min(column.count, Answer.mostRows)).compactMap { ValueText.machine(column[$0]) }
            guard !middles.isEmpty else { return nil }
            return BoardMap(
                title: "squares of \(side) km", expression: expression, lookup: nil, outlined: nil, zones: [],
                squares: middles, side: side)
        }
        return nil
    }
}
