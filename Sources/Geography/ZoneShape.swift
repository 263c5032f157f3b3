/// The outline of a zone: polygons with holes, in any number of parts.
///
/// A point is inside when a ray from it to the east crosses the outline an odd number of times. Edges are half open and always
/// run from south to north, so that neighbours compute the same number for a shared edge: a point on a border belongs to
/// exactly one of them, the zone to the east of it, and on a border from west to east the zone to the north.
struct ZoneShape: Sendable {
    private struct Edge {
        let x1: Double
        let y1: Double
        let x2: Double
        let y2: Double
    }

    let west: Double
    let east: Double
    let south: Double
    let north: Double
    private let edges: [Edge]
    /// The edges that reach into each of the strips between south and north; `stripStarts` says where each strip's begin.
    private let stripEdges: [Int32]
    private let stripStarts: [Int32]
    private let stripsPerDegree: Double

    init(_ rings: [[(x: Double, y: Double)]]) {
        var edges: [Edge] = []
        for ring in rings {
            guard var last = ring.last else { continue }
            for point in ring {
                if last.y < point.y { edges.append(Edge(x1: last.x, y1: last.y, x2: point.x, y2: point.y)) }
                if last.y > point.y { edges.append(Edge(x1: point.x, y1: point.y, x2: last.x, y2: last.y)) }
                last = point
            }
        }
        self.edges = edges
        let all = rings.joined()
        west = all.lazy.map(\.x).min() ?? .infinity
        east = all.lazy.map(\.x).max() ?? -.infinity
        south = all.lazy.map(\.y).min() ?? .infinity
        north = all.lazy.map(\.y).max() ?? -.infinity
        let strips = max(1, min(4_096, edges.count / 2))
        let height = north - south
        stripsPerDegree = height > 0 ? Double(strips) / height : 0
        var lists = Array(repeating: [Int32](), count: strips)
        for (index, edge) in edges.enumerated() {
            let first = ZoneShape.strip(edge.y1, south, stripsPerDegree, strips)
            let last = ZoneShape.strip(edge.y2, south, stripsPerDegree, strips)
            for strip in first...last { lists[strip].append(Int32(index)) }
        }
        var starts: [Int32] = [0]
        for list in lists { starts.append((starts.last ?? 0) + Int32(list.count)) }
        stripStarts = starts
        stripEdges = lists.flatMap { $0 }
    }

    private static func strip(_ y: Double, _ south: Double, _ perDegree: Double, _ strips: Int) -> Int {
        max(0, min(strips - 1, Int((y - south) * perDegree)))
    }

    func contains(_ x: Double, _ y: Double) -> Bool {
        guard x >= west, x <= east, y >= south, y <= north else { return false }
        let strip = ZoneShape.strip(y, south, stripsPerDegree, stripStarts.count - 1)
        var isInside = false
        for position in Int(stripStarts[strip])..<Int(stripStarts[strip + 1]) {
            let edge = edges[Int(stripEdges[position])]
            guard edge.y1 <= y, y < edge.y2 else { continue }
            // Positive where the point lies west of the edge.
            let side = (edge.x2 - edge.x1) * (y - edge.y1) - (x - edge.x1) * (edge.y2 - edge.y1)
            if side > 0 { isInside.toggle() }
        }
        return isInside
    }
}
