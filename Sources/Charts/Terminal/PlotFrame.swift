internal import Diagnostics
internal import TabularIO

/// The axes around a plot of characters: ticks at the left, labels below.
struct PlotFrame {
    let scale: ChartScale
    let plotWidth: Int
    let height: Int
    private let gutter: Int
    private let rowsPerStep: Int
    private let paint: Paint

    /// Where values lie in a row of characters: lines run through the middle of rows, columns end at their edges.
    enum Anchor {
        case middle
        case edge
    }

    private let anchor: Anchor

    /// A frame of about `height` rows: as many for each step of the scale, so that ticks stand at even distances.
    init(_ scale: ChartScale, width: Int, height wanted: Int, anchor: Anchor, paint: Paint) {
        self.scale = scale
        self.paint = paint
        self.anchor = anchor
        let steps = max(1, scale.ticks.count - 1)
        rowsPerStep = max(1, (wanted + steps / 2) / steps)
        height = steps * rowsPerStep + (anchor == .middle ? 1 : 0)
        gutter = scale.ticks.map { displayWidth(scale.text($0)) }.max() ?? 0
        plotWidth = max(4, width - gutter - 3)
    }

    /// The plot's rows between the axes.
    func framed(_ rows: [String]) -> [String] {
        var labels = [String](repeating: "", count: height)
        for (index, tick) in scale.ticks.reversed().enumerated() where index * rowsPerStep < height {
            labels[index * rowsPerStep] = scale.text(tick)
        }
        return zip(labels, rows).map { label, row in
            " " + DisplayText.padded(label, to: gutter, right: true) + paint.dim(label.isEmpty ? " │" : " ┤") + row
        }
    }

    /// The row of dots of a value, from the top, in a grid as high as the plot; values lie in the middle of rows.
    func dot(_ value: Double) -> Int { Int((1.5 + (1 - scale.position(value)) * Double((height - 1) * 4)).rounded()) }

    /// The axis below, with labels at cells; `marks` are cells that carry a `*`.
    func axis(_ ticks: [(cell: Int, label: String)], marks: Set<Int> = []) -> [String] {
        let cells = Set(ticks.map(\.cell))
        var line = ""
        for cell in 0..<plotWidth { line += marks.contains(cell) ? "*" : cells.contains(cell) ? "┬" : "─" }
        let space = String(repeating: " ", count: gutter + 2)
        // Columns stand on the line itself, so that is where the least tick belongs.
        let origin = anchor == .edge ? scale.ticks.first.map { scale.text($0) } ?? "" : ""
        let left = " " + DisplayText.padded(origin, to: gutter, right: true) + " "
        return [left + paint.dim("└" + line), space + " " + PlotFrame.labels(ticks, width: plotWidth)]
    }

    /// Labels around their cells; one that would touch the one before is left out.
    static func labels(_ ticks: [(cell: Int, label: String)], width: Int) -> String {
        var text = ""
        var used = 0
        for (cell, label) in ticks {
            let room = displayWidth(label)
            let start = max(0, min(cell - room / 2, width - room))
            if used > 0, start <= used { continue }
            text += String(repeating: " ", count: start - used) + label
            used = start + room
        }
        return text
    }
}
