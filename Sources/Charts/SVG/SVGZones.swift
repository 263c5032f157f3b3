/// Zones filled by their values, the darker the more; those without a value are hatched.
struct SVGZones {
    private let zones: Chart.Zones

    init(_ zones: Chart.Zones) { self.zones = zones }

    func draw(on canvas: inout SVGCanvas, from top: Double) -> Double {
        guard let frame = MapFrame(zones) else {
            canvas.text("no zones", x: SVGStyle.margin, y: top + 20, fill: SVGStyle.quiet)
            return top + 28
        }
        let map = SVGMapFrame(frame, top: top + 10)
        let scale = ChartScale(zones.values, unit: zones.unit, ticks: 5, tight: true)
        let shades = SVGShades(scale)
        let shapes = zones.zones.map { zone in
            zone.polygons.map { polygon in
                polygon.map { ring in thinned(ring.map { map.point($0.x, $0.y) }, 0.5) }
            }
        }
        for (zone, shape) in zip(zones.zones, shapes) {
            canvas.outline(
                shape.flatMap { $0 }, fill: zone.value.map(shades.color) ?? SVGStyle.missing,
                stroke: SVGStyle.axis, title: "\(zone.name): \(zone.text)")
        }
        label(shapes, shades, on: &canvas)
        return SVGRamp(scale, lacksValues: zones.lacksValues).draw(
            on: &canvas, left: SVGStyle.margin, y: map.bottom + 18)
    }

    /// Names and values inside the zones that have room for them, none over another.
    private func label(
        _ shapes: [[[[(x: Double, y: Double)]]]], _ shades: SVGShades, on canvas: inout SVGCanvas
    ) {
        var taken: [(left: Double, right: Double, top: Double, bottom: Double)] = []
        for (zone, shape) in zip(zones.zones, shapes) {
            guard let spot = ZoneSpot(shape) else { continue }
            let width = max(SVGCanvas.textWidth(zone.name), SVGCanvas.textWidth(zone.text, size: 11)) + 8
            let box = (spot.x - width / 2, spot.x + width / 2, spot.y - 15, spot.y + 16)
            guard width <= spot.width, spot.height >= 34,
                !taken.contains(where: { $0.0 < box.1 && box.0 < $0.1 && $0.2 < box.3 && box.2 < $0.3 })
            else { continue }
            taken.append(box)
            let ink = zone.value.map(shades.ink) ?? SVGStyle.ink
            canvas.text(zone.name, x: spot.x, y: spot.y - 2, anchor: .middle, fill: ink, bold: true)
            canvas.text(zone.text, x: spot.x, y: spot.y + 12, anchor: .middle, size: 11, fill: ink)
        }
    }
}
