internal import TabularIO

/// Points as they lie in the plane; circles whose area stands for a measure.
struct SVGMap {
    private let places: Chart.Places

    init(_ places: Chart.Places) { self.places = places }

    func draw(on canvas: inout SVGCanvas, from top: Double) -> Double {
        guard let frame = MapFrame(places) else {
            canvas.text("no places", x: SVGStyle.margin, y: top + 20, fill: SVGStyle.quiet)
            return top + 28
        }
        let pad = 14.0
        let map = SVGMapFrame(frame, top: top + 8, pad: pad)
        canvas.rect(
            x: SVGStyle.margin, y: top + 8, width: SVGStyle.right - SVGStyle.margin, height: map.bottom + pad - top - 8,
            fill: "#f6f8fa", radius: 4)
        let most = places.points.compactMap(\.value).max() ?? 0
        // Thousands of points are smaller and fainter, so that where many lie can be seen.
        let isDense = places.points.count > 500
        // Small circles lie over large ones.
        for place in places.points.sorted(by: { ($0.value ?? 0) > ($1.value ?? 0) }) {
            let (x, y) = map.point(place.x, place.y)
            let part = most > 0 ? max(0, place.value ?? 0) / most : 0
            let radius = places.measure == nil ? (isDense ? 1.6 : 3) : 2 + 14 * part.squareRoot()
            canvas.circle(
                x: x, y: y, radius: radius, fill: SVGStyle.series(0),
                opacity: places.measure == nil && isDense ? 0.4 : 0.6, title: place.text)
        }
        var y = map.bottom + pad + 18
        if let measure = places.measure {
            let scale = ChartScale([0, most], unit: places.unit, ticks: 10)
            canvas.circle(x: SVGStyle.margin + 16, y: y + 8, radius: 16, fill: SVGStyle.series(0), opacity: 0.6)
            canvas.text("\(scale.text(most)) \(measure), by area", x: SVGStyle.margin + 40, y: y + 12)
            y += 26
        }
        return y
    }
}
