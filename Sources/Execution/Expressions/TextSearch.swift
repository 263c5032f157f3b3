import Columnar

/// Finds which of many texts, lying one behind the other, contain a pattern: sixteen places at a time are compared with the
/// pattern's first and last byte, and only where both fit is the rest looked at.
struct TextSearch {
    private let pattern: [UInt8]

    /// The pattern is not empty.
    init(_ pattern: [UInt8]) { self.pattern = pattern }

    /// Sets the mark of every text among `texts` that contains the pattern. Text `i` is
    /// `bytes[offsets[i] ..< offsets[i + 1]]`.
    func mark(
        _ texts: Range<Int>, bytes: UnsafePointer<UInt8>, offsets: UnsafePointer<Int>,
        marks: UnsafeMutablePointer<UInt8>
    ) {
        guard !texts.isEmpty else { return }
        let source = UnsafeRawPointer(bytes)
        let last = pattern.count - 1
        let firsts = SIMD16(repeating: pattern[0])
        let lasts = SIMD16(repeating: pattern[last])
        let end = offsets[texts.upperBound]
        var place = offsets[texts.lowerBound]
        var text = texts.lowerBound
        while place &+ 16 &+ last <= end {
            let first = source.loadUnaligned(fromByteOffset: place, as: SIMD16<UInt8>.self) .== firsts
            let second = source.loadUnaligned(fromByteOffset: place &+ last, as: SIMD16<UInt8>.self) .== lasts
            let both = unsafeBitCast(first .& second, to: SIMD2<UInt64>.self)
            if both[0] | both[1] != 0 {
                for lane in 0..<16 where first[lane] && second[lane] {
                    check(place &+ lane, &text, bytes, offsets, marks)
                }
            }
            place &+= 16
        }
        while place &+ last < end {
            if bytes[place] == pattern[0] { check(place, &text, bytes, offsets, marks) }
            place &+= 1
        }
    }

    /// Marks the text that holds the whole pattern at a place. Places come in ascending order, and `text` follows them.
    private func check(
        _ place: Int, _ text: inout Int, _ bytes: UnsafePointer<UInt8>, _ offsets: UnsafePointer<Int>,
        _ marks: UnsafeMutablePointer<UInt8>
    ) {
        for index in 1..<max(pattern.count, 1) where bytes[place &+ index] != pattern[index] { return }
        while offsets[text &+ 1] <= place { text &+= 1 }
        if place &+ pattern.count <= offsets[text &+ 1] { marks[text] = 1 }
    }
}
