/// A ring without the points that lie closer than `least` to the one that is kept before them, along the axes.
package func thinned(_ ring: [(x: Double, y: Double)], _ least: Double) -> [(x: Double, y: Double)] {
    var kept: [(x: Double, y: Double)] = []
    for point in ring {
        if let last = kept.last, (point.x - last.x).magnitude + (point.y - last.y).magnitude < least { continue }
        kept.append(point)
    }
    return kept
}
