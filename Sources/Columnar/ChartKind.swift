/// The pictures in which `draw` shows a result.
public enum ChartKind: String, Hashable, Sendable, CaseIterable {
    case bars
    case line
    case spark
    case heatmap
    case histogram
    case box
    case map
    /// No picture: the table as it is.
    case table
}
