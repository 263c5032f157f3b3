internal import Columnar

/// Names as parts of addresses (RFC 3986): every byte but plain ones and slashes is `%` and two hexadecimal digits.
package enum PercentEncoding {
    private static let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)

    package static func encoded(_ name: String) -> String {
        name.utf8.map { byte in
            plain.contains(byte) ? String(Unicode.Scalar(byte)) : "%" + hexadecimal(UInt64(byte), 2).uppercased()
        }.joined()
    }

    /// The name of an address; a `%` without two digits stands for itself.
    package static func decoded(_ address: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        var rest = Array(address.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), digits.count == 2, digits.allSatisfy(\.isHexDigit),
                let code = UInt8(digits, radix: 16)
            {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
