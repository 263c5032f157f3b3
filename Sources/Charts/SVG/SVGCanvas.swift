internal import Diagnostics
internal import TabularIO

/// Collects the elements of an SVG picture; coordinates are pixels from the upper left corner.
struct SVGCanvas {
    private(set) var body = ""

    /// How texts are aligned at their place.
    enum Anchor: String {
        case start
        case middle
        case end
    }

    mutating func rect(
        x: Double, y: Double, width: Double, height: Double, fill: String, opacity: Double = 1, radius: Double = 0,
        title: String = ""
    ) {
        var attributes = "x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(max(0, width)))\" height=\"\(n(max(0, height)))\""
        attributes += " fill=\"\(fill)\"" + (radius > 0 ? " rx=\"\(n(radius))\"" : "") + faded(opacity)
        element("rect", attributes, title)
    }

    mutating func line(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, stroke: String = SVGStyle.grid, width: Double = 1
    ) {
        element(
            "line",
            "x1=\"\(n(x1))\" y1=\"\(n(y1))\" x2=\"\(n(x2))\" y2=\"\(n(y2))\" stroke=\"\(stroke)\" stroke-width=\"\(n(width))\"",
            "")
    }

    mutating func path(_ points: [(x: Double, y: Double)], stroke: String, width: Double = 2, dashed: Bool = false) {
        guard !points.isEmpty else { return }
        element(
            "path",
            "d=\"\(moves(points))\" fill=\"none\" stroke=\"\(stroke)\" stroke-width=\"\(n(width))\""
                + " stroke-linejoin=\"round\" stroke-linecap=\"round\"" + (dashed ? " stroke-dasharray=\"4 4\"" : ""),
            "")
    }

    mutating func area(_ points: [(x: Double, y: Double)], fill: String, opacity: Double) {
        element("path", "d=\"\(moves(points))Z\" fill=\"\(fill)\"" + faded(opacity), "")
    }

    /// Closed lines, filled where an odd number of them lies around: holes stay open.
    mutating func outline(_ rings: [[(x: Double, y: Double)]], fill: String, stroke: String, title: String) {
        element(
            "path",
            "d=\"\(rings.map { moves($0) + "Z" }.joined())\" fill=\"\(fill)\" fill-rule=\"evenodd\" stroke=\"\(stroke)\""
                + " stroke-width=\"1\" stroke-linejoin=\"round\"", title)
    }

    mutating func circle(
        x: Double, y: Double, radius: Double, fill: String, stroke: String = "none", opacity: Double = 1,
        title: String = ""
    ) {
        element(
            "circle",
            "cx=\"\(n(x))\" cy=\"\(n(y))\" r=\"\(n(radius))\" fill=\"\(fill)\""
                + (stroke == "none" ? "" : " stroke=\"\(stroke)\" stroke-width=\"1.5\"") + faded(opacity), title)
    }

    mutating func text(
        _ text: String, x: Double, y: Double, anchor: Anchor = .start, size: Double = SVGStyle.small,
        fill: String = SVGStyle.ink, bold: Bool = false, turned: Bool = false
    ) {
        guard !text.isEmpty else { return }
        body += "<text x=\"\(n(x))\" y=\"\(n(y))\" font-size=\"\(n(size))\" fill=\"\(fill)\""
        if anchor != .start { body += " text-anchor=\"\(anchor.rawValue)\"" }
        if bold { body += " font-weight=\"600\"" }
        if turned { body += " transform=\"rotate(-40 \(n(x)) \(n(y)))\"" }
        body += ">\(SVGCanvas.escaped(text))</text>\n"
    }

    private mutating func element(_ name: String, _ attributes: String, _ title: String) {
        body +=
            title.isEmpty
            ? "<\(name) \(attributes)/>\n"
            : "<\(name) \(attributes)><title>\(SVGCanvas.escaped(title))</title></\(name)>\n"
    }

    private func moves(_ points: [(x: Double, y: Double)]) -> String {
        var text = ""
        for (index, point) in points.enumerated() { text += "\(index == 0 ? "M" : "L")\(n(point.x)) \(n(point.y))" }
        // A line of one point is a dot under round caps.
        return points.count == 1 ? text + "h0" : text
    }

    private func faded(_ opacity: Double) -> String { opacity < 1 ? " opacity=\"\(n(opacity))\"" : "" }

    /// A hundredth of a pixel is finer than any screen.
    private func n(_ value: Double) -> String {
        let hundredths = Int((min(max(value, -1e9), 1e9) * 100).rounded())
        let whole = hundredths / 100
        let rest = abs(hundredths % 100)
        if rest == 0 { return String(whole) }
        let digits = rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)"
        return (hundredths < 0 && whole == 0 ? "-" : "") + "\(whole).\(digits)"
    }

    /// Text that stands in markup; characters that XML forbids have been made visible before.
    static func escaped(_ text: String) -> String { HTMLExporter.escaped(DisplayText.visible(text)) }

    /// About how wide a text is: letters of sans-serif fonts are a bit more than half as wide as high.
    static func textWidth(_ text: String, size: Double = SVGStyle.small) -> Double {
        Double(displayWidth(text)) * size * 0.57
    }

    /// Names as far as they fit, so that those that differ still look different.
    static func cut(_ names: [String], to width: Double, size: Double = SVGStyle.small) -> [String] {
        ShortNames.cut(names, to: max(1, Int(width / (size * 0.57))))
    }

    /// The text, or as much of it as fits with `…` behind it.
    static func cut(_ text: String, to width: Double, size: Double = SVGStyle.small) -> String {
        DisplayText.cut(text, to: max(1, Int(width / (size * 0.57))))
    }
}
