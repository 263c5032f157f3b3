/// Reads the geometry of a GeoJSON feature (RFC 7946) from its text: the rings of its polygons.
package struct GeometryText {
    /// What is wrong with a geometry, as the end of a sentence.
    package struct Failure: Error { let message: String }

    private let bytes: [UInt8]
    private var position = 0

    private init(_ text: String) { bytes = Array(text.utf8) }

    /// The polygons, each of them its outer ring and then its holes.
    package static func polygons(_ text: String) throws(Failure) -> [[[(x: Double, y: Double)]]] {
        var reader = GeometryText(text)
        return try reader.geometry()
    }

    /// A nested array of numbers.
    private indirect enum Nested {
        case number(Double)
        case list([Nested])

        var items: [Nested] { if case .list(let items) = self { items } else { [] } }
        var number: Double? { if case .number(let number) = self { number } else { nil } }
    }

    private mutating func geometry() throws(Failure) -> [[[(x: Double, y: Double)]]] {
        var type = ""
        var coordinates: Nested?
        try expect(UInt8(ascii: "{"))
        while true {
            let name = try string()
            try expect(UInt8(ascii: ":"))
            switch name {
            case "type": type = try string()
            case "coordinates": coordinates = try nested()
            default: try skip()
            }
            if peek() != UInt8(ascii: ",") { break }
            position += 1
        }
        guard let coordinates, type == "Polygon" || type == "MultiPolygon" else {
            throw Failure(
                message: type.isEmpty ? "has no polygon" : "is a \(type), expected a Polygon or a MultiPolygon")
        }
        let polygons = type == "Polygon" ? [coordinates] : coordinates.items
        var found: [[[(x: Double, y: Double)]]] = []
        for polygon in polygons {
            var rings: [[(x: Double, y: Double)]] = []
            for ring in polygon.items { rings.append(try points(ring)) }
            found.append(rings)
        }
        return found
    }

    private func points(_ ring: Nested) throws(Failure) -> [(x: Double, y: Double)] {
        var points: [(x: Double, y: Double)] = []
        for point in ring.items {
            guard point.items.count >= 2, let x = point.items[0].number, let y = point.items[1].number else {
                throw Failure(message: "has a point without two coordinates")
            }
            guard x.magnitude <= 180, y.magnitude <= 90 else {
                throw Failure(
                    message: "has coordinates that are no degrees (\(x), \(y)); GeoJSON is in longitude and latitude")
            }
            points.append((x, y))
        }
        return points
    }

    // MARK: - JSON

    private mutating func peek() -> UInt8 {
        while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
        return position < bytes.count ? bytes[position] : 0
    }

    private mutating func expect(_ byte: UInt8) throws(Failure) {
        guard peek() == byte else { throw Failure(message: "is no geometry of GeoJSON") }
        position += 1
    }

    private mutating func string() throws(Failure) -> String {
        try expect(UInt8(ascii: "\""))
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        let end = min(position, bytes.count)
        try expect(UInt8(ascii: "\""))
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    private mutating func nested() throws(Failure) -> Nested {
        guard peek() == UInt8(ascii: "[") else { return .number(try number()) }
        position += 1
        var items: [Nested] = []
        while peek() != UInt8(ascii: "]") {
            items.append(try nested())
            if peek() == UInt8(ascii: ",") { position += 1 } else { break }
        }
        try expect(UInt8(ascii: "]"))
        return .list(items)
    }

    private mutating func number() throws(Failure) -> Double {
        let start = position
        while position < bytes.count, "+-.0123456789eE".utf8.contains(bytes[position]) { position += 1 }
        guard let value = Double(String(decoding: bytes[start..<position], as: UTF8.self)) else {
            throw Failure(message: "has a coordinate that is no number")
        }
        return value
    }

    /// A value of a member that says nothing about the shape, such as a bounding box.
    private mutating func skip() throws(Failure) {
        var depth = 0
        while true {
            switch peek() {
            case 0: throw Failure(message: "is no geometry of GeoJSON")
            case UInt8(ascii: "\""): _ = try string()
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                position += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ","):
                if depth == 0 { return }
                if peek() != UInt8(ascii: ",") { depth -= 1 }
                position += 1
            default: position += 1
            }
        }
    }
}
