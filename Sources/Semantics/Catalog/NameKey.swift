/// The form in which names are compared: lower case, with runs of space, `_`, `-`, `/`, `(` and `)` as one `_`.
///
/// `council_district` finds `Council District`, `late_yes_no` finds `Late (Yes/No)`.
package func nameKey(_ name: some StringProtocol) -> String {
    var key = ""
    var pending = false
    for scalar in name.unicodeScalars {
        switch scalar {
        case " ", "_", "-", "/", "(", ")", "\u{A0}": pending = true
        default:
            if pending, !key.isEmpty { key += "_" }
            pending = false
            if scalar.isASCII {
                let isUpper = scalar.value >= 65 && scalar.value <= 90
                key.unicodeScalars.append(isUpper ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar)
            } else {
                key += scalar.properties.lowercaseMapping
            }
        }
    }
    return key
}
