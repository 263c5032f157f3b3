/// What a column says about its values, and the forms of times in which computing with them is fast: made when they are asked for,
/// and shared by all copies of the column.
extension Column {
    /// The bounds of the values block by block; nil for other columns than whole numbers and times.
    /// - Parameter threads: how many may make them.
    package func zones(threads: Int = 1) -> ZoneMap? {
        guard type.physical == .integers, case .integers(let values) = storage else { return nil }
        return index?.zones(values, threads: threads)
    }

    /// The times of a column in 32 bits; nil for other columns, for times that do not fit, and for who asks first.
    /// - Parameter threads: how many may make them.
    package func packedTimes(threads: Int = 1) -> PackedTimes? {
        guard type.isTemporal, case .integers(let values) = storage else { return nil }
        return index?.packed(values, bounds: bounds, threads: threads)
    }

    /// Says that a definition of the data set subtracts another column from this one.
    package func expectDifference(from other: Column) {
        guard type.isTemporal, other.type.isTemporal, let index, let subtracted = other.index else { return }
        index.expectDifference(from: subtracted)
    }

    /// The differences from another column in 32 bits; nil where no definition of the data set subtracts it, where they do not
    /// fit, and for who asks first.
    package func difference(from other: Column, threads: Int = 1) -> PackedTimes? {
        guard let index, let subtracted = other.index, let own = bounds, let others = other.bounds else { return nil }
        return index.difference(from: subtracted) {
            guard case .integers(let values) = storage, case .integers(let minus) = other.storage else { return nil }
            let (low, isBelow) = own.lowerBound.subtractingReportingOverflow(others.upperBound)
            let (high, isAbove) = own.upperBound.subtractingReportingOverflow(others.lowerBound)
            return isBelow || isAbove
                ? nil : PackedTimes(values, minus: minus, bounds: low...high, threads: threads)
        }
    }

    /// Forms of the times, one at most, in which a missing one is 0: for who would not have them made for a single question.
    package func formsForTests(threads: Int) -> (packed: PackedTimes?, codes: TimeCodes?) {
        guard type.isTemporal, case .integers(let values) = storage else { return (nil, nil) }
        return index?.forms(values, bounds: bounds, threads: threads) ?? (nil, nil)
    }

    /// The days and the hours of a time column; nil for other columns, and for times too far apart.
    /// - Parameter threads: how many may make them.
    package func timeCodes(threads: Int = 1) -> TimeCodes? {
        guard type.isTemporal, case .integers(let values) = storage else { return nil }
        return index?.times(values, bounds: bounds, threads: threads)
    }
}
