internal import Columnar

/// The spellings of `ValueText` written as bytes, without a `String` in between.
extension ByteWriter {
    package mutating func append(integer value: Int64) {
        append(atMost: 20) { place in
            var rest = value.magnitude
            var digits = 1
            var bound: UInt64 = 10
            while digits < 19, rest >= bound {
                digits += 1
                bound = bound &* 10
            }
            if digits == 19, rest >= 10_000_000_000_000_000_000 { digits = 20 }
            let sign = value < 0 ? 1 : 0
            if value < 0 { place[0] = UInt8(ascii: "-") }
            var index = sign + digits
            while index > sign {
                index -= 1
                place[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            }
            return sign + digits
        }
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
        switch unit {
        case .seconds:
            if milliseconds % Milliseconds.second == 0 {
                append(integer: milliseconds / Milliseconds.second)
            } else {
                append(ValueText.seconds(milliseconds))
            }
        case .hours: append(number: Double(milliseconds) / Double(Milliseconds.hour))
        case .days: append(number: Double(milliseconds) / Double(Milliseconds.day))
        }
    }

    /// `2020-01-31`
    package mutating func append(date time: Int64) {
        let date = CivilDate(days: Milliseconds.dayIndex(time))
        guard (0...9_999).contains(date.year) else { return append(ValueText.date(time)) }
        append(atMost: 10) { place in
            ByteWriter.twoDigits(date.year / 100, place)
            ByteWriter.twoDigits(date.year % 100, place + 2)
            place[4] = UInt8(ascii: "-")
            ByteWriter.twoDigits(date.month, place + 5)
            place[7] = UInt8(ascii: "-")
            ByteWriter.twoDigits(date.day, place + 8)
            return 10
        }
    }

    /// `2020-01-31T14:30:00`, with milliseconds only where there are any.
    package mutating func append(time: Int64) {
        append(date: time)
        let rest = Int(Milliseconds.sinceMidnight(time))
        let seconds = rest / 1_000
        append(atMost: 13) { place in
            place[0] = UInt8(ascii: "T")
            ByteWriter.twoDigits(seconds / 3_600, place + 1)
            place[3] = UInt8(ascii: ":")
            ByteWriter.twoDigits(seconds / 60 % 60, place + 4)
            place[6] = UInt8(ascii: ":")
            ByteWriter.twoDigits(seconds % 60, place + 7)
            guard rest % 1_000 != 0 else { return 9 }
            place[9] = UInt8(ascii: ".")
            place[10] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 1_000 / 100)
            ByteWriter.twoDigits(rest % 100, place + 11)
            return 13
        }
    }

    @inline(__always) private static func twoDigits(_ value: Int, _ place: UnsafeMutablePointer<UInt8>) {
        place[0] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / 10)
        place[1] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value % 10)
    }
}
