/// Where a label fits best in a zone: in the middle of its widest level stretch, among a few that are tried.
package struct ZoneSpot {
    package let x: Double
    package let y: Double
    /// How wide the zone is there, and how high its largest polygon.
    package let width: Double
    package let height: Double

    /// Nil for a zone without extent.
    package init?(_ polygons: [[[(x: Double, y: Double)]]]) {
        let tall = polygons.map { rings in (rings, ZoneSpot.span(rings.first?.map(\.y) ?? [])) }
        guard
            let (rings, span) = tall.max(by: { $0.1.upperBound - $0.1.lowerBound < $1.1.upperBound - $1.1.lowerBound }),
            span.upperBound > span.lowerBound
        else { return nil }
        height = span.upperBound - span.lowerBound
        var best: (x: Double, y: Double, width: Double, score: Double)?
        for step in 1..<12 {
            let part = Double(step) / 12
            let y = span.lowerBound + part * height
            let crossings = ZoneSpot.crossings(rings, y).sorted()
            for (left, right) in zip(crossings, crossings.dropFirst()).enumerated().filter({ $0.offset % 2 == 0 }).map(
                \.element)
            {
                // The middle of the height is better than its ends, where there is less room above and below.
                let score = (right - left) * (1 - (part - 0.5).magnitude)
                if score > best?.score ?? 0 { best = ((left + right) / 2, y, right - left, score) }
            }
        }
        guard let best else { return nil }
        (x, y, width) = (best.x, best.y, best.width)
    }

    /// Where the outlines cross a level.
    static func crossings(_ rings: [[(x: Double, y: Double)]], _ y: Double) -> [Double] {
        var found: [Double] = []
        for ring in rings {
            guard var last = ring.last else { continue }
            for point in ring {
                if (last.y <= y) != (point.y <= y) {
                    found.append(last.x + (y - last.y) / (point.y - last.y) * (point.x - last.x))
                }
                last = point
            }
        }
        return found
    }

    private static func span(_ values: [Double]) -> ClosedRange<Double> {
        (values.min() ?? 0)...(values.max() ?? 0)
    }
}
