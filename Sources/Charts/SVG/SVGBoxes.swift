internal import Columnar
internal import TabularIO

/// Boxes along a common scale, with their outliers as circles.
struct SVGBoxes {
    private let boxes: Chart.Boxes

    private static let rowHeight = 30.0
    private static let maxLabel = 260.0

    init(_ boxes: Chart.Boxes) { self.boxes = boxes }

    func draw(on canvas: inout SVGCanvas, from top: Double) -> Double {
        guard !boxes.boxes.isEmpty else {
            canvas.text("no values", x: SVGStyle.margin, y: top + 20, fill: SVGStyle.quiet)
            return top + 28
        }
        let names = SVGCanvas.cut(boxes.boxes.map(\.label), to: SVGBoxes.maxLabel)
        let labels = names.map { SVGCanvas.textWidth($0) }.max() ?? 0
        let left = SVGStyle.margin + labels + 12
        let right = SVGStyle.right - 70
        let scale = ChartScale(boxes.values, unit: boxes.unit, ticks: 6)
        let x = { (value: Double) -> Double in left + scale.position(value) * (right - left) }
        let bottom = top + 12 + SVGBoxes.rowHeight * Double(boxes.boxes.count)
        for tick in scale.ticks {
            canvas.line(x(tick), top + 8, x(tick), bottom)
            canvas.text(
                scale.text(tick), x: x(tick), y: bottom + 16, anchor: .middle, size: 11, fill: SVGStyle.quiet)
        }
        for (row, box) in boxes.boxes.enumerated() {
            let middle = top + 12 + SVGBoxes.rowHeight * (Double(row) + 0.5)
            canvas.text(names[row], x: left - 8, y: middle + 4, anchor: .end)
            canvas.line(x(box.low), middle, x(box.high), middle, stroke: SVGStyle.axis, width: 1.5)
            for end in [box.low, box.high] {
                canvas.line(x(end), middle - 5, x(end), middle + 5, stroke: SVGStyle.axis, width: 1.5)
            }
            canvas.rect(
                x: x(box.lower), y: middle - 9, width: max(1, x(box.upper) - x(box.lower)), height: 18,
                fill: SVGStyle.series(0), radius: 1.5,
                title: [box.lower, box.median, box.upper].map(scale.text).joined(separator: " · "))
            // In a box too narrow to hold a white line the median is a dark one.
            let isNarrow = x(box.upper) - x(box.lower) < 6
            canvas.line(
                x(box.median), middle - 9, x(box.median), middle + 9, stroke: isNarrow ? SVGStyle.series(0) : "#ffffff",
                width: 2.5)
            // Outliers that fall on one pixel are one circle.
            for place in Set(box.outliers.map { x($0).rounded() }).sorted() {
                canvas.circle(x: place, y: middle, radius: 2.5, fill: SVGStyle.series(1), opacity: 0.6)
            }
            if let count = box.count {
                canvas.text(
                    "n \(grouped(count))", x: SVGStyle.right, y: middle + 4, anchor: .end,
                    size: 11, fill: SVGStyle.quiet)
            }
        }
        return bottom + 22
    }
}
