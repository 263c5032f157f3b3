package import Columnar

/// A point written as text, in the ways in which portals write one column of places.
///
/// - `POINT (-98.49 29.42)`: well-known text (OGC 06-103r4), x first; `SRID=4326;` and `Z` may stand in it.
/// - `(29.42, -98.49)`, also behind lines of an address: latitude first, as Socrata exports.
/// - `{"type":"Point","coordinates":[-98.49,29.42]}`: GeoJSON (RFC 7946), longitude first.
/// - `{"latitude":"29.42","longitude":"-98.49", …}`: Socrata's location.
package enum PointText {
    /// What stands at y beside a missing x where there was a text, and it holds no point.
    package static let unreadable = Double.infinity

    /// The coordinates, longitude or easting first; nil where the text is no point.
    package static func point(_ text: String) -> (x: Double, y: Double)? {
        let bytes = Array(text.utf8)
        var start = bytes.startIndex
        while start < bytes.endIndex, bytes[start] <= 0x20 { start += 1 }
        guard start < bytes.endIndex else { return nil }
        if bytes[start] == UInt8(ascii: "{") { return json(bytes[start...]) }
        guard let close = bytes.lastIndex(where: { $0 > 0x20 }), bytes[close] == UInt8(ascii: ")"),
            let open = bytes[..<close].lastIndex(of: UInt8(ascii: "("))
        else { return nil }
        let head = String(decoding: bytes[start..<open], as: UTF8.self).uppercased()
        let inside = bytes[(open + 1)..<close]
        let words = head.split { $0 == " " || $0 == ";" }
        if let geometry = words.first(where: { $0.hasPrefix("POINT") }) {
            let others = words.filter { $0 != geometry && $0 != "Z" && $0 != "SRID=4326" }
            guard others.isEmpty, geometry == "POINT" || geometry == "POINTZ" else { return nil }
            return numbers(inside, between: { $0 == 0x20 }, 2...3)
        }
        guard let pair = numbers(inside, between: { $0 == UInt8(ascii: ",") }, 2...2), pair.y.magnitude <= 180 else {
            return nil
        }
        // A number past 90 is no latitude.
        return pair.x.magnitude <= 90 ? (pair.y, pair.x) : pair.y.magnitude <= 90 ? pair : nil
    }

    /// Whether most of some texts are points.
    package static func areMost(_ texts: some Sequence<String>) -> Bool {
        var (points, others) = (0, 0)
        for text in texts where !text.isEmpty { if point(text) != nil { points += 1 } else { others += 1 } }
        return points > others
    }

    /// Whether the first texts of a dictionary, of which the rest is not looked at, are points.
    package static func areIn(_ dictionary: TextDictionary) -> Bool {
        areMost((0..<min(20, dictionary.count)).lazy.compactMap { dictionary.text(UInt32($0 + 1)) })
    }

    /// The coordinates of every row; where a text holds no point, y is `unreadable`.
    package static func pairs(_ codes: Codes, _ dictionary: TextDictionary) -> (Buffer<Double>, Buffer<Double>) {
        var points: [(x: Double, y: Double)] = [(.nan, .nan)]
        for code in 0..<dictionary.count {
            points.append(dictionary.text(UInt32(code + 1)).flatMap(point) ?? (.nan, unreadable))
        }
        let x = Buffer<Double>(uninitialized: codes.count)
        let y = Buffer<Double>(uninitialized: codes.count)
        for row in 0..<codes.count { (x.base[row], y.base[row]) = points[Int(codes[row])] }
        return (x, y)
    }

    // MARK: - Pieces

    private static func numbers(
        _ text: ArraySlice<UInt8>, between isSeparator: (UInt8) -> Bool, _ counts: ClosedRange<Int>
    ) -> (x: Double, y: Double)? {
        let parts = text.split(whereSeparator: isSeparator).map(number)
        guard counts.contains(parts.count), let x = parts[0], let y = parts[1] else { return nil }
        return (x, y)
    }

    private static func number(_ text: ArraySlice<UInt8>) -> Double? {
        let isQuoteOrSpace = { (byte: UInt8) in byte <= 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
        }
        let start = text.firstIndex { !isQuoteOrSpace($0) } ?? text.endIndex
        let end = text.lastIndex { !isQuoteOrSpace($0) } ?? text.startIndex
        guard start <= end, start < text.endIndex,
            text[start...end].allSatisfy({ "+-.0123456789eE".utf8.contains($0) }),
            let value = Double(String(decoding: text[start...end], as: UTF8.self)), value.isFinite
        else { return nil }
        return value
    }

    private static func json(_ text: ArraySlice<UInt8>) -> (x: Double, y: Double)? {
        if let list = value(of: "coordinates", in: text) {
            guard list.first == UInt8(ascii: "["), let end = list.firstIndex(of: UInt8(ascii: "]")) else { return nil }
            return numbers(list[(list.startIndex + 1)..<end], between: { $0 == UInt8(ascii: ",") }, 2...3)
        }
        guard let longitude = value(of: "longitude", in: text), let latitude = value(of: "latitude", in: text),
            let x = number(upToEnd(longitude)), let y = number(upToEnd(latitude))
        else { return nil }
        return (x, y)
    }

    private static func upToEnd(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        text.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "}") }
    }

    /// What stands behind a member's name and colon.
    private static func value(of name: String, in text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let name = Array(name.utf8)
        var position = text.startIndex
        while position + name.count < text.endIndex {
            if text[position..<(position + name.count)].elementsEqual(name) {
                let colon = text[(position + name.count)...].firstIndex(of: UInt8(ascii: ":"))
                return colon.map { text[($0 + 1)...].drop { $0 <= 0x20 } }
            }
            position += 1
        }
        return nil
    }
}
