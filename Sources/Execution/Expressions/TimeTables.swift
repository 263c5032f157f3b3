import Columnar
import Functions

/// What depends only on the day or the hour of a time column, as a table over the column's codes: a row is a look-up.
enum TimeTables {
    /// A kernel over one of the column's parts, which is run once for each day or hour that there is.
    static func table(
        _ kernel: ScalarKernel, of part: ScalarFunction.TimePart, _ codes: TimeCodes
    ) -> DictionaryExpression.Table {
        let times: Buffer<Int64>
        switch part {
        case .day:
            times = Buffer(uninitialized: codes.dayCount + 1)
            for day in 0..<codes.dayCount { times[day + 1] = Int64(codes.firstDay + day) * Milliseconds.day }
            times[Int(TimeCodes.missingDay)] = Missing.integer
        case .hour:
            times = Buffer(uninitialized: Int(TimeCodes.missingHour) + 1)
            for hour in 0..<24 { times[hour] = Int64(hour) * Milliseconds.hour }
            times[Int(TimeCodes.missingHour)] = Missing.integer
        }
        let instants = ColumnExpression(Column(type: .time, storage: .integers(times)), capacity: 0)
        return table(of: KernelExpression(kernel, instants, capacity: times.count), count: times.count)
    }

    /// The look-up of a table that `table` has made.
    static func lookUp(
        _ table: DictionaryExpression.Table, _ part: ScalarFunction.TimePart, _ codes: TimeCodes, capacity: Int
    ) -> VectorExpression {
        switch part {
        case .day: DictionaryExpression(.medium(codes.days), table, time: (codes, part), capacity: capacity)
        case .hour: DictionaryExpression(.narrow(codes.hours), table, time: (codes, part), capacity: capacity)
        }
    }

    /// The calendar's buckets of a day or longer; nil for shorter ones.
    static func period(_ grain: Grain, _ codes: TimeCodes) -> DictionaryExpression.Table? {
        guard grain >= .day else { return nil }
        return .integers(Buffer([Missing.integer] + days(codes).map { Int64(Period.ordinal(of: grain, day: $0)) }))
    }

    static func missingTest(isMissing: Bool, _ codes: TimeCodes, capacity: Int) -> VectorExpression {
        let results = Buffer<UInt8>(repeating: isMissing ? 0 : 1, count: codes.dayCount + 1)
        results[Int(TimeCodes.missingDay)] = isMissing ? 1 : 0
        return DictionaryExpression(.medium(codes.days), .bytes(results), capacity: capacity)
    }

    private static func days(_ codes: TimeCodes) -> Range<Int> { codes.firstDay..<codes.firstDay + codes.dayCount }

    private static func table(of expression: VectorExpression, count: Int) -> DictionaryExpression.Table {
        // The values lie in the expression's own memory.
        withExtendedLifetime(expression) { table(expression.evaluate(Batch(start: 0, count: count, rows: nil))) }
    }

    private static func table(_ values: Vector) -> DictionaryExpression.Table {
        switch values.storage {
        case .integers(let items): .integers(Buffer(UnsafeBufferPointer(start: items, count: values.count)))
        case .numbers(let items): .numbers(Buffer(UnsafeBufferPointer(start: items, count: values.count)))
        case .bytes(let items): .bytes(Buffer(UnsafeBufferPointer(start: items, count: values.count)))
        case .codes(let items, let dictionary):
            .codes(Buffer(UnsafeBufferPointer(start: items, count: values.count)), dictionary)
        case .pairs: preconditionFailure("no function of a time gives pairs")
        }
    }
}
