/// The distinct values of a text column, in order of first appearance. Immutable and shared.
///
/// Code 0 is "missing"; value `i` of `0 ..< count` has the code `i + 1`.
package final class TextDictionary: Sendable {
    package let count: Int
    package let order: TextOrder
    private let bytes: Buffer<UInt8>
    /// `count + 1` offsets into `bytes`.
    private let offsets: Buffer<Int>
    /// What comes before the first look at `bytes` or `offsets`; nil where nothing does.
    private let check: TextCheck?

    /// - Parameter check: what has to be found out before the values are read, where it can wait.
    package init(bytes: Buffer<UInt8>, offsets: Buffer<Int>, order: TextOrder = .codePoint, check: TextCheck? = nil) {
        self.bytes = bytes
        self.offsets = offsets
        self.order = order
        self.check = check
        count = offsets.count - 1
    }

    package convenience init(_ values: [String], order: TextOrder = .codePoint) {
        var bytes: [UInt8] = []
        var offsets = [0]
        for value in values {
            bytes.append(contentsOf: value.utf8)
            offsets.append(bytes.count)
        }
        self.init(bytes: Buffer(bytes), offsets: Buffer(offsets), order: order)
    }

    /// The same values with another natural order; the memory is shared.
    package func ordered(_ order: TextOrder) -> TextDictionary {
        TextDictionary(bytes: bytes, offsets: offsets, order: order, check: check)
    }

    /// Has everything found out that can wait until a value is read, so that damage is known before an answer is given.
    package func settle() { _ = check?.substitute }

    /// The bytes of a value, UTF-8. The code is 1 … `count`.
    package func utf8(_ code: UInt32) -> UnsafeBufferPointer<UInt8> {
        if let substitute = check?.substitute { return substitute.utf8(code) }
        let start = offsets.base[Int(code) - 1]
        return UnsafeBufferPointer(start: bytes.base + start, count: offsets.base[Int(code)] - start)
    }

    /// Where the values lie, for loops that read very many of them: value `i` of `0 ..< count` is
    /// `bytes[offsets[i] ..< offsets[i + 1]]`. Valid while the dictionary is.
    package var raw: (bytes: UnsafePointer<UInt8>, offsets: UnsafePointer<Int>) {
        check?.substitute?.raw ?? (UnsafePointer(bytes.base), UnsafePointer(offsets.base))
    }

    /// The text of a value; nil for the missing code.
    package func text(_ code: UInt32) -> String? {
        code == Missing.code ? nil : String(decoding: utf8(code), as: UTF8.self)
    }

    /// The code of a value, or nil when it occurs nowhere. Compares every value: fit for constants, not for rows.
    package func code(of value: String) -> UInt32? {
        var value = value
        return value.withUTF8 { wanted in
            for code in stride(from: UInt32(1), through: UInt32(count), by: 1) {
                let candidate = utf8(code)
                if candidate.count == wanted.count, candidate.elementsEqual(wanted) { return code }
            }
            return nil
        }
    }

    /// Whether the value of `left` comes before that of `right` in natural order; missing comes last.
    package func precedes(_ left: UInt32, _ right: UInt32) -> Bool {
        guard left != right, left != Missing.code else { return false }
        guard right != Missing.code else { return true }
        switch order {
        case .declared: return left < right
        case .codePoint: return utf8(left).lexicographicallyPrecedes(utf8(right))
        case .numeric:
            switch (number(left), number(right)) {
            case (let x?, let y?): return x == y ? utf8(left).lexicographicallyPrecedes(utf8(right)) : x < y
            case (_?, nil): return true
            case (nil, _?): return false
            case (nil, nil): return utf8(left).lexicographicallyPrecedes(utf8(right))
            }
        }
    }

    /// Codes, none of them missing, in numeric order: every text is read as a number once, not each time two are compared.
    package func sortedByNumber(_ codes: [UInt32]) -> [UInt32] {
        codes.map { (code: $0, number: number($0)) }.sorted { left, right in
            switch (left.number, right.number) {
            case (let x?, let y?) where x != y: x < y
            case (_?, nil): true
            case (nil, _?): false
            default: utf8(left.code).lexicographicallyPrecedes(utf8(right.code))
            }
        }.map(\.code)
    }

    private func number(_ code: UInt32) -> Double? { text(code).flatMap { Double($0) } }
}
