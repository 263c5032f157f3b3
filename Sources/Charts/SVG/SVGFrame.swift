internal import Diagnostics

/// A plot with its values upwards and its places to the right.
struct SVGFrame {
    let scale: ChartScale
    let left: Double
    let right: Double
    let top: Double
    let bottom: Double

    private static let maxTurned = 150.0

    init(_ scale: ChartScale, top: Double, height: Double) {
        self.scale = scale
        self.top = top + 12
        bottom = self.top + height
        let gutter = scale.ticks.map { SVGCanvas.textWidth(scale.text($0), size: 11) }.max() ?? 0
        left = SVGStyle.margin + gutter + 10
        right = SVGStyle.right - 8
    }

    func y(_ value: Double) -> Double { bottom - scale.position(value) * (bottom - top) }

    /// Lines at the ticks of the scale, and their texts.
    func drawGrid(on canvas: inout SVGCanvas) {
        for tick in scale.ticks {
            canvas.line(left, y(tick), right, y(tick), stroke: tick == 0 ? SVGStyle.axis : SVGStyle.grid)
            canvas.text(scale.text(tick), x: left - 7, y: y(tick) + 4, anchor: .end, size: 11, fill: SVGStyle.quiet)
        }
        if !scale.ticks.contains(0) { canvas.line(left, bottom, right, bottom, stroke: SVGStyle.axis) }
    }

    /// Texts below, at places that a closure gives; turned where they would touch. Gives the height they end at.
    func drawAxis(_ axis: Chart.Axis, on canvas: inout SVGCanvas, x: (Int) -> Double) -> Double {
        let size = 11.0
        let widest = axis.labels.map { SVGCanvas.textWidth($0, size: size) }.max() ?? 0
        let isTurned = axis.periods == nil && widest + 8 > (right - left) / Double(max(1, axis.count))
        let room = isTurned ? Int((right - left) / 18) : Int((right - left) / (widest + 16))
        let ticks = axis.ticks(atMost: max(2, room))
        let short = SVGCanvas.cut(ticks.map(\.label), to: SVGFrame.maxTurned, size: size)
        for ((place, label), short) in zip(ticks, short) {
            canvas.line(x(place), bottom, x(place), bottom + 4, stroke: SVGStyle.axis)
            // A turned name runs to the left, as far as the picture goes.
            canvas.text(
                isTurned ? SVGCanvas.cut(short, to: (x(place) - 6) / 0.77, size: size) : label, x: x(place),
                y: bottom + 17,
                anchor: isTurned ? .end : .middle, size: size, fill: SVGStyle.quiet, turned: isTurned)
        }
        for place in axis.isPartial.indices where axis.isPartial[place] {
            canvas.text("*", x: x(place), y: bottom + 12, anchor: .middle, size: 14)
        }
        return bottom + (isTurned ? min(widest, SVGFrame.maxTurned) * 0.65 + 22 : 26)
    }
}
