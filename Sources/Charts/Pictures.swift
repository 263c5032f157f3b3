package import Columnar
package import TabularIO

/// The ways in which results are drawn.
package enum Pictures {
    /// What draws a result on the screen; nil where its table is shown.
    package static func onScreen(_ kind: ChartKind?) -> (any Exporter)? {
        guard let kind, kind != .table else { return nil }
        return TerminalChart(kind)
    }
}
