import Columnar
import Geography

extension Binder {
    /// The outlines of the zones that a dimension names: a column that `lookup … containing` brings, or the key by which
    /// `lookup … on` finds the features of a GeoJSON file. Nil without such a dimension.
    func outlines(_ stage: GroupedStage, _ rows: RowScope) -> Outlines? {
        for (index, dimension) in stage.dimensions.dropLast(stage.acrossCount).enumerated() {
            if case .lookup(let table, let column?, _) = dimension.expression.kind,
                let found = Binder.outlines(table.dataSet, names: column, of: index)
            {
                return found
            }
            for case .lookup(let table, _, let keys) in rows.lookups.values.map(\.kind)
            where keys.count == 1 && table.keyColumns.count == 1 && "\(keys[0])" == "\(dimension.expression)" {
                if let found = Binder.outlines(table.dataSet, names: table.keyColumns[0], of: index) { return found }
            }
        }
        return nil
    }

    /// Features of one name are one zone; those without a polygon have no place on a map.
    private static func outlines(_ dataSet: DataSet, names: Int, of column: Int) -> Outlines? {
        guard let geometry = dataSet.geometryColumn else { return nil }
        var order: [String] = []
        var polygons: [String: [[Outlines.Ring]]] = [:]
        for row in 0..<dataSet.table.rowCount {
            guard case .text(let text) = dataSet.table.columns[geometry][row],
                let name = ValueText.machine(dataSet.table.columns[names][row]),
                let found = try? GeometryText.polygons(text)
            else { continue }
            if polygons[name] == nil { order.append(name) }
            polygons[name, default: []] += found.filter { $0.first.map { $0.count > 2 } ?? false }
        }
        let zones = order.map { Outlines.Zone(name: $0, polygons: polygons[$0] ?? []) }
        return zones.isEmpty ? nil : Outlines(column: column, zones: zones)
    }
}
