import Columnar

/// What becomes of a column that has been decoded whole (`ColumnEvidence`).
enum Resolution {
    /// The column has this type; the notes are what is to be said about it.
    case settled(DataType, Notes)
    /// The column has to be decoded again.
    case again(ColumnKind)

    struct Notes {
        /// The order that all year-last dates were read in prove by themselves; nil when there are none.
        var provenOrder: DateOrder?
        /// The order that was assumed, because both are possible.
        var assumedOrder: DateOrder?
        /// The least and the greatest offset from UTC that was dropped, in minutes.
        var offsets: ClosedRange<Int>?
        /// Whether currency signs or grouped thousands were taken off numbers.
        var undressed = false
        /// Whether commas were read as decimal points.
        var hasCommas = false
    }
}
