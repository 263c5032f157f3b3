internal import Diagnostics

/// A map of zones cut into the cells of a terminal, with the zones' names where there is room.
struct ZoneCells {
    struct Cell {
        /// The zone at the cell's middle.
        var zone: Int?
        /// A letter of a name; empty behind a wide one.
        var letter: String?
    }

    private(set) var rows: [[Cell]]

    init(_ zones: Chart.Zones, _ frame: MapFrame, columns: Int, rows count: Int) {
        rows = Array(repeating: Array(repeating: Cell(), count: columns), count: count)
        let shapes = zones.zones.map { zone in
            zone.polygons.map { polygon in
                polygon.map { ring in
                    ring.map { point in
                        let place = frame.position(point.x, point.y)
                        return (x: place.x * Double(columns), y: (1 - place.y) * Double(count))
                    }
                }
            }
        }
        for (index, shape) in shapes.enumerated() {
            for row in 0..<count {
                // Between two crossings of the outline a level lies inside.
                let crossings = ZoneSpot.crossings(shape.flatMap { $0 }, Double(row) + 0.5).sorted()
                for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
                    let first = max(0, Int((crossings[pair] + 0.5).rounded(.down)))
                    let last = min(columns, Int((crossings[pair + 1] + 0.5).rounded(.down)))
                    for column in first..<max(first, last) { rows[row][column].zone = index }
                }
            }
        }
        placeSmall(zones, shapes)
        for (index, shape) in shapes.enumerated() { write(zones.zones[index].name, in: index, shape) }
    }

    /// Zones that no cell's middle lies in take the cell that they lie in: of several there the one with the greatest value.
    private mutating func placeSmall(_ zones: Chart.Zones, _ shapes: [[[[(x: Double, y: Double)]]]]) {
        let drawn = Set(rows.joined().compactMap(\.zone))
        var placed: Set<Int> = []
        for (index, shape) in shapes.enumerated() where !drawn.contains(index) {
            guard let spot = ZoneSpot(shape) else { continue }
            let row = min(rows.count - 1, max(0, Int(spot.y)))
            let column = min(rows[row].count - 1, max(0, Int(spot.x)))
            if let other = rows[row][column].zone {
                let isSmall = placed.contains(other)
                guard isSmall, (zones.zones[index].value ?? -.infinity) > (zones.zones[other].value ?? -.infinity)
                else { continue }
            }
            rows[row][column].zone = index
            placed.insert(index)
        }
    }

    private mutating func write(_ name: String, in zone: Int, _ shape: [[[(x: Double, y: Double)]]]) {
        guard let spot = ZoneSpot(shape) else { return }
        let row = min(rows.count - 1, Int(spot.y))
        let width = displayWidth(name) + 2
        let start = Int(spot.x) - width / 2
        guard start >= 0, start + width <= rows[row].count,
            (start..<start + width).allSatisfy({ rows[row][$0].zone == zone && rows[row][$0].letter == nil })
        else { return }
        var column = start
        for letter in " \(name) " {
            rows[row][column].letter = String(letter)
            let width = displayWidth(String(letter))
            for behind in 1..<max(1, width) { rows[row][column + behind].letter = "" }
            column += max(1, width)
        }
    }
}
