internal import Columnar

/// Values in their machine spelling, without a `String` in between.
extension ByteWriter {
    package mutating func append(integer value: Int64) {
        append(atMost: ValueBytes.limit) { ValueBytes.integer(value, at: $0) }
    }

    /// The shortest decimal text that reads back as the same double; whole numbers without `.0`.
    package mutating func append(number value: Double) {
        if value.rounded() == value, value.magnitude < 1e15 {
            append(integer: Int64(value))
        } else {
            append(value.description)
        }
    }

    /// A duration in the unit asked for. Seconds are exact; days and hours are doubles in their shortest form.
    package mutating func append(duration milliseconds: Int64, unit: DurationUnit) {
        if unit == .seconds {
            append(atMost: ValueBytes.limit) { ValueBytes.seconds(milliseconds, at: $0) }
        } else {
            append(number: Double(milliseconds) / unit.milliseconds)
        }
    }

    /// `2020-01-31`
    package mutating func append(date time: Int64) {
        append(atMost: ValueBytes.limit) { ValueBytes.date(time, at: $0) }
    }

    /// `2020-01-31T14:30:00`, with milliseconds only where there are any.
    package mutating func append(time: Int64) {
        append(atMost: ValueBytes.limit) { ValueBytes.time(time, at: $0) }
    }

    package mutating func append(spaces count: Int) {
        for _ in 0..<max(0, count) { append(UInt8(ascii: " ")) }
    }
}
