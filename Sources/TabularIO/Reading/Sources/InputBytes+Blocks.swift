import CScan

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension InputBytes {
    /// Tells the system that the pages that end in the range are not needed for now: they stop counting as this process's
    /// memory, and come back from the file when somebody asks for them after all.
    func release(_ range: Range<Int>) {
        let page = Int(getpagesize())
        let (start, end) = (range.lowerBound / page * page, range.upperBound / page * page)
        guard isMapped, start < end else { return }
        madvise(UnsafeMutableRawPointer(mutating: base) + start, end - start, MADV_DONTNEED)
    }

    /// Visits all bytes in blocks of about a megabyte and lets go of those that were visited; a block ends neither inside
    /// a character of UTF-8 nor inside a CRLF. Ends early when `body` returns false.
    func forEachBlock(of size: Int = 1 << 20, from start: Int = 0, _ body: (Range<Int>) -> Bool) {
        var start = start
        while start < count {
            var end = min(start + size, count)
            var steps = 0
            while end < count, steps < 4, base[end] & 0xC0 == 0x80 || (base[end] == 0x0A && base[end - 1] == 0x0D) {
                end += 1
                steps += 1
            }
            guard body(start..<end) else { return }
            release(start..<end)
            start = end
        }
    }

    /// Whether the bytes are well-formed UTF-8.
    var isUTF8: Bool {
        var isGood = true
        forEachBlock { block in
            isGood = tally_is_utf8(base + block.lowerBound, block.count) != 0
            return isGood
        }
        return isGood
    }
}
