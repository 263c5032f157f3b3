internal import TabularIO

/// A map of dots; where a measure gives the points weight, of shades.
struct MapText {
    private let places: Chart.Places
    private let width: Int
    private let paint: Paint

    private static let maxHeight = 24

    init(_ places: Chart.Places, width: Int, paint: Paint) {
        self.places = places
        self.width = width
        self.paint = paint
    }

    var lines: [String] {
        guard let frame = MapFrame(places) else { return [" (no places)"] }
        let plot = width - 4
        // A cell is about twice as high as wide, so a braille dot is about square.
        let rows = Double(plot) * 0.5 * frame.height / frame.width
        let height = Int(min(max(rows, 3), Double(MapText.maxHeight)).rounded())
        let used =
            rows > Double(MapText.maxHeight) ? max(6, Int(Double(height) * 2 * frame.width / frame.height)) : plot
        let body = places.measure == nil ? dots(frame, used, height) : shades(frame, used, height)
        let rule = String(repeating: "─", count: used)
        return [" " + paint.dim("┌\(rule)┐")] + body.map { " " + paint.dim("│") + $0 + paint.dim("│") }
            + [" " + paint.dim("└\(rule)┘")]
    }

    private func dots(_ frame: MapFrame, _ width: Int, _ height: Int) -> [String] {
        var grid = BrailleGrid(width: width, height: height)
        for place in places.points {
            let (x, y) = frame.position(place)
            grid.dot(Int(x * Double(grid.dotWidth - 1)), Int((1 - y) * Double(grid.dotHeight - 1)), owner: 0)
        }
        return (0..<height).map { grid.row($0) { text, owner in paint.series(owner, text) } }
    }

    /// The sum of the points' values in each cell.
    private func shades(_ frame: MapFrame, _ width: Int, _ height: Int) -> [String] {
        var cells = [Double?](repeating: nil, count: width * height)
        for place in places.points {
            let (x, y) = frame.position(place)
            let cell = Int((1 - y) * Double(height - 1)) * width + Int(x * Double(width - 1))
            cells[cell] = (cells[cell] ?? 0) + (place.value ?? 0)
        }
        let most = cells.compactMap { $0 }.max() ?? 0
        return (0..<height).map { row in
            (0..<width).map { column -> String in
                guard let value = cells[row * width + column] else { return " " }
                let fraction = most > 0 ? max(0, value) / most : 0
                return paint.isOn ? paint.shade(fraction, " ") : Paint.shadeText(fraction)
            }.joined()
        }
    }
}
