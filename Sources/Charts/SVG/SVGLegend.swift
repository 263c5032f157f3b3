/// The names of series beside their colours, several to a line.
struct SVGLegend {
    private let names: [String]

    private static let maxName = 260.0

    init(_ names: [String]) { self.names = names }

    /// The height below which the picture goes on.
    func draw(on canvas: inout SVGCanvas, from top: Double) -> Double {
        var x = SVGStyle.margin
        var y = top + 14
        for (index, shown) in SVGCanvas.cut(names, to: SVGLegend.maxName).enumerated() {
            let width = SVGCanvas.textWidth(shown) + 34
            if x > SVGStyle.margin, x + width > SVGStyle.right {
                x = SVGStyle.margin
                y += 18
            }
            canvas.rect(x: x, y: y - 9, width: 12, height: 10, fill: SVGStyle.series(index), radius: 2)
            canvas.text(shown, x: x + 17, y: y)
            x += width
        }
        return y + 12
    }
}
