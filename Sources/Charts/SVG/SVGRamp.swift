/// What the shades of a picture stand for.
struct SVGRamp {
    private let scale: ChartScale
    private let lacksValues: Bool

    init(_ scale: ChartScale, lacksValues: Bool) {
        self.scale = scale
        self.lacksValues = lacksValues
    }

    /// The height below which the picture goes on.
    func draw(on canvas: inout SVGCanvas, left: Double, y: Double) -> Double {
        let width = 240.0
        let shades = SVGShades(scale)
        for step in 0..<40 {
            let x = left + width * Double(step) / 40
            canvas.rect(
                x: x, y: y, width: width / 40 + 0.5, height: 10,
                fill: shades.color(scale.low + (scale.high - scale.low) * (Double(step) + 0.5) / 40))
        }
        for tick in scale.ticks {
            canvas.text(
                scale.text(tick), x: left + scale.position(tick) * width, y: y + 23, anchor: .middle, size: 11,
                fill: SVGStyle.quiet)
        }
        if lacksValues {
            canvas.rect(x: left + width + 40, y: y, width: 18, height: 10, fill: SVGStyle.missing)
            canvas.text("no value", x: left + width + 64, y: y + 9, size: 11, fill: SVGStyle.quiet)
        }
        return y + 30
    }
}
