internal import TabularIO

/// Points as they lie in the plane; circles whose area stands for a measure.
struct SVGMap {
    private let places: Chart.Places

    private static let maxHeight = 560.0

    init(_ places: Chart.Places) { self.places = places }

    func draw(on canvas: inout SVGCanvas, from top: Double) -> Double {
        guard let frame = MapFrame(places) else {
            canvas.text("no places", x: SVGStyle.margin, y: top + 20, fill: SVGStyle.quiet)
            return top + 28
        }
        let room = 800 - 2 * SVGStyle.margin
        let pad = 14.0
        let factor = min((room - 2 * pad) / frame.width, (SVGMap.maxHeight - 2 * pad) / frame.height)
        let height = frame.height * factor + 2 * pad
        canvas.rect(
            x: SVGStyle.margin, y: top + 8, width: room, height: height, fill: "#f6f8fa", radius: 4)
        let left = SVGStyle.margin + (room - frame.width * factor) / 2
        let most = places.points.compactMap(\.value).max() ?? 0
        // Thousands of points are smaller and fainter, so that where many lie can be seen.
        let isDense = places.points.count > 500
        // Small circles lie over large ones.
        for place in places.points.sorted(by: { ($0.value ?? 0) > ($1.value ?? 0) }) {
            let (x, y) = frame.position(place)
            let part = most > 0 ? max(0, place.value ?? 0) / most : 0
            let radius = places.measure == nil ? (isDense ? 1.6 : 3) : 2 + 14 * part.squareRoot()
            canvas.circle(
                x: left + x * frame.width * factor, y: top + 8 + pad + (1 - y) * frame.height * factor, radius: radius,
                fill: SVGStyle.series(0), opacity: places.measure == nil && isDense ? 0.4 : 0.6, title: place.text)
        }
        var y = top + height + 26
        if let measure = places.measure {
            let scale = ChartScale([0, most], unit: places.unit, ticks: 10)
            canvas.circle(x: SVGStyle.margin + 16, y: y + 8, radius: 16, fill: SVGStyle.series(0), opacity: 0.6)
            canvas.text("\(scale.text(most)) \(measure), by area", x: SVGStyle.margin + 40, y: y + 12)
            y += 26
        }
        return y
    }
}
