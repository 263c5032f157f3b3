/// The spelling of times of day.
enum TimeOfDay {
    /// Appends `T13:05:09`.
    static func append(second: Int, to buffer: inout [UInt8]) {
        buffer.append(0x54)
        append(hour: second / 3_600, second: second, to: &buffer)
    }

    /// Appends ` 01:05:09 PM`; midnight is 12 AM and noon 12 PM.
    static func appendAmerican(second: Int, to buffer: inout [UInt8]) {
        let hour = second / 3_600
        buffer.append(0x20)
        append(hour: hour % 12 == 0 ? 12 : hour % 12, second: second, to: &buffer)
        buffer.append(0x20)
        buffer.append(hour < 12 ? 0x41 : 0x50)
        buffer.append(0x4D)
    }

    private static func append(hour: Int, second: Int, to buffer: inout [UInt8]) {
        appendTwoDigits(hour, to: &buffer)
        buffer.append(0x3A)
        appendTwoDigits(second / 60 % 60, to: &buffer)
        buffer.append(0x3A)
        appendTwoDigits(second % 60, to: &buffer)
    }

    private static func appendTwoDigits(_ value: Int, to buffer: inout [UInt8]) {
        buffer.append(0x30 + UInt8(truncatingIfNeeded: value / 10))
        buffer.append(0x30 + UInt8(truncatingIfNeeded: value % 10))
    }
}
