internal import Columnar

/// Numbers as people read them: thousands separators and a fixed number of decimals.
package enum NumberText {
    /// `1,234,567`
    package static func grouped(_ value: Int64) -> String { ValueBytes.text { ValueBytes.grouped(value, at: $0) } }

    /// `1,234.50`. Halves round away from zero, as people and spreadsheets do; a value too large for that, or not
    /// finite, keeps its shortest form.
    package static func fixed(_ value: Double, decimals: Int) -> String {
        let factor = power(decimals)
        let scaled = (value * factor).rounded()
        guard scaled.magnitude < 1e15 else { return ValueText.number(value) }
        let units = Int64(scaled)
        return ValueBytes.text { ValueBytes.fixed(units, decimals: decimals, at: $0) }
    }

    /// `61.2%` of a fraction.
    package static func percent(_ fraction: Double) -> String {
        fraction.isFinite
            ? fixed(fraction * 100, decimals: 1) + "%" : fraction.isNaN ? "" : ValueText.number(fraction) + "%"
    }

    /// The decimals at which a column of numbers reads best.
    ///
    /// Values that are short as they are (prices, coordinates) keep all their decimals, at most 6. Where there are
    /// longer ones (averages, quotients) four significant digits of the largest are enough, but at least one decimal.
    package static func decimals(for values: [Double]) -> Int {
        let finite = values.filter(\.isFinite)
        let longest = finite.map { fractionLength($0) }.max() ?? 0
        if longest <= 6 { return longest }
        let largest = finite.map(\.magnitude).max() ?? 0
        var decimals = 3
        var bound = 10.0
        while bound <= largest, decimals > 1 {
            decimals -= 1
            bound *= 10
        }
        bound = 1
        while largest < bound, decimals < 6 {
            decimals += 1
            bound /= 10
        }
        return decimals
    }

    /// A value with the column's decimals, or, where it would show as zero without being zero, with two digits of its
    /// own.
    package static func column(_ value: Double, decimals: Int) -> String {
        guard value != 0, value.magnitude * power(decimals) < 0.5 else { return fixed(value, decimals: decimals) }
        var longer = decimals
        while longer < 6, value.magnitude * power(longer) < 9.5 { longer += 1 }
        return value.magnitude * power(longer) < 9.5 ? scientific(value) : fixed(value, decimals: longer)
    }

    /// `1.2e-11`
    private static func scientific(_ value: Double) -> String {
        var exponent = 0
        var mantissa = value
        while mantissa.magnitude < 1, exponent < 400 {
            mantissa *= 10
            exponent += 1
        }
        return "\(fixed(mantissa, decimals: 1))e-\(pad(exponent, 2))"
    }

    /// The digits behind the point in the shortest form.
    private static func fractionLength(_ value: Double) -> Int {
        guard value.rounded() != value else { return 0 }
        let text = value.description
        guard let point = text.firstIndex(of: "."), !text.contains("e") else { return 17 }
        return text.utf8.distance(from: point, to: text.endIndex) - 1
    }

    private static func power(_ exponent: Int) -> Double {
        var result = 1.0
        var rest = exponent
        while rest > 0 {
            result *= 10
            rest -= 1
        }
        return result
    }

    /// A difference of fractions in percentage points, with one decimal: `-8.2 pp`.
    package static func points(_ fraction: Double) -> String { fixed(fraction * 100, decimals: 1) + " pp" }
}
