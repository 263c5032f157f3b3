import Columnar

/// Makes the kernels of functions that depend on a time's day only: one table entry a day when the bounds are known,
/// so that a row costs a division and a look-up instead of the calendar's arithmetic (5 times less).
enum CalendarKernel {
    /// A table longer than this (about 270 years) costs more to fill than it saves.
    private static let maximumTable = 100_000

    static func make(
        _ context: KernelContext, _ part: @escaping @Sendable (_ day: Int) -> Int64
    ) -> ScalarKernel? {
        guard let bounds = context.bounds.first ?? nil else {
            return .integers(bounds: nil) { input, output, count in
                for row in 0..<count {
                    output[row] =
                        input[row] == Missing.integer ? Missing.integer : part(Milliseconds.dayIndex(input[row]))
                }
            }
        }
        let first = Milliseconds.dayIndex(bounds.lowerBound)
        let last = Milliseconds.dayIndex(bounds.upperBound)
        guard last - first < maximumTable else {
            return make(KernelContext(types: [], constants: [], bounds: [nil]), part)
        }
        let table = Buffer<Int64>(uninitialized: last - first + 1)
        var (low, high) = (Int64.max, Int64.min)
        for day in first...last {
            let value = part(day)
            table[day - first] = value
            (low, high) = (min(low, value), max(high, value))
        }
        // Shifting the origin to the first day makes all operands positive, so that the division needs no correction.
        let origin = Int64(first) * Milliseconds.day
        return .integers(bounds: low...high) { input, output, count in
            let entries = table.base
            var row = 0
            while row < count {
                let time = input[row]
                output[row] =
                    time == Missing.integer
                    ? Missing.integer
                    : entries[Int(truncatingIfNeeded: UInt64(bitPattern: time &- origin) / UInt64(Milliseconds.day))]
                row &+= 1
            }
        }
    }

    /// A kernel for a part of the day: hours or minutes, always within `bounds`.
    static func clock(bounds: ClosedRange<Int64>, unit: Int64, modulus: Int64) -> ScalarKernel {
        .integers(bounds: bounds) { input, output, count in
            for row in 0..<count {
                let time = input[row]
                output[row] =
                    time == Missing.integer ? Missing.integer : Milliseconds.sinceMidnight(time) / unit % modulus
            }
        }
    }

    /// A kernel that gives one of the declared values of a dictionary by a time's day.
    static func names(
        _ dictionary: TextDictionary, _ context: KernelContext, _ code: @escaping @Sendable (_ day: Int) -> Int64
    ) -> ScalarKernel? {
        guard case .integers(_, let numbers)? = make(context, code) else { return nil }
        return .codes(dictionary) { input, output, count in
            withUnsafeTemporaryAllocation(of: Int64.self, capacity: count) { scratch in
                guard let base = scratch.baseAddress else { return }
                numbers(input, base, count)
                for row in 0..<count { output[row] = base[row] == Missing.integer ? 0 : UInt32(base[row]) }
            }
        }
    }
}

extension ScalarFunction {
    /// A function of a time that depends on its day only and gives a whole number.
    static func calendarPart(
        _ name: String, summary: String, example: String, _ part: @escaping @Sendable (_ day: Int) -> Int64
    ) -> ScalarFunction {
        ScalarFunction(
            name, [Parameter("time", .time)], result: { _ in .integer }, summary: summary, example: example,
            timePart: .day, kernel: { CalendarKernel.make($0, part) },
            evaluate: { arguments in
                guard let time = arguments[0].integer else { return .missing }
                return .integer(part(Milliseconds.dayIndex(time)))
            })
    }
}
