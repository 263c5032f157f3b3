import Columnar
package import JSON

extension Board {
    /// The board as the page reads it.
    package var json: JSONValue {
        [
            "name": .string(name), "rows": .integer(rowCount), "shown": .integer(shown),
            "facets": .array(facets.map(\.json)), "calendar": .array(calendar.map(\.json)),
            "measures": .array(
                measures.map { ["expression": .string($0.expression), "title": .string($0.title)] }),
            "timeline": timeline.map { ["column": .string($0.column), "grain": .string($0.grain.rawValue)] } ?? .null,
            "place": place.map { .string($0) } ?? .null, "listed": .texts(listed),
            "queries": .array(queries.map { ["head": .string($0.head), "tail": .string($0.tail)] }),
        ]
    }
}

extension Facet {
    fileprivate var json: JSONValue {
        [
            "title": .string(title), "expression": .string(expression), "form": .string(form.rawValue),
            "values": .integer(values), "isOrdered": .boolean(isOrdered),
        ]
    }
}
