package import Columnar

/// What a picture shows, free of how it is drawn: terminal, SVG and Vega-Lite draw the same description.
package struct Chart: Sendable {
    package let kind: ChartKind
    /// What is measured by what: `late% by district`.
    package let title: String
    package let content: Content
    /// What the reader has to know: partly covered periods, values left out.
    package let remarks: [String]

    /// What there is to draw.
    package enum Content: Sendable {
        /// Values along an axis: bars, lines, sparklines, heat maps and histograms.
        case panels([Panel])
        case boxes(Boxes)
        case places(Places)
        case zones(Zones)
    }

    /// The places along the axis, in their order.
    package struct Axis: Sendable {
        package let name: String
        package let labels: [String]
        /// The periods of a time axis; nil where the axis is none.
        package let periods: [Period]?
        /// Which of them the data covers only in part.
        package let isPartial: [Bool]
        /// Whether a place is the sum of all that is not shown.
        package let isOthers: [Bool]
        /// The ends of the bins of a histogram of values, one more than there are places.
        package var edges: ChartBins?
        package var count: Int { labels.count }
    }

    /// Values at the axis' places; nil where there is none.
    package struct Series: Sendable {
        package let name: String
        package let values: [Double?]
        /// The values as tables spell them.
        package let texts: [String]
        /// The rows behind a rate or the whole of a share, by which values are pooled; empty for other values.
        package let weights: [Double?]
        /// The limits of a confidence interval; empty where none was asked for.
        package let low: [Double?]
        package let high: [Double?]
    }

    /// Series of one unit over one axis.
    package struct Panel: Sendable {
        /// What is measured.
        package let name: String
        package let unit: ChartUnit
        package let axis: Axis
        /// What tells the series apart: the names of their dimensions.
        package let seriesName: String
        package let series: [Series]

        package var values: [Double] { series.flatMap { $0.values.compactMap { $0 } } }

        /// A value with its place and, among others, its series: `2020-03, Parks: 12`.
        func caption(_ one: Series, at place: Int) -> String {
            "\(axis.labels[place])\(series.count > 1 ? ", \(one.name)" : ""): \(one.texts[place])"
        }
    }
}
