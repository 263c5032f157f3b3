import Columnar

/// The ordinal of the calendar bucket that holds a time.
final class PeriodExpression: VectorExpression {
    private let grain: Grain
    private let operand: VectorExpression
    private let results: Buffer<Int64>
    /// The ordinals of the days from `firstDay` on; empty for grains below a day or unknown bounds.
    private let table: Buffer<Int64>
    private let firstDay: Int

    init(_ grain: Grain, _ operand: VectorExpression, bounds: ClosedRange<Int64>?, capacity: Int) {
        self.grain = grain
        self.operand = operand
        results = Buffer(uninitialized: capacity)
        let days = bounds.map { Milliseconds.dayIndex($0.lowerBound)...Milliseconds.dayIndex($0.upperBound) }
        if let days, grain >= .day, days.count < 100_000 {
            firstDay = days.lowerBound
            table = Buffer(days.map { Int64(Period.ordinal(of: grain, day: $0)) })
        } else {
            firstDay = 0
            table = Buffer(uninitialized: 0)
        }
    }

    override func evaluate(_ batch: Batch) -> Vector {
        let target = results.base
        guard case .integers(let times) = operand.evaluate(batch).storage else {
            preconditionFailure("the compiler checks that a time is in integer form")
        }
        if table.count > 0 {
            let origin = Int64(firstDay) * Milliseconds.day
            let entries = table.base
            var index = 0
            while index < batch.count {
                let time = times[index]
                target[index] =
                    time == Missing.integer
                    ? time
                    : entries[Int(truncatingIfNeeded: UInt64(bitPattern: time &- origin) / UInt64(Milliseconds.day))]
                index &+= 1
            }
        } else {
            for index in 0..<batch.count {
                let time = times[index]
                target[index] = time == Missing.integer ? time : Int64(Period.ordinal(of: grain, at: time))
            }
        }
        return Vector(.integers(target), count: batch.count)
    }
}

/// A time some calendar months later.
final class AddMonthsExpression: VectorExpression {
    private let operand: VectorExpression
    private let months: Int
    private let results: Buffer<Int64>

    init(_ operand: VectorExpression, months: Int, capacity: Int) {
        self.operand = operand
        self.months = months
        results = Buffer(uninitialized: capacity)
    }

    override func evaluate(_ batch: Batch) -> Vector {
        if case .integers(let times) = operand.evaluate(batch).storage {
            for index in 0..<batch.count {
                let time = times[index]
                results.base[index] = time == Missing.integer ? time : Milliseconds.adding(months: months, to: time)
            }
        }
        return Vector(.integers(results.base), count: batch.count)
    }
}
