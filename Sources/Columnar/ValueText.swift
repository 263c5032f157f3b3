/// How values are spelt in machine formats: full precision, no locale, ISO 8601.
public enum ValueText {
    /// The canonical spelling; nil for a missing value. Durations are seconds, rates are fractions.
    public static func machine(_ value: Value) -> String? {
        switch value {
        case .missing: nil
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .number(let value), .percent(let value): number(value)
        case .text(let value): value
        case .time(let value): time(value)
        case .date(let value): date(value)
        case .duration(let value): seconds(value)
        case .meanDuration(let value): number(value / 1_000)
        case .period(let value): value.description
        case .rate(let numerator, let denominator), .share(let numerator, let denominator):
            denominator == 0 ? nil : number(numerator / denominator)
        case .point(let x, let y): point(x, y)
        }
    }

    /// The numbers of a point with a space between them.
    public static func point(_ x: Double, _ y: Double) -> String { "\(number(x)) \(number(y))" }

    /// The shortest decimal text that reads back as the same double; whole numbers without `.0`.
    public static func number(_ value: Double) -> String {
        if value.rounded() == value, value.magnitude < 1e15 { return String(Int64(value)) }
        return value.description
    }

    /// `2020-01-31`
    public static func date(_ time: Int64) -> String {
        let date = CivilDate(days: Milliseconds.dayIndex(time))
        return "\(pad(date.year, 4))-\(pad(date.month, 2))-\(pad(date.day, 2))"
    }

    /// `2020-01-31T14:30:00`, with milliseconds only where there are any.
    public static func time(_ time: Int64) -> String {
        let rest = Int(Milliseconds.sinceMidnight(time))
        let seconds = rest / 1_000
        let clock = "\(pad(seconds / 3_600, 2)):\(pad(seconds / 60 % 60, 2)):\(pad(seconds % 60, 2))"
        let fraction = rest % 1_000 == 0 ? "" : ".\(pad(rest % 1_000, 3))"
        return "\(date(time))T\(clock)\(fraction)"
    }

    /// A duration in seconds, exactly: `86400`, `0.25`.
    public static func seconds(_ milliseconds: Int64) -> String {
        let magnitude = milliseconds.magnitude
        let sign = milliseconds < 0 ? "-" : ""
        guard magnitude % 1_000 != 0 else { return "\(sign)\(magnitude / 1_000)" }
        var fraction = pad(Int(magnitude % 1_000), 3)
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return "\(sign)\(magnitude / 1_000).\(fraction)"
    }
}

/// Hexadecimal digits with leading zeros up to `width` of them.
package func hexadecimal(_ number: UInt64, _ width: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// A number with leading zeros up to `width` digits.
package func pad(_ number: Int, _ width: Int) -> String {
    let digits = String(number.magnitude)
    let zeros = String(repeating: "0", count: max(0, width - digits.count))
    return (number < 0 ? "-" : "") + zeros + digits
}
