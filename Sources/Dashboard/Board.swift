package import Columnar

/// What a dashboard of a data set can show and how queries write it. The page makes its queries of nothing else, so that
/// each of them is a text that stands in a script just as well.
package struct Board: Sendable {
    /// A measure that every chart can show.
    package struct Measure: Hashable, Sendable {
        /// How a query writes it.
        package let expression: String
        package let title: String
    }

    /// The column of the time axis, and how finely it is cut.
    package struct Timeline: Hashable, Sendable {
        package let column: String
        package let grain: Grain
    }

    /// A query of the script that the dashboard was started with: conditions go between its two parts.
    package struct OwnQuery: Hashable, Sendable {
        package let head: String
        package let tail: String
    }

    package let name: String
    package let rowCount: Int
    /// All that can be charted, the usual ones first.
    package let facets: [Facet]
    /// How many of them are shown at first.
    package let shown: Int
    package let measures: [Measure]
    package let timeline: Timeline?
    /// The two calendar parts of the heat map: of its rows, and of its columns.
    package let calendar: [Facet]
    /// The column of places, for the map.
    package let place: String?
    /// What a list of rows shows, as queries write it.
    package let listed: [String]
    package let queries: [OwnQuery]
}
