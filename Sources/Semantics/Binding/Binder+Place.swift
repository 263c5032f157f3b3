import Columnar
import Diagnostics
import Geography
import Syntax

extension Binder {
    static let placeFunctions: Set<String> = ["latitude", "longitude", "grid", "distance"]

    // MARK: - What the stage needs

    /// The columns that the stage needs beside the `width` that it reads; nil where it asks for no place.
    func locate(_ clauses: ClauseSet, beside width: Int, in rows: inout RowScope) -> Locating? {
        let lookups = clauses.all(.lookupClause).filter { $0.token(.containing) != nil }
        guard let dataSet = rows.dataSet else {
            for lookup in lookups {
                error(
                    "lookup-in-later-stage", at: lookup.range,
                    "`lookup … containing` needs the points of the data, which only the first stage has")
            }
            return nil
        }
        let words = words(in: clauses, dataSet)
        guard !lookups.isEmpty || !words.isDisjoint(with: Binder.placeFunctions) else { return nil }
        var locating = Locating()
        locating.measuresDistances = words.contains("distance")
        for (index, field) in rows.fields.enumerated() {
            guard let crs = coordinateSystem(field, words) else { continue }
            let position = width + 2 * locating.points.count
            rows.places[index] = (longitude: position, latitude: position + 1)
            locating.points.append(Locating.Points(column: index, name: field.name, crs: crs))
        }
        for lookup in lookups { bindZones(lookup, into: &locating, beside: width, &rows) }
        return locating.points.isEmpty ? nil : locating
    }

    /// The EPSG number of a column's coordinate system: the profile's, or WGS84 where the stage names a column of
    /// texts that are points. Only columns that are named are looked at.
    private func coordinateSystem(_ field: Field, _ words: Set<String>) -> Int? {
        if field.type == .point { return field.crs }
        guard field.type == .text, Binder.words(field.name).allSatisfy(words.contains),
            let dictionary = field.dictionary, PointText.areIn(dictionary)
        else { return nil }
        return Projection.wgs84
    }

    /// The words of the stage and of the definitions that it uses.
    private func words(in clauses: ClauseSet, _ dataSet: DataSet) -> Set<String> {
        var open = clauses.texts
        var seen: Set<String> = []
        while let text = open.popLast() {
            for word in Binder.words(text) where seen.insert(word).inserted {
                switch (environment.definition(word) ?? dataSet.definition(word))?.meaning {
                case .define(_, let body), .measure(let body): open.append(body.text)
                case .span(let start, let end): open += [start.text, end.text]
                default: break
                }
            }
        }
        return seen
    }

    private static func words(_ text: String) -> [String] {
        let text = text.lowercased()
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
            return text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
        }
        // Most texts are ASCII, whose letters nobody has to look up.
        return text.utf8.split { byte in
            !(UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                || byte == UInt8(ascii: "_"))
        }
        .map { String(decoding: $0, as: UTF8.self) }
    }

    // MARK: - Functions

    /// `latitude(p)`, `longitude(p)`, `grid(p, 500m)`, `distance(p, q)`, `distance(p, latitude, longitude)`.
    func bindPlace(_ name: String, _ node: SyntaxNode, _ rows: RowScope) -> BoundExpression? {
        let nodes = node.nodes
        let counts = name == "distance" ? 2...3 : name == "grid" ? 2...2 : 1...1
        guard counts.contains(nodes.count) else {
            let form = ManualEntry.functions.first { $0.name == name }?.syntax ?? name
            return fail(
                "argument-count", at: node.range,
                "`\(name)` \(argumentCounts(counts.lowerBound, counts.upperBound, found: nodes.count)): `\(form)`")
        }
        guard let place = place(nodes[0], name, rows) else { return nil }
        switch name {
        case "latitude": return place.latitude
        case "longitude": return place.longitude
        case "grid": return grid(place, nodes[1], rows)
        default: return distance(place, Array(nodes.dropFirst()), rows)
        }
    }

    private typealias Place = (latitude: BoundExpression, longitude: BoundExpression)

    /// The coordinates of an argument, which is a column of points.
    private func place(_ node: SyntaxNode, _ function: String, _ rows: RowScope) -> Place? {
        guard let bound = bind(node, .row(rows)) else { return nil }
        guard case .column(.input(let index, let name)) = bound.kind,
            bound.type == .point || rows.places[index] != nil
        else {
            let points = rows.fields.filter { $0.type == .point }.map { "`\($0.name)`" }
            return fail(
                "argument-type", at: node.range,
                "`\(function)` takes a column of points, found \(bound.type.description)",
                advice: points.isEmpty
                    ? "a profile makes points of two columns: `point location = \"X\", \"Y\" crs 2278`"
                    : "points: \(points.joined(separator: ", "))")
        }
        guard let places = rows.places[index] else {
            if rows.dataSet == nil {
                return fail(
                    "place-in-later-stage", at: node.range,
                    "the coordinate system of `\(name)` is not known behind `|`",
                    advice: "let the first stage compute `\(function)(\(name))`")
            }
            return fail(
                "no-coordinate-system", at: node.range,
                "the profile does not say in which coordinate system `\(name)` is",
                advice: "add its EPSG number to the profile's line: `point \(name) = … crs 2278`")
        }
        return (
            BoundExpression(.column(.located(places.latitude, name: "latitude of \(name)")), .number),
            BoundExpression(.column(.located(places.longitude, name: "longitude of \(name)")), .number)
        )
    }

    private func grid(_ place: Place, _ node: SyntaxNode, _ rows: RowScope) -> BoundExpression? {
        guard let bound = bind(node, .row(rows)) else { return nil }
        guard let side = bound.constantValue?.number, bound.type == .number || bound.type == .integer else {
            return fail("grid-side", at: node.range, "expected a length such as 500m, found `\(node.canonicalText)`")
        }
        guard side >= 1, side <= 1_000_000 else {
            return fail("grid-side", at: node.range, "the squares of a grid measure between 1m and 1000km")
        }
        return BoundExpression(.grid(latitude: place.latitude, longitude: place.longitude, side: side), .text)
    }

    private func distance(_ place: Place, _ nodes: [SyntaxNode], _ rows: RowScope) -> BoundExpression? {
        if nodes.count == 1 {
            guard let other = self.place(nodes[0], "distance", rows) else { return nil }
            return BoundExpression(
                .distance([place.latitude, place.longitude, other.latitude, other.longitude]), .number)
        }
        var degrees: [BoundExpression] = []
        for (node, limit) in zip(nodes, [90.0, 180.0]) {
            guard let bound = bind(node, .row(rows)) else { return nil }
            guard bound.type == .integer || bound.type == .number else {
                return fail(
                    "argument-type", at: node.range, "expected degrees, found \(bound.type.description)",
                    advice: "for example `distance(location, 29.4246, -98.4951)`")
            }
            if let value = constantNumber(bound), value.magnitude > limit {
                return fail(
                    "argument-type", at: node.range, "no place on earth has \(ValueText.number(value)) degrees here",
                    advice: "the latitude comes before the longitude")
            }
            degrees.append(converted(bound, to: .number))
        }
        return BoundExpression(.distance([place.latitude, place.longitude] + degrees), .number)
    }

    /// The value of a literal, with or without a minus before it.
    private func constantNumber(_ bound: BoundExpression) -> Double? {
        if case .arithmetic(.subtract, let zero, let value) = bound.kind, zero.constantValue?.number == 0 {
            return value.constantValue?.number.map { -$0 }
        }
        return bound.constantValue?.number
    }

    // MARK: - Zones

    /// "lookup" reference "containing" dimension: the attributes of the polygon in which a row's point lies.
    private func bindZones(
        _ clause: SyntaxNode, into locating: inout Locating, beside width: Int, _ rows: inout RowScope
    ) {
        guard let reference = clause.first(.reference), let other = lookupSource(reference),
            let node = clause.first(.dimension)?.nodes.last, let bound = bind(node, .row(rows))
        else { return }
        guard case .column(.input(let index, _)) = bound.kind,
            let points = locating.points.firstIndex(where: { $0.column == index })
        else {
            _ = place(node, "lookup … containing", rows)
            return
        }
        guard let geometry = other.geometryColumn else {
            error(
                "no-zones", at: reference.range, "`\(other.name)` has no polygons",
                advice: "`containing` looks up in a GeoJSON file, whose features have a geometry")
            return
        }
        let layer: ZoneLayer
        do throws(ZoneLayer.Failure) {
            layer = try Binder.layer(other.table.columns[geometry], for: rows.dataSet?.table.columns[index])
        } catch {
            self.error(
                "no-zones", at: reference.range,
                "the geometry of feature \(error.feature) of `\(other.name)` \(error.message)")
            return
        }
        if layer.emptyCount > 0 {
            let many = layer.emptyCount == 1 ? "one feature" : "\(layer.emptyCount) features"
            warn(
                "zone-without-polygon", at: reference.range,
                "\(many) of `\(other.name)` has no polygon: nothing lies in it")
        }
        let position = width + 2 * locating.points.count + locating.zones.count
        locating.zones.append(Locating.Zones(layer: layer, name: other.name, points: points))
        let row = BoundExpression(.column(.located(position, name: "row of \(other.name)")), .integer)
        let brought = other.fields.indices.filter { $0 != geometry && !isFeatureWord(other, $0) }
        bring(brought, of: LookupTable(rowsOf: other), keys: [row], into: &rows, at: clause.range)
    }

    /// A map that is kept with the points that are looked up in it; its outlines know it again.
    private struct KnownLayer: Sendable {
        let outlines: TextDictionary
        let layer: ZoneLayer
    }

    private static func layer(_ column: Column, for points: Column?) throws(ZoneLayer.Failure) -> ZoneLayer {
        if let outlines = column.dictionary, let known = points?.finding(for: outlines) as? KnownLayer {
            return known.layer
        }
        let layer = try ZoneLayer(
            (0..<column.count).map { row in if case .text(let text) = column[row] { text } else { nil } })
        if let outlines = column.dictionary {
            points?.keep(KnownLayer(outlines: outlines, layer: layer), for: outlines)
        }
        return layer
    }

    /// The member `type` of every feature, which says "Feature".
    private func isFeatureWord(_ dataSet: DataSet, _ index: Int) -> Bool {
        guard nameKey(dataSet.fields[index].name) == "type", let dictionary = dataSet.fields[index].dictionary else {
            return false
        }
        return dictionary.count == 1 && dictionary.text(1) == "Feature"
    }
}
