/// The form in which names are compared: lower case, with runs of space, `_`, `-`, `/`, `(` and `)` as one `_`.
///
/// `council_district` finds `Council District`, `late_yes_no` finds `Late (Yes/No)`.
package func nameKey(_ name: String) -> String {
    var name = name
    let ascii = name.withUTF8 { bytes -> String? in
        // Most names are short ASCII words that are their own key already.
        var isKey = true
        for byte in bytes {
            if byte >= 128 { return nil }
            isKey = isKey && (byte >= 97 && byte <= 122 || byte >= 48 && byte <= 57)
        }
        if isKey { return String(decoding: bytes, as: UTF8.self) }
        return String(unsafeUninitializedCapacity: bytes.count) { target in
            var count = 0
            var pending = false
            for byte in bytes {
                if isSeparator(byte) {
                    pending = true
                    continue
                }
                if pending, count > 0 {
                    target[count] = UInt8(ascii: "_")
                    count += 1
                }
                pending = false
                target[count] = byte >= 65 && byte <= 90 ? byte + 32 : byte
                count += 1
            }
            return count
        }
    }
    return ascii ?? unicodeKey(name)
}

private func isSeparator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "("),
        UInt8(ascii: ")"):
        true
    default: false
    }
}

private func unicodeKey(_ name: String) -> String {
    var key = ""
    var pending = false
    for scalar in name.unicodeScalars {
        if scalar == "\u{A0}" || (scalar.isASCII && isSeparator(UInt8(scalar.value))) {
            pending = true
            continue
        }
        if pending, !key.isEmpty { key += "_" }
        pending = false
        key += scalar.properties.lowercaseMapping
    }
    return key
}
